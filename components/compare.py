"""Two selections side by side: choosing A and B, what cannot be compared, what only one has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from atlas.dataset import Dataset
from atlas.queries.compare import (
    COMPARE,
    Comparison,
    Kind,
    Part,
    comparison,
    default_bodies,
    default_periods,
    only_in,
    side_figures,
)
from atlas.queries.differences import events_behind
from atlas.selection import Selection, Slice, options
from atlas.sentences.compare import (
    KIND_TITLES,
    caveats,
    change_sentences,
    frame_sentence,
    only_sentence,
    opening_sentence,
    plain,
    replaced_sentence,
)
from atlas.tables.compare import figures_table, only_table
from atlas.text import _, bullets, count_of
from components import address
from components.charts import download_csv
from components.controls import choice, pick
from components.empty import show_empty_state
from components.events import show_event_list
from components.filters import clear, labels_of
from components.links import ORGANIZATION_PAGE, STATE_PAGE, open_organization, organization_hrefs, state_href

LABELS = {"periods": _("Periods"), "states": _("States"), "organizations": _("Organizations")}
DEFAULT_STATES = ("TJK", "UZB")
HEIGHT = 38 + 35 * 10
"""Height of a list of ten rows."""


def choose_comparison(selected: Slice, dataset: Dataset) -> Comparison:
    """Let the reader choose what is compared, and A and B; all of it stands in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = choice("compare", _("Compare"), {code: LABELS[code] for code in COMPARE})
        keys = ("control_a_years", "control_b_years") if by == "periods" else ("control_a", "control_b")
        st.button(
            _("Swap A and B"), icon=":material/swap_horiz:", type="tertiary", on_click=_swap, args=keys, key="swap"
        )
    selection = selected.selection
    left, right = st.columns(2)
    if by == "periods":
        a_years, b_years = default_periods(dataset)
        with left:
            first = _year_range("a", _("A, from and to"), a_years, dataset)
        with right:
            second = _year_range("b", _("B, from and to"), b_years, dataset)
        return comparison(selection, dataset, "periods", first, second)
    kind = "states" if by == "states" else "organizations"
    defaults = DEFAULT_STATES if by == "states" else default_bodies(dataset, selection.roll_up)
    labels = {code: labels_of(dataset, kind)[code] for code in options(dataset, kind, selection.roll_up)}
    with left:
        one = pick("a", _("A"), labels, default=defaults[0])
        _profile_link(one, kind, dataset)
    with right:
        other = pick("b", _("B"), labels, default=defaults[-1])
        _profile_link(other, kind, dataset)
    return comparison(selection, dataset, "states" if by == "states" else "organizations", one, other)


def _year_range(name: str, label: str, default: tuple[int, int], dataset: Dataset) -> tuple[int, int]:
    """A first and a last year, in the address as "2010-2016"."""
    whole = Selection.everything(dataset)
    key = f"control_{name}_years"
    if address.is_new():
        asked = address.page_value(name)
        match = re.fullmatch(r"(\d{4})-(\d{4})", asked)
        span = (int(match[1]), int(match[2])) if match else default
        is_known = whole.first_year <= span[0] <= span[1] <= whole.last_year
        if asked and not (match and is_known):
            address.ignore([f"{name}={asked}"])
        st.session_state[key] = span if is_known else default
    st.session_state.setdefault(key, default)
    chosen: tuple[int, int] = st.slider(label, whole.first_year, whole.last_year, key=key)  # type: ignore[assignment]
    first, last = chosen
    address.set_page_value(name, f"{first}-{last}" if (first, last) != default else "")
    return first, last


def _profile_link(code: str, kind: str, dataset: Dataset) -> None:
    name = dataset.labels("states")[code] if kind == "states" else dataset.organization_names[code]
    st.page_link(
        STATE_PAGE if kind == "states" else ORGANIZATION_PAGE,
        label=_("Profile of {name}").format(name=plain(name)),
        icon=":material/arrow_forward:",
        query_params={**address.filters_query(), "of": [code]},
    )


def _swap(one: str, other: str) -> None:
    state = st.session_state
    if one in state and other in state:
        state[one], state[other] = state[other], state[one]


def _reset() -> None:
    """Callback: the comparison that the page opens with."""
    for key in ("control_compare", "control_a", "control_b", "control_a_years", "control_b_years"):
        st.session_state.pop(key, None)


