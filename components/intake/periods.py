"""The periods that a sentence names, by nine rules, and which of them each of its figures is of.

A period is carried from no sentence to another: that makes more errors than it saves.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

Span = tuple[date | None, date | None]
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WHEN = rf"(?:,? ?(?:of |in )?(?:(?P<this>this|the current) year|(?P<last>last|the previous|the past) year|{_YEAR}))"
_ORDERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
}  # fmt: skip
_ORDER = r"(?P<order>first|second|third|fourth|last|[1-4](?:st|nd|rd|th))"
# A period of these words is what something is compared with.
_COMPARED = re.compile(
    r"(?:\b(?:than|as|against|versus|vs\.?|compared (?:to|with)|relative to|over|on)(?: that| those)?(?: of| in| for)?"
    r"|\bsame (?:period|months?|quarter|half)(?: of| in)?|\bsame time(?: in)?) ?(?:the )?$",
    re.IGNORECASE,
)
_SAME = re.compile(r"\bsame (?:period|months?|quarter|half|time)(?: of| in)? ?$", re.IGNORECASE)
_TOGETHER = re.compile(r"^[^.;]{0,4}(?:[\w%$-]+[ ,]+){0,3}(?:and|or)(?: \w+)? ?$", re.IGNORECASE)
# What happens then is something else than what the figure says.
_APART = re.compile(r"[;:]|\b(?:open(?:s|ed|ing)?|beg[iau]ns?|start(?:s|ed)?|launch(?:es|ed)?|since)\b", re.IGNORECASE)
_BEGINS = re.compile(r"[\W]*(?:(?:in|for|over|during)(?: the)?)?[\W]*", re.IGNORECASE)
_CLAUSE = re.compile(r",? (?:which|who|where) [^,]*$")


class Period(NamedTuple):
    """Hold a period that a sentence names from `start` to `end`: its days, and whether it is one of comparison.

    One that names a deadline (`due`) has no first day; a span of None and None is named and left open. What is compared
    with the `same` part of another year has only that year here.
    """

    start: int
    end: int
    days: Span
    due: bool = False
    compared: bool = False
    same: bool = False


def _whole_year(match: re.Match[str], said: date) -> Span:
    year = _year(match, said)
    return date(year, 1, 1), date(year, 12, 31)


def _year(match: re.Match[str], said: date) -> int:
    found = match.groupdict()
    if found.get("year"):
        return int(found["year"])
    return said.year - 1 if found.get("last") else said.year


def _until(match: re.Match[str], said: date) -> Span:
    return None, _whole_year(match, said)[1]


def _of_months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _months(match: re.Match[str], said: date) -> Span:
    first, last = (_MONTHS[match[name].lower()] for name in ("from", "to"))
    named = any(match[name] for name in ("year", "this", "last"))
    year = _year(match, said) if named or last <= said.month else said.year - 1
    return _of_months(year, first, last) if first <= last else (None, None)


def _month(match: re.Match[str], said: date) -> Span:
    month = _MONTHS[match["month"].lower()]
    return _of_months(_year(match, said), month, month)


def _first_months(match: re.Match[str], said: date) -> Span:
    count = _NUMBERS.get(match["count"].lower()) or int(match["count"])
    return _of_months(_year(match, said), 1, count) if 0 < count < 13 else (None, None)


def _part(months: int) -> Callable[[re.Match[str], date], Span]:
    def days(match: re.Match[str], said: date) -> Span:
        order = _ORDERS[match["order"].lower()]
        order = 12 // months if match["order"].lower() == "last" else order
        last = order * months
        return _of_months(_year(match, said), last - months + 1, last) if last <= 12 else (None, None)

    return days


def _years(match: re.Match[str], said: date) -> Span:
    first, last = int(match["first"]), int(match["until"])
    return (date(first, 1, 1), date(last, 12, 31)) if first < last else (None, None)


def _open(match: re.Match[str], said: date) -> Span:
    return None, None


_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
# Nine rules, the more particular first: what one has read, none reads again.
_RULES: tuple[tuple[str, Callable[[re.Match[str], date], Span]], ...] = (
    (rf"\b(?P<from>{_MONTH})(?: ?- ?| to | through | and )(?P<to>{_MONTH}){_WHEN}?", _months),
    (rf"\b(?:the )?(?:first )?{_COUNT} months?{_WHEN}", _first_months),
    (rf"\b(?:the )?{_ORDER} quarter{_WHEN}", _part(3)),
    (rf"\b(?:the )?{_ORDER} half(?: of the year)?{_WHEN}", _part(6)),
    (r"\b(?:from )?(?P<first>(?:19|20)\d\d)(?: ?- ?| to | and )(?P<until>(?:19|20)\d\d)(?!\d)", _years),
    (rf"\b(?P<month>{_MONTH}){_WHEN}", _month),
    (rf"\b(?:by|until|before)(?: the)?(?: end(?: of)?| close of)? {_YEAR}", _until),
    (rf"\b(?:since|from|after|starting in|beginning in|as of) {_YEAR}", _open),
    (
        rf"\b(?:(?:in|for|during|throughout|of|over) )?(?:{_YEAR}(?! ?(?:-|to) ?\d)|(?P<last>last year)(?!['\w]))",
        _whole_year,
    ),
)  # fmt: skip
_READ = [(re.compile(pattern, re.IGNORECASE), days) for pattern, days in _RULES]


def read_periods(sentence: str, said: date) -> list[Period]:
    """List the periods that a plain sentence names, in their order; `said` is the day of the document."""
    found: list[Period] = []
    days_named = list(dates(sentence))
    for pattern, days in _READ:
        for match in pattern.finditer(sentence):
            taken = [*days_named, *((one.start, one.end) for one in found)]
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            compared = bool(_COMPARED.search(sentence[: match.start()])) or match[0].lower().startswith("than")
            same = compared and bool(_SAME.search(sentence[: match.start()]))
            found.append(Period(match.start(), match.end(), days(match, said), days is _until, compared, same))
    return sorted(found)


def period_of(
    place: tuple[int, int], figures: Sequence[tuple[int, int]], named: Sequence[Period], text: str, *, yearly: bool
) -> Span:
    """Return the days that a figure of a sentence is of: none where it cannot be told.

    It is the period that follows before another figure does, or that of a figure it is joined to by “and”; else the one
    before it, if no other figure stands between or the sentence begins with it, and it is not a rate a year.
    """
    start, end = place
    real = [one for one in named if not one.compared]
    following = [one for one in figures if one[0] >= end]
    until = following[0][0] if following else len(text)
    after = next((one for one in real if end <= one.start < until), None)
    if after is not None and not _APART.search(text[end : after.start]):
        return after.days
    if following and _TOGETHER.search(text[end:until]):
        return period_of(following[0], figures, named, text, yearly=yearly)
    last = next((one for one in reversed(real) if one.end <= start), None)
    if last is None or last.due or yearly or _APART.search(text[last.end : start]):
        return None, None
    if _CLAUSE.search(text[: last.start]) and "," in text[last.end : start]:
        return None, None
    is_next = not any(last.end <= one[0] and one[1] <= start for one in figures)
    return last.days if is_next or _BEGINS.fullmatch(text[: last.start]) else (None, None)


def base_of(place: tuple[int, int], of: Span, named: Sequence[Period]) -> Span:
    """Return the days that a figure of a period is compared with: those of the first comparison behind it."""
    found = next((one for one in named if one.compared and one.start >= place[1]), None)
    if found is None or not found.same:
        return found.days if found else (None, None)
    if of[0] is None or of[1] is None or found.days[0] is None or of[0].year != of[1].year:
        return None, None
    year = found.days[0].year
    return _of_months(year, of[0].month, of[1].month)


_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d))(?:,? (?:19|20)\d\d)?"
)
_DATE = re.compile(
    rf"\b{_DAY}|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b\d{{1,2}}:\d\d\b", re.IGNORECASE
)


def dates(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield where a sentence names days and hours, which are no figures."""
    return (match.span() for match in _DATE.finditer(sentence))


