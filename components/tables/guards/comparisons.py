"""What two statements must be so that they can be set side by side."""

from collections.abc import Iterator

from .bounds import Bounds, apart, bounds
from .refusal import Frames, Refusal, cells, event_dates, named_rows

_FACT = ("measure_id", "subject_id", "perimeter", "claim_type", "period_start", "period_end")
Fact = tuple[str, ...]


def comparison_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a statement beside itself, a pair given twice, one in the wrong order, a restated figure that differs."""
    compared = frames["comparisons"]
    rows = [*zip(*cells(compared, "earlier_id", "later_id", "kind"), strict=True)]
    dates, figures = _statements(frames, {name for row in rows for name in row[:2]})
    seen: set[frozenset[str]] = set()
    for position, (earlier, later, kind) in enumerate(rows):
        pair = frozenset((earlier, later))
        if earlier == later:
            yield Refusal("comparisons", position, "later_id", "another statement than earlier_id")
            continue
        if pair in seen:
            yield Refusal("comparisons", position, "later_id", "a pair that is not compared already")
        seen.add(pair)
        if dates[earlier] > dates[later]:
            expected = f"a statement of {dates[later]} or before, the date of the later one"
            yield Refusal("comparisons", position, "earlier_id", expected)
        if earlier in figures and later in figures:
            (fact, span), (later_fact, later_span) = figures[earlier], figures[later]
            if kind == "restated" and fact[0] == later_fact[0] and apart(span, later_span):
                expected = "progressed, revised, different_perimeter or conflicting, as the two values differ"
                yield Refusal("comparisons", position, "kind", expected)
            if kind == "different_perimeter" and fact == later_fact:
                expected = "restated, progressed, revised or conflicting, as the two perimeters are the same"
                yield Refusal("comparisons", position, "kind", expected)


def _statements(frames: Frames, named: set[str]) -> tuple[dict[str, str], dict[str, tuple[Fact, Bounds]]]:
    """Give the date of each statement that is named, and the fact and the bounds of each that is a claim."""
    dates: dict[str, str] = {}
    rows = {}
    for table, key in (("milestones", "milestone_id"), ("claims", "claim_id")):
        rows[table] = named_rows(frames[table], named)
        days = event_dates(rows[table], frames).astype("datetime64[D]").astype("str")
        dates |= zip(cells(rows[table], key)[0], days.tolist(), strict=True)
    names, *facts = cells(rows["claims"], "claim_id", *_FACT)
    figures = cells(rows["claims"], "value_written", "value_high_written", "hedge")
    return dates, {
        name: (tuple(str(column[row]) for column in facts), bounds(*(column[row] for column in figures)))
        for row, name in enumerate(names)
    }
