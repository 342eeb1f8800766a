"""Tables of partnerships: ties, organizations of the network, partners of one; and the network as a GraphML file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pandas as pd

from atlas.queries.partnerships import CoListing, Network
from atlas.text import _


def ties_table(network: Network) -> pd.DataFrame:
    """Every tie of the network, strongest first."""
    name, heading = _columns(network, "name"), _columns(network, "heading")
    ties = network.ties
    table = pd.DataFrame(
        {
            _("Organization"): ties["a"].map(name),
            _("With"): ties["b"].map(name),
            _("Events together"): ties["events"],
            _("Weight 1 / (k - 1)"): ties["shared"].round(3),
            _("Family"): ties["a"].map(heading),
            _("Family of the other"): ties["b"].map(heading),
        }
    )
    return table.reset_index(drop=True)


def bodies_table(network: Network, group_labels: Sequence[str]) -> tuple[pd.DataFrame, list[str]]:
    """Every organization of the network with its place in it, and their ids; most central first."""
    rows = network.bodies.sort_values(["together", "events", "name"], ascending=[False, False, True])
    table = pd.DataFrame(
        {
            _("Organization"): rows["name"],
            _("Events listed"): rows["events"],
            _("Partners"): rows["partners"],
            _("Events together"): rows["together"],
            _("Betweenness"): rows["betweenness"].round(3),
            _("Community"): [group_labels[number] for number in rows["community"]],
            _("Family"): rows["heading"],
        }
    )
    return table.reset_index(drop=True), rows["body"].tolist()


def partners_table(listing: CoListing) -> tuple[pd.DataFrame, list[str]]:
    """Every body listed together with the focus, and their ids; most often first."""
    partners = listing.partners()
    known = listing.bodies.set_index("body")
    total = int(known["events"].get(listing.focus, 0))
    table = pd.DataFrame(
        {
            _("Organization"): partners["body"].map(known["name"]),
            _("Events together"): partners["events"],
            _("Share of events of {name}, %").format(name=known["name"].get(listing.focus, "")): (
                100 * partners["events"] / max(1, total)
            ).round(),
            _("Events listed"): partners["body"].map(known["events"]),
            _("Family"): partners["body"].map(known["heading"]),
        }
    )
    return table, partners["body"].tolist()


def graphml(network: Network, group_labels: Sequence[str], facts: Mapping[str, str]) -> bytes:
    """The network as GraphML: every body and tie with its attributes, and `facts` about the whole."""
    import networkx as nx  # noqa: PLC0415 - heavy, and needed for this file only

    graph = nx.Graph(**facts)
    columns = {
        **{"label": "name", "name": "full_name", "kind": "kind", "family": "heading", "events": "events"},
        **{"partners": "partners", "events_together": "together", "betweenness": "betweenness"},
    }
    for row in network.bodies.to_dict("records"):
        values = {title: row[column] for title, column in columns.items()}
        graph.add_node(row["body"], **values, community=group_labels[row["community"]])
    for row in network.ties.to_dict("records"):
        graph.add_edge(row["a"], row["b"], weight=row["events"], weight_shared=round(row["shared"], 6))
    file = io.BytesIO()
    nx.write_graphml_xml(graph, file, encoding="utf-8", prettyprint=True)
    return file.getvalue()


def _columns(network: Network, column: str) -> dict[str, str]:
    return dict(zip(network.bodies["body"].tolist(), network.bodies[column].tolist(), strict=True))
