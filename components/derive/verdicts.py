"""Hold figures against official statistics: each reporter by itself, equal periods alone, a verdict with its reason."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from components.derive import sentences, statements
from components.derive.commitments import PROMISES
from components.derive.lookups import related
from components.derive.sentences import Row
from components.derive.statistics import Statistic, Statistics, joined_from, official
from components.tables import Interval, Tables, amounts, apart, exactly, once, units_of
from components.tables.units import NO_LEVELS

FIT_COLUMNS = [
    "figure_id", "subject_id", "measure_id", "repeats", "reporter", "series_id", "period_start", "period_end", "unit",
    "claim", "claim_low", "claim_high", "official", "official_low", "official_high", "difference",
    "difference_percent", "verdict", "why", "would_fit", "source_title", "publisher", "url",
]  # fmt: skip
FITS, BELOW, ABOVE, BESIDE, UNCOMPARED = VERDICTS = ("fits", "below", "above", "beside", "cannot be compared")
_DATED = ["period_start", "period_end"]
_NUMBERS = [name for name in FIT_COLUMNS if name.startswith(("claim", "official", "difference"))]
_MOST_DIGITS = 4
Span = tuple[pd.Timestamp, pd.Timestamp]


class Fit(NamedTuple):
    """Hold one figure beside one value, or beside none of a reporter's; what would fit is in words."""

    verdict: str
    beside: Statistic | None
    reporter: str = ""
    series_id: str = ""
    why: str = ""
    would_fit: str = ""


def fits(tables: Tables, figures: pd.DataFrame | None = None, observations: pd.DataFrame | None = None) -> pd.DataFrame:
    """Hold each figure of a subject that has official values against each reporter's, one row a value.

    `figures` has rows of `derive.figures` (default: all), `observations` the columns of `derive.official` (default: the
    evidence's own); of a file, `reporter, subject_id, measure_id, unit, period_start, period_end, value` do.

    Columns: `figure_id, subject_id, measure_id, repeats, reporter, series_id`; `period_start, period_end` of the value;
    `unit` of all numbers; `claim, claim_low, claim_high`; `official, official_low, official_high`; `difference` (claim
    less official) and `difference_percent` of the official; `verdict`: fits (the intervals overlap), below, above (so
    lies the claim), beside (what looks ahead, without a judgement) or cannot be compared; `why` in words; `would_fit`,
    the periods that a figure without one would fit, or the bases that a growth without one would, joined by ;;
    `source_title, publisher, url`. Where nothing can be compared, the nearest value stands there, if any does.
    A whole is added up of its parts where a reporter prints none; growths and shares are worked out of levels too.
    """
    if figures is None and observations is None:
        return _own_fits(tables)
    return _fits(
        tables,
        statements.figures(tables) if figures is None else figures,
        official(tables) if observations is None else observations,
    )


@once()
def _own_fits(tables: Tables) -> pd.DataFrame:
    return _fits(tables, statements.figures(tables), official(tables))


