"""Organizations: the index, and the profile of a body under its own link; the links that lead there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.bodies import bodies_within
from atlas.queries.organization_index import organization_index
from atlas.queries.organization_profile import organization_profile, roles_by_state, roles_by_year
from atlas.queries.partners import partners_by_role
from tests.pages.visit import (
    DEFAULT,
    EVENTS,
    NARROW,
    NOTHING,
    NOTHING_MATCHES,
    ORGANIZATION,
    Query,
    Visit,
    selection_of,
)

Open = Callable[..., Visit]
VIEWS = ("overview", "missions", "partners", "events")


def listed_at(dataset: Dataset, query: Query, body: str) -> set[str]:
    """Events of the selection at which the body or a part of it is listed."""
    rows = selection_of(query, dataset).apply(dataset).participations
    return set(rows.loc[rows["organization_id"].isin(bodies_within(dataset, body)), "event_id"])


def words(shown: Visit) -> str:
    """Everything said in sentences."""
    return " ".join(shown.markdown)


def links(shown: Visit) -> dict[str, str]:
    """Label of a link on the page to its parameters."""
    return {link.proto.label: link.proto.query_string for link in shown.app.get("page_link")}


@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
def test_index(visit: Open, shipped: Dataset, query: Query) -> None:
    expected = organization_index(selection_of(query, shipped).apply(shipped), shipped)
    shown = visit(ORGANIZATION, query)
    shown.assert_is_sound()
    table = shown.table(", by family")
    assert table["Organization"].tolist() == expected["name"].tolist()
    assert table["Events"].tolist() == expected["events"].tolist()


def test_searching_the_index_opens_a_profile(visit: Open) -> None:
    shown = visit(ORGANIZATION, {"state": ["TJK"]})
    shown.app.selectbox(key="find_organization").set_value("sco-rats").run()
    shown.assert_is_sound()
    assert links(shown)["Opening …"] == "state=TJK&of=sco-rats"  # a click goes by a link that the browser presses


def test_unknown_organization_says_so_and_lists_all(visit: Open) -> None:
    shown = visit(ORGANIZATION, {"of": ["nobody"]})
    shown.assert_is_sound()
    assert shown.infos == ["No organization on record has the identifier “nobody”."]
    assert not shown.table(", by family").empty


@pytest.mark.parametrize("body", ["un", "tjk", "un-ctitf"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_a_profile(visit: Open, body: str, view: str) -> None:
    shown = visit(ORGANIZATION, {"of": [body], "view": [view]})
    shown.assert_is_sound()
    assert shown.notice == ""
    assert shown.app.session_state["control_view"] == view


@pytest.mark.parametrize("query", [DEFAULT, NARROW], ids=["default", "narrow"])
@pytest.mark.parametrize("body", ["osce", "un-unodc"])
def test_overview(visit: Open, shipped: Dataset, query: Query, body: str) -> None:
    selected = selection_of(query, shipped).apply(shipped)
    profile = organization_profile(selected, shipped, body)
    assert profile is not None
    shown = visit(ORGANIZATION, {**query, "of": [body]})
    shown.assert_is_sound()
    count = len(listed_at(shipped, query, body))
    assert f"is listed at **{count} event{'s' if count != 1 else ''}** of the selection" in words(shown)
    for name, counts in (
        ("roles_years", roles_by_year(profile, selected, shipped)),
        ("roles_states", roles_by_state(profile, selected, shipped)),
    ):
        cells = zip(counts.cells["row"], counts.cells["column"], strict=True)
        assert sorted(shown.charts[name].points()) == sorted(cells)


def test_roll_up_changes_no_profile(visit: Open) -> None:
    plain = visit(ORGANIZATION, {"of": ["osce"]})
    rolled_up = visit(ORGANIZATION, {"of": ["osce"], "level": ["system"]})
    assert sorted(plain.charts["roles_years"].points()) == sorted(rolled_up.charts["roles_years"].points())
    assert any("whatever the sidebar rolls up" in caption for caption in plain.captions)


def test_way_up_and_down(visit: Open, shipped: Dataset) -> None:
    shown = visit(ORGANIZATION, {**NARROW, "of": ["un-cted"]})
    names = shipped.organization_names
    found = links(shown)
    assert "of=un-unsc" in found[names["un-unsc"]]
    assert "state=TJK" in found[names["un-unsc"]]
    assert "of=" not in found["All organizations"]
    predecessor = links(visit(ORGANIZATION, {"of": ["un-unoct"]}))
    assert "of=un-ctitf" in predecessor["Predecessor: CTITF"]
    successor = visit(ORGANIZATION, {"of": ["un-ctitf"]})
    assert "of=un-unoct" in links(successor)["Successor: UNOCT"]
    assert "Succeeded by UNOCT." in words(successor)


def test_a_state_links_to_its_profile_as_a_state(visit: Open) -> None:
    assert "of=TJK" in links(visit(ORGANIZATION, {"of": ["tjk"]}))["Tajikistan: the profile of the State"]
    assert not [label for label in links(visit(ORGANIZATION, {"of": ["usa"]})) if "profile of the State" in label]


def test_who_joined_the_visits_of_cted(visit: Open, shipped: Dataset) -> None:
    """The answer names every State visited and every body that joined only once."""
    shown = visit(ORGANIZATION, {"of": ["un-cted"], "view": ["missions"]})
    shown.assert_is_sound()
    rows = selection_of(DEFAULT, shipped).apply(shipped).participations
    events = shipped["events"].set_index("event_id")
    leads = rows[(rows["organization_id"] == "un-cted") & rows["role"].isin(["lead", "organizer"])]
    missions = {
        event
        for event in leads["event_id"]
        if (events.at[event, "event_family"], events.at[event, "status"]) == ("mission", "held")
    }
    ties = shipped["event_states"]
    visited = set(ties.loc[ties["event_id"].isin(missions), "state"]) & set(shipped.central_asian_states)
    text = words(shown)
    for state in visited:
        assert f"**{shipped.labels('states')[state]}**, " in text
    table = shown.table(" that joined, by State").set_index("Organization")
    others = rows[rows["event_id"].isin(missions) & (rows["body"] != "un-cted")]
    counts = others.groupby("body")["event_id"].nunique()
    once = next(block for block in shown.markdown if block.startswith("**Only once**"))
    names = shipped.organization_names
    for body, count in counts.items():
        if body in ("kaz", "kgz", "tjk", "tkm", "uzb"):
            continue
        assert table.at[names[body], "Missions"] == count
        assert bool(table.at[names[body], "Only once"]) == (count == 1)
        assert (f"{names[body]} (" in once) == (count == 1)
    assert {key for _body, key in shown.charts["joined"].points()} <= missions


def test_who_funds_what_the_osce_organizes_in_tajikistan(visit: Open, shipped: Dataset) -> None:
    query = {"state": ["TJK"]}
    shown = visit(ORGANIZATION, {**query, "of": ["osce"], "view": ["partners"], "partners": ["organizer"]})
    shown.assert_is_sound()
    rows = selection_of(query, shipped).apply(shipped).participations
    within = bodies_within(shipped, "osce")
    own = set(rows.loc[rows["organization_id"].isin(within) & rows["role"].isin(["lead", "organizer"]), "event_id"])
    funders = rows[rows["event_id"].isin(own) & (rows["role"] == "funder") & ~rows["organization_id"].isin(within)]
    sentence = next(block for block in shown.markdown if block.startswith("At the **"))
    assert f"**{len(own)} events**" in sentence
    for body, count in funders.groupby("body")["event_id"].nunique().items():
        assert f"{shipped.organization_names[body]} ({count})" in sentence
    assert "does not mean that nobody paid" in sentence


def test_who_appears_together_with_rats(visit: Open, shipped: Dataset) -> None:
    shown = visit(ORGANIZATION, {"of": ["sco-rats"], "view": ["partners"]})
    shown.assert_is_sound()
    selected = selection_of(DEFAULT, shipped).apply(shipped)
    expected = partners_by_role(
        selected, shipped, listed_at(shipped, DEFAULT, "sco-rats"), bodies_within(shipped, "sco-rats")
    )
    table = shown.table("Bodies listed with SCO RATS")
    names = {**shipped.organization_names, "sco": "SCO without SCO RATS"}  # rolled up, its other parts are partners
    assert table["Organization"].tolist() == expected["body"].map(names).tolist()
    assert table["Events"].tolist() == expected["events"].tolist()
    own = shipped["organizations"].query("is_central_asian")["organization_id"]
    top = expected[~expected["body"].isin(own)].iloc[0]
    assert f": {names[top['body']]} ({top['events']})" in words(shown)


def test_events_of_a_profile(visit: Open, shipped: Dataset) -> None:
    shown = visit(ORGANIZATION, {**NARROW, "of": ["osce"], "view": ["events"]})
    assert len(shown.table(" by date")) == len(listed_at(shipped, NARROW, "osce"))


def test_no_event_of_the_selection_lists_the_body(visit: Open, shipped: Dataset) -> None:
    """The filters leave events, but none with the body: said in words, and the way to the whole record."""
    query = {"to": ["2012"], "of": ["un-unoct"]}  # the Office was set up in 2017
    assert not listed_at(shipped, {"to": ["2012"]}, "un-unoct")
    shown = visit(ORGANIZATION, query)
    shown.assert_is_sound()
    assert "No event of the selection lists UNOCT." in words(shown)
    assert shown.charts == {}
    assert links(shown)["UNOCT without filters"] == "of=un-unoct"
    for view in VIEWS:
        visit(ORGANIZATION, {**query, "view": [view]}).assert_is_sound()


def test_nothing_matches(visit: Open) -> None:
    shown = visit(ORGANIZATION, {**NOTHING, "of": ["osce"]})
    shown.assert_is_sound()
    assert shown.infos == [NOTHING_MATCHES]
    assert shown.charts == {}


def test_unknown_values_of_controls_give_a_notice(visit: Open) -> None:
    shown = visit(ORGANIZATION, {"of": ["osce"], "view": ["secrets"]})
    shown.assert_is_sound()
    assert "view=secrets" in shown.notice
    shown = visit(ORGANIZATION, {"of": ["osce"], "view": ["partners"], "partners": ["friends"]})
    assert "partners=friends" in shown.notice


def test_the_record_links_to_the_profiles_of_its_states(visit: Open, shipped: Dataset) -> None:
    event = "tjk-2017-02-19-cted-assessment"
    shown = visit(EVENTS, {"event": [event]})
    assert "of=TJK" in links(shown)["Tajikistan"]
    assert any("Click an organization to open its profile" in caption for caption in shown.captions)
