"""States: the five side by side, one under its own address, the filter on States set aside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from atlas.dataset import Dataset
from atlas.queries.state_profile import counterparts, profile_slice, reported_figures
from atlas.queries.visits import visit_chain
from tests.pages.visit import NARROW, NOTHING_MATCHES, STATE, Query, Visit, selection_of

Open = Callable[..., Visit]


def test_index_opens_with_the_five(visit: Open, shipped: Dataset) -> None:
    shown = visit(STATE)
    shown.assert_is_sound()
    labels = shipped.labels("states")
    table = shown.table("Table of the States")
    assert list(table["State"]) == [labels[state] for state in shipped.central_asian_states]
    assert set(shown.charts) == {"states_visits"}
    selected = selection_of({}, shipped).apply(shipped)
    chains = [visit_chain(selected, shipped, state) for state in shipped.central_asian_states]
    assert list(table["Missions"]) == [len(chain.held) for chain in chains]
    assert list(table["Months since the last mission"]) == [chain.waiting for chain in chains]
    drawn = sorted(shown.charts["states_visits"].points())
    assert drawn == sorted(event for chain in chains for event in chain.missions["event_id"])


def test_index_keeps_to_the_states_filtered_for(visit: Open, shipped: Dataset) -> None:
    table = visit(STATE, {"state": ["UZB", "KAZ"]}).table("Table of the States")
    assert list(table["State"]) == ["Kazakhstan", "Uzbekistan"]


@pytest.mark.parametrize("query", [{}, NARROW, {"from": ["2015"], "level": ["system"], "inferred": ["1"]}])
@pytest.mark.parametrize("state", ["TJK", "TKM"])
def test_profile_under_its_own_address(visit: Open, shipped: Dataset, state: str, query: Query) -> None:
    shown = visit(STATE, {**query, "of": [state]})
    shown.assert_is_sound()
    assert shown.notice == ""
    assert shown.app.session_state["control_of"] == state
    profile = profile_slice(selection_of(query, shipped).apply(shipped), shipped, state)
    if len(profile) == 0:
        assert shown.infos == [NOTHING_MATCHES]
        return
    chain = visit_chain(profile, shipped, state)
    name = shipped.labels("states")[state]
    assert any(text.startswith(f"**{name}**") for text in shown.markdown)
    assert set(shown.charts["visits"].points()) == set(chain.missions["event_id"])
    assert len(shown.table(f"Table of bodies of {name}")) == len(counterparts(profile, shipped, state))
    if len(reported_figures(profile, shipped, state)):
        assert len(shown.table("reported")) == len(reported_figures(profile, shipped, state))
    set_aside = [caption for caption in shown.captions if "is set aside on this page" in caption]
    assert bool(set_aside) == (query.get("state", [state]) != [state])


def test_every_chart_has_its_alt_text(visit: Open) -> None:
    shown = visit(STATE, {"of": ["KGZ"]})
    shown.assert_is_sound()
    assert {"visits", "partner_years", "state_topics"} == set(shown.charts)
    alts = [element.proto.alt for element in shown.app.get("plotly_chart")]
    assert all(len(alt) > 40 for alt in alts)


def test_unknown_state_gives_a_notice_and_the_index(visit: Open) -> None:
    shown = visit(STATE, {"of": ["XXX"]})
    shown.assert_is_sound()
    assert "of=XXX" in shown.notice
    assert set(shown.charts) == {"states_visits"}


def test_nothing_on_record_offers_no_other_state(visit: Open) -> None:
    """Lifting the filter on States would change nothing: the page sets the State itself."""
    shown = visit(STATE, {"of": ["UZB"], "q": ["xyzzy"], "state": ["KAZ"]})
    shown.assert_is_sound()
    assert shown.infos == [NOTHING_MATCHES]
    assert shown.charts == {}
    assert "release_states" not in shown.buttons
    assert "release_words" in shown.buttons


def test_switching_the_state(visit: Open) -> None:
    shown = visit(STATE, {"of": ["KGZ"]})
    shown.app.button_group(key="control_of").set_value("UZB").run()
    shown.assert_is_sound()
    assert any(text.startswith("**Uzbekistan**") for text in shown.markdown)
