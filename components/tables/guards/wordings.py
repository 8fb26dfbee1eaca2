"""What wordings must be: they hold the figure of their claim, with its unit and hedge, or the name of their mention.

And what units must be, by whose words wordings are read.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from components.tables import quantities
from components.tables.guards.dates import AHEAD
from components.tables.guards.refusal import Frames, Refusal, cells, measured, quoted
from components.tables.parsing import normalised
from components.tables.units import Unit, Units, units_of

Expected = tuple[str, str]
_AHEAD = {
    r"will|shall|(?:is|are) (?:to|set to|due to|going to)": AHEAD,
    r"(?:expected|projected|forecast|predicted) to": ("forecast", "plan"),
    r"(?:planned|plans?|planning|intends?|intended) to": ("plan", "pledge", "target", "forecast"),
    r"(?:aim|seek|hope|wish)(?:s|es|ed|ing)? to": ("target", "pledge", "plan"),
}
_VERBS = {re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE): kinds for verbs, kinds in _AHEAD.items()}
_DUE = ("forecast", "target", "pledge", "offer")
_FROM_TO = re.compile(r"\S+(?: \S+){0,3} to (?:up to |about |over )?[^\s\d]{0,4} ?\d")
_FALL = re.compile(
    r"\b(?:f[ae]ll\w*|declin\w+|decreas\w+|drop\w*|shr[aiu]nk\w*|contract\w*|down|deficit|minus|lower|reduc\w+"
    r"|los[st]\w*|negative|plung\w+|slump\w*|less(?! than))\b|(?<![\w)])-\d",
    re.IGNORECASE,
)
_RISE = re.compile(r"\b(?:r[io]s[ei]\w*|gr[eo]w\w*|increas\w+|up|higher|more|gain\w*|jump\w*|surg\w+|add\w*)\b", re.I)
_RANGE = re.compile(r"[\d.,]+ ?- ?\d")
_FIGURE, _HIGH = "\ue000", "\ue001"  # characters of no script, for figures that stand in a wording digit by digit
_WHOLE = re.compile(rf"(?<![\d.,{_FIGURE}{_HIGH}]){_FIGURE}(?![\d{_FIGURE}{_HIGH}]|[.,]\d)")
_DIGITS = str.maketrans("123456789", "111111111")
_WORDING = ["source_id", "paragraph", "as_stated", "measure_id"]
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_LEAST_DIGITS = 3  # that a figure in digits keeps where it leaves out the zeros at its end


class _Known(NamedTuple):
    """Hold the units of the evidence and the measures in each of them."""

    units: Units
    measures: dict[str, list[str]]


def _known(frames: Frames) -> _Known:
    measures: dict[str, list[str]] = defaultdict(list)
    for measure, unit in zip(*cells(frames["measures"], "measure_id", "unit"), strict=True):
        measures[unit].append(measure)
    return _Known(units_of(frames["units"]), measures)


def unit_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a unit whose own writing its words do not read, a word of two units, and a rate without its amounts."""
    units = units_of(frames["units"])
    first: dict[str, Unit] = {}
    for position, unit in enumerate(units.rows.values()):
        for word in unit.words:
            other = first.setdefault(word, unit)
            if (other.dimension, other.factor) != (unit.dimension, unit.factor):
                yield Refusal("units", position, "words", f"words of its own: “{word}” is one of {other.unit}")
        if unit.yearly and unit.family == unit.unit:
            amounts = f"of {unit.amount} with the factor {unit.factor:g}"
            yield Refusal("units", position, "dimension", f"a rate of amounts that have a unit too: none is {amounts}")
        text = f"{unit.prefix}7 {unit.suffix}".strip()
        bare = not unit.suffix and (not unit.prefix or unit.dimension == "multiple")  # read as a number without a unit
        found = [each for each in quantities.find_quantities(normalised(text), units) if bare or each.dimension]
        if not any(math.isclose(reading.value, 7) for each in found for reading in quantities.readings(each, unit)):
            expected = f"words by which “{text}” is read, in this unit or in one of which it is a million or the like"
            yield Refusal("units", position, "words", expected)


