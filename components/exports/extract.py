"""Which statements a file holds, and in words why these."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.derive import input_claims, ledger_rows
from components.exhibits import SECTIONS, Section
from components.selection import FILTERS, Filter, Selection, is_undated, within
from components.style import CLAIM_TYPES, counted
from components.tables import Tables


@dataclass(frozen=True, eq=False)
class Extract:
    """Hold the statements that fit a selection and stand in its sections, for the files that list them.

    `rows` has those rows of `derive.ledger_rows`, `every` all of them. `selection_text` is the selection in words,
    `sections` the names of the chosen sections, `outside_filters` the number of statements that stand in these
    sections without fitting, for a page is not filtered by what it does not offer.
    """

    rows: pd.DataFrame
    every: pd.DataFrame
    selection_text: str
    sections: tuple[str, ...]
    outside_filters: int

    def counts(self) -> str:
        """Return how many statements there are, and how many have no date: “20 of 139 statements; 3 without a date”."""
        undated = int(is_undated(self.rows).sum()) if len(self.rows) else 0
        return f"{len(self.rows)} of {counted(len(self.every), 'statement')}; {undated} without a date"

    def claims(self) -> pd.DataFrame:
        """Return the stated figures among the rows."""
        return self.rows[(self.rows["row_kind"] == "figure") & (self.rows["claim_type"] != "derived")]

    def derived(self) -> pd.DataFrame:
        """Return the derived figures among the rows."""
        return self.rows[self.rows["claim_type"] == "derived"]

    def milestones(self) -> pd.DataFrame:
        """Return the milestones among the rows."""
        return self.rows[self.rows["row_kind"] == "milestone"]


def chosen_sections(sections: Sequence[str]) -> tuple[str, ...]:
    """Return names in `SECTIONS` in the order asked for, each once; all of them for none. Raises KeyError."""
    unknown = [name for name in sections if name not in SECTIONS]
    if unknown:
        raise KeyError(", ".join(unknown))
    return tuple(dict.fromkeys(sections or SECTIONS))


def make_extract(tables: Tables, selection: Selection, sections: Sequence[str]) -> Extract:
    """Choose the statements that fit every filter of the selection and stand in one of the sections.

    `sections` are names in `SECTIONS`, none of them means all. With all of them every statement that fits the filters
    counts, in a chart or not. With some, one counts that is in their charts, tables or tiles, or that repeats such a
    one. Raises KeyError for an unknown section.
    """
    chosen = chosen_sections(sections)
    every = ledger_rows(tables)
    kept = selection.keep(every)
    outside_filters = 0
    if len(kept) < len(every) or set(chosen) != set(SECTIONS):
        scope = within(tables, selection.corridors)
        shown = _shown_ids([SECTIONS[name](scope, selection) for name in chosen])
        if set(chosen) != set(SECTIONS):
            kept = kept[kept["figure_id"].isin(shown) | kept["repeats"].isin(shown)]
        outside_filters = len(shown.difference(kept["figure_id"]))
    names = tables.corridor_names
    return Extract(kept, every, selection.sentence(every, names, what="statement"), chosen, outside_filters)


def filter_words(tables: Tables, selection: Selection) -> dict[str, str]:
    """Return each filter in words by its name on the pages, an untouched one too."""
    names = tables.corridor_names | CLAIM_TYPES
    touched = selection.touched()
    return {
        one.name: _value_words(one, getattr(selection, one.field), names) if one in touched else one.untouched
        for one in FILTERS
    }


def _value_words(one: Filter, value: Any, names: Mapping[str, str]) -> str:
    match one.kind:
        case "several":
            return ", ".join(names[key] for key in value)
        case "span":
            return "–".join(map(str, value))
        case "date":
            return f"documents until {value.day} {value:%B %Y}"
        case "switch":
            return "left out"


def outside_words(count: int) -> str:
    """State that so many statements stand in the sections without fitting, as in `Extract.outside_filters`."""
    stands = "1 more statement stands" if count == 1 else f"{count} more statements stand"
    return f"{stands} on slides of these sections, for a section is filtered only by what its page offers; not in here."


def sources_of(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the documents that rows of `ledger_rows` are stated in or, if derived, rest on, by their date."""
    derived = rows.loc[rows["claim_type"] == "derived", "figure_id"]
    inputs = [claim for key in derived for claim in input_claims(tables, key)]
    stated_in = tables.claims.loc[tables.claims["claim_id"].isin(inputs), "source_id"]
    used = tables.sources["source_id"].isin({*rows["source_id"], *stated_in})
    return tables.sources[used].sort_values("event_date", kind="stable")


def compared(tables: Tables, shown: Collection[str]) -> pd.DataFrame:
    """Return the comparisons of which both statements are among the ids shown."""
    pairs = tables.comparisons
    return pairs[pairs["earlier_id"].isin(shown) & pairs["later_id"].isin(shown)]


def _shown_ids(sections: Sequence[Section]) -> set[str]:
    return {key for section in sections for exhibit in section.exhibits.values() for key in exhibit.shown["figure_id"]}
