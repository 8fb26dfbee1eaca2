"""Official statistics as figures are held against them: values with their intervals, each reporter by itself."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial, reduce
from typing import Any, NamedTuple

import pandas as pd

from components.derive.lookups import related
from components.tables import Interval, Tables, once, printed_interval, units_of, written
from components.tables.units import Unit

_SOURCE = ("source_title", "publisher", "url", "note")
_TEXT = ("series_id", "reporter", "subject_id", "measure_id", "unit", "as_printed", *_SOURCE)
LEVEL_COLUMNS = [
    "subject_id", "measure_id", "reporter", "series_id", "period_start", "period_end", "value", "low", "high", "unit",
    *_SOURCE,
]  # fmt: skip
_YEAR_DAYS = (365, 366)
# Values beyond these are no statistics, and could not be reckoned with.
_LEAST, _MOST = 1e-12, 1e18


class Statistic(NamedTuple):
    """Hold one value of one reporter in one period; `size` is in the unit of its measure, or None if none compares.

    One that is worked out of others has their `series_id`, `source_title`, `publisher` and `note` joined by ;, and
    their addresses in `url` by spaces.
    """

    series_id: str
    reporter: str
    measure_id: str
    start: pd.Timestamp
    end: pd.Timestamp
    size: Interval | None
    unit: str
    source_title: str
    publisher: str
    url: str
    note: str

    @property
    def days(self) -> int:
        """Return how many days it counts."""
        return int((self.end - self.start).days) + 1

    @property
    def yearly(self) -> bool:
        """Return whether it counts a year."""
        return self.days in _YEAR_DAYS


@once()
def official(tables: Tables) -> pd.DataFrame:
    """Return the official values of the evidence with their series, one row each; everybody shares the frame.

    Columns: `series_id, name, reporter, subject_id, measure_id, unit, definition, period_start, period_end, value,
    as_printed, low, high, source_title, publisher, published, url, note`; `value, low, high` in the unit of the series.
    """
    joined = tables.observations.merge(tables.series, on="series_id", how="left")
    units = units_of(tables.units)
    printed = zip(joined["as_printed"].tolist(), joined["value"].tolist(), joined["unit"].tolist(), strict=True)
    sizes = [printed_interval(text, value, units[unit], units) or _exactly(value) for text, value, unit in printed]
    joined = joined.assign(low=[size.low for size in sizes], high=[size.high for size in sizes])
    series = list(tables.series.columns)
    return joined[[*series, *(name for name in joined.columns if name not in series)]]


def official_levels(tables: Tables, observations: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return official values of levels in the units of their measures, those added up of parts among them.

    `observations` as for `fits`. Columns: `subject_id, measure_id, reporter, series_id` (several joined by ; where they
    are added up), `period_start, period_end, value, low, high, unit, source_title, publisher, url, note`, by period.
    """
    known = Statistics(tables, official(tables) if observations is None else observations)
    measured = dict(zip(tables.measures["measure_id"], tables.measures["unit"], strict=True))
    rows = [
        (subject, one.measure_id, one.reporter, one.series_id, one.start, one.end, one.size.value, one.size.low,
         one.size.high, measured[one.measure_id], one.source_title, one.publisher, one.url, one.note)
        for subject in known.subjects
        for measure in measured
        for one in known.of(subject, measure)
        if one.size is not None
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=LEVEL_COLUMNS).sort_values("period_start", kind="stable", ignore_index=True)


class Statistics:
    """Look up official values by subject and measure, those added up of parts among them.

    `observations` is a frame as `official` gives it; one of a file may lack all columns but `subject_id, measure_id,
    unit, period_start, period_end, value`: the digits of its values are their precision, and whoever counts without a
    `reporter` is called by the `source`. Rows without period or value, of no measure or in no unit of the evidence are
    left out.
    """

    def __init__(self, tables: Tables, observations: pd.DataFrame) -> None:
        self._of: dict[tuple[str, str], list[Statistic]] = defaultdict(list)
        for subject, one in dict.fromkeys(_read(tables, observations)):
            self._of[subject, one.measure_id].append(one)
        parts: dict[str, list[str]] = defaultdict(list)
        for (relation, measure), wholes in related(tables).items():
            for whole in wholes if relation == "part_of" else ():
                parts[whole].append(measure)
        for subject in self.subjects:
            for whole, measures in parts.items():
                self._of[subject, whole] += _sums(whole, *(self.of(subject, one) for one in (whole, *measures)))

    @property
    def subjects(self) -> list[str]:
        """List the subjects that have a value."""
        return list(dict.fromkeys(subject for (subject, _), rows in self._of.items() if rows))

    def of(self, subject: str, measure: str) -> list[Statistic]:
        """Return the values of a subject and measure, by whomever."""
        return self._of.get((subject, measure), [])

    def by_reporter(self, subject: str, *measures: str) -> dict[str, list[Statistic]]:
        """Return the values of a subject and measures by reporter; they are never merged."""
        return grouped_by_reporter(one for measure in measures for one in self.of(subject, measure))


