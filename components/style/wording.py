"""Everything in words: stages, bounds, formulas, documents, and the caption of a chart; amounts are of `tables`."""

import math
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd

from components.tables import HIDDEN
from components.tables.amounts import decimals, month, number, quantity, supported

MOST_SHOWN = 100
_UNSEEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_UNPRINTABLE = re.compile(f"{HIDDEN.pattern}|[\u061c\u200e\u200f]")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
DATE_BASIS = {"stated": "as stated", "inferred": "day inferred"}
CLAIM_TYPES = {
    "observed": "observed",
    "growth": "growth",
    "derived": "derived",
    "forecast": "expected",
    "target": "target",
    "capacity": "capacity",
    "pledge": "pledge",
    "plan": "plan",
    "offer": "offer",
}
# How two statements of one thing stand to each other.
COMPARISONS = {
    "conflicting": "conflicting",
    "revised": "revised",
    "progressed": "progressed",
    "different_perimeter": "counts something else",
    "restated": "restated",
}
_TEMPLATES = {
    "prior_from_growth": "{0} ÷ (1 + {1})",
    "difference": "{0} − {1}",
    "ratio": "{0} ÷ {1}",
    "multiple": "{0} ÷ {1}",
    "share_of": "{0} ÷ {1}",
    "floor_from_share": "{0} ÷ {1}",
    "scaled_by": "{0} {1}",
    "required_growth": "({1} ÷ {0})^(1 ÷ {years}) − 1",
}


def chart_text(words: str) -> str:
    """Write a text for Plotly, which reads tags and `%{x}` in titles, labels and hovers, and knows few entities."""
    return escape(words, quote=False).replace("%{", "%&#123;")


def visible(words: str) -> str:
    """Write a text of any origin so that all of it is seen: cut if it is long, unseen signs by their numbers."""
    cut = f"{words[:MOST_SHOWN]}…" if len(words) > MOST_SHOWN else words
    return "".join(repr(sign)[1:-1] if unicodedata.category(sign) in _UNSEEN else sign for sign in cut)


def printable(words: str) -> str:
    """Return a text with plain line ends, in which what no file can hold, or what reorders its neighbours, is “�”."""
    return _UNPRINTABLE.sub("�", _LINE_END.sub("\n", words))


def quoted(text: str) -> str:
    """Quote what a link or a reader asks for, made visible."""
    return f"“{visible(text)}”"


def counted(count: int, noun: str) -> str:
    """Format a count with its noun, as in “1 figure” and “1 204 figures”."""
    return f"{number(str(count))} {noun}{'' if count == 1 else 's'}"


def paragraph_words(paragraph: float, word: str = "par.") -> str:
    """Format the place of a wording in its document, as in “par. 3”; 0 is what stands above the first."""
    return "headline or dateline" if paragraph == 0 else f"{word} {paragraph:.0f}"


def interval(value: float, low: float, high: float) -> str:
    """Write an interval with one digit more than its value, as in 12.46–12.60; an open one as “over 40.5”."""
    if low == high:
        return "none: exact figures"
    supports = decimals(value, low, high)
    if math.isinf(high):
        return f"over {number(f'{low:.{max(supports, 0)}f}')}"
    between, shown = " to " if low < 0 else "–", max(supports + 1, 0)
    return f"{number(f'{low:.{shown}f}')}{between}{number(f'{high:.{shown}f}')}"


_LENGTHS = {1: "a month", 3: "a quarter", 6: "half a year", 12: "a year"}


def period_length(start: pd.Timestamp, end: pd.Timestamp) -> int | None:
    """Return how many calendar months a period has from its first day to its last; None if not whole, or open."""
    if pd.isna(start) or pd.isna(end):
        return None
    after = end + pd.Timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months if months > 0 and after.day == start.day else None


