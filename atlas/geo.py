"""The boundaries of the five States: Natural Earth 1:10m, simplified by `scripts/build_basemap.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

GEO_DIR = Path(__file__).resolve().parent.parent / "static" / "geo"

DEGREE_IN_KM = 111.0
"""Length of one degree of latitude, in kilometres."""


@lru_cache(maxsize=1)
def state_polygons() -> Mapping[str, BaseGeometry]:
    """State (alpha-3) to its simplified polygon, WGS 84, longitude first."""
    from shapely.geometry import shape  # noqa: PLC0415 - the dashboard reads no polygon until somebody asks for the rules

    features = json.loads((GEO_DIR / "states.geojson").read_text(encoding="utf-8"))["features"]
    return MappingProxyType({feature["properties"]["state"]: shape(feature["geometry"]) for feature in features})


def km_outside(state: str, latitude: float, longitude: float) -> float:
    """Distance in kilometres (rough: one degree is 111 km) from the point to the polygon of the State; 0 inside.

    Raises:
        KeyError: if the State is not one of the five.
    """
    from shapely.geometry import Point  # noqa: PLC0415

    return float(state_polygons()[state].distance(Point(longitude, latitude))) * DEGREE_IN_KM
