"""Where names stand at a scale: none upon another or upon a symbol, those that must go aside with a leader line."""

import math
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from components.maps.scene import Name, Scene, Spot
from components.maps.symbols import SIZE

Numbers = npt.NDArray[np.float64]
# The scales, in pixels a degree, at which a map comes to rest: the cube root of two apart.
SCALES = [4 * 2 ** (step / 3) for step in range(26)]
_SYMBOL = SIZE / 2
_GAP = 3.0
_ASIDE = (0.0, 16.0, 30.0, 46.0, 64.0, 86.0, 112.0, 142.0)
_BESIDE = (0, 180, 270, 90, 315, 45, 225, 135)
_AROUND = (0, 180, 335, 25, 205, 155, 300, 60, 240, 120, 270, 90)
_EDGE = 14.0
_LINE_STEP = 12.0
_ON_LINE = 5.0
_UNTIDY = 3.0
_CROSSED = 40.0
# Names beside a dot.
_DOTTED = ("town", "station")


class Placed(NamedTuple):
    """Hold where a name stands at a scale: its place, and in pixels from there the middle of its box.

    `leader` is where a line from the place ends, in pixels from there, or None where the name stands beside it.
    """

    name: Name
    spot: Spot
    right: float
    down: float
    leader: tuple[float, float] | None


class View(NamedTuple):
    """Hold the place in the middle of a frame, and its scale in pixels a degree."""

    x: float
    y: float
    scale: float

    def place(self, spot: Spot, width: float, height: float) -> tuple[float, float]:
        """Return where a spot stands in a frame of a size, in pixels from its upper left."""
        return (spot.x - self.x) * self.scale + width / 2 + spot.right, (
            self.y - spot.y
        ) * self.scale + height / 2 + spot.down


class _Room:
    """Hold what is taken at a scale, in pixels: boxes that no name may cover, and points of lines that none should."""

    def __init__(self, drawn: Scene, scale: float) -> None:
        symbols = [(site.x * scale, -site.y * scale) for site in drawn.sites]
        reach = _SYMBOL + 1
        self.boxes = [(x - reach, y - reach, x + reach, y + reach) for x, y in symbols]
        self.points = _points(drawn, scale)
        self.leaders: list[tuple[float, float, float, float]] = []

    def cost(self, boxes: Numbers) -> Numbers:
        """Return what it costs to take each of the boxes: infinite on another, something on lines."""
        (west, north), (east, south) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
        taken = np.array(self.boxes or [(1e9, 1e9, 1e9, 1e9)])
        apart = (
            (boxes[:, None, 0] >= taken[None, :, 2])
            | (boxes[:, None, 2] <= taken[None, :, 0])
            | (boxes[:, None, 1] >= taken[None, :, 3])
            | (boxes[:, None, 3] <= taken[None, :, 1])
        )
        x, y = self.points[:, 0], self.points[:, 1]
        near = (x > west) & (x < east) & (y > north) & (y < south)
        x, y = x[near], y[near]
        on_lines = (
            (x > boxes[:, None, 0]) & (x < boxes[:, None, 2]) & (y > boxes[:, None, 1]) & (y < boxes[:, None, 3])
        ).sum(axis=1)
        crossed = sum((_crossed(boxes, leader) for leader in self.leaders), np.zeros(len(boxes)))
        return np.where(apart.all(axis=1), on_lines * _ON_LINE + crossed * _CROSSED, np.inf)

    def is_clear(self, leader: tuple[float, float, float, float]) -> bool:
        """Return whether a leader line crosses no box, but those of symbols that it begins in, and no other leader."""
        x, y = leader[:2]
        boxes = np.array(self.boxes)
        begins = (boxes[:, 0] < x) & (x < boxes[:, 2]) & (boxes[:, 1] < y) & (y < boxes[:, 3])
        if _crossed(boxes[~begins], leader).any():
            return False
        return not any(_cut(leader, other) for other in self.leaders)