def period_length_words(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """Format the length of a period, as in “a quarter”, “9 months”, “a year”, “10 days”; blank if it is open."""
    if pd.isna(start) or pd.isna(end):
        return ""
    months = period_length(start, end)
    if months is None:
        return counted((end - start).days + 1, "day")
    return _LENGTHS.get(months) or (counted(months // 12, "year") if months % 12 == 0 else counted(months, "month"))


def short_month(day: pd.Timestamp) -> str:
    """Format the month of a document's date in short, as in “Dec 2024”."""
    return f"{month(day)[:3]} {day.year}"


def source_label(document: str, event_date: pd.Timestamp) -> str:
    """Format a document the short way, as in “Kazinform (December 2024)”."""
    return f"{document} ({month(event_date)})"


UNATTRIBUTED = "The document itself, in nobody’s name"
_CUT = re.compile(r"\s*(?:\[?…\]?|\[?\.{3}\]?)\s*")


def text_fragment_url(url: str, wording: str) -> str:
    """Return the address of a public page at a wording on it, as in `https://a.org/news#:~:text=rose%2062%25`.

    After WICG, “URL Fragment Text Directives”: the directive follows a fragment of the address and replaces its
    directives; all but letters, digits, `_`, `.` and `~` is percent-encoded, for `-`, `,` and `&` have a meaning
    there. A wording with an ellipsis is looked for from what stands before its first to what stands after its last.
    Blank without an address; without a wording the address as it is.
    """
    parts = [part for part in _CUT.split(" ".join(wording.split())) if part]
    if not url or not parts:
        return url
    ends = dict.fromkeys((parts[0], parts[-1]))
    page, _, fragment = url.partition("#")
    text = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"{page}#{fragment.partition(':~:')[0]}:~:text={text}"


def stage_words(stage: str) -> str:
    """Format a stage as the pages print it: `under_way` is “under way”."""
    return stage.replace("_", " ")


def bounded(value: float, low: float, high: float, unit: str = "", *, floor: float = -math.inf) -> str:
    """Write a figure with its bounds: “14 % (14.0–14.5 %)”, “27.2 %” if exact, “at least 9 %” if open.

    `unit` stands behind each number with its own space before it; `floor` is the lowest value there can be (−100 for
    a growth), which bounds nothing. The bounds are rounded outwards, and the figure shows no more digits than they
    support, unless it would then stand outside them.
    """
    open_below, open_above = low <= floor, math.isinf(high)
    if open_below and open_above:
        return "not bounded by these figures"
    if open_below:
        return f"at most {_signed(high, _few(high))}{unit}"
    if open_above:
        return f"at least {_signed(low, _few(low))}{unit}"
    if low == high:
        return f"{'−' if value < 0 else ''}{supported(abs(value), abs(value), abs(value))}{unit}"
    decimals = max(1 - round(math.log10(high - low)), 0)
    lowest, highest = rounded_outwards(low, high, decimals)
    shown = round(value, decimals - 1)
    figure = _signed(shown, max(decimals - 1, 0)) if lowest <= shown <= highest else _signed(value, decimals)
    between = " to " if low < 0 else "–"
    return f"{figure}{unit} ({_signed(lowest, decimals)}{between}{_signed(highest, decimals)}{unit})"


def rounded_outwards(low: float, high: float, decimals: int) -> tuple[float, float]:
    """Round the ends of an interval away from each other, so that nothing inside is cut off; an open end stays so."""
    scale = 10**decimals
    lowest = low if math.isinf(low) else math.floor(round(low * scale, 6)) / scale
    highest = high if math.isinf(high) else math.ceil(round(high * scale, 6)) / scale
    return lowest, highest


def _few(value: float) -> int:
    return 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2


def _signed(value: float, decimals: int) -> str:
    return ("−" if round(value, decimals) < 0 else "") + number(f"{abs(value):.{decimals}f}")


def formula_text(formula: str, inputs: list[dict[str, Any]]) -> str:
    """Write a formula with the two input figures in it, as in “$20.3 bn ÷ (1 + 62 %)”.

    `inputs` are rows of `derive.figures`; the years of a required growth lie between the ends of their periods.
    """
    years = inputs[1]["period_end"].year - inputs[0]["period_end"].year if formula == "required_growth" else 0
    return _TEMPLATES[formula].format(*(quantity(figure) for figure in inputs), years=years)


@dataclass(frozen=True)
class Caption:
    """The words of one chart: title, subtitle (unit and period), source line, note, and the filters with data version.

    `alt_text` is the text alternative: it states what the chart shows. `selection` is the filters alone.
    """

    title: str
    subtitle: str
    source: str
    filters: str
    note: str = ""
    alt_text: str = ""
    selection: str = ""
