"""Observations of official statistics: read, chosen, summed to turnover where both flows are there, and printed."""

import csv
import re
from collections import Counter
from functools import lru_cache

import numpy as np
import pandas as pd

from components.series.areas import chosen
from components.series.cells import with_days, with_numbers
from components.series.layouts import CIF_IMPORTS, EXPORTS, FOB_EXPORTS, IMPORTS, READ, TURNOVER, recognised
from components.series.sheets import BLANKS, SeriesError, listed, one_line, read_records
from components.tables import escape_formula

COLUMNS = (
    "series_id", "reporter", "partner", "flow", "measure", "period_start", "period_end", "value", "unit", "source",
)  # fmt: skip
_SERIES = ["reporter", "partner", "flow", "measure"]
_PERIOD = ["period_start", "period_end"]
_FLOWS = {EXPORTS: 0, IMPORTS: 1, TURNOVER: 2}
# What a flow is measured as, if nothing else is said: such a series is named by its flow alone.
_USUAL = {EXPORTS: FOB_EXPORTS, IMPORTS: CIF_IMPORTS, TURNOVER: f"{FOB_EXPORTS} + {CIF_IMPORTS}"}


def read_series(content: bytes, name: str, *, reporter: str = "", partner: str = "") -> pd.DataFrame:
    """Read a file of statistics, recognised by its header, as one row for each value, with the columns `COLUMNS`.

    `name` is that of the file. `reporter` and `partner` choose by name, ISO code or number, blank for any; of a panel
    that does not say whose it is, the reporter is `reporter`. Values in US dollars are whole dollars (`USD`), others
    in the `unit` that the file names. Exports FOB and imports CIF of the same reporter, partner, period and unit also
    come as their sum, the flow `turnover`. Raises SeriesError, in words, for what cannot be told.
    """
    layout, sheet = recognised(read_records(content))
    rows = layout.read(sheet, reporter)[list(READ)]
    rows = rows[~rows["value"].str.lower().isin(BLANKS)]
    if rows.empty:
        raise SeriesError(f"There is no number at all in what the layout {layout.name} reads of the file.")
    texts = [column for column in READ if column not in ("period", "value", "exponent", "line")]
    for column in (each for each in texts if not each.endswith("_codes")):
        rows[column] = rows[column].map({text: one_line(text) for text in rows[column].unique()})
    rows = with_days(with_numbers(chosen(rows, reporter, partner, layout.numbers)))
    _check_units(rows)
    rows = _with_turnover(_once(rows))
    order = rows["flow"].map(_FLOWS).fillna(len(_FLOWS))
    rows = rows.assign(order=order).sort_values(["reporter", "partner", "order", "flow", "measure", *_PERIOD])
    source = one_line(f"{layout.name}: {name}")
    return rows.assign(
        series_id=_identifiers(rows), source=np.where(rows["estimated"], f"{source} (estimate)", source)
    )[list(COLUMNS)].reset_index(drop=True)


