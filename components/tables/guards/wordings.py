"""What the wording of a claim says: its figure, with the digits, unit and hedge of the row."""

import re
from collections.abc import Iterator

from ..wordings import (
    Quantity,
    in_latin_letters,
    normalised,
    numbers,
    quantities,
    readings,
    step,
)
from .qualified import Expected, qualified
from .refusal import Frames, Refusal, cells, measured, quoted

_RANGE = re.compile(r"[\d.,]+ ?- ?\d")
_FIGURE, _HIGH = "\ue000", "\ue001"  # characters of no script, for figures that stand in a wording digit by digit
_WHOLE = re.compile(rf"(?<![\d.,{_FIGURE}{_HIGH}]){_FIGURE}(?![\d{_FIGURE}{_HIGH}]|[.,]\d)")
_DIGITS = str.maketrans("123456789", "111111111")


def wording_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a claim whose wording lacks its figure, or gives it with other digits, another unit or another hedge.

    Also an observed figure that is worded as to come, and an omission without a number. Number words, units and
    hedges are read in English: of a wording with letters of another script only the digits are held against the row.
    """
    claims = frames["claims"]
    columns = ("as_stated", "value_written", "value_high_written", "hedge", "claim_type")
    rows = zip(*cells(claims, *columns), measured(claims, frames, "unit"), strict=True)
    sound: set[tuple[str, ...]] = set()
    for position, row in enumerate(rows):
        if (pattern := _pattern(*row)) not in sound:
            if fault := _fault(*row):
                yield Refusal("claims", position, *fault)
            elif _WHOLE.search(pattern[0]):
                sound.add(pattern)
    for position, stated in enumerate(cells(frames["omissions"], "as_stated")[0]):
        text = normalised(stated)
        if in_latin_letters(text) and not numbers(text):
            yield Refusal("omissions", position, "as_stated", "a wording that holds a number")


def _pattern(stated: str, written: str, high: str, *others: str) -> tuple[str, ...]:
    """Give what rows have in common that differ in the digits of their figure alone: they are sound together."""
    wording = (stated.replace(high, _HIGH) if high else stated).replace(written, _FIGURE)
    return wording, written.translate(_DIGITS), high.translate(_DIGITS), *others


def _fault(stated: str, written: str, high: str, hedge: str, kind: str, unit: str) -> Expected | None:
    """Say which cell of a claim does not agree with its wording and what was expected; nothing where all do."""
    text = normalised(stated)
    found, named = quantities(text), quoted(stated)
    if not found:
        return ("as_stated", f"a wording that holds the figure {written}") if in_latin_letters(text) else None
    matched, fault = _matched(found, written, unit, named)
    if not fault and high:
        fault = _matched(found, high, unit, named)[1]
        fault = fault and (fault[0].replace("value", "value_high"), fault[1])
    if not fault and not high and all(_RANGE.match(text, quantity.start) for quantity in matched):
        fault = "value_high", f"the upper end of the range in the wording {named}, not a blank"
    return fault or qualified(text, matched, float(written), hedge, kind, unit, named)


def _matched(found: list[Quantity], written: str, unit: str, named: str) -> tuple[list[Quantity], Expected | None]:
    """Find the quantities of a wording that are the figure, or say which cell is wrong and what was expected."""
    size, last = abs(float(written)), step(written)
    near = 1e-9 * max(size, 1.0)
    same = [
        (quantity, reading)
        for quantity in found
        for reading in readings(quantity, unit)
        if abs(reading.value - size) <= (near if reading.step else last / 2)
    ]
    if not same:
        if any(abs(quantity.figure - size) <= near for quantity in found):
            return [], ("measure_id", f"a measure in the unit of the wording {named}, not in {unit}")
        return [], ("value", f"the figure of the wording {named}, in {unit}")
    printed = [(quantity, reading.step or (1.0 if size % 1 == 0 else last)) for quantity, reading in same]
    matched = [quantity for quantity, digit in printed if abs(digit - last) <= 1e-6 * last]
    if not matched:
        expected = f"the digits of the wording {named}: its last is worth {printed[0][1]:g} {unit}, not {last:g}"
        return [], ("value", expected)
    return matched, None
