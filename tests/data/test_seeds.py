"""Golden facts, counted by hand in the five documents from which the project began."""

from __future__ import annotations

import pytest

from atlas.dataset import Dataset

TURKMENISTAN_2017 = "tkm-2017-11-14-cted-assessment"
TAJIKISTAN_2017 = "tjk-2017-02-19-cted-assessment"
NEW_YORK_2023 = "int-2023-06-19-third-unct-conference"
ASHGABAT_2022 = "tkm-2022-10-11-arms-capacity-consultations"
DUSHANBE_2011 = "tjk-2011-03-29-second-expert-meeting"
BRATISLAVA_2010 = "svk-2010-12-15-first-expert-meeting"
LAUNCH_2010 = "usa-2010-09-ctitf-ca-launch"
ANNOUNCED_2024 = "tkm-2024-ctc-visit-discussed"


def bodies(dataset: Dataset, event_id: str, *roles: str, source_host: str = "") -> set[str]:
    """International bodies and partner States reported at an event in one of the roles (all roles without any)."""
    rows = dataset["participations"]
    rows = rows[(rows["event_id"] == event_id) & (rows["basis"] == "reported")]
    if roles:
        rows = rows[rows["role"].isin(roles)]
    if source_host:
        rows = rows[rows["source_id"].str.startswith(source_host)]
    organizations = dataset["organizations"].set_index("organization_id")
    return {body for body in rows["organization_id"] if not organizations.at[body, "is_central_asian"]}


def own_bodies(dataset: Dataset, event_id: str) -> set[str]:
    """Bodies of the five States at an event."""
    rows = dataset["participations"]
    own = dataset["organizations"].query("is_central_asian")["organization_id"]
    return set(rows.loc[(rows["event_id"] == event_id) & rows["organization_id"].isin(own), "organization_id"])


def field(dataset: Dataset, event_id: str, column: str) -> object:
    """One cell of an event."""
    return dataset["events"].set_index("event_id").at[event_id, column]


@pytest.mark.parametrize(
    ("event_id", "event_type", "status", "date", "place"),
    [
        (TURKMENISTAN_2017, "assessment_visit", "held", "2017-11-14/2017-11-16", ""),
        (TAJIKISTAN_2017, "assessment_visit", "held", "2017-02-19/2017-02-24", ""),
        (NEW_YORK_2023, "high_level_meeting", "held", "2023-06-19/2023-06-20", "usa-new-york"),
        ("int-2023-06-19-hajiyev-voronkov", "bilateral_meeting", "held", "2023-06-19/2023-06-20", "usa-new-york"),
        ("int-2023-06-19-hajiyev-gherman", "bilateral_meeting", "held", "2023-06-19/2023-06-20", "usa-new-york"),
        (ANNOUNCED_2024, "assessment_visit", "announced", "2024", ""),
        (ASHGABAT_2022, "consultation", "held", "2022-10-11/2022-10-14", "tkm-ashgabat"),
        ("int-2020-02-21-arms-nexus-launch", "launch", "held", "2020-02-21", "usa-new-york"),
        (DUSHANBE_2011, "expert_meeting", "held", "2011-03-29/2011-03-30", "tjk-dushanbe"),
        (BRATISLAVA_2010, "expert_meeting", "held", "2010-12-15/2010-12-16", "svk-bratislava"),
        (LAUNCH_2010, "launch", "held", "2010-09", "usa-new-york"),
    ],
)
def test_events_of_the_documents(
    shipped: Dataset, event_id: str, event_type: str, status: str, date: str, place: str
) -> None:
    found = [field(shipped, event_id, column) for column in ("event_type", "status", "date", "place_id")]
    assert found == [event_type, status, date, place]


def test_seven_bodies_take_part_in_turkmenistan_and_background_does_not(shipped: Dataset) -> None:
    taking_part = {"un-cted", "un-1267-mt", "un-unodc-tpb", "interpol", "eag", "osce", "cis"}
    assert bodies(shipped, TURKMENISTAN_2017, "lead", "participant") == taking_part
    assert bodies(shipped, TURKMENISTAN_2017, "lead") == {"un-cted"}
    assert bodies(shipped, TURKMENISTAN_2017) == taking_part | {"un-ctc"}
    assert bodies(shipped, TURKMENISTAN_2017, "partner") == {"un-ctc"}


