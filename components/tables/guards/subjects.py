"""What a subject's mode and places must be, by its kind."""

from collections.abc import Iterator

import numpy

from .refusal import Frames, Refusal, among, cells, found_in, refusals

_MODES = {"rail_line": ("rail",), "highway": ("road",), "waterway": ("river", "sea")}
_TRANSPORT = ("corridor", "crossing", "terminal", "port", "cargo_flow")
_CROSSINGS = {"rail_crossing": "rail", "road_crossing": "road"}


def subject_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a rail line by road, transport without a mode, a far place alone, a crossing within one country."""
    subjects = frames["subjects"]
    kind, mode, near, far = cells(subjects, "kind", "mode", "place_id", "far_place_id")
    for name, modes in _MODES.items():
        wrong = (kind == name) & ~among(mode, modes)
        yield from refusals("subjects", wrong, "mode", f"{' or '.join(modes)}, as the kind is {name}")
    expected = "a mode of transport, or unstated, as the kind is {kind}"
    yield from refusals("subjects", among(kind, _TRANSPORT) & (mode == ""), "mode", expected, kind=kind)

    yield from refusals("subjects", (far != "") & (near == ""), "place_id", "the near place, as there is a far one")
    yield from refusals("subjects", (far != "") & (near == far), "far_place_id", "another place than place_id")
    crossing, places = kind == "crossing", frames["places"]
    here, there = (found_in(places, "country", subjects[name]) for name in ("place_id", "far_place_id"))
    expected = "a place in another country than place_id, as the kind is crossing"
    yield from refusals("subjects", crossing & (here != "") & (here == there), "far_place_id", expected)
    for column in ("place_id", "far_place_id"):
        kinds = found_in(places, "kind", subjects[column])
        built_for = numpy.array([_CROSSINGS.get(name, "") for name in kinds], dtype=object)
        wrong = crossing & (built_for != "") & among(mode, ("rail", "road")) & (mode != built_for)
        yield from refusals("subjects", wrong, column, "a crossing of the mode {mode}", mode=mode)
