"""Rules about places."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.geo import km_outside, state_polygons
from atlas.rules.finding import Finding, RawTables, Rule, line_of
from atlas.schema import Schema

TOLERANCE_KM = 5.0
"""The basemap is simplified: a border crossing may lie this far outside its State's polygon."""


def _inside_state(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    rows = raw["places"]
    for index in rows.index[rows["state"].isin(state_polygons().keys())]:
        place, state, latitude, longitude = rows.loc[index, ["place_id", "state", "latitude", "longitude"]]
        try:
            distance = km_outside(state, float(latitude), float(longitude))
        except ValueError:  # not a number: `value-type` reports it
            continue
        if distance > TOLERANCE_KM:
            yield Finding(
                "place-in-state",
                "places",
                line_of(index),
                "latitude, longitude",
                f"'{place}' lies {distance:.0f} km outside {state}.",
                "Check that latitude and longitude are not exchanged, and that the State is right.",
            )


def _coordinates(raw: RawTables, schema: Schema) -> Iterator[Finding]:
    rows = raw["places"]
    for index in rows.index[(rows["coordinates_source"] == "GeoNames") & (rows["geonames_id"] == "")]:
        yield Finding(
            "place-geonames",
            "places",
            line_of(index),
            "geonames_id",
            "Coordinates from GeoNames need their id.",
            "Fill in the GeoNames id.",
        )


PLACE_RULES = (
    Rule("place-in-state", "A place of the five States lies inside the State's polygon.", "error", _inside_state),
    Rule("place-geonames", "Coordinates from GeoNames keep their id.", "error", _coordinates),
)