_ISO = r"\d{4}-\d\d-\d\d"
_SPAN = re.compile(
    rf"(?:(?P<by>by|until|before) |(?P<since>since|from) )?(?P<first>{_ISO})(?: ?(?:to|-|–|until) ?(?P<last>{_ISO}))?"
)
_SHORT = re.compile(rf"\b({'|'.join(name[:3] for name in _MONTHS)}|sept)\b\.?", re.IGNORECASE)


def span_words(start: str, end: str) -> str:
    """Format a period for a form, as in “2023”, “January–April 2024”, “by 2030”, “2024-01-05 to 2024-02-01”.

    The days are written as YYYY-MM-DD, or blank; `read_span` reads it back.
    """
    if not (start and end):
        if end.endswith("-12-31"):
            return f"by {end[:4]}"
        return f"by {end}" if end else f"since {start}" if start else ""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first.year != last.year or (first, last) != _of_months(first.year, first.month, last.month):
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        return f"{first.year}–{last.year}" if whole else f"{start} to {end}"
    if (first.month, last.month) == (1, 12):
        return f"{first.year}"
    months = f"{first:%B}" if first.month == last.month else f"{first:%B}–{last:%B}"
    return f"{months} {first.year}"


def read_span(words: str, said: date) -> Span:
    """Read a period that a person types, as `span_words` formats it or as a text would say it; `said` is its day.

    Nothing typed is no period. Raises ValueError for what is no period, or has no day in the calendar.
    """
    plain = _SHORT.sub(lambda match: _full_month(match[1]), " ".join(words.split()).replace("–", "-"))
    if not plain:
        return None, None
    if match := _SPAN.fullmatch(plain):
        first = date.fromisoformat(match["first"])
        last = date.fromisoformat(match["last"]) if match["last"] else None
        if last is None:
            return (None, first) if match["by"] else (first, None) if match["since"] else (first, first)
        return first, last
    if match := re.fullmatch(rf"(?:since|from) {_YEAR}", plain):
        return date(int(match["year"]), 1, 1), None
    found = read_periods(plain, said)
    if len(found) != 1 or found[0].days == (None, None) or _BEGINS.sub("", plain[: found[0].start], count=1):
        raise ValueError(words)
    if plain[found[0].end :].strip(" .,"):
        raise ValueError(words)
    return found[0].days


def read_day(words: str) -> date:
    """Read a day as 2025-03-17, 17 March 2025, March 17, 2025 or 17.03.2025. Raises ValueError for anything else."""
    plain = _SHORT.sub(lambda match: _full_month(match[1]), " ".join(words.split()))
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%B %d %Y", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(plain, form).date()
    raise ValueError(f"“{words}” is no day. Write it as 2025-03-17 or 17 March 2025.")


def _full_month(short: str) -> str:
    return next((name for name in _MONTHS if name.startswith(short[:3].lower())), short).capitalize()
