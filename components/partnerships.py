"""Partnerships: the body in question, tables that open profiles, the events of a tie, the files of the network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from atlas.dataset import Dataset
from atlas.queries.network import RESOLUTION, SEED
from atlas.queries.partnerships import LEAST_STEPS, LEGIBLE_TIES, CoListing, Network, focus_bodies, joint_events
from atlas.selection import Slice
from atlas.sentences import partnerships as words
from atlas.tables.partnerships import bodies_table, graphml, partners_table, ties_table
from atlas.text import _, bullets, count_of
from components.charts import download_csv
from components.controls import choice, pick
from components.events import show_event_list
from components.links import open_organization
from components.method import show_method


@st.cache_resource(show_spinner=False, hash_funcs={Dataset: id}, max_entries=2)
def _focus_options(dataset: Dataset) -> dict[str, str]:
    return {"": _("Every organization"), **focus_bodies(dataset)}


def controls(dataset: Dataset) -> tuple[str, str, int | None]:
    """The body whose partners are asked for ("" for none), the view, and the least number of events (None: as fits)."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        focus = pick(
            "focus",
            _("Partners of"),
            _focus_options(dataset),
            help=_("One organization, at any level, and those listed together with it."),
        )
        shape = choice("view", _("View"), {"network": _("Network"), "matrix": _("Matrix")})
        least = choice(
            "least",
            _("Events together, at least"),
            {"fit": _("Automatic"), **{str(step): str(step) for step in LEAST_STEPS}},
            help=_("Automatic: the smallest number that leaves at most {ties} ties.").format(ties=LEGIBLE_TIES),
        )
    return focus, shape, None if least == "fit" else int(least)


def show_partners(listing: CoListing, selected: Slice) -> None:
    """Everybody listed with the body in question, whatever the least number of events."""
    st.subheader(_("All organizations listed with it"), anchor=False)
    st.caption(words.focus_note(selected.selection.roll_up))
    table, bodies = partners_table(listing)
    _show_bodies(table, bodies, key="partners", alt=_("Table of partners, most often first"))
    download_csv(table, key="partners")


def show_communities(network: Network) -> None:
    """Each community with its bodies, and how they were found."""
    st.subheader(_("Communities"), anchor=False)
    st.caption(words.communities_sentence(network))
    st.markdown(bullets(words.communities_in_words(network)))


def show_centrality(network: Network) -> None:
    """The table of centrality, with its warning."""
    st.subheader(_("Who stands where in the network"), anchor=False)
    st.caption(words.centrality_sentence())
    show_method(words.measures_sentences(network), key="centrality")
    table, bodies = bodies_table(network, words.community_labels(network))
    _show_bodies(table, bodies, key="centrality", alt=_("Table of centrality, most events together first"))


def _show_bodies(table: pd.DataFrame, bodies: Sequence[str], *, key: str, alt: str) -> None:
    st.caption(_("Click a row for its profile."))
    choice = st.dataframe(
        table,
        hide_index=True,
        key=f"bodies_{key}",
        alt=alt,
        on_select="rerun",
        selection_mode="single-cell",
        height=min(38 + 35 * max(1, len(table)), 430),
    )
    cells = choice["selection"]["cells"]
    if cells:
        open_organization(bodies[int(cells[0][0])])


def _show_tie(listing: CoListing, pair: Sequence[str], selected: Slice, dataset: Dataset) -> None:
    """The events at which both bodies are listed."""
    a, b = (str(body) for body in pair)
    ids = joint_events(selected, dataset, a, b, listing.focus)
    name = dict(zip(listing.bodies["body"], listing.bodies["name"], strict=True))
    st.subheader(
        _("{a} and {b}: {events} together").format(
            a=name[a], b=name[b], events=count_of(len(ids), _("event"), _("events"))
        ),
        anchor=False,
    )
    show_event_list(selected, dataset, key="tie", event_ids=ids)


def show_clicked(clicked: Sequence[Any], listing: CoListing, selected: Slice, dataset: Dataset) -> None:
    """What was clicked: an organization opens its profile, a tie lists its events."""
    if clicked and isinstance(clicked[0], str):
        open_organization(clicked[0])
    elif clicked:
        _show_tie(listing, clicked[0], selected, dataset)


def show_files(network: Network, selected: Slice, dataset: Dataset) -> None:
    """The network as files; each is made only when its button is pressed."""
    labels = words.community_labels(network)
    facts = {
        "title": f"{dataset.schema.title}: {_('organizations listed together')}",
        "data_version": dataset.version,
        "selection": selected.selection.describe(dataset),
        "least_events_together": str(network.least),
        "focus": network.focus,
        "communities": f"Louvain, resolution {RESOLUTION:g}, seed {SEED}, modularity {network.modularity:.4f}",
    }
    files = (
        ("graphml", _("Network (GraphML)"), "application/graphml+xml", lambda: graphml(network, labels, facts)),
        ("ties", _("Ties (CSV)"), "text/csv", lambda: _csv(_with_ids(network, "ties"))),
        ("nodes", _("Organizations (CSV)"), "text/csv", lambda: _csv(_with_ids(network, "nodes"))),
    )
    with st.container(horizontal=True):
        for name, label, mime, data in files:
            ending = "graphml" if name == "graphml" else "csv"
            file_name = f"atlas-partnerships{'' if name == 'graphml' else '-' + name}.{ending}"
            st.download_button(
                label,
                data=data,
                file_name=file_name,
                mime=mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"download_{name}",
            )


def _with_ids(network: Network, what: str) -> pd.DataFrame:
    """Rows with the ids that the GraphML file has, too."""
    if what == "ties":
        return pd.concat([network.ties[["a", "b"]], ties_table(network)], axis=1)
    table, bodies = bodies_table(network, words.community_labels(network))
    return pd.concat([pd.DataFrame({"id": bodies}), table], axis=1)


def _csv(table: pd.DataFrame) -> bytes:
    return table.to_csv(index=False).encode("utf-8-sig")
