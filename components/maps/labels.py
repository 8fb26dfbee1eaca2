"""Where names stand on a map: they cover neither each other nor a site."""

import math
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

_LETTER_DEGREES = 0.31
_HALF_HEIGHT_DEGREES = 0.42
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88)
_SIDES = (0.62, -0.62, 1.1, -1.1)
_MIDST = (50.0, 88.0)


def mercator(latitude: float) -> float:
    """Return the Web Mercator ordinate of a latitude in degrees, in the unit of a degree of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def latitude_of(ordinate: float) -> float:
    """Return the latitude in degrees of a Web Mercator ordinate."""
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


@dataclass(frozen=True)
class Box:
    """The ground that a name or a symbol covers at the opening zoom, in degrees."""

    west: float
    east: float
    south: float
    north: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether two boxes share ground."""
        return (
            self.west < other.east and other.west < self.east and self.south < other.north and other.south < self.north
        )


def name_box(longitude: float, latitude: float, text: str, anchor: str) -> Box:
    """Return the box of a name that starts, is centred or ends at a point (`start`, `middle`, `end`)."""
    width = len(text) * _LETTER_DEGREES
    west = longitude - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    return Box(west, west + width, latitude - _HALF_HEIGHT_DEGREES, latitude + _HALF_HEIGHT_DEGREES)


def site_boxes(sites: pd.DataFrame, rise: float) -> list[Box]:
    """Return the boxes of sites' symbols with their names; `rise` is how many degrees a neighbour is lifted."""
    boxes = []
    for row in sites.itertuples(index=False):
        north = row.latitude + rise * row.neighbour
        side = 0.8 if row.label_side == "start" else -0.8
        boxes.append(name_box(row.longitude + side, north, row.label, row.label_side))
        boxes.append(Box(row.longitude - 0.7, row.longitude + 0.7, north - 0.6, north + 0.6))
    return boxes


def along(path: list[list[float]], share: float) -> list[float]:
    """Return the point that lies a share (0 to 1) of the way along a polyline."""
    lengths = [math.dist(start, end) for start, end in pairwise(path)]
    left = sum(lengths) * share
    for (start, end), length in zip(pairwise(path), lengths, strict=True):
        if left <= length:
            part = left / length if length else 0.0
            return [start[axis] + (end[axis] - start[axis]) * part for axis in (0, 1)]
        left -= length
    return path[-1]


def _length(path: list[list[float]]) -> float:
    return sum(math.dist(start, end) for start, end in pairwise(path))


def place_names(lines: pd.DataFrame, taken: list[Box]) -> pd.DataFrame:
    """Place one name for each subject of `lines` on its first leg where the ground is free; short lines choose first.

    A name that finds no free ground is left out; its line still tells it on hovering.

    Columns: `subject_id, label, corridor_colour, longitude, latitude`, a little above the line.
    """
    occupied = list(taken)
    placed = []
    named = lines[lines["kind"] != "crossing"]
    first_legs = named.sort_values("leg").drop_duplicates("subject_id")
    for _, row in first_legs.sort_values("path", key=lambda paths: paths.map(_length)).iterrows():
        points = [along(row["path"], share) for share in _SHARES]
        spots = [(x, y + side) for side in _SIDES for x, y in points]
        spots.sort(key=lambda spot: not _MIDST[0] < spot[0] < _MIDST[1])
        boxes = [name_box(x, y, row["label"], "middle") for x, y in spots]
        free = [number for number, box in enumerate(boxes) if not any(map(box.overlaps, occupied))]
        if not free:
            continue
        chosen = free[0]
        occupied.append(boxes[chosen])
        placed.append((row["subject_id"], row["label"], row["corridor_colour"], *spots[chosen]))
    return pd.DataFrame(placed, columns=["subject_id", "label", "corridor_colour", "longitude", "latitude"])