def grouped_by_reporter(rows: Iterator[Statistic]) -> dict[str, list[Statistic]]:
    """Group values by their reporter."""
    groups: dict[str, list[Statistic]] = defaultdict(list)
    for one in rows:
        groups[one.reporter].append(one)
    return groups


def joined_from(measure: str, size: Interval | None, one: Statistic, other: Statistic) -> Statistic:
    """Return what is worked out of two values, in the period of the first."""
    reporter, series, *told = (
        between.join(dict.fromkeys(filter(None, pair)))
        for between, pair in (
            (" over ", (one.reporter, other.reporter)),
            (";", (one.series_id, other.series_id)),
            ("; ", (one.source_title, other.source_title)),
            ("; ", (one.publisher, other.publisher)),
            (" ", (one.url, other.url)),
            ("; ", (one.note, other.note)),
        )
    )
    return Statistic(series, reporter, measure, one.start, one.end, size, one.unit, *told)


def _exactly(value: float) -> Interval:
    return written(f"{value:.15g}")


def _read(tables: Tables, observations: pd.DataFrame) -> Iterator[tuple[str, Statistic]]:
    units, texts = units_of(tables.units), {name: "" for name in _TEXT if name not in observations}
    measured = dict(zip(tables.measures["measure_id"], tables.measures["unit"], strict=True))
    frame = observations.assign(**texts)
    if "source_title" in texts and "source" in observations:
        frame = frame.assign(source_title=observations["source"])
    days = {name: pd.to_datetime(frame[name], errors="coerce") for name in ("period_start", "period_end")}
    values = pd.to_numeric(frame["value"], errors="coerce").astype("float64")
    frame = frame.assign(**days, value=values, **{name: frame[name].fillna("").astype("str") for name in _TEXT})
    sizes = frame["value"].abs()
    sound = frame["period_start"].le(frame["period_end"]) & (sizes.between(_LEAST, _MOST) | (sizes == 0))
    sound &= frame["measure_id"].isin(list(measured)) & frame["unit"].isin(list(units.rows))
    for row in frame[sound].to_dict("records"):
        yield row["subject_id"], _statistic(row, units[row["unit"]], units[measured[row["measure_id"]]])


def _statistic(row: Mapping[Any, Any], own: Unit, wanted: Unit) -> Statistic:
    size = None
    if own.dimension == wanted.dimension:
        size, times = Interval(row["value"], row.get("low", math.nan), row.get("high", math.nan)), own.factor
        if math.isnan(size.low) or math.isnan(size.high):
            size = written(f"{row['value']:.15g}", exact=own.exact)
        if times != wanted.factor:
            size = Interval(*(bound * times / wanted.factor for bound in (size.value, size.low, size.high)))
    reporter = row["reporter"] or row["source_title"] or "the file"
    told = (row[name] for name in _SOURCE)
    period = row["period_start"], row["period_end"]
    return Statistic(row["series_id"], reporter, row["measure_id"], *period, size, own.name, *told)


def _sums(whole: str, printed: list[Statistic], *parts: list[Statistic]) -> Iterator[Statistic]:
    """Add up the parts that one source gives of one reporter and period, where that reporter prints no whole of it.

    Nothing is added up where there is but one part, or a source gives one twice.
    """
    known = {(one.reporter, one.start, one.end) for one in printed}
    sources: dict[Any, list[list[Statistic]]] = defaultdict(lambda: [[] for _ in parts])
    for place, part in enumerate(parts):
        for one in part:
            if one.size and (one.reporter, one.start, one.end) not in known:
                sources[one.reporter, one.start, one.end, one.url or one.source_title][place].append(one)
    for found in sources.values():
        if len(found) > 1 and all(len(rows) == 1 for rows in found):
            yield reduce(partial(_sum, whole), (rows[0] for rows in found))


def _sum(whole: str, one: Statistic, other: Statistic) -> Statistic:
    return joined_from(whole, one.size + other.size if one.size and other.size else None, one, other)
