"""What exhibits show as files: tables to download, and for programs the list of them, each as its figure or table."""

import csv
import json
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

import pandas as pd
from plotly.utils import PlotlyJSONEncoder

from components.charts import source_line
from components.exhibits import Exhibit, Section, ledger_table
from components.exports.citation import inline_citation
from components.exports.flat_files import FLAT_FILES
from components.style import LIGHT
from components.tables import Tables, escape_formula

LIST, FIGURES = "exhibits.json", "figures.json"


def exhibit_file(
    tables: Tables, rows: pd.DataFrame, sections: Mapping[str, Section], name: str, day: date | None = None
) -> bytes:
    """Return `exhibits.json`, `exhibits/<id>.json` or `.csv`, `figures.json` (of each figure subject and corridor).

    Or one of `FLAT_FILES` in the folder `data`, of all rows. Raises FileNotFoundError for any other name.

    `rows` has all rows of `derive.ledger_rows`, `sections` each section by the name of its page.
    """
    found = {
        exhibit.key: (page, exhibit) for page, section in sections.items() for exhibit in section.exhibits.values()
    }
    if name == LIST:
        listed = [_described(page, exhibit) for page, exhibit in found.values()]
        return _json({"version": tables.version, "exhibits": listed})
    if name == FIGURES:
        about = zip(*(rows[column].tolist() for column in ("figure_id", "subject_id", "corridor_id")), strict=True)
        return _json({"version": tables.version, "figures": {key: of for key, *of in about}})
    if (flat := FLAT_FILES.get(name.removeprefix("data/"))) and name.startswith("data/"):
        return flat.make(tables, rows, rows)
    key, _, form = name.removeprefix("exhibits/").rpartition(".")
    if key not in found or form not in _WRITERS:
        raise FileNotFoundError(name)
    return _WRITERS[form](tables, rows, *found[key], day or date.today())


def _described(page: str, exhibit: Exhibit) -> dict[str, Any]:
    return {
        "page": page,
        "id": exhibit.key,
        "section": exhibit.section,
        "title": exhibit.caption.title,
        "form": exhibit.form,
        "figure_ids": list(exhibit.shown["figure_id"]),
    }


def _as_json(tables: Tables, rows: pd.DataFrame, page: str, exhibit: Exhibit, day: date) -> bytes:
    caption = exhibit.caption
    drawn = exhibit.is_drawn and not exhibit.shown.empty
    words = {
        "version": tables.version,
        "subtitle": caption.subtitle,
        "note": caption.note,
        "source": caption.source,
        "selection": caption.selection,
        "alt_text": caption.alt_text,
        "taken_on": day.isoformat(),
        "figure": exhibit.draw(LIGHT).to_plotly_json() if drawn else None,
    }
    return _json(_described(page, exhibit) | words)


def _as_csv(tables: Tables, rows: pd.DataFrame, page: str, exhibit: Exhibit, day: date) -> bytes:
    return csv_bytes(displayed_file(tables, exhibit, rows, day))


_WRITERS: dict[str, Callable[[Tables, pd.DataFrame, str, Exhibit, date], bytes]] = {"json": _as_json, "csv": _as_csv}


def _json(value: object) -> bytes:
    return json.dumps(value, cls=PlotlyJSONEncoder, ensure_ascii=False).encode()


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

    `rows` has all rows of `derive.ledger_rows`. Rows that are no statement, as official values, have no id or citation.
    """
    identifiers = list(exhibit.shown["figure_id"])
    known = rows.set_index("figure_id", drop=False).loc[identifiers].to_dict("records")
    table = exhibit.table(tables, exhibit.shown)
    beside = [""] * (len(table) - len(identifiers))
    return table.assign(
        **{
            "Id": identifiers + beside,
            "Documents and paragraphs": [source_line(tables, [key], most=None) for key in identifiers] + beside,
            "Citation": [inline_citation(tables, row) for row in known] + beside,
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
