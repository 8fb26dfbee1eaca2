"""What the vertices of a line must be together."""

from collections import defaultdict
from collections.abc import Iterator

from .refusal import Frames, Refusal, cells


def route_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse legs and vertices that do not count from 1 without a gap, a leg of one vertex, a place after itself."""
    lines: dict[str, dict[int, dict[int, tuple[int, str]]]] = defaultdict(lambda: defaultdict(dict))
    rows = zip(*cells(frames["routes"], "subject_id", "leg", "order", "place_id"), strict=True)
    for position, (subject, leg, order, place) in enumerate(rows):
        lines[subject][int(leg)][int(order)] = position, place
    for legs in lines.values():
        for position, _ in legs[max(legs)].values() if max(legs) != len(legs) else ():
            yield Refusal("routes", position, "leg", f"the legs of this subject counted from 1 to {len(legs)}")
        for vertices in legs.values():
            yield from _leg(vertices)


def _leg(vertices: dict[int, tuple[int, str]]) -> Iterator[Refusal]:
    last, before = max(vertices), ""
    if last != len(vertices):
        expected = f"the vertices of this leg counted from 1 to {len(vertices)}"
        yield Refusal("routes", vertices[last][0], "order", expected)
    elif last == 1:
        yield Refusal("routes", vertices[last][0], "order", "at least two vertices in a leg")
    for _, (position, place) in sorted(vertices.items()):
        if place == before:
            yield Refusal("routes", position, "place_id", "another place than the vertex before")
        before = place