def show_opening(
    compared: Comparison,
    dataset: Dataset,
    kinds: Mapping[Kind, Sequence[Part]],
    lifetimes: Mapping[str, tuple[int, int]],
) -> None:
    """What the two share, what changed or differs, the headline figures of both, and what to mind."""
    figures = side_figures(compared, dataset)
    hrefs: dict[Kind, Mapping[str, str]] = {
        "bodies": organization_hrefs(part.key for part in kinds["bodies"]),
        "states": state_hrefs(dataset),
    }
    st.markdown(plain(frame_sentence(compared, dataset)))
    replaced = replaced_sentence(compared)
    if replaced:
        st.caption(replaced)
    st.markdown(opening_sentence(compared, figures))
    st.markdown(change_sentences(compared, kinds, hrefs, lifetimes))
    st.table(figures_table(figures, compared), border="horizontal", alt=_("Headline figures of A and B"))
    st.caption(bullets([plain(sentence) for sentence in caveats(compared)]))


def state_hrefs(dataset: Dataset) -> dict[str, str]:
    """State to the address of its profile."""
    return {state: state_href(state) for state in dataset.central_asian_states}


def show_impossible(compared: Comparison, selected: Slice, dataset: Dataset) -> bool:
    """Say why the two cannot be compared, with the ways out. False, and nothing shown, if they can."""
    empty = [
        _("{letter} ({name})").format(letter=letter, name=plain(side.name))
        for letter, side in zip("AB", compared.sides, strict=True)
        if not len(side)
    ]
    if len(empty) == 2 and not len(selected):
        show_empty_state(selected, dataset)
        return True
    if compared.is_same:
        st.info(
            _("A and B are the same, so there is nothing to compare: choose another A or B."), icon=":material/info:"
        )
    elif empty:
        rest = [count_of(len(side), _("event"), _("events")) for side in compared.sides if len(side)]
        words = _("No event on record is in {empty}.").format(empty=_(" or in ").join(empty))
        words += " " + _("The other has {events}.").format(events=rest[0]) if rest else ""
        st.info(words, icon=":material/search_off:")
    else:
        return False
    st.button(_("Back to the comparison that this page opens with"), on_click=_reset, key="reset_compare")
    if selected.selection != Selection.everything(dataset):
        st.button(_("Clear all filters"), on_click=clear, key="clear_compare")
    return True


def show_behind(
    compared: Comparison, dataset: Dataset, ids: tuple[Sequence[str], Sequence[str]], title: str, *, key: str
) -> None:
    """The events of A and of B behind a cell or a name."""
    for letter, side, found in zip("AB", compared.sides, ids, strict=True):
        st.subheader(
            _("{title}: {events} in {letter}, {name}").format(
                title=title, events=count_of(len(found), _("event"), _("events")), letter=letter, name=side.name
            ),
            anchor=False,
        )
        if found:
            show_event_list(side.selection.apply(dataset), dataset, key=f"{key}_{letter}", event_ids=found)


def show_only(
    compared: Comparison,
    dataset: Dataset,
    kinds: Mapping[Kind, Sequence[Part]],
    lifetimes: Mapping[str, tuple[int, int]],
) -> None:
    """What only one of the two has on record: organizations, programmes, topics."""
    st.subheader(_("On record on one side only"), anchor=False)
    st.caption(
        _(
            "Not listed on the other side does not mean that it was not there. Click an organization for its profile, a "
            "programme or a topic for its events."
        )
    )
    labels = {code: KIND_TITLES[code] for code in kinds}
    chosen = choice("by", _("What"), {str(code): label for code, label in labels.items()})
    kind = next(code for code in kinds if code == chosen)
    clicked: Part | None = None
    for column, letter in zip(st.columns(2), "AB", strict=True):
        with column:
            only = only_in(kinds[kind], "a" if letter == "A" else "b")
            st.markdown(only_sentence(only, letter, kind))
            clicked = _only_list(only, letter, kind, lifetimes if kind == "bodies" else {}) or clicked
    if clicked and kind == "bodies":
        open_organization(clicked.key)
    elif clicked:
        ids = events_behind(compared, dataset, kind, clicked.key)
        show_behind(compared, dataset, ids, clicked.name, key="only")


def _only_list(only: Sequence[Part], letter: str, kind: Kind, lifetimes: Mapping[str, tuple[int, int]]) -> Part | None:
    """A list that can be clicked; returns the part clicked."""
    if not only:
        st.caption(_("None."))
        return None
    table = only_table(only, letter, lifetimes)
    event = st.dataframe(
        table,
        hide_index=True,
        key=f"only_{kind}_{letter}",
        on_select="rerun",
        selection_mode="single-cell",
        height=min(38 + 35 * len(table), HEIGHT),
        alt=_("Table: listed only in {letter}").format(letter=letter),
        column_config={str(table.columns[1]): st.column_config.NumberColumn(width="small")},
    )
    download_csv(table, key=f"only_{kind}_{letter}")
    cells = event["selection"]["cells"]
    return only[int(cells[0][0])] if cells else None