def _fits(tables: Tables, figures: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    known = _Known(tables, Statistics(tables, observations))
    rows = [
        _cells(figure, fit)
        for figure in figures[figures["subject_id"].isin(known.statistics.subjects)].to_dict("records")
        for fit in known.of(figure)
    ]
    frame = pd.DataFrame(rows, columns=FIT_COLUMNS)
    days = {name: pd.to_datetime(frame[name]) for name in _DATED}
    texts = {name: frame[name].astype("str") for name in FIT_COLUMNS if name not in (*_DATED, *_NUMBERS)}
    return frame.astype(dict.fromkeys(_NUMBERS, "float64")).assign(**days, **texts)


def _cells(figure: Row, fit: Fit) -> tuple[Any, ...]:
    one = fit.beside
    size = one.size if one and one.size else Interval(math.nan, math.nan, math.nan)
    difference = math.nan if fit.verdict == UNCOMPARED else figure["value"] - size.value
    percent = difference / size.value * 100 if size.value else math.nan
    period = (one.start, one.end) if one else (figure["period_start"], figure["period_end"])
    told = (one.reporter, one.series_id) if one else (fit.reporter, fit.series_id)
    sources = (one.source_title, one.publisher, one.url) if one else ("", "", "")
    ids = (figure[name] for name in ("figure_id", "subject_id", "measure_id", "repeats"))
    claim = (figure[name] for name in ("unit", "value", "low", "high"))
    counted = (size.value, size.low, size.high, difference, percent)
    return (*ids, *told, *period, *claim, *counted, fit.verdict, fit.why, fit.would_fit, *sources)


def verdict(claim: Interval, counted: Interval) -> str:
    """Return how a claim lies to an official value: it fits where their intervals overlap, or are one exact figure."""
    if claim == counted or not apart(claim, counted):
        return FITS
    return BELOW if claim.high <= counted.low else ABOVE


class _Known:
    """Hold the official values, and how measures and subjects belong together."""

    def __init__(self, tables: Tables, statistics: Statistics) -> None:
        self.tables, self.statistics = tables, statistics
        self.related = related(tables)
        self.measures = tables.measures.set_index("measure_id")[["name", "unit", "quantity"]].to_dict("index")
        self.units = units_of(tables.units)
        floors = tables.derivations[tables.derivations["formula"] == "floor_from_share"]
        shares = [inputs.split(";")[1] for inputs in floors["inputs"]]
        self.wholes = dict(zip(shares, floors["subject_id"], strict=True))
        self.types = dict(zip(tables.claims["claim_id"], tables.claims["claim_type"], strict=True))

    def of(self, figure: Row) -> list[Fit]:
        """Hold one figure against every value that it can be held against; where there is none, say so."""
        if self._looks_ahead(figure):
            found = self._promised(figure)
        elif levels := self.related["growth_of", figure["measure_id"]]:
            found = self._growths(figure, levels)
        elif levels := self.related["share_of", figure["measure_id"]]:
            found = self._shares(figure, levels)
        else:
            groups = self.statistics.by_reporter(figure["subject_id"], *self._same(figure["measure_id"]))
            found = (fit for rows in groups.values() for fit in _held(figure, rows))
        return list(found) or [Fit(UNCOMPARED, None, why="no statistic counts this")]

    def _looks_ahead(self, figure: Row) -> bool:
        rests_on = statements.input_claims(self.tables, figure["figure_id"])
        return figure["claim_type"] in PROMISES or (
            figure["claim_type"] == "derived" and any(self.types.get(name) in PROMISES for name in rests_on)
        )

    def _same(self, measure: str) -> list[str]:
        """Return the measures that count the same: itself, and amounts beside a rate a year."""
        own = self.measures[measure]
        unit = self.units[own["unit"]]
        return [
            name
            for name, its in self.measures.items()
            if name == measure
            or (
                its["quantity"] == own["quantity"]
                and its["unit"] != own["unit"]
                and self.units[its["unit"]].family == unit.family
            )
        ]

    def _promised(self, figure: Row) -> Iterator[Fit]:
        """Set what looks ahead beside the value of its period, or the latest year before it, without a judgement."""
        start, end = figure["period_start"], figure["period_end"]
        for rows in self.statistics.by_reporter(figure["subject_id"], *self._same(figure["measure_id"])).values():
            if equal := [one for one in rows if (one.start, one.end) == (start, end)]:
                yield from (_beside(figure, one, "") for one in equal)
                continue
            last = max((one for one in rows if one.yearly and one.size), key=lambda one: one.end, default=None)
            if last and not end <= last.end:
                noun = sentences.with_article(sentences.NOUNS.get(figure["claim_type"], "promise"))
                due, latest = amounts.period(start, end), amounts.period(last.start, last.end)
                yield _beside(figure, last, f"{noun}, {due}; the latest year with a statistic is {latest}")
            else:
                yield _uncompared(rows, _none_of(start, end))

    def _growths(self, figure: Row, levels: list[str]) -> Iterator[Fit]:
        """Hold a growth against those that are printed, and those that follow from the levels of one reporter."""
        subject, measure = figure["subject_id"], figure["measure_id"]
        for rows in self.statistics.by_reporter(subject, measure).values():
            equal = _equal(figure, rows)
            yield from (_judged(figure, one) for one in equal) if _is_dated(figure) else _held(figure, rows)
        quantity = self.measures[measure]["quantity"]
        for other, its in self.measures.items():
            if other != measure and its["quantity"] == quantity and self.related["growth_of", other] != levels:
                for one in _equal(figure, self.statistics.of(subject, other)):
                    why = f"it counts {its['name'][:1].lower()}{its['name'][1:]}"
                    yield Fit(UNCOMPARED, one, why=why)
        for rows in self.statistics.by_reporter(subject, *levels).values() if _is_dated(figure) else ():
            yield from _grown(figure, rows)

    def _shares(self, figure: Row, levels: Sequence[str]) -> Iterator[Fit]:
        """Hold a share against those that are printed, and a part over its whole as each pair of reporters gives it."""
        for rows in self.statistics.by_reporter(figure["subject_id"], figure["measure_id"]).values():
            yield from _held(figure, rows)
        whole = self.wholes.get(figure["figure_id"])
        if whole is None:
            return
        for level in levels:
            for parts in self.statistics.by_reporter(figure["subject_id"], level).values():
                for wholes in self.statistics.by_reporter(whole, level).values():
                    ratios = list(_ratios(figure["measure_id"], parts, wholes))
                    yield from _held(figure, ratios) if ratios else ()


def _ratios(measure: str, parts: Iterable[Statistic], wholes: Iterable[Statistic]) -> Iterator[Statistic]:
    """Return what each part is of each whole of its period, in percent."""
    of_period: dict[Span, list[Statistic]] = defaultdict(list)
    for one in wholes:
        of_period[one.start, one.end].append(one)
    for part in parts:
        for one in of_period.get((part.start, part.end), ()):
            if part.size and one.size and one.size.value > 0:
                yield joined_from(measure, part.size / one.size * exactly(100.0), part, one)


def _is_dated(figure: Row) -> bool:
    return bool(pd.notna(figure["period_start"]) and pd.notna(figure["period_end"]))


def _equal(figure: Row, rows: Iterable[Statistic]) -> list[Statistic]:
    return [one for one in rows if (one.start, one.end) == (figure["period_start"], figure["period_end"])]


def _interval(figure: Row) -> Interval:
    return Interval(figure["value"], figure["low"], figure["high"])


def _held(figure: Row, rows: Sequence[Statistic]) -> Iterator[Fit]:
    """Hold a figure against the values of one reporter: those of its period, or if it has none, all years."""
    if equal := _equal(figure, rows):
        yield from (_judged(figure, one) for one in equal)
    elif sentences.is_undated(figure):
        yield _would(figure, [one for one in rows if one.days == 1 or one.days >= 365], rows, "no period is stated")
    else:
        yield _uncompared(rows, _none_of(figure["period_start"], figure["period_end"]))


def _none_of(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Say that no value is of a period."""
    if pd.isna(start) and pd.isna(end):
        return "no statistic of a whole year"
    period = amounts.period(start, end)
    return f"its period has one end, {period}" if pd.isna(start) or pd.isna(end) else f"no statistic of {period}"


def _judged(figure: Row, one: Statistic, why: str = "") -> Fit:
    if one.size is None:
        return Fit(UNCOMPARED, one, why=f"the statistic is in {one.unit}, the statement in {figure['unit_name']}")
    return Fit(verdict(_interval(figure), one.size), one, why=why)


def _beside(figure: Row, one: Statistic, why: str) -> Fit:
    return Fit(BESIDE, one, why=why) if one.size else _judged(figure, one)


def _uncompared(rows: Sequence[Statistic], why: str) -> Fit:
    series = ";".join(dict.fromkeys(name for one in rows for name in one.series_id.split(";") if name))
    return Fit(UNCOMPARED, None, rows[0].reporter, series, why)


def _would(figure: Row, candidates: Sequence[Statistic], rows: Sequence[Statistic], why: str) -> Fit:
    """Name the periods that a figure would fit, beside the nearest value."""
    sized = [one for one in candidates if one.size]
    if not sized:
        return _uncompared(rows, why)
    nearest = min(sized, key=lambda one: abs(one.size.value - figure["value"]) if one.size else math.inf)
    fitting = [one for one in sized if one.size and verdict(_interval(figure), one.size) == FITS]
    fitting.sort(key=lambda one: one.end)
    words = dict.fromkeys(amounts.period(one.start, one.end) for one in fitting)
    return Fit(UNCOMPARED, nearest, why=why, would_fit="; ".join(words))


def _grown(figure: Row, rows: Sequence[Statistic]) -> Iterator[Fit]:
    """Work out growths of one reporter's levels: on the base that is stated, else on the same months a year before."""
    now = _equal(figure, rows)
    if not now:
        yield _uncompared(rows, _none_of(figure["period_start"], figure["period_end"]))
        return
    base = figure["base_start"], figure["base_end"]
    stated = pd.notna(base[0]) and pd.notna(base[1])
    start, end = base if stated else (_year_before(figure["period_start"]), _year_before(figure["period_end"]))
    then = amounts.period(start, end)
    before = [one for one in rows if (one.start, one.end) == (start, end)]
    for one in now:
        growths = [growth for other in before if (growth := _growth(figure, one, other))]
        yield from (
            _judged(figure, growth, "" if stated else f"no base is stated; this is on {then}") for growth in growths
        )
        if not growths and stated:
            yield _uncompared(rows, f"no statistic of {then}, its base")
        earlier = [other for other in rows if other.end < one.start] if not stated else []
        # A base is named by its own period, so that it tells what the growth would be on.
        bases = [
            growth._replace(start=other.start, end=other.end)
            for other in earlier
            if (growth := _growth(figure, one, other)) and growth.size
        ]
        if not stated and (bases or not growths):
            yield _would(figure, bases, rows, "no base is stated")


def _growth(figure: Row, now: Statistic, before: Statistic) -> Statistic | None:
    if not now.size or not before.size:
        return joined_from(figure["measure_id"], None, now, before)
    if before.size.value <= 0:
        return None
    size = (now.size / before.size - exactly(1.0)) * exactly(100.0)
    return joined_from(figure["measure_id"], size, now, before)


def _year_before(day: pd.Timestamp) -> pd.Timestamp:
    earlier = day - pd.DateOffset(years=1)
    return earlier + pd.offsets.MonthEnd(0) if day.is_month_end else earlier


def fit_sentences(tables: Tables, found: pd.DataFrame) -> pd.DataFrame:
    """Word the verdicts on each figure that is no repeat, one row a figure, in the order of `derive.figures`.

    `found` has rows of `derive.fits`. Columns: `figure_id`, `subject_id`, `text` (a sentence), `verdict` (fits, does
    not fit, differs, would fit, would not fit, beside, cannot be compared), `series_ids` (joined by ;).
    """
    known = statements.figures(tables)
    figures = {row["figure_id"]: row for row in known[known["figure_id"].isin(found["figure_id"])].to_dict("records")}
    own: dict[str, list[Row]] = {name: [] for name in figures}
    for row in found.to_dict("records"):
        own[row["figure_id"]].append(row)
    rows = [
        (name, figures[name]["subject_id"], *_sentence(figures[name], fits_of), _series(fits_of))
        for name, fits_of in own.items()
        if not figures[name]["repeats"]
    ]
    return pd.DataFrame(rows, columns=["figure_id", "subject_id", "text", "verdict", "series_ids"], dtype="str")


def _series(rows: Iterable[Row]) -> str:
    return ";".join(dict.fromkeys(name for row in rows for name in row["series_id"].split(";") if name))


def _sentence(figure: Row, rows: Sequence[Row]) -> tuple[str, str]:
    """Return the sentence of a figure and its verdict in all, which tells where reporters differ."""
    stem = _stem(figure)
    fitting = _listed(figure, (row for row in rows if row["verdict"] == FITS))
    missed = _listed(figure, (row for row in rows if row["verdict"] in (BELOW, ABOVE)))
    beside = _listed(figure, (row for row in rows if row["verdict"] == BESIDE), dated=True)
    open_based = [row for row in rows if row["would_fit"] and not sentences.is_undated(figure)]
    based = "".join(
        f" Against {_or(row['would_fit'])} as its base it would fit {row['reporter']}." for row in open_based
    )
    if fitting and missed:
        return f"{stem} fits {fitting}, not {missed}.{based}", "differs"
    if fitting or missed:
        how = "fits" if fitting else "does not fit"
        return f"{stem} {how} {fitting or missed}.{based}", how
    if beside:
        return f"{stem} stands beside {beside}.", BESIDE
    if based:
        return f"{stem} names no base.{based}", "would fit"
    return _undated_sentence(stem, figure, rows)


def _undated_sentence(stem: str, figure: Row, rows: Sequence[Row]) -> tuple[str, str]:
    near = [row for row in rows if pd.notna(row["official"])]
    if not sentences.is_undated(figure) or not near:
        named = sentences.listed(list(dict.fromkeys(row["reporter"] for row in rows if row["reporter"])))
        whys = "; ".join(dict.fromkeys(row["why"] for row in rows))
        return f"{stem} cannot be compared{f' with {named}' if named else ''}: {whys}.", UNCOMPARED
    fitting = [
        f"{_or(row['would_fit'])} by {_shown(figure, row, dated=';' in row['would_fit'])}"
        for row in near
        if row["would_fit"]
    ]
    missed = sentences.listed([_shown(figure, row, dated=True) for row in near if not row["would_fit"]])
    if not fitting:
        return f"{stem} would fit no year; nearest is {missed}.", "would not fit"
    rest = f", none by {missed}" if missed else ""
    return f"{stem} would fit {sentences.listed(fitting)}{rest}.", "would fit"


def _stem(figure: Row) -> str:
    comparing = figure["dimension"] in NO_LEVELS
    named = f", {sentences.measure(figure)}" if comparing else ""
    noun = sentences.NOUNS.get(figure["claim_type"], "")
    amount = sentences.amount(figure) if comparing else sentences.amount_of(figure)
    promised = f"the {noun} of " if noun else ""
    return f"{sentences.subject(figure)}{named}: {promised}{amount}{sentences.period(figure, ', with no date stated,')}"


def _or(periods: str) -> str:
    return " or ".join(periods.split("; "))


def _listed(figure: Row, rows: Iterable[Row], *, dated: bool = False) -> str:
    return sentences.listed(list(dict.fromkeys(_shown(figure, row, dated=dated) for row in rows)))


def _shown(figure: Row, row: Row, *, dated: bool = False) -> str:
    """Return who counts and what, as in “China’s customs ($25.25 bn)”."""
    when = sentences.when(row["period_start"], row["period_end"]) if dated else ""
    return f"{row['reporter']} ({official_amount(figure, row)}{when})"


def official_amount(figure: Row, row: Row) -> str:
    """Return the official value of a row of `fits` in words, with no more digits than can be told, as in “$25.25 bn”.

    `figure` is the row of `derive.figures` that it is held against.
    """
    value, low, high = row["official"], row["official_low"], row["official_high"]
    hedge = amounts.open_hedge(value, low, high)
    least = max(amounts.decimals(value, low, high) + 1, 0) if math.isfinite(high) and hedge == "exact" else _MOST_DIGITS
    most = _MOST_DIGITS - 1 - math.floor(math.log10(abs(value) or 1))
    places = max(min(least, most), 0)
    digits = f"{value:.{places}f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    told: Mapping[str, Any] = {
        **figure, "claim_type": "observed", "hedge": hedge, "value": value, "value_written": digits,
        "value_high_written": "",
    }  # fmt: skip
    return sentences.amount(told)