def qualified(
    text: str,
    matched: list[quantities.Quantity],
    value: float,
    hedge: str,
    kind: str,
    unit: Unit,
    units: Units,
    named: str,
) -> Expected | None:
    """Return which cell does not agree with the words around the figure; nothing where all do."""
    falls = bool(_FALL.search(text))
    if value < 0 and not falls:
        return "value", f"no figure below 0, as the wording {named} speaks of no fall"
    rate = next((each for each in units.of(unit.amount) if each.family == unit.unit != each.unit), None)
    if rate and all(quantity.yearly for quantity in matched):
        return "measure_id", f"a measure in {rate.unit}, as the wording {named} is yearly"
    if not quantities.in_latin_letters(text):
        return None
    if kind == "growth" and value > 0 and falls and not _RISE.search(text):
        return "value", f"a figure below 0, as the wording {named} speaks of a fall"
    if unit.yearly and not (quantities.YEARLY.search(text) or any(quantity.yearly for quantity in matched)):
        return "measure_id", f"a measure in {unit.family}, as the wording {named} is not yearly"
    if not any(_hedged(quantity, hedge) for quantity in matched):
        direct = sorted(matched[0].hedges)
        if hedge == "exact" or direct:
            return "hedge", f"{' or '.join(direct) or 'exact'}, as in the wording {named}"
        return "hedge", f"exact, or a wording that holds the word for {hedge} by the figure; this one is {named}"
    if kind in _DUE and all(quantity.base and _FROM_TO.match(text, quantity.start) for quantity in matched):
        return "claim_type", f"observed or plan, as the wording {named} starts from this figure"
    spoken = {kind for quantity in matched for kind in _spoken(text, quantity)}
    if spoken and kind not in spoken:
        return (
            "claim_type",
            f"{' or '.join(name for name in AHEAD if name in spoken)}, as the wording {named} looks ahead",
        )
    return None


def _spoken(text: str, quantity: quantities.Quantity) -> tuple[str, ...]:
    """Return the claim types that the verbs before a figure can stand for; none where no verb looks ahead."""
    before = "" if quantity.base else text[: quantity.start]
    return tuple(kind for verbs, kinds in _VERBS.items() if verbs.search(before) for kind in kinds)


def _hedged(quantity: quantities.Quantity, hedge: str) -> bool:
    if hedge == "exact":
        return not quantity.hedges
    if quantity.hedges and hedge != "initial":
        return hedge in quantity.hedges
    return hedge in quantity.near


