"""The sidebar: every filter, each option with the number of events that it would leave."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, get_args

import streamlit as st

from atlas.dataset import ROLL_UP_COLUMNS, Dataset
from atlas.facets import event_masks, facet_counts
from atlas.selection import FACETS, RollUp, Selection, Slice, options
from atlas.text import _
from components import address, store

ROLL_UP_LABELS: Mapping[str, str] = {
    "listed": _("As listed"),
    "organization": _("Organization"),
    "system": _("System"),
}


LABEL_TABLES: Mapping[str, str] = {
    "states": "states",
    "families": "event_families",
    "types": "event_types",
    "roles": "roles",
    "topics": "topics",
    "statuses": "statuses",
}
"""Facet to the code list that holds its labels."""


def _key(field: str) -> str:
    return f"filter_{field}"


def _store(selection: Selection) -> None:
    """Put a selection into the widgets' state."""
    for field in FACETS:
        st.session_state[_key(field)] = list(getattr(selection, field))
    st.session_state[_key("period")] = (selection.first_year, selection.last_year)
    st.session_state[_key("roll_up")] = selection.roll_up
    st.session_state[_key("is_with_inferred")] = selection.is_with_inferred
    st.session_state[_key("words")] = selection.words


def _read(dataset: Dataset) -> Selection:
    """The selection that the widgets' state holds. Values that are no option (a click on labels that were just replaced) and
    bodies of another level are brought to the options of the present level.
    """
    first, last = st.session_state[_key("period")]
    roll_up: RollUp = st.session_state[_key("roll_up")] or "organization"
    facets: dict[str, Any] = {}
    for field in FACETS:
        known = options(dataset, field, roll_up)
        chosen = [_code(value, labels_of(dataset, field)) for value in st.session_state[_key(field)]]
        if field == "organizations":
            chosen = _at_level(dataset, chosen, roll_up)
        facets[field] = tuple(code for code in known if code in chosen)
    return Selection(
        first,
        last,
        roll_up=roll_up,
        is_with_inferred=st.session_state[_key("is_with_inferred")],
        words=st.session_state[_key("words")].strip(),
        **facets,
    )


def labels_of(dataset: Dataset, field: str) -> Mapping[str, str]:
    """Code to label of a facet, without counts."""
    return _organization_labels(dataset) if field == "organizations" else dataset.labels(LABEL_TABLES[field])


def _code(value: str, labels: Mapping[str, str]) -> str:
    """The code of a value. A click made while the labels were being replaced sends the old label, count and all."""
    if value in labels:
        return value
    label = value.rsplit(" (", 1)[0]
    return next((code for code, known in labels.items() if known == label), value)


def _at_level(dataset: Dataset, bodies: list[str], roll_up: RollUp) -> set[str]:
    if not bodies:
        return set()
    frame = dataset["organizations"].set_index("organization_id")
    column = ROLL_UP_COLUMNS[roll_up]
    return {str(frame.at[body, column]) if column in frame and body in frame.index else body for body in bodies}


def clear() -> None:
    """Callback: clear every filter."""
    _store(Selection.everything(store.dataset()))


def release(facet: str) -> None:
    """Callback: lift one filter, named as in `event_masks`."""
    everything = Selection.everything(store.dataset())
    if facet == "period":
        st.session_state[_key("period")] = (everything.first_year, everything.last_year)
    elif facet == "words":
        st.session_state[_key("words")] = ""
    else:
        for field in ("organizations", "roles") if facet == "bodies" else (facet,):
            st.session_state[_key(field)] = []


def narrow(field: str, code: str) -> None:
    """Callback: set one facet to one code, leaving the others."""
    st.session_state[_key(field)] = [code]


def sidebar(dataset: Dataset) -> Slice:
    """Draw the filters and apply them."""
    if address.is_new():
        selection, ignored = Selection.from_query(address.current(), dataset)
        _store(selection)
        address.ignore(ignored)
    selection = _read(dataset)
    masks = event_masks(selection, dataset)
    counts = facet_counts(selection, dataset, masks)
    # Assigning the state anew sends the widgets their values under the labels of this run: the counts in them change.
    _store(selection)
    with st.sidebar:
        _draw(selection, dataset, counts)
    address.set_filters(selection.to_query(dataset))
    return selection.apply(dataset)


def _draw(selection: Selection, dataset: Dataset, counts: dict[str, dict[str, int]]) -> None:
    schema = dataset.schema
    is_set = selection != Selection.everything(dataset)
    st.button(
        _("Clear all filters"),
        icon=":material/filter_alt_off:",
        on_click=clear,
        disabled=not is_set,
        key="clear",
        width="stretch",
    )
    st.slider(_("Period"), schema.first_year, schema.last_year, key=_key("period"))
    _facet("states", _("States"), selection, dataset, counts)
    _facet("families", _("Event family"), selection, dataset, counts)
    _facet("types", _("Event type"), selection, dataset, counts)
    _facet("organizations", _("Organizations"), selection, dataset, counts)
    st.radio(
        _("Count organizations"),
        get_args(RollUp),
        key=_key("roll_up"),
        format_func=ROLL_UP_LABELS.__getitem__,
        horizontal=True,
        help=_(
            "As listed: the body that the source names, such as the Terrorism Prevention Branch. Organization: its organization, "
            "such as UNODC. System: its family, such as the United Nations."
        ),
    )
    _facet("roles", _("Role"), selection, dataset, counts)
    _facet("topics", _("Topic"), selection, dataset, counts)
    _facet("statuses", _("Status"), selection, dataset, counts)
    st.text_input(
        _("Words"),
        key=_key("words"),
        placeholder=_("in titles, summaries, names"),
        icon=":material/search:",
        help=_("Every word must occur in the title, the summary, the place, the programme or a name at the event."),
    )
    st.toggle(
        _("With inferred facts"),
        key=_key("is_with_inferred"),
        help=_("Also count participations and States that a curator derived and no source states."),
    )


def _facet(
    field: str,
    label: str,
    selection: Selection,
    dataset: Dataset,
    counts: dict[str, dict[str, int]],
) -> None:
    labels = labels_of(dataset, field)

    def with_count(code: str) -> str:
        return f"{labels[code]} ({counts[field].get(code, 0)})"

    st.multiselect(
        label, options(dataset, field, selection.roll_up), key=_key(field), format_func=with_count, placeholder=_("all")
    )


@lru_cache(maxsize=4)
def _organization_labels(dataset: Dataset) -> Mapping[str, str]:
    """Heading and short name: the list is ordered by heading, so bodies of a family stand together."""
    frame = dataset["organizations"]
    label = frame["heading"].where(frame["name"] != frame["heading"], "") + " › " + frame["short_name"]
    return dict(zip(frame["organization_id"], label.str.removeprefix(" › "), strict=True))
