"""What one chart, table or map shows as files: what is displayed, and everything said of its subjects."""

import csv
from collections.abc import Collection
from datetime import date

import pandas as pd

from components.charts import source_line
from components.exhibits import Exhibit, ledger_table
from components.exports.citation import inline_citation
from components.tables import Tables, escape_formula


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Write a frame as UTF-8 CSV (with a mark that spreadsheets read), texts in quotes; none can run as a formula."""
    guarded = frame.apply(lambda column: column.map(escape_formula))
    return str(guarded.to_csv(index=False, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")).encode("utf-8-sig")


def ledger_file(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `ledger_rows` as the table of a download: as for reading, with a citation and the data version."""
    citations = [inline_citation(tables, record) for record in rows.to_dict("records")]
    table = ledger_table(tables, rows)
    days = {name: pd.to_datetime(table[name]).dt.strftime("%Y-%m-%d") for name in ("Said", "From", "Until")}
    return table.assign(**days, Citation=citations, **{"Data version": tables.version})


def displayed_file(tables: Tables, exhibit: Exhibit, rows: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the table of an exhibit for a download: with documents, citation, selection, data version and day.

    `rows` has all rows of `derive.ledger_rows`.
    """
    identifiers = list(exhibit.shown["figure_id"])
    known = rows.set_index("figure_id", drop=False).loc[identifiers].to_dict("records")
    return exhibit.table(tables, exhibit.shown).assign(
        **{
            "Id": identifiers,
            "Documents and paragraphs": [source_line(tables, [key], most=None) for key in identifiers],
            "Citation": [inline_citation(tables, row) for row in known],
            "Selection": exhibit.caption.selection,
            "Data version": tables.version,
            "Taken on": day.isoformat(),
        }
    )


def full_file(tables: Tables, exhibit: Exhibit, rows: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return every statement about the subjects of an exhibit, whatever the filters, as the table of a download.

    `rows` has all rows of `derive.ledger_rows`.
    """
    about = rows[rows["subject_id"].isin(exhibit.shown["subject_id"].unique())]
    chosen = f"Every statement about the subjects of “{exhibit.caption.title}”, whatever the filters"
    return ledger_file(tables, about).assign(**{"Selection": chosen, "Taken on": day.isoformat()})


def statements_about(tables: Tables, figures: pd.DataFrame, subjects: Collection[str]) -> int:
    """Count the rows of a full file without making it; `figures` has all rows of `derive.figures`."""
    return int(figures["subject_id"].isin(subjects).sum() + tables.milestones["subject_id"].isin(subjects).sum())
