"""Choose and word what the documents say at a glance."""

import pandas as pd

from components import derive
from components.exhibits.catalogue import findings
from components.exhibits.exhibit import Exhibit, Section, make_exhibit, slug
from components.exhibits.tables import ledger_table
from components.selection import Selection
from components.tables import Tables

TITLE = "Kazakhstan Trade & Transit Atlas"
MOST_HEADLINES = 8
# Dimensions of counts, ranks and spans of time: such a figure has no unit of measure, and alone tells little.
_UNMEASURED = ("count", "ordinal", "years")
_READ = ["Subject", "Figure or stage", "Measure", "Type", "Refers to", "Said", "Document", "Wording", "Id"]


def section(tables: Tables, figures: pd.DataFrame, selection: Selection) -> Section:
    """Choose and word what the documents say at a glance; no filter applies. `figures` has all of `derive.figures`."""
    stated = derive.stated(derive.ledger_rows(tables, figures))
    exhibits = [coverage(tables, stated, group) for group in derive.SUBJECT_GROUPS]
    question = "What do the documents say, at a glance?"
    selection_text = f"{span(tables)}; not a statistical series"
    first = make_exhibit(
        tables,
        "headlines",
        headlines(tables, figures),
        "tiles",
        title="Figures to begin with",
        subtitle="",
        selection=selection_text,
    )
    return Section(TITLE, question, selection_text, {exhibit.key: exhibit for exhibit in (first, *exhibits)})


def span(tables: Tables) -> str:
    """Return how many documents there are and of which years."""
    years = tables.sources["event_date"].dt.year
    return f"{len(years)} documents, {years.min()}–{years.max()}" if len(years) else "no documents"


def headlines(tables: Tables, figures: pd.DataFrame) -> pd.DataFrame:
    """Choose the figures to begin with: those with a unit of measure that the most telling findings are about."""
    known = figures[~figures["dimension"].isin(_UNMEASURED)].set_index("figure_id", drop=False)
    about = [ids.partition(";")[0] for ids in findings(tables)["figure_ids"]]
    return known.loc[[key for key in dict.fromkeys(about) if key in known.index][:MOST_HEADLINES]]


def coverage(tables: Tables, stated: pd.DataFrame, group: str) -> Exhibit:
    """Count what each document states of the subjects of a group; `stated` is what `derive.stated` gives."""
    return make_exhibit(
        tables,
        f"coverage-{slug(group)}",
        stated[stated["kind"].isin(derive.SUBJECT_GROUPS[group])],
        "coverage_matrix",
        title=f"{group}: what each document states",
        subtitle="number of statements; solid: figures among them; outlined: in words only; blank: silence",
        selection=span(tables),
        table=lambda known, rows: ledger_table(known, rows)[_READ],
    )
