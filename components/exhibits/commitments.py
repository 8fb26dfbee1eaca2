"""Choose and word what was promised, and by when."""

import pandas as pd

from components import derive
from components.exhibits.exhibit import Exhibit, Section, make_exhibit, slug
from components.exhibits.tables import ledger_table
from components.selection import Selection
from components.style import CLAIM_TYPES, quantity, stage_words
from components.tables import Tables

TITLE, QUESTION = "Commitments", "Who promised what, by when, and what was said later?"
_READ = [
    "Subject", "Figure or stage", "Refers to", "Said", "Wording", "What is counted", "Document", "Paragraph", "Id",
]  # fmt: skip


def section(tables: Tables, figures: pd.DataFrame, selection: Selection) -> Section:
    """Choose and word what was promised; `figures` has all rows of `derive.figures`, headline repeats too."""
    names = tables.corridor_names
    rows = derive.ledger_rows(tables, figures)
    listed = derive.register(tables, rows)
    selection_text = selection.sentence(listed, names, what="commitment", page="commitments")
    exhibits = [status(tables, selection.keep(rows), group, selection_text) for group in derive.SUBJECT_GROUPS]
    exhibits.append(due_dates(tables, selection.keep(listed), selection_text))
    promised = selection.keep(listed)
    exhibits.append(
        make_exhibit(
            tables,
            "promised-figures",
            promised[promised["row_kind"] == "figure"],
            "tiles",
            title="What was promised in figures",
            subtitle="",
            selection=selection_text,
        )
    )
    return Section(TITLE, QUESTION, selection_text, {exhibit.key: exhibit for exhibit in exhibits})


def status(tables: Tables, kept: pd.DataFrame, group: str, selection_text: str) -> Exhibit:
    """Set the stages of a group's subjects document by document; `kept` has rows of `derive.ledger_rows`."""
    return make_exhibit(
        tables,
        f"status-{slug(group)}",
        kept[(kept["row_kind"] == "milestone") & kept["kind"].isin(derive.SUBJECT_GROUPS[group])],
        "status_matrix",
        title=f"{group}: the stage that each document words",
        subtitle="the darker, the further on; an empty cell is silence, not failure",
        selection=selection_text,
        note="A stage is what a document words; whether a promise was kept is not judged here.",
        table=_read,
    )


def due_dates(tables: Tables, promised: pd.DataFrame, selection_text: str) -> Exhibit:
    """Set each commitment that has a date from the day said to the day due; `promised` is of `derive.register`."""
    dated = promised[~promised["no_deadline"]]
    return make_exhibit(
        tables,
        "agenda",
        dated.assign(label=[_words(row) for row in dated.to_dict("records")]),
        "agenda",
        title="Every commitment and expectation that has a date",
        subtitle="from the day of the document (dot) to the day due (diamond)",
        selection=selection_text,
        note="A day that has passed tells nothing of the outcome.",
        alt_text=_alt_text,
        table=_read,
    )


def _alt_text(dated: pd.DataFrame) -> str:
    return "; ".join(
        f"{row.subject}: {row.label}, said {row.event_date.year}, due {row.due_end.year}" for row in dated.itertuples()
    )


def _read(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    return ledger_table(tables, rows)[_READ]


def _words(row: dict[str, str]) -> str:
    if row["row_kind"] == "milestone":
        return stage_words(row["stage"])
    return f"{quantity(row)} {CLAIM_TYPES[row['claim_type']]}"
