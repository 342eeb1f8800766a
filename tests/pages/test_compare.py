"""Compare: A and B from the address, the numbers on the page, what cannot be compared."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.compare import Chosen, Compare, comparison, default_bodies, only_in, parts, side_figures
from atlas.queries.differences import columns_offered, differences
from atlas.sentences.compare import frame_sentence, opening_sentence
from tests.pages.visit import COMPARE, DEFAULT, NARROW, Query, Visit, selection_of

Open = Callable[..., Visit]

CASES: list[tuple[Compare, Query, Chosen, Chosen]] = [
    ("periods", {}, (2010, 2016), (2017, 2024)),
    ("periods", {"a": ["2012-2014"], "b": ["2015-2017"]}, (2012, 2014), (2015, 2017)),
    ("states", {"compare": ["states"]}, "TJK", "UZB"),
    ("states", {"compare": ["states"], "a": ["KGZ"], "b": ["KAZ"]}, "KGZ", "KAZ"),
    ("organizations", {"compare": ["organizations"], "a": ["un-cted"], "b": ["osce"]}, "un-cted", "osce"),
]


@pytest.mark.parametrize("base", [DEFAULT, NARROW], ids=["default", "narrow"])
@pytest.mark.parametrize(("by", "query", "a", "b"), CASES)
def test_page_says_the_comparison(
    visit: Open, shipped: Dataset, base: Query, by: Compare, query: Query, a: Chosen, b: Chosen
) -> None:
    compared = comparison(selection_of(base, shipped), shipped, by, a, b)
    shown = visit(COMPARE, {**base, **query})
    shown.assert_is_sound()
    assert shown.notice == ""
    if not len(compared.a) or not len(compared.b):
        assert shown.charts == {}
        assert "No event on record is in" in shown.infos[0]
        return
    assert frame_sentence(compared, shipped) in shown.markdown
    assert opening_sentence(compared, side_figures(compared, shipped)) in shown.markdown
    found = differences(
        compared,
        shipped,
        columns_offered(compared)[0],
        measure=compared.measures[0],
        order="change",
        limit=24,
        label="All events",
    )
    drawn = {
        tuple(point[:2]): tuple(point[2:])
        for point in shown.charts[f"difference_{columns_offered(compared)[0]}"].points()
    }
    assert drawn == {(cell.body, cell.key): (cell.a, cell.b) for cell in found.cells}
    bars = shown.charts["mirror"].values("y", type="bar")
    assert sum(abs(value) for value in bars) == len(compared.a) + len(compared.b)


def test_the_replaced_facet_is_named(visit: Open) -> None:
    assert any("The period in the sidebar does not count" in caption for caption in visit(COMPARE, NARROW).captions)
    assert not any("does not count on this page" in caption for caption in visit(COMPARE).captions)


def test_what_only_one_side_has(visit: Open, shipped: Dataset) -> None:
    compared = comparison(selection_of(DEFAULT, shipped), shipped, "periods", (2010, 2016), (2017, 2024))
    bodies = parts(compared, shipped, "bodies", "rate")
    shown = visit(COMPARE)
    for letter, side in (("A", "a"), ("B", "b")):
        only = only_in(bodies, side)  # type: ignore[arg-type]
        assert shown.table(f"listed only in {letter}")["Name"].tolist() == [part.name for part in only]
        assert f"**Listed only in {letter}**: {len(only)} organizations" in shown.markdown
    assert "absent" not in " ".join([*shown.markdown, *shown.captions]).lower()
    programmes = visit(COMPARE, {"by": ["programmes"]})
    assert len(programmes.table("listed only in A")) == len(
        only_in(parts(compared, shipped, "programmes", "rate"), "a")
    )


def test_same_sides_have_a_way_out(visit: Open) -> None:
    shown = visit(COMPARE, {"a": ["2017-2024"]})
    shown.assert_is_sound()
    assert shown.infos == ["A and B are the same, so there is nothing to compare: choose another A or B."]
    assert shown.charts == {}
    back = shown.click("reset_compare")
    back.assert_is_sound()
    assert back.infos == []
    assert back.app.slider(key="control_a_years").value == (2010, 2016)
    assert set(back.charts) == {"mirror", "difference_states"}


def test_an_empty_side_has_a_way_out(visit: Open, shipped: Dataset) -> None:
    query = {"q": ["assessment visit"], "family": ["mission"], "state": ["TKM"]}
    events = selection_of(query, shipped).apply(shipped).events
    year = next(
        year for year in range(2010, 2025) if not ((events["year"] <= year) & (events["last_year"] >= year)).any()
    )
    shown = visit(COMPARE, {**query, "a": [f"{year}-{year}"], "b": ["2010-2024"]})
    shown.assert_is_sound()
    assert f"No event on record is in A ({year})." in shown.infos[0]
    assert shown.charts == {}
    assert {"reset_compare", "clear_compare"} <= set(shown.buttons)


def test_swapping_the_sides(visit: Open) -> None:
    shown = visit(COMPARE).click("swap")
    shown.assert_is_sound()
    assert shown.app.slider(key="control_a_years").value == (2017, 2024)
    assert shown.app.slider(key="control_b_years").value == (2010, 2016)
    states = visit(COMPARE, {"compare": ["states"], "a": ["KGZ"]}).click("swap")
    assert (states.app.selectbox(key="control_a").value, states.app.selectbox(key="control_b").value) == ("UZB", "KGZ")


def test_another_kind_starts_with_its_own_sides(visit: Open, shipped: Dataset) -> None:
    """What the last kind left in the controls is no option of the next."""
    shown = visit(COMPARE, {"against": ["states"]})
    for by, expected in (("states", ("TJK", "UZB")), ("organizations", default_bodies(shipped, "organization"))):
        shown.app.session_state["control_compare"] = by
        shown.app.run()
        shown.assert_is_sound()
        assert (shown.app.selectbox(key="control_a").value, shown.app.selectbox(key="control_b").value) == expected
        assert len(shown.charts) == 2


def test_unknown_sides_give_a_notice(visit: Open) -> None:
    shown = visit(COMPARE, {"a": ["2016-2010"], "b": ["1066-2024"], "measure": ["weight"]})
    shown.assert_is_sound()
    for part in ("a=2016-2010", "b=1066-2024", "measure=weight"):
        assert part in shown.notice
    assert shown.app.slider(key="control_a_years").value == (2010, 2016)
    states = visit(COMPARE, {"compare": ["states"], "a": ["ATA"]})
    assert "a=ATA" in states.notice
    assert states.app.selectbox(key="control_a").value == "TJK"


@pytest.mark.parametrize("against", ["states", "topics", "types", "families"])
def test_figures_stay_small(visit: Open, against: str) -> None:
    app = visit(COMPARE, {"against": [against]}).app
    sizes = [len(json.dumps(json.loads(element.proto.spec))) for element in app.get("plotly_chart")]
    assert max(sizes) < 60_000
