"""Every exhibit for programs: the list of them, and each as its Plotly figure with its words, or as a table."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd
from plotly.utils import PlotlyJSONEncoder

from components.exhibits import Exhibit, Section
from components.exports.csv_files import csv_bytes, displayed_file
from components.exports.flat_files import FLAT_FILES
from components.style import LIGHT
from components.tables import Tables

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