@lru_cache(32 * len(SCALES))
def placed(drawn: Scene, scale: float) -> tuple[Placed, ...]:
    """Return where the names of a scene stand at a scale, in pixels a degree; what finds no room is left out."""
    room = _Room(drawn, scale)
    found = []
    sites = [name for name in drawn.names if name.kind == "site"]
    others = [name for name in drawn.names if name.kind != "site" and name.least <= scale]
    for name in [*sorted(sites, key=lambda name: -_crowd(name, sites, scale)), *others]:
        stands = _site(name, room, scale) if name.kind == "site" else _beside(name, room, scale)
        if stands is not None:
            found.append(stands)
    return tuple(found)


def fit(drawn: Scene, bounds: tuple[float, float, float, float], width: float, height: float, *, most: int) -> View:
    """Return the view of the largest of `SCALES` at which bounds fit into a frame, as the browser's map does.

    Bounds are west, south, east and north in projected degrees. It goes down by at most `most` scales so that the names
    of the sites in it fit too, and moves towards them as far as the bounds stay in the frame.
    """
    west, south, east, north = bounds
    room = min((width - 2 * _EDGE) / max(east - west, 1e-6), (height - 2 * _EDGE) / max(north - south, 1e-6))
    first = max(0, sum(scale <= room for scale in SCALES) - 1)
    for at in range(first, -1, -1):
        scale, reach = SCALES[at], _SYMBOL + 1
        boxes = [(west * scale - reach, -north * scale - reach, east * scale + reach, -south * scale + reach)]
        for name, spot, right, down, _ in placed(drawn, scale):
            if name.kind == "site" and west <= spot.x <= east and south <= spot.y <= north:
                x, y, wide, tall = spot.x * scale + right, -spot.y * scale + down, name.width / 2, name.height / 2
                boxes.append((x - wide, y - tall, x + wide, y + tall))
        left, top = (min(box[side] for box in boxes) for side in (0, 1))
        far, bottom = (max(box[side] for box in boxes) for side in (2, 3))
        if (far - left <= width - _EDGE and bottom - top <= height - _EDGE) or not at or first - at >= most:
            break

    def towards(middle: float, start: float, end: float, size: float) -> float:
        slack = max(0.0, (size - 2 * _EDGE) / scale - (end - start)) / 2
        return min(max(middle, (start + end) / 2 - slack), (start + end) / 2 + slack)

    return View(
        towards((left + far) / 2 / scale, west, east, width),
        towards(-(top + bottom) / 2 / scale, south, north, height),
        scale,
    )


def _crowd(name: Name, names: list[Name], scale: float) -> int:
    spot = name.spots[0]
    return sum(math.hypot(spot.x - other.spots[0].x, spot.y - other.spots[0].y) * scale < 60 for other in names)


def _site(name: Name, room: _Room, scale: float) -> Placed | None:
    spot = name.spots[0]
    x, y = spot.x * scale, -spot.y * scale
    found, costs = _tried(name)
    boxes = _boxes(found + np.array((x, y)), name)
    total = room.cost(boxes) + costs
    near = len(_BESIDE)
    for choice in np.argsort(total, kind="stable"):
        if not np.isfinite(total[choice]):
            return None
        right, down = (float(part) for part in found[choice])
        end = _edge(name, right, down)
        if choice < near:
            room.boxes.append(tuple(boxes[choice]))
            return Placed(name, spot, right, down, None)
        if room.is_clear((x, y, x + end[0], y + end[1])):
            room.leaders.append((x, y, x + end[0], y + end[1]))
            room.boxes.append(tuple(boxes[choice]))
            return Placed(name, spot, right, down, end)
    return None


