"""The five questions of At a glance: one click each, and the answer on the page is the one that plain pandas gives."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pandas as pd
import pytest
from playwright.sync_api import Locator, expect

from atlas.dataset import Dataset
from tests.browser.reader import TIMEOUT, Reader

pytestmark = pytest.mark.browser


def ask(reader: Reader, words: str, title: str) -> Reader:
    """Open the first page and follow the link of a question: one click."""
    reader.open()
    reader.page.locator(".st-key-questions").get_by_role("link", name=words).click()
    expect(reader.heading).to_have_text(title, timeout=TIMEOUT)
    return reader.settle()


def said(reader: Reader, beginning: str) -> str:
    """The paragraph or item that begins so."""
    found: Locator = reader.main.locator("p, li").filter(has_text=beginning).first
    expect(found).to_be_visible()
    return found.inner_text()


def listed(dataset: Dataset) -> pd.DataFrame:
    """Reported participations with the columns of their events."""
    rows = dataset["participations"]
    events = dataset["events"][["event_id", "event_type", "event_family", "status", "year", "latest"]]
    return rows[rows["basis"] == "reported"].merge(events, on="event_id")


def test_who_joined_the_visits_of_cted(reader: Reader, shipped: Dataset) -> None:
    rows = listed(shipped)
    visits = rows[
        (rows["organization_id"] == "un-cted")
        & rows["role"].isin(["lead", "organizer"])
        & (rows["event_family"] == "mission")
        & (rows["status"] == "held")
    ]["event_id"].unique()
    own = shipped["organizations"].query("is_central_asian")["organization_id"]
    joined = rows[rows["event_id"].isin(visits) & ~rows["organization_id"].isin(own)]
    pairs = joined[joined["rolled_up_id"] != "un-cted"].drop_duplicates(["event_id", "rolled_up_id"])
    missions = Counter(pairs["rolled_up_id"])
    ask(reader, "Which bodies joined CTED’s visits", "Organizations")
    once = said(reader, "Only once")
    for body, count in missions.items():
        name = shipped.organization_names[body]
        assert (f" {name} (" in once) == (count == 1), (name, count, once)
    ties = shipped["event_states"]
    subjects = ties[ties["event_id"].isin(visits) & (ties["relation"] == "subject") & (ties["basis"] == "reported")]
    for state in subjects["state"].unique():
        there = said(reader, f"{shipped.labels('states')[state]}, ")
        at = set(subjects.loc[subjects["state"] == state, "event_id"])
        for body in set(pairs.loc[pairs["event_id"].isin(at), "rolled_up_id"]):
            assert shipped.organization_names[body] in there


def test_which_state_has_waited_longest(reader: Reader, shipped: Dataset) -> None:
    events, ties = shipped["events"], shipped["event_states"]
    held = events[(events["event_type"] == "assessment_visit") & (events["status"] == "held")]
    subjects = ties[(ties["relation"] == "subject") & (ties["basis"] == "reported")].merge(held, on="event_id")
    subjects = subjects[subjects["state"].isin(shipped.central_asian_states)]
    last = subjects.groupby("state")["latest"].max().sort_values()
    first, end = last.iloc[0], date(shipped.schema.last_year, 12, 31)
    months = 12 * (end.year - first.year) + end.month - first.month
    ask(reader, "Which State has waited longest", "Gaps")
    answer = said(reader, "has waited longest since its last assessment")
    assert answer.startswith(shipped.labels("states")[last.index[0]])
    assert f"{months} months" in answer
    rest = said(reader, "Then ")
    places = [rest.index(shipped.labels("states")[state]) for state in last.index[1:]]
    assert places == sorted(places)


def test_who_funds_what_the_osce_organizes_in_tajikistan(reader: Reader, shipped: Dataset) -> None:
    rows, ties = listed(shipped), shipped["event_states"]
    tajik = ties[(ties["state"] == "TJK") & (ties["basis"] == "reported")]["event_id"]
    organized = rows[(rows["rolled_up_id"] == "osce") & rows["role"].isin(["lead", "organizer"])]["event_id"]
    at = set(organized) & set(tajik)
    funders = rows[rows["event_id"].isin(at) & (rows["role"] == "funder")].drop_duplicates(["event_id", "rolled_up_id"])
    assert len(funders)
    ask(reader, "Who funds what the OSCE organizes", "Organizations")
    answer = said(reader, "funders listed are")
    assert f"{len(at)} events" in answer
    for body, count in Counter(funders["rolled_up_id"]).items():
        assert f"{shipped.organization_names[body]} ({count})" in answer


def test_who_appears_with_rats(reader: Reader, shipped: Dataset) -> None:
    rows = listed(shipped)
    with_rats = rows[rows["organization_id"].isin(["sco-rats", "sco-rats-ec"])]["event_id"].unique()
    own = shipped["organizations"].query("is_central_asian")["organization_id"]
    others = rows[
        rows["event_id"].isin(with_rats) & ~rows["organization_id"].isin(own) & (rows["rolled_up_id"] != "sco")
    ]
    most = Counter(others.drop_duplicates(["event_id", "rolled_up_id"])["rolled_up_id"]).most_common(3)
    ask(reader, "Who appears together with RATS SCO", "Partnerships")
    answer = said(reader, "SCO RATS is listed at")
    assert f"at {len(with_rats)} events" in answer
    for body, count in most:
        assert f"{shipped.organization_names[body]} ({count})" in answer


def test_what_changed_between_the_periods(reader: Reader, shipped: Dataset) -> None:
    events = shipped["events"]
    early = int((events["year"] <= 2016).sum())
    late = int((events["last_year"] >= 2017).sum())
    ask(reader, "What changed between 2010–2016 and 2017–2024", "Compare")
    answer = said(reader, "The record grows" if late / 8 > early / 7 else "The record shrinks")
    assert f"{early} in the 7 years of 2010–2016" in answer
    assert f"{late} in the 8 years of 2017–2024" in answer
    assert said(reader, "Organizations: more")
