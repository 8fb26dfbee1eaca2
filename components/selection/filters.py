"""The one table of filters: what each is called wherever it is offered, read or written, and why a page lacks it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Filter:
    """One filter, by the `field` of `Selection` that it sets; untouched, it has that field's default.

    `kind` tells how it is set: several of some options, a span of years, one date, or a switch. It is called `key` in
    the URL, `label` at its widget, `name` in files, `words` in running text and `option` on the command line, where
    `metavar` and `help` explain it; `noun` names one of its values, `hint` stands in its widget, `untouched` in files.
    `unused` says by page why that page does not use it, as every other does, in words that hold for any evidence;
    `phrase` words its value for a sentence, with the names of the corridors by id.
    """

    field: str
    kind: Literal["several", "span", "date", "switch"]
    key: str
    label: str
    name: str
    words: str
    noun: str
    option: str
    help: str
    unused: Mapping[str, str]
    untouched: str
    phrase: Callable[[Any, Mapping[str, str]], str]
    metavar: str = ""
    hint: str = ""


# The reasons of pages that use no filter.
_UNFILTERED = {
    "overview": "the overview sums up everything",
    "statistics": "each figure is held against every official value",
    "sources": "each document is shown whole",
    "intake": "a document is added whole",
}
FILTERS = (
    Filter(
        "corridors", "several", key="corridor", label="Corridor", name="Corridor", words="corridor", noun="corridor",
        option="--corridor", metavar="LABEL", help="corridors, by label or id; all without it", hint="All corridors",
        unused=_UNFILTERED | {
            "trade": "trade is shown by partner, not by corridor",
            "investment": "money and energy are shown by project, not by corridor",
        },
        untouched="all, and what belongs to none",
        phrase=lambda chosen, names: ", ".join(names.get(key, key) for key in chosen) or "all corridors",
    ),
    Filter(
        "years", "span", key="years", label="Years referred to", name="Years referred to", words="years",
        noun="the year", option="--years", metavar="FIRST LAST", help="years that figures refer to",
        unused=_UNFILTERED | {
            "map": "each thing stands at its last mention, whatever the year",
            "commitments": "promises are shown whenever they are due",
            "investment": "money and energy are shown whatever the year",
        },
        untouched="all",
        phrase=lambda span, _: f"{span[0]}–{span[1]}" if span else "all years",
    ),
    Filter(
        "claim_types", "several", key="type", label="Type", name="Type", words="type", noun="the type",
        option="--claim-type", metavar="TYPE", help="types of figures, as observed or target", hint="All types",
        unused=_UNFILTERED | {
            "corridors": "corridors are compared in every type at once",
            "map": "the map shows stages, which have no type",
            "commitments": "targets, pledges, plans, expectations and offers stand together",
        },
        untouched="all, and stages",
        phrase=lambda kinds, _: " and ".join(kind.replace("_", " ") for kind in kinds) + " only" if kinds else "",
    ),
    Filter(
        "as_of", "date", key="as-of", label="As of", name="As of", words="as of",
        noun="the document", option="--as-of", metavar="DATE",
        help="what documents until then say: 2024-12-31, or “Dec 2024”", hint="Leaves out what later documents say.",
        unused={name: _UNFILTERED[name] for name in ("statistics", "sources", "intake")},
        untouched="all documents",
        phrase=lambda day, _: "" if day is None else f"as of {day:%B %Y}",
    ),
    Filter(
        "undated", "switch", key="undated", label="Keep undated figures", name="Undated figures",
        words="undated figures", noun="undated", option="--hide-undated",
        help="leave out figures without a stated period",
        unused=_UNFILTERED | {
            "map": "stages are shown with or without a date",
            "investment": "figures are shown with or without a date",
        },
        untouched="kept",
        phrase=lambda _, __: "",  # a sentence counts what it keeps or hides
    ),
)  # fmt: skip


def filters_of(page: str) -> tuple[Filter, ...]:
    """Return the filters that a page, or the section of a briefing with this name, uses."""
    return tuple(one for one in FILTERS if page not in one.unused)
