"""The basemap: five States, cities inside, enclaves kept, small enough; and distances to it."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from shapely.geometry import MultiPolygon, Point

from atlas.geo import DEGREE_IN_KM, GEO_DIR, km_outside, state_polygons

CITIES = {
    "KAZ": [("Astana", 51.18, 71.446), ("Almaty", 43.25, 76.95), ("Baikonur", 45.62, 63.31), ("Aktau", 43.65, 51.16)],
    "KGZ": [("Bishkek", 42.87, 74.59), ("Osh", 40.53, 72.8), ("Batken", 40.06, 70.82)],
    "TJK": [("Dushanbe", 38.536, 68.779), ("Khujand", 40.28, 69.62), ("Khorugh", 37.49, 71.55)],
    "TKM": [("Ashgabat", 37.95, 58.383), ("Turkmenbashi", 40.02, 52.97)],
    "UZB": [("Tashkent", 41.265, 69.216), ("Termez", 37.22, 67.278), ("Nukus", 42.46, 59.6)],
}


def test_the_five_states() -> None:
    """These and no other."""
    assert set(state_polygons()) == set(CITIES)
    assert all(polygon.is_valid for polygon in state_polygons().values())


@pytest.mark.parametrize(
    ("state", "city", "latitude", "longitude"), [(state, *city) for state, cities in CITIES.items() for city in cities]
)
def test_cities_lie_inside(state: str, city: str, latitude: float, longitude: float) -> None:
    """A known city lies in its State and in no other."""
    assert [code for code in CITIES if km_outside(code, latitude, longitude) == 0] == [state], city


@pytest.mark.parametrize(
    ("enclave", "state", "around", "latitude", "longitude"),
    [
        ("Sokh", "UZB", "KGZ", 39.97, 71.1),
        ("Shohimardon", "UZB", "KGZ", 39.98, 71.8),
        ("Vorukh", "TJK", "KGZ", 39.85, 70.6),
        ("Sarvan", "TJK", "UZB", 40.98, 70.61),
    ],
)
def test_enclaves_of_the_fergana_valley(
    enclave: str, state: str, around: str, latitude: float, longitude: float
) -> None:
    """Each is a small part of its own, cut out of the State around it."""
    polygons = state_polygons()[state]
    assert isinstance(polygons, MultiPolygon)
    # Points by eye: an enclave is found within ten kilometres of its middle.
    parts = [part for part in polygons.geoms if part.area < 0.1 and part.distance(Point(longitude, latitude)) < 0.1]
    assert parts, enclave
    middle = parts[0].representative_point()
    assert km_outside(around, middle.y, middle.x) > 0


def test_distance() -> None:
    """A degree of latitude is 111 km; a State without polygon is an error."""
    south = state_polygons()["TKM"].bounds[1]
    longitude = next(x for x, y in outline("TKM") if y == south)
    assert km_outside("TKM", south - 1, longitude) == pytest.approx(DEGREE_IN_KM)
    with pytest.raises(KeyError):
        km_outside("AUT", 48.2, 16.4)


def outline(state: str) -> list[tuple[float, float]]:
    """Corners of the largest part of a State."""
    polygons = state_polygons()[state]
    parts = polygons.geoms if isinstance(polygons, MultiPolygon) else [polygons]
    return [(x, y) for x, y in max(parts, key=lambda part: part.area).exterior.coords]


def test_files_are_small() -> None:
    """What every reader's browser fetches."""
    files = list(GEO_DIR.glob("*.geojson"))
    assert {path.name for path in files} == {"states.geojson", "context.geojson", "lakes.geojson"}
    assert sum(path.stat().st_size for path in files) < 150_000


@pytest.mark.parametrize("layer", ["states", "context", "lakes"])
def test_rings_wind_as_the_browser_wants_them(layer: str) -> None:
    """Exterior rings run clockwise: plotly.js takes the others for the whole globe but the polygon."""
    features = json.loads((GEO_DIR / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]
    assert features
    for feature in features:
        for part in feature["geometry"]["coordinates"]:
            ring = part[0]
            doubled_area = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring))
            assert doubled_area > 0, feature["id"]