def test_ten_bodies_accompany_cted_in_tajikistan(shipped: Dataset) -> None:
    assert bodies(shipped, TAJIKISTAN_2017, "participant") == {
        "un-1267-mt", "un-1540-goe", "un-women", "un-icao", "interpol", "osce", "eag", "cis-atc", "csto", "sco-rats",
    }  # fmt: skip
    assert bodies(shipped, TAJIKISTAN_2017, "lead") == {"un-cted"}


def test_places_and_estimate_of_tajikistan(shipped: Dataset) -> None:
    further = shipped["event_places"]
    assert set(further.loc[further["event_id"] == TAJIKISTAN_2017, "place_id"]) == {
        "tjk-dushanbe-airport", "tjk-tajik-afghan-border",
    }  # fmt: skip
    figures = shipped["figures"]
    estimate = figures[figures["event_id"] == TAJIKISTAN_2017].iloc[0]
    assert (estimate["value_min"], estimate["stated_by"], estimate["state"]) == (1000, "Tajikistan", "TJK")
    assert estimate.isna()["value_max"]


@pytest.mark.parametrize(
    ("body", "rolled_up", "system"),
    [
        ("cis-atc", "cis", "cis"),
        ("sco-rats", "sco", "sco"),
        ("un-unodc-tpb", "un-unodc", "un"),
        ("un-cted", "un-cted", "un"),
        ("un-1267-mt", "un-1267-mt", "un"),
        ("tkm-mfa", "tkm", "tkm"),
    ],
)
def test_roll_up(shipped: Dataset, body: str, rolled_up: str, system: str) -> None:
    row = shipped["organizations"].set_index("organization_id").loc[body]
    assert (row["rolled_up_id"], row["system_id"]) == (rolled_up, system)


def test_mistranslated_names_of_new_york_reach_the_right_bodies(shipped: Dataset) -> None:
    assert bodies(shipped, "int-2023-06-19-hajiyev-voronkov") == {"un-unoct"}
    assert bodies(shipped, "int-2023-06-19-hajiyev-gherman") == {"un-cted"}
    aliases = shipped["organization_aliases"].set_index("alias")["organization_id"]
    assert aliases["Counter-Terrorism Directorate"] == "un-unoct"
    relations = shipped["event_relations"]
    announced = relations[
        (relations["event_id"] == "int-2023-06-19-hajiyev-gherman") & (relations["relation"] == "announces")
    ]
    assert announced["related_event_id"].tolist() == [ANNOUNCED_2024]


def test_ashgabat_2022(shipped: Dataset) -> None:
    assert bodies(shipped, ASHGABAT_2022, "organizer") == {"un-uncct", "un-unodc", "un-cted", "un-unoda"}
    assert bodies(shipped, ASHGABAT_2022, "participant") == {"interpol", "wco"}
    assert bodies(shipped, ASHGABAT_2022, "funder") == {"can"}
    assert "un-unrcca" not in bodies(shipped, ASHGABAT_2022)
    assert len(own_bodies(shipped, ASHGABAT_2022)) == 9
    assert field(shipped, ASHGABAT_2022, "participants_min") == 18


def test_dushanbe_2011_by_the_document(shipped: Dataset) -> None:
    host = "asiaplus"
    assert bodies(shipped, DUSHANBE_2011, source_host=host) == {"un-ctitf", "eu", "un-unrcca", "nor"}
    assert bodies(shipped, DUSHANBE_2011, "funder", source_host=host) == {"eu", "nor"}
    assert bodies(shipped, DUSHANBE_2011, "funder", "participant") >= {"nor"}
    rows = shipped["participations"]
    norway = rows[(rows["event_id"] == DUSHANBE_2011) & (rows["organization_id"] == "nor")]
    assert set(norway["role"]) == {"funder"}


def test_the_launch_of_2010_is_known_to_the_month_only(shipped: Dataset) -> None:
    assert field(shipped, LAUNCH_2010, "date_precision") == "month"
