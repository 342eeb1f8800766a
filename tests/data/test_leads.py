"""Every lead is accounted for: it made an event, joined one, or was left out with a reason."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from atlas.dataset import Dataset
from atlas.schema import DATA_DIR

LEADS = DATA_DIR.parent.parent / "shared" / "leads"
COUNTS = {
    "h1_cted": 67, "h2_unoct": 90, "h3_unodc": 109, "h4_osce": 109, "h5_regional": 126, "h6_partners": 123, "h7_missions": 58,
    "h8_early": 58,
}  # fmt: skip


@pytest.fixture(scope="module")
def accounts() -> list[dict[str, str]]:
    with (DATA_DIR / "curation" / "leads.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_lead_is_missing(accounts: list[dict[str, str]]) -> None:
    leads = [row for row in accounts if row["outcome"] != "added"]
    assert Counter(row["file"] for row in leads) == COUNTS


@pytest.mark.skipif(not LEADS.is_dir(), reason="the lead files are not beside this clone")
def test_the_account_names_the_leads_of_the_files(accounts: list[dict[str, str]]) -> None:
    in_files = {
        (path.stem, json.loads(line)["lead_id"])
        for path in sorted(LEADS.glob("h*.jsonl"))
        for line in Path(path).read_text(encoding="utf-8").splitlines()
    }
    assert {(row["file"], row["lead_id"]) for row in accounts if row["outcome"] != "added"} == in_files


def test_outcomes_lead_to_events_or_reasons(accounts: list[dict[str, str]], shipped: Dataset) -> None:
    events = set(shipped["events"]["event_id"])
    assert {row["outcome"] for row in accounts} == {"created", "merged", "excluded", "added"}
    for row in accounts:
        if row["outcome"] == "excluded":
            assert row["event_id"] == ""
            assert len(row["reason"]) > 10, row["lead_id"]
        else:
            assert row["event_id"] in events, row["lead_id"]
    assert {row["event_id"] for row in accounts if row["outcome"] in ("created", "added")} == events
