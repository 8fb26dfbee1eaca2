"""The layouts of official statistics: one table of how each is recognised and what reads it."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import pandas as pd

from components.series.cells import period_columns
from components.series.sheets import Record, SeriesError, Sheet, column_names, listed, melted, one_line, sheet_under

EXPORTS, IMPORTS, TURNOVER = "exports", "imports", "turnover"
FOB_EXPORTS, CIF_IMPORTS, FOB_IMPORTS = "exports FOB", "imports CIF", "imports FOB"
DOLLARS = "USD"
# How far down a header may stand.
DEEPEST_HEADER = 40
# What a layout reads of each value; `exponent` is the power of ten that its text is given in.
READ = (
    "reporter", "reporter_codes", "partner", "partner_codes", "flow", "measure", "period", "value", "exponent",
    "unit", "line",
)  # fmt: skip
Names = Sequence[str]


class Layout(NamedTuple):
    """Hold a layout: its `name` in words, the columns that a header of it `needs` and `lacks`, and what reads it.

    `a|b` is either of two columns. At least `across` columns are periods; `titled` is a pattern for what stands above
    and in the header. `numbers` is the list of numeric codes that it prints: M49, IMF or none.
    """

    name: str
    read: Callable[[Sheet, str], pd.DataFrame]
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    across: int = 0
    titled: str = ""
    numbers: str = ""

    def recognises(self, names: Names, title: str) -> bool:
        """Return whether a header with these names, below such a title, is of the layout."""
        return (
            all(any(name in names for name in either.split("|")) for either in self.needs)
            and not any(name in names for name in self.lacks)
            and (not self.across or len(period_columns(names)) >= self.across)
            and bool(re.search(self.titled, title, re.IGNORECASE))
        )


def _column(rows: pd.DataFrame, names: str) -> pd.Series:
    """Return the first of some columns, separated by bars, that a table has; else blanks."""
    found = next((name for name in names.split("|") if name in rows), None)
    return rows[found] if found else pd.Series("", rows.index, dtype=object)


def _area(rows: pd.DataFrame, side: str, name: pd.Series, *codes: pd.Series) -> pd.DataFrame:
    joined = pd.Series("", rows.index, dtype=object)
    for each in codes:
        joined = joined + each + "\n"
    return rows.assign(**{side: name, f"{side}_codes": joined})


# Comtrade: of each dimension only its total is read, or every value would come several times.
_PINS = (
    ("typecode", ("C", ""), "no rows of goods (typeCode C)"),
    ("cmdcode", ("TOTAL",), "no total row (cmdCode TOTAL), only rows of commodities"),
    ("partner2code", ("0", ""), "no rows over all second partners (partner2Code 0)"),
    ("motcode", ("0", ""), "no rows over all modes of transport (motCode 0)"),
    ("customscode", ("C00", ""), "no rows over all customs procedures (customsCode C00)"),
    ("freqcode", ("A", "M", ""), "no rows of years or months (freqCode A or M)"),
)
_COMTRADE_FLOWS = {
    "X": (EXPORTS, FOB_EXPORTS), "M": (IMPORTS, CIF_IMPORTS), "RX": ("re-exports",) * 2, "RM": ("re-imports",) * 2,
    "DX": ("domestic exports",) * 2, "FM": ("foreign imports",) * 2,
}  # fmt: skip


def _comtrade(sheet: Sheet, reporter: str) -> pd.DataFrame:
    rows = sheet.rows
    for column, totals, missing in _PINS:
        if column in rows:
            codes = rows[column].str.upper().str.removesuffix(".0")
            kept = rows[codes.isin(totals)]
            if kept.empty:
                raise SeriesError(f"There is {missing}: {column} has {listed(rows[column].unique())}.")
            rows = kept
    for side in ("reporter", "partner"):
        code = _column(rows, f"{side}code").str.removesuffix(".0")
        iso, described = _column(rows, f"{side}iso"), _column(rows, f"{side}desc")
        # A description that is lacking in one row may stand in another.
        first = {one: name for one, name in zip(code[::-1], described[::-1], strict=True) if one and name}
        names = [
            words or first.get(number, "") or letters or number
            for words, letters, number in zip(described, iso, code, strict=True)
        ]
        rows = _area(rows, side, pd.Series(names, rows.index, dtype=object), iso, code)
    flow = rows["flowcode"].str.upper()
    described = _column(rows, "flowdesc").str.lower()
    other = {code: one_line(f"{word or 'flow'} ({code})") for code, word in zip(flow, described, strict=True)}
    flows = {code: _COMTRADE_FLOWS.get(code, (word, word)) for code, word in other.items()}
    measure = flow.map({code: words[1] for code, words in flows.items()})
    # Some countries report imports FOB: then only that column is filled.
    fob = (_column(rows, "cifvalue") == "") & (_column(rows, "fobvalue") != "")
    return rows.assign(
        flow=flow.map({code: words[0] for code, words in flows.items()}),
        measure=measure.where((flow != "M") | ~fob, FOB_IMPORTS),
        period=_comtrade_period(rows),
        value=rows["primaryvalue"],
        exponent=0,
        unit=DOLLARS,
    )


def _comtrade_period(rows: pd.DataFrame) -> pd.Series:
    if "period" in rows:
        return rows["period"].str.removesuffix(".0")
    month = _column(rows, "refmonth").str.zfill(2)
    # Of a year the month is printed as 52.
    return rows["refyear"] + month.where(month.isin([f"{number:02}" for number in range(1, 13)]), "")


_VALUATIONS = {
    r"\bt?xg_fob|\bexports?\b": (EXPORTS, FOB_EXPORTS),
    r"\bt?mg_fob|\bimports?\b.*\bfob\b": (IMPORTS, FOB_IMPORTS),
    r"\bt?mg_cif|\bimports?\b": (IMPORTS, CIF_IMPORTS),
    r"\btbg_|\bbalance\b": ("balance", "trade balance"),
}
_SCALES = {"units": 0, "thousands": 3, "millions": 6, "billions": 9, "0": 0, "3": 3, "6": 6, "9": 9}


def _indicated(rows: pd.DataFrame, indicators: pd.Series) -> pd.DataFrame:
    """Add `flow`, `measure` and `unit` as the indicator of each row says, and the `exponent` that its words name."""
    read = {}
    for text in indicators.unique():
        found = (words for pattern, words in _VALUATIONS.items() if re.search(pattern, text, re.IGNORECASE))
        dollars = re.search(r"_usd\b|\bu\.?s\.? ?(?:dollars?|\$)|\$", text, re.IGNORECASE)
        scale = re.search(r"\b(thousands?|mil(?:lions?)?|billions?)\b", text, re.IGNORECASE)
        read[text] = (
            *next(found, ("", one_line(text))),
            DOLLARS if dollars else "domestic currency" if re.search("_xdc|domestic|national", text, re.I) else "",
            {"t": 3, "m": 6, "b": 9}[scale[1][0].lower()] if scale else 0,
        )
    named = zip(("flow", "measure", "unit", "exponent"), range(4), strict=True)
    return rows.assign(**{name: indicators.map({text: one[at] for text, one in read.items()}) for name, at in named})


def _imts(sheet: Sheet, reporter: str) -> pd.DataFrame:
    """Read whole dollars: the number in SCALE says how the portal shows them, and is not applied to them."""
    rows = sheet.rows[_column(sheet.rows, "action").str.upper() != "D"]
    words = [text for text in _column(rows, "scale").unique() if text and not text.isdigit()]
    if words:
        raise SeriesError(
            f"SCALE is {listed(words)} in a file of one value a row: it cannot be told whether the values are so "
            "scaled. Download the years as columns, or the SDMX-CSV of the API."
        )
    rows = _imts_areas(rows).assign(period=rows["time_period"], value=rows["obs_value"])
    return _indicated(rows, rows["indicator"]).assign(exponent=0)


def _imts_across(sheet: Sheet, reporter: str) -> pd.DataFrame:
    scales = sheet.rows["scale"].str.lower()
    unknown = [text for text in scales.unique() if text not in _SCALES]
    if unknown:
        raise SeriesError(f"SCALE is {listed(unknown)}, of which it cannot be told what the values are multiplied by.")
    rows = melted(sheet.rows, period_columns(list(sheet.rows)), "period")
    return _indicated(_imts_areas(rows), rows["indicator"]).assign(exponent=rows["scale"].str.lower().map(_SCALES))


def _imts_areas(rows: pd.DataFrame) -> pd.DataFrame:
    parts = {code: code.split(".") for code in _column(rows, "series_code").unique()}
    for side, column, place in (("reporter", "country", 0), ("partner", "counterpart_country", 2)):
        code = {text: split[place] if len(split) == 4 else "" for text, split in parts.items()}
        rows = _area(rows, side, rows[column], _column(rows, "series_code").map(code).astype(object))
    return rows


def _dots(sheet: Sheet, reporter: str) -> pd.DataFrame:
    rows = sheet.rows
    if "attribute" in rows:
        rows = rows[rows["attribute"].str.lower().isin(["value", ""])]
    named = [name for name in rows if re.search(r"\(t[xmb]g_\w+\)$", str(name))]
    if "value" in rows:
        rows = rows.assign(period=_column(rows, "time period"))
    elif named and "time period" in rows:
        rows = melted(rows, named, "indicator name").rename(columns={"time period": "period"})
    else:
        rows = melted(rows, period_columns(list(rows)), "period")
    if "status" in rows:
        estimated = rows["status"].str.lower().str.startswith("e") & (rows["value"] != "")
        rows = rows.assign(value=rows["value"].where(~estimated, rows["value"] + " e"))
    rows = _area(rows, "reporter", rows["country name"], _column(rows, "country code"))
    rows = _area(rows, "partner", rows["counterpart country name"], _column(rows, "counterpart country code"))
    return _indicated(rows, _column(rows, "indicator name") + " " + _column(rows, "indicator code"))


_NO_REPORTER = re.compile(
    r"trade|statistics|dots|\bimf\b|monetary fund|millions?|dollars?|exports?|imports?|partner|annual|monthly|quarterly"
    r"|source|table|\bdata\b|\d",
    re.IGNORECASE,
)
_OTHER_MONEY = re.compile(r"\b(euros?|eur|yuan|renminbi|cny|roubles?|rubles?|tenge|pounds?|yen|sdrs?)\b", re.IGNORECASE)


def _panel(sheet: Sheet, reporter: str) -> pd.DataFrame:
    """Read a sheet of one reporter and flow, in millions of dollars: partners down, years across."""
    columns = period_columns(list(sheet.rows))
    left = [name for name in sheet.rows if name not in columns and name != "line"]
    title = re.sub(r"exports and imports by areas", "", " · ".join([*sheet.title, *left]), flags=re.IGNORECASE)
    if other := _OTHER_MONEY.search(title):
        raise SeriesError(f"The panel is in another money than US dollars: “{one_line(other[0])}”.")
    if re.search(r"\bexports?\b", title, re.IGNORECASE) and re.search(r"\bimports?\b", title, re.I):
        raise SeriesError("The lines above the years name exports and imports: it cannot be told which these are.")
    areas = {
        line.partition(":")[2].strip() for line in sheet.title if re.match(r"(country|reporter)\w* ?:", line, re.I)
    }
    areas = areas or {line for line in sheet.title if not _NO_REPORTER.search(line)}
    named = next(iter(areas)) if len(areas) == 1 else reporter.strip()
    if not named:
        raise SeriesError("The panel does not say whose trade it is: name the reporter.")
    # Names stand in the column with the most words.
    partners = max(left, key=lambda name: int(sheet.rows[name].str.contains("[A-Za-z]").sum()), default="")
    if not partners:
        raise SeriesError("No column of the panel has the names of partners.")
    rows = melted(sheet.rows, columns, "period")
    blank = pd.Series("", rows.index, dtype=object)
    rows = _area(rows.assign(reporter=named), "partner", rows[partners], blank).assign(reporter_codes=blank)
    return _indicated(rows, blank + title).assign(unit=DOLLARS, exponent=6)


def _wits(sheet: Sheet, reporter: str) -> pd.DataFrame:
    """Read the values in money of all products; a partner that is not among the first five has none."""
    rows = sheet.rows
    flows = _column(rows, "indicator type|trade flow").str.lower().str.rstrip("s")
    money = rows["indicator"].str.contains(r"^(?:trade|export|import)s? ?\(US\$ (?:Mil|Thousand)", case=False)
    rows = rows[money & flows.isin(["export", "import"])]
    products = _column(rows, "product categories|product group|product")
    kept = rows[products.str.lower().isin(["all products", "total", ""])]
    if kept.empty:
        raise SeriesError(
            f"There is no total row (All Products) of exports or imports in US$; products: {listed(products)}."
        )
    rows = melted(kept, period_columns(list(kept)), "period")
    for side in ("reporter", "partner"):
        rows = _area(rows, side, _column(rows, f"{side}|{side} name"), _column(rows, f"{side} iso|{side}iso3"))
    kinds = _column(rows, "indicator type|trade flow").str.lower().str.rstrip("s")
    return _indicated(rows, kinds + " " + rows["indicator"].str.extract(r"(\(US\$ \w+)", flags=re.I)[0])


def _wdi(sheet: Sheet, reporter: str) -> pd.DataFrame:
    rows = melted(sheet.rows, period_columns(list(sheet.rows)), "period")
    names = _column(rows, "indicator name|series name")
    rows = _area(rows, "reporter", rows["country name"], _column(rows, "country code"))
    units = {name: (re.findall(r"\(([^()]*)\)", name) or [""])[-1] for name in names.unique()}
    return rows.assign(partner="", partner_codes="", flow="", measure=names, unit=names.map(units), exponent=0)


def _plain(sheet: Sheet, reporter: str) -> pd.DataFrame:
    rows = sheet.rows
    if "period" not in rows and "year" not in rows:
        rows = rows.assign(period=rows["period_start"] + "/" + rows["period_end"])
    rows = rows.assign(period=_column(rows, "period|year"), exponent=0, reporter_codes="", partner_codes="")
    flows = {"export": EXPORTS, "x": EXPORTS, "import": IMPORTS, "m": IMPORTS}
    flow = _column(rows, "flow")
    flow = flow.map({text: flows.get(text.lower().removesuffix("s"), text) for text in flow.unique()})
    blank = {name: _column(rows, name) for name in ("reporter", "partner", "measure", "unit")}
    return rows.assign(flow=flow, **blank)


# The first that recognises a header reads it; the last is for what has nothing more particular.
_LAYOUTS = (
    Layout(
        "UN Comtrade", _comtrade, numbers="M49",
        needs=("reportercode", "partnercode", "flowcode", "cmdcode", "primaryvalue", "period|refyear"),
    ),
    Layout("IMF IMTS", _imts, ("country", "indicator", "counterpart_country", "time_period", "obs_value")),
    Layout("IMF IMTS, years across", _imts_across, ("country", "indicator", "counterpart_country", "scale"), across=1),
    Layout(
        "IMF DOTS", _dots, ("country name", "counterpart country name"), numbers="IMF",
    ),
    Layout(
        "World Bank WITS", _wits, across=1,
        needs=("reporter|reporter name", "partner|partner name", "indicator", "indicator type|trade flow"),
    ),
    Layout(
        "World Bank WDI", _wdi, ("country name", "indicator name|series name"), ("counterpart country name",), across=1,
    ),
    Layout(
        "IMF DOTS, panel of a country", _panel, across=2, titled=r"\b(?:exports?|imports?)\b",
        lacks=("indicator", "indicator name", "value", "reporter", "series name"),
    ),
    Layout("plain table of values", _plain, ("value", "period|year|period_start", "period|year|period_end")),
)  # fmt: skip
LAYOUTS = tuple(layout.name for layout in _LAYOUTS)


def recognised(records: Sequence[Record]) -> tuple[Layout, Sheet]:
    """Return the layout of a file and its table, by the first row that is a header of one.

    Raises SeriesError with what stands there, and which layouts there are, if none is.
    """
    title: list[str] = []
    for place, (_, cells) in enumerate(records[:DEEPEST_HEADER]):
        names = column_names(cells)
        above = " · ".join([*title, *names])[:10_000]
        for layout in _LAYOUTS:
            if layout.recognises(names, above):
                return layout, sheet_under(records, place)
        title += cells
    seen = max((cells for _, cells in records[:DEEPEST_HEADER]), key=lambda cells: sum(map(bool, cells)))
    hint = " Columns are to be separated by commas." if len(seen) == 1 and re.search("[;\t|]", seen[0]) else ""
    raise SeriesError(f"No layout has the header {listed(seen)}; known are: {'; '.join(LAYOUTS)}.{hint}")