def _beside(name: Name, room: _Room, scale: float) -> Placed | None:
    """Place the name of a line, a town or the ground at the first of its spots that is free, or else the cheapest."""
    tall = name.height / 2
    if name.kind == "line":
        shifts = [(0.0, -tall - 4), (0.0, tall + 4)]
    elif name.kind in _DOTTED:
        wide = name.width / 2 + 5
        shifts = [(wide, 0.0), (-wide, 0.0), (0.0, -tall - 4), (0.0, tall + 4)]
    else:
        shifts = [(0.0, 0.0), (0.0, -30.0), (0.0, 30.0), (-50.0, 0.0), (50.0, 0.0)]
    tried = [(spot, shift) for spot in name.spots for shift in shifts]
    middles = np.array([(spot.x * scale + right, -spot.y * scale + down) for spot, (right, down) in tried])
    costs = room.cost(_boxes(middles, name)) + np.arange(len(tried))
    choice = int(np.argmin(costs))
    if not np.isfinite(costs[choice]) or (name.kind not in ("line", *_DOTTED) and costs[choice] > 4 * _ON_LINE):
        return None
    spot, (right, down) = tried[choice]
    room.boxes.append(tuple(_boxes(middles[choice : choice + 1], name)[0]))
    return Placed(name, spot, right, down, None)


@lru_cache(256)
def _tried(name: Name) -> tuple[Numbers, Numbers]:
    """Return where the name of a site may stand, as shifts from its place, and what each of them costs."""
    tried = [(aside, place, angle) for aside in _ASIDE for place, angle in enumerate(_AROUND if aside else _BESIDE)]
    middles = [_middle(name, math.radians(angle), _SYMBOL + _GAP + aside) for aside, _, angle in tried]
    return np.array(middles), np.array([aside + _UNTIDY * place for aside, place, _ in tried])


def _middle(name: Name, angle: float, reach: float) -> tuple[float, float]:
    """Return the middle of a name's box that touches a circle of a reach around its place, at an angle."""
    right, down = math.cos(angle), math.sin(angle)
    wide = 0.0 if abs(right) < 0.4 else math.copysign(name.width / 2, right)
    tall = 0.0 if abs(down) < 0.4 and wide else math.copysign(name.height / 2, down) if abs(down) > 0.1 else 0.0
    return right * reach + wide, down * reach + tall


def _edge(name: Name, right: float, down: float) -> tuple[float, float]:
    """Return the point of a name's box that is nearest to its place."""
    wide, tall = name.width / 2, name.height / 2
    return min(max(0.0, right - wide), right + wide), min(max(0.0, down - tall), down + tall)


def _boxes(middles: Numbers, name: Name) -> Numbers:
    half = np.array([name.width / 2, name.height / 2])
    return np.hstack([middles - half, middles + half])


def _points(drawn: Scene, scale: float) -> Numbers:
    """Return points of all lines, a letter apart."""
    found = [np.empty((0, 2))]
    for line in drawn.lines:
        corners = np.array([(spot.x * scale + spot.right, -spot.y * scale + spot.down) for spot in line.spots])
        for start, end in pairwise(corners):
            count = min(200, max(2, int(np.hypot(*(end - start)) / _LINE_STEP)))
            found.append(start + (end - start) * np.linspace(0, 1, count)[:, None])
    return np.vstack(found)


def _crossed(boxes: Numbers, line: tuple[float, float, float, float]) -> Numbers:
    """Return of each box whether a stretch of a straight line lies in it (1 or 0)."""
    start, step = np.array(line[:2]), np.array(line[2:]) - line[:2]
    step = np.where(np.abs(step) < 1e-9, 1e-9, step)
    ends = np.stack([(boxes[:, :2] - start) / step, (boxes[:, 2:] - start) / step])
    first, last = ends.min(axis=0).max(axis=1), ends.max(axis=0).min(axis=1)
    lies: Numbers = (np.maximum(first, 0) < np.minimum(last, 1)).astype(float)
    return lies


def _cut(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Return whether two stretches of straight lines cross."""

    def side(line: tuple[float, float, float, float], x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return side(one, *other[:2]) * side(one, *other[2:]) < 0 and side(other, *one[:2]) * side(other, *one[2:]) < 0