def wording_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a claim whose wording lacks its figure, or gives it with other digits, another unit or another hedge.

    Also an observed figure that is worded as to come, and an omission without a number. Number words, units and
    hedges are read in English: of a wording with letters of another script only the digits are held against the row.
    """
    claims, known = frames["claims"], _known(frames)
    columns = ("as_stated", "value_written", "value_high_written", "hedge", "claim_type")
    rows = zip(*cells(claims, *columns), measured(claims, frames, "unit"), strict=True)
    sound: set[tuple[str, ...]] = set()
    for position, row in enumerate(rows):
        if (pattern := _pattern(*row)) not in sound:
            if fault := _fault(known, *row):
                yield Refusal("claims", position, *fault)
            elif _WHOLE.search(pattern[0]):
                sound.add(pattern)
    for position, stated in enumerate(cells(frames["omissions"], "as_stated")[0]):
        text = normalised(stated)
        if quantities.in_latin_letters(text) and not quantities.find_numbers(text):
            yield Refusal("omissions", position, "as_stated", "a wording that holds a number")


def _pattern(stated: str, written: str, high: str, *others: str) -> tuple[str, ...]:
    """Return what rows have in common that differ in the digits of their figure alone: they are sound together."""
    wording = (stated.replace(high, _HIGH) if high else stated).replace(written, _FIGURE)
    return wording, written.translate(_DIGITS), high.translate(_DIGITS), *others


def _fault(
    known: _Known, stated: str, written: str, high: str, hedge: str, kind: str, unit_name: str
) -> Expected | None:
    """Return which cell of a claim does not agree with its wording and what was expected; nothing where all do."""
    text, unit = normalised(stated), known.units[unit_name]
    found, named = quantities.find_quantities(text, known.units), quoted(stated)
    if not found:
        return (
            ("as_stated", f"a wording that holds the figure {written}") if quantities.in_latin_letters(text) else None
        )
    matched, fault = _matched(text, found, written, unit, known)
    if not fault and high:
        fault = _matched(text, found, high, unit, known)[1]
        fault = fault and (fault[0].replace("value", "value_high"), fault[1])
    if not fault and not high and all(_RANGE.match(text, quantity.start) for quantity in matched):
        fault = "value_high", f"the upper end of the range in the wording {named}, not a blank"
    return fault or qualified(text, matched, float(written), hedge, kind, unit, known.units, named)


def _matched(
    text: str, found: list[quantities.Quantity], written: str, unit: Unit, known: _Known
) -> tuple[list[quantities.Quantity], Expected | None]:
    """Find the quantities of a wording that are the figure, or say which cell is wrong and what was expected."""
    named, size, last = quoted(text), abs(float(written)), quantities.last_digit_value(written)
    same = quantities.stated_readings(found, written, unit)
    if not same:
        alike = [quantity for quantity in found if math.isclose(quantity.figure, size, abs_tol=1e-9)]
        amounts = [quantity for quantity in found if not _YEAR.match(text, quantity.start)]
        strange = alike or (amounts if not any(any(quantities.readings(each, unit)) for each in amounts) else [])
        if strange:
            expected = f"a measure in the unit of the wording {named}, not in {unit.unit}"
            return [], ("measure_id", expected + _advice(strange[0], unit, written, known))
        return [], ("value", f"the figure of the wording {named}, in {unit.unit}")
    whole = size % 1 == 0
    printed = [(quantity, reading.step or (1.0 if whole else last)) for quantity, reading in same]
    matched = [
        quantity
        for quantity, digit in printed
        if abs(digit - last) <= 1e-6 * last or _without_zeros(quantity, digit, size, last)
    ]
    if not matched:
        expected = f"the digits of the wording {named}: its last is worth {printed[0][1]:g} {unit.unit}, not {last:g}"
        return [], ("value", expected)
    return matched, None


def _without_zeros(quantity: quantities.Quantity, digit: float, size: float, last: float) -> bool:
    """Return whether a figure leaves out only zeros at the end of a whole number, as 0.2742 million of 274,200."""
    return quantity.step == 1 and digit < last <= size / 10 ** (_LEAST_DIGITS - 1)


def _advice(quantity: quantities.Quantity, unit: Unit, written: str, known: _Known) -> str:
    """Name the units that a quantity of a wording can be in, with their measures, or what it comes to in its own."""
    if not quantity.dimension or not quantity.step:
        return ""
    fitting: list[str] = []
    others: list[str] = []
    for other in known.units.of(quantity.dimension):
        size, measures = quantity.factor / other.factor, known.measures.get(other.unit, [])
        cell = _cell(quantity.figure * size, quantity.step * size)
        named = f", as in {' or '.join(measures[:2])}," if measures else ", of which there is no measure yet,"
        part = f"in {other.unit}{'' if other is unit else named} it is {cell}"
        fits = other is unit or (other.yearly == quantity.yearly and (measures or cell == written))
        (fitting if fits else others).append(part)
    return f": {'; '.join(fitting or others)}"


def _cell(value: float, step: float) -> str:
    """Write a value as a cell does whose last digit is worth a step: 0.0203, 25, 11e3, 4.5e6."""
    places = round(math.log10(step))
    exponent = 3 * math.ceil(places / 3)
    return f"{value:.{-places}f}" if places <= 0 else f"{value / 10**exponent:.{exponent - places}f}e{exponent}"


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
    known = units_of(frames["units"])
    for rows in groups.values():
        taken = [values[row] for row in rows]
        for place, row in enumerate(rows):
            if values[row] in taken[:place] and (
                left := _left(stated[row], known[units[row]], known, {*taken, *highs[rows]})
            ):
                first = names[rows[taken.index(values[row])]]
                expected = f"a number of its own: {first} takes this one of {quoted(stated[row])}, and {left:g} is left"
                yield Refusal("claims", int(sharing[row]), "value", expected)


def _left(stated: str, unit: Unit, units: Units, taken: set[float]) -> float | None:
    """Find a number of a wording that fits a unit and is not taken; a year is none."""
    text = normalised(stated)
    for quantity in quantities.find_quantities(text, units):
        found = [reading.value for reading in quantities.readings(quantity, unit)]
        known = any(math.isclose(value, one) for value in found for one in taken)
        if found and not known and not _YEAR.match(text, quantity.start):
            return found[0]
    return None


def mention_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a mention whose wording has neither its name nor one of its aliases."""
    for position, mention in enumerate(frames["mentions"].to_dict("records")):
        wording = normalised(mention["as_stated"])
        names = [mention["name"], *filter(None, mention["aliases"].split(";"))]
        if not any(normalised(name).casefold() in wording.casefold() for name in names):
            yield Refusal(
                "mentions", position, "as_stated", f"a wording that holds {quoted(mention['name'])} or an alias"
            )
