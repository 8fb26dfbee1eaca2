"""The slides of a brief: a summary of what the rows say most tellingly, a slide for each of it, and what changed."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from components import derive
from components.exhibits.overview import Highlight, highlights
from components.exports.deck.layout import Box, one_line
from components.exports.deck.plots import Plot, horizontal_bars, vertical_bars
from components.exports.deck.tables import Cell, Row, Table, paginate, scaled, stretch_rows, truncate_cells
from components.style import (
    CLAIM_TYPES,
    COMPARISONS,
    LIGHT,
    NO_DATE,
    THIN,
    bounded,
    counted,
    open_ended,
    period,
    period_length,
    quantity,
    short_month,
    stage_words,
)
from components.tables import Tables
from components.tables.intervals import Interval

MOST_FINDINGS = 5
SIZE = 14.0
SUMMARY, CHANGES, LISTED, PACE, STATISTICS = "summary", "changes", "statements", "pace", "statistics"
_MOST_BARS = 6
NO_LEVELS = ("percent", "multiple", "ordinal", "years")
_TALLEST = 0.62
_MOST_LISTED = 7
_MOST_COMPARED = 6
_STATED = (4.2, 2.9, 2.4, 2.633)
_STATED_HEAD = ("What it is of", "Figure or stage", "When", "Said in")
_CHANGED = (3.4, 3.2, 3.2, 2.333)
_CHANGED_HEAD = ("What it is of", "First", "Later", "How")
_VERDICTS, _VERDICTS_HEAD = (4.4, 3.2, 3.0, 1.533), ("Figure", "Reporter", "Official value", "The figure")
_PACE, _PACE_HEAD = (4.2, 5.0, 2.933), ("What", "Figure", "Year")
# The most telling first.
_CHANGED_ORDER = ("conflicting", "revised", "progressed")


class PaceAsked(NamedTuple):
    """Hold what a required pace is asked for: ids of level and base, and the years that these are taken to be of."""

    level_id: str
    base_id: str
    base_year: int
    due_year: int


@dataclass(frozen=True, eq=False)
class RequiredPace:
    """Hold a required pace with the rows of its level and base, its title, and what is assumed."""

    pace: derive.Pace
    rows: pd.DataFrame
    title: str
    assumption: str


@dataclass(frozen=True, eq=False)
class Point:
    """Hold one thing that a brief says: its key, sentence, label, page, exhibit, rows, and what it counts."""

    key: str
    text: str
    label: str
    page: str
    exhibit_id: str
    rows: pd.DataFrame
    count: tuple[int, int, tuple[str, str]] | None = None


def points(tables: Tables, rows: pd.DataFrame, kept: Collection[str], topics: Collection[str]) -> list[Point]:
    """Choose what a brief says: at most five findings that rest on kept rows alone, of pages among the topics.

    `rows` has all rows of `derive.ledger_rows`; no topics are all of them.
    """
    chosen = [one for one in highlights(tables, rows, kept) if not topics or one.page in topics]
    return [
        Point(one.finding_id, one.text, _label(one), one.page, one.exhibit_id, _told(one), one.count)
        for one in chosen[:MOST_FINDINGS]
    ]


def _told(highlight: Highlight) -> pd.DataFrame:
    """Return the rows of a finding: of dates that are lacking, the fewer if many; of stages, those first that begun."""
    if highlight.count is None:
        return highlight.rows
    having, whole, _ = highlight.count
    if highlight.finding_id.startswith("stages"):
        begun = highlight.rows["stage"].isin(derive.BEGUN)
        return pd.concat([highlight.rows[begun], highlight.rows[~begun]])
    if not highlight.finding_id.startswith("deadline"):
        return highlight.rows
    due = highlight.rows["period_start"].notna() | highlight.rows["period_end"].notna()
    if len(highlight.rows) <= _MOST_LISTED:
        return pd.concat([highlight.rows[due], highlight.rows[~due]])
    few = highlight.rows[due] if 0 < having <= whole - having else highlight.rows[~due]
    return few if len(few) else highlight.rows


def _label(highlight: Highlight) -> str:
    rows = highlight.rows
    if highlight.count is not None:
        having, whole, words = highlight.count
        return f"{having} {words[0]}, {whole - having if having < whole else 0} {words[1]}"
    subjects = list(dict.fromkeys(rows["subject"]))
    measures = [name for name in dict.fromkeys(rows["measure"]) if name]
    units = [name for name in dict.fromkeys(rows["unit_name"]) if name]
    what = " and ".join(filter(None, (", ".join(measures), "stages" if (rows["row_kind"] != "figure").any() else "")))
    in_units = f", in {' and '.join(units)}" if units else ""
    return one_line(f"{'; '.join(subjects)}: {what[:1].lower()}{what[1:]}{in_units}")


def point_contents(point: Point, body: Box) -> Sequence[Table | tuple[Plot, ...]]:
    """Return what stands on the slide of a point: bars for a few levels in one unit, else a table of its rows."""
    levels = point.rows[(point.rows["row_kind"] == "figure") & ~point.rows["dimension"].isin(NO_LEVELS)]
    whole = len(levels) == (point.rows["row_kind"] == "figure").sum() or levels["subject_id"].nunique() == 1
    if point.count is not None or not whole or not 1 < len(levels) <= _MOST_BARS or levels["unit_family"].nunique() > 1:
        return statement_tables(point.rows, body)
    ends = zip(levels["period_start"], levels["period_end"], strict=True)
    lengths = {period_length(start, end) for start, end in ends}
    of_one = levels["measure_id"].nunique() == levels["subject_id"].nunique() == 1
    if of_one and len(lengths) == 1 and None not in lengths:
        return vertical_bars(levels, body)
    return horizontal_bars(levels, body)


def listed_title(rows: pd.DataFrame, scope: str) -> str:
    """Return how many figures and stages are listed of a scope, as a title."""
    kinds = rows["row_kind"].value_counts()
    named = {"figure": "figure", "milestone": "stage"}
    words = [counted(int(kinds[kind]), noun) for kind, noun in named.items() if kind in kinds]
    return f"{scope or 'What fits the filters'}: {' and '.join(words)} in all"


def statement_tables(rows: pd.DataFrame, body: Box) -> list[Table]:
    """Set statements as a table, one a row: what it is of, the figure or stage, when, and who said it."""
    made = [
        Row(
            (
                Cell(one_line(row["subject"]), size=SIZE, bold=True),
                Cell(_said(row), size=SIZE),
                Cell(_when(row), size=SIZE),
                Cell(one_line(f"{row['document'] or 'derived'}, {short_month(row['event_date'])}"), size=SIZE),
            ),
            ids=(row["figure_id"],),
        )
        for row in rows.to_dict("records")
    ]
    return _tables(_STATED, _STATED_HEAD, made, body)


def changed(tables: Tables, rows: pd.DataFrame, kept: Collection[str]) -> pd.DataFrame:
    """Return the comparisons that say what changed, the conflicting and revised first, each with the newest first."""
    paired = derive.pairs(tables, rows)
    known = paired["kind"].isin(_CHANGED_ORDER) & paired["earlier_id"].isin(kept) & paired["later_id"].isin(kept)
    order = {kind: number for number, kind in enumerate(_CHANGED_ORDER)}
    return paired[known].sort_values("kind", key=lambda kinds: kinds.map(order), kind="stable")


def changed_title(found: pd.DataFrame) -> str:
    """Return how many comparisons of each kind there are, as a title."""
    words = [f"{count} {COMPARISONS[kind]}" for kind, count in found["kind"].value_counts().items()]
    return f"What changed between documents: {', '.join(words)}"


def changed_tables(found: pd.DataFrame, rows: pd.DataFrame, body: Box) -> list[Table]:
    """Set what changed as a table: the earlier and the later statement of one thing, and how they stand."""
    by_id = rows.set_index("figure_id", drop=False)
    made = []
    for pair in found.head(_MOST_COMPARED).to_dict("records"):
        sides = [by_id.loc[pair[name]].to_dict() for name in ("earlier_id", "later_id")]
        made.append(
            Row(
                (
                    Cell(one_line(pair["subject"]), size=SIZE, bold=True),
                    *(Cell(_said(side), _when_said(side), size=SIZE) for side in sides),
                    Cell(COMPARISONS[pair["kind"]], size=SIZE),
                ),
                ids=(pair["earlier_id"], pair["later_id"]),
            )
        )
    return _tables(_CHANGED, _CHANGED_HEAD, made, body)


def verdict_tables(judged: pd.DataFrame, rows: pd.DataFrame, body: Box) -> list[Table]:
    """Set verdicts of `derive.fits` as a table: the figure, the reporter, its value and period, and the verdict."""
    by_id = rows.set_index("figure_id", drop=False)
    made = []
    for one in judged.to_dict("records"):
        figure = by_id.loc[one["figure_id"]].to_dict()
        cells = (
            Cell(one_line(figure["subject"]), _said(figure), size=SIZE, bold=True),
            Cell(one_line(one["reporter"]), size=SIZE),
            Cell(f"{_official(one)} {figure['unit_name']}", _when(one), size=SIZE),
            Cell(one["verdict"], size=SIZE),
        )
        made.append(Row(cells, ids=(one["figure_id"],)))
    return _tables(_VERDICTS, _VERDICTS_HEAD, made, body)


def _official(verdict: dict[str, Any]) -> str:
    return open_ended(verdict["official"], verdict["official_low"], verdict["official_high"])


def _tables(widths: tuple[float, ...], heads: Sequence[str], rows: Sequence[Row], body: Box) -> list[Table]:
    head = Row(tuple(Cell(words, size=12.0, colour=LIGHT.muted) for words in heads))
    widths = scaled(widths, body.width)
    parts = paginate(widths, head, [truncate_cells(row, widths, 2) for row in rows], body.height)
    return [stretch_rows(part, body.height, _TALLEST) for part in parts]


def _said(row: dict[str, Any]) -> str:
    if row["row_kind"] == "milestone":
        return stage_words(row["stage"])
    kind = CLAIM_TYPES[row["claim_type"]]
    return one_line(f"{quantity(row)} {kind}")


def _when_said(row: dict[str, Any]) -> str:
    return f"{_when(row)}; {short_month(row['event_date'])}"


def _when(row: dict[str, Any]) -> str:
    words = period(row["period_start"], row["period_end"])
    return "no date" if words == NO_DATE else words


def asked_pace(rows: pd.DataFrame, asked: PaceAsked) -> RequiredPace:
    """Return a required pace in words; `rows` has all rows of `derive.ledger_rows`.

    Raises KeyError for a figure that there is not, ValueError, in words, where no pace leads from base to level.
    """
    by_id = rows[rows["row_kind"] == "figure"].set_index("figure_id", drop=False)
    if unknown := [key for key in (asked.level_id, asked.base_id) if key not in by_id.index]:
        raise KeyError(", ".join(unknown))
    level, base = by_id.loc[asked.level_id], by_id.loc[asked.base_id]
    if base["figure_id"] not in set(derive.bases(rows, level)["figure_id"]):
        raise ValueError(f"{asked.base_id} is no base of {asked.level_id}: not of one subject, quantity and unit")
    start, end = (Interval(*(float(one[name]) for name in ("value", "low", "high"))) for one in (base, level))
    pace = derive.required_pace(start, end, asked.base_year, asked.due_year)
    growth = _bounds(pace.yearly_growth, f"{THIN}%", floor=-100)
    title = (
        f"{level['subject']}: {quantity(level)} in {asked.due_year} would take {growth} a year "
        f"from {quantity(base)} in {asked.base_year}"
    )
    named = (("the base", base, asked.base_year), ("the level", level, asked.due_year))
    assumed = [
        f"{name} is of {year} (stated: {_when(dict(one)).replace('no date', 'no year')})"
        for name, one, year in named
        if derive.stated_year(one) != year
    ]
    assumed += [pace.note.removesuffix(".")] if pace.note else []
    return RequiredPace(
        pace,
        by_id.loc[[asked.base_id, asked.level_id]],
        one_line(title),
        "; ".join(assumed) or "none beyond the two figures",
    )


def _bounds(one: Interval, unit: str = "", *, floor: float = -math.inf) -> str:
    return bounded(one.value, one.low, one.high, unit, floor=floor)


def pace_tables(required: RequiredPace, body: Box) -> list[Table]:
    """Set a required pace as a table: its two figures, the level that each year would need, growth and step."""
    base, level = required.rows.to_dict("records")
    pace, unit = required.pace, level["unit_name"]
    years = sorted({round(pace.base_year + pace.years * part / 4) for part in range(5)})
    step = _bounds(pace.yearly_step)
    made = [
        ("Base", f"{quantity(base)} {CLAIM_TYPES[base['claim_type']]}", str(pace.base_year), base["figure_id"]),
        *(
            ("Needed", f"{_bounds(pace.path(year))} {unit}", str(year), "")
            for year in years[1:-1]
        ),
        ("Level", f"{quantity(level)} {CLAIM_TYPES[level['claim_type']]}", str(pace.due_year), level["figure_id"]),
        ("Growth a year, compound", _bounds(pace.yearly_growth, f"{THIN}%", floor=-100), f"{pace.years} years", ""),
        ("Step a year", f"{step} {unit}", f"{pace.years} years", ""),
    ]  # fmt: skip
    rows = [
        Row(
            (Cell(name, size=SIZE, bold=True), Cell(one_line(words), size=SIZE), Cell(when, size=SIZE)),
            ids=tuple(filter(None, [key])),
        )
        for name, words, when, key in made
    ]
    return _tables(_PACE, _PACE_HEAD, rows, body)
