"""In which zone of a layer does a place lie: part of topic `geo.resolve-area`, over the register `zones.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from adapters.platform.desk import text

FOLDER = Path(__file__).parent / "registers"
OUTSIDE = "outside"
Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of a layer (`scenic`, say): the words an address in it holds, and its corners (longitude, latitude in degrees)."""

    layer: str
    key: str
    words: tuple[str, ...]
    corners: tuple[Corner, ...]


def zone_of(layer: str, said: Mapping[str, Any]) -> str:
    """The first zone of the layer that holds the point, else whose words are in the address, else "outside".

    Zones are asked in the order of the register, so an inner zone stands before the one around it.
    """
    point, address = _point(said.get("point")), text(said.get("address")) or ""
    zones = [zone for zone in load() if zone.layer == layer]
    by_point = (zone.key for zone in zones if point is not None and _inside(point, zone.corners))
    by_words = (zone.key for zone in zones if any(word in address for word in zone.words))
    return next(by_point, None) or next(by_words, OUTSIDE)


@cache
def load(folder: Path = FOLDER) -> tuple[Zone, ...]:
    """Every zone; a malformed row raises at start and not in a case."""
    with (folder / "zones.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Zone(row["layer"], row["zone"], tuple(word for word in row["words"].split("|") if word), tuple(_corner(pair) for pair in row["corners"].split()))
            for row in csv.DictReader(file)
        )


def _point(value: Any) -> Corner | None:
    """A point as forms write it ("lon,lat") or as adapters send it ({lon, lat})."""
    if isinstance(value, Mapping):
        value = f"{value.get('lon')},{value.get('lat')}"
    try:
        return _corner(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _corner(pair: str) -> Corner:
    lon, lat = (float(number) for number in pair.split(","))
    return lon, lat


def _inside(point: Corner, corners: tuple[Corner, ...]) -> bool:
    """Even-odd rule: a ray to the east crosses the border an odd number of times."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], *corners[:1]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside
