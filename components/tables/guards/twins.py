"""Claims that share one wording: each takes its own number of it."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator

from ..wordings import normalised, quantities, readings
from .refusal import Frames, Refusal, cells, measured, quoted

_WORDING = ["source_id", "paragraph", "as_stated", "measure_id"]
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")


def twin_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a claim that takes the same number of a wording as another while a number that fits is taken by none."""
    claims = frames["claims"]
    own = claims["repeats"] == ""
    sharing = (claims.duplicated(_WORDING, keep=False) & own).to_numpy(dtype=bool).nonzero()[0]
    shared = claims.iloc[sharing]
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, wording in enumerate(zip(*cells(shared, *_WORDING), strict=True)):
        groups[wording].append(row)
    names, values, highs, stated = cells(shared, "claim_id", "value", "value_high", "as_stated")
    units = measured(shared, frames, "unit")
    for rows in groups.values():
        taken = [values[row] for row in rows]
        for place, row in enumerate(rows):
            if values[row] in taken[:place] and (left := _left(stated[row], units[row], {*taken, *highs[rows]})):
                first = names[rows[taken.index(values[row])]]
                expected = f"a number of its own: {first} takes this one of {quoted(stated[row])}, and {left:g} is left"
                yield Refusal("claims", int(sharing[row]), "value", expected)


def _left(stated: str, unit: str, taken: set[float]) -> float | None:
    """Find a number of a wording that fits a unit and is not taken; a year is none."""
    text = normalised(stated)
    for quantity in quantities(text):
        found = [reading.value for reading in readings(quantity, unit)]
        known = any(math.isclose(value, one) for value in found for one in taken)
        if found and not known and not _YEAR.match(text, quantity.start):
            return found[0]
    return None