def tidy_csv(frame: pd.DataFrame) -> str:
    """Write observations as CSV text, periods as ISO days; no text of it runs as a formula in a spreadsheet."""
    days = {column: pd.to_datetime(frame[column]).dt.strftime("%Y-%m-%d") for column in _PERIOD}
    values = [repr(float(value)).removesuffix(".0") for value in frame["value"].tolist()]
    texts = {
        column: frame[column].map({text: escape_formula(text) for text in frame[column].unique()})
        for column in COLUMNS
        if column not in ("value", *days)
    }
    cells = frame.assign(**texts, **days, value=values)[list(COLUMNS)]
    return str(cells.to_csv(index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\n"))


def _check_units(rows: pd.DataFrame) -> None:
    """Refuse flows in more than one unit, and of what is no flow a measure in more than one."""
    flows = rows.loc[rows["flow"] != "", "unit"].unique()
    if len(flows) > 1:
        raise SeriesError(f"The file mixes units or currencies: {listed(map(_unit, flows))}. No rate is applied.")
    others = rows.loc[rows["flow"] == "", ["measure", "unit"]].drop_duplicates()
    mixed = others[others["measure"].duplicated(keep=False)]
    if not mixed.empty:
        measure = mixed["measure"].iloc[0]
        units = listed(map(_unit, mixed.loc[mixed["measure"] == measure, "unit"]))
        raise SeriesError(f"The file mixes units or currencies in “{one_line(measure, 60)}”: {units}.")


def _unit(unit: str) -> str:
    return unit or "none named"


def _once(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out rows that say the same again. Raises SeriesError for two values of one series and period."""
    rows = rows.sort_values("estimated", kind="stable").drop_duplicates([*_SERIES, *_PERIOD, "unit", "value"])
    again = rows[rows.duplicated([*_SERIES, *_PERIOD], keep=False)]
    if not again.empty:
        first = again.iloc[0]
        same = again[(again[[*_SERIES, *_PERIOD]] == first[[*_SERIES, *_PERIOD]]).all(axis=1)]
        named = ", ".join(filter(None, (first["reporter"], first["partner"], first["measure"] or first["flow"])))
        values = " and ".join(
            f"{value:,.10g} (line {line})" for value, line in zip(same["value"], same["line"], strict=True)
        )
        raise SeriesError(
            f"Two values of one series and period differ: {named or 'value'} of {first['period_start']:%Y-%m-%d} to "
            f"{first['period_end']:%Y-%m-%d} is {values}. Choose one reporter and partner, or one edition of the data."
        )
    return rows


def _with_turnover(rows: pd.DataFrame) -> pd.DataFrame:
    """Add exports plus imports, where one named reporter has both of a partner and period and no turnover yet.

    Summed are exports FOB and imports CIF, or where the file names no measure, the two without one.
    """
    keys = ["reporter", "partner", "unit", *_PERIOD]
    usual = rows["measure"] == rows["flow"].map(_USUAL)
    fit = rows[(usual | (rows["measure"] == "")) & (rows["reporter"] != "")].assign(usual=usual)
    exports, imports = (
        fit.loc[fit["flow"] == flow, [*keys, "usual", "value", "estimated"]] for flow in _FLOWS if flow != TURNOVER
    )
    both = exports.merge(imports, on=[*keys, "usual"], suffixes=("", "_imports"))
    stated = pd.MultiIndex.from_frame(rows.loc[rows["flow"] == TURNOVER, keys])
    both = both[~pd.MultiIndex.from_frame(both[keys]).isin(stated)]
    # Of a pair that the file gives with and without a measure, the one with it counts.
    both = both.sort_values("usual", ascending=False, kind="stable").drop_duplicates(keys)
    summed = both.assign(
        flow=TURNOVER,
        measure=np.where(both["usual"], _USUAL[TURNOVER], ""),
        value=both["value"] + both["value_imports"],
        estimated=both["estimated"] | both["estimated_imports"],
    )
    return pd.concat([rows, summed], ignore_index=True) if len(summed) else rows


def _identifiers(rows: pd.DataFrame) -> list[str]:
    """Return the id of each row's series: reporter, partner, flow, and the measure where it is not the usual one."""
    names, taken = list[str](), Counter[str]()
    for *areas, flow, measure in rows[_SERIES].drop_duplicates().to_numpy().tolist():
        what = flow if measure in ("", _USUAL.get(flow)) else measure if flow in measure else f"{flow} {measure}"
        slug = "-".join(filter(None, map(_slug, (*areas, what)))) or "series"
        while taken[slug]:
            taken[slug] += 1
            slug = f"{slug}-{taken[slug]}"
        taken[slug] += 1
        names.append(slug)
    return [names[place] for place in rows.groupby(_SERIES, sort=False).ngroup()]


@lru_cache(maxsize=1024)
def _slug(text: str) -> str:
    return re.sub(r"[\W_]+", "-", text.casefold()).strip("-")
