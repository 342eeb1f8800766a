"""EDTF dates: bounds, precision, words, and the fast path held to the library's own parser."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.dates import date_in_words, parse_date


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "precision", "is_approximate"),
    [
        ("2016-02-24", date(2016, 2, 24), date(2016, 2, 24), "day", False),
        ("2016-02-24~", date(2016, 2, 24), date(2016, 2, 24), "day", True),
        ("2010-09", date(2010, 9, 1), date(2010, 9, 30), "month", False),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29), "month", False),
        ("2015-02~", date(2015, 2, 1), date(2015, 2, 28), "month", True),
        ("2013", date(2013, 1, 1), date(2013, 12, 31), "year", False),
        ("2013~", date(2013, 1, 1), date(2013, 12, 31), "year", True),
        ("2017-02-19/2017-02-24", date(2017, 2, 19), date(2017, 2, 24), "day", False),
        ("2014-12-30/2015-01-02", date(2014, 12, 30), date(2015, 1, 2), "day", False),
        ("2017-02-19/2017-03", date(2017, 2, 19), date(2017, 3, 31), "month", False),
        ("2017/2018-05-03", date(2017, 1, 1), date(2018, 5, 3), "year", False),
        ("2017-02-19/2017-02-24~", date(2017, 2, 19), date(2017, 2, 24), "day", True),
        # Forms that only the library's grammar reads: a season, a decade.
        ("2016-21", date(2016, 3, 1), date(2016, 5, 31), "year", False),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), "year", False),
    ],
)
def test_bounds(edtf: str, earliest: date, latest: date, precision: str, is_approximate: bool) -> None:
    """The first and last possible day, the coarser precision, and '~'."""
    span = parse_date(edtf)
    assert (span.edtf, span.earliest, span.latest) == (edtf, earliest, latest)
    assert (span.precision, span.is_approximate) == (precision, is_approximate)


@pytest.mark.parametrize(
    ("edtf", "problem"),
    [
        ("", "no EDTF date"),
        ("soon", "no EDTF date"),
        ("24.02.2016", "no EDTF date"),
        ("2016-13", "no EDTF date"),
        ("2016-2-4", "no EDTF date"),
        ("2016-02-24/2016-02-26/2016-02-28", "no EDTF date"),
        ("2016/..", "no EDTF date"),
        ("2016/", "no EDTF date"),
        ("/2016", "no EDTF date"),
        ("../2016", "no EDTF date"),
        ("2016-02-30", "no day of the calendar"),
        ("2015-02-29/2015-03-01", "no day of the calendar"),
        ("0000", "no day of the calendar"),
        ("2017-02-24/2017-02-19", "ends before it starts"),
        ("2018/2017", "ends before it starts"),
    ],
)
def test_invalid(edtf: str, problem: str) -> None:
    """Anything without a known start and end in order is refused, and the message repeats the value."""
    with pytest.raises(ValueError, match=problem) as caught:
        parse_date(edtf)
    assert edtf.split("/")[0] in str(caught.value)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2016-02-24", "24 February 2016"),
        ("2017-02-19/2017-02-24", "19–24 February 2017"),
        ("2017-02-27/2017-03-03", "27 February – 3 March 2017"),
        ("2014-12-30/2015-01-02", "30 December 2014 – 2 January 2015"),
        ("2010-09", "September 2010"),
        ("2010-09/2010-11", "September – November 2010"),
        ("2010-11/2011-02", "November 2010 – February 2011"),
        ("2013", "2013"),
        ("2013~", "about 2013"),
        ("2013/2015", "2013–2015"),
        ("2010-09~", "about September 2010"),
    ],
)
def test_words(edtf: str, words: str) -> None:
    """Dates as people write them."""
    assert date_in_words(edtf) == words


days = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)
plain = st.tuples(days, st.sampled_from([10, 7, 4]), st.sampled_from(["", "~"])).map(
    lambda parts: parts[0][: parts[1]] + parts[2]
)
intervals = st.tuples(plain, plain).map(sorted).map("/".join)


@settings(max_examples=30)  # the library's grammar takes 10 ms a date
@given(st.one_of(plain, intervals))
def test_fast_path_agrees_with_the_library(edtf: str) -> None:
    """The bounds built without the grammar are those that the library's own parser gives."""
    value = parse_edtf(edtf)
    lower, upper = date(*value.lower_strict()[:3]), date(*value.upper_strict()[:3])
    if upper < lower:
        with pytest.raises(ValueError, match="ends before it starts"):
            parse_date(edtf)
    else:
        assert (parse_date(edtf).earliest, parse_date(edtf).latest) == (lower, upper)
