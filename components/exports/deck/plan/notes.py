"""What the notes of a slide hold: each of its figures with id, wording, place, doubt, formula and interval."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from components.derive import input_claims
from components.exports.citation import PRODUCT, inline_citation
from components.exports.deck.plan.plain import one_line
from components.exports.deck.plan.slides import Slide
from components.style import formula_text, interval
from components.tables import Tables


def slide_notes(tables: Tables, rows: pd.DataFrame, slide: Slide) -> str:
    """Write the notes of a slide; `rows` has all rows of `derive.ledger_rows`, indexed by `figure_id`."""
    known = {record["figure_id"]: record for record in rows.loc[list(dict.fromkeys(slide.ids))].to_dict("records")}
    parts = [_evidence(tables, rows, record) for record in known.values()]
    foot = [_labelled("Data source", f"{slide.source}."), _labelled("Note", slide.note)]
    foot.append(f"{PRODUCT}, data version {tables.version}.")
    return "\n\n".join([slide.title, *parts, "\n".join(filter(None, map(one_line, foot)))])


def _evidence(tables: Tables, rows: pd.DataFrame, row: Mapping[str, Any]) -> str:
    cited = inline_citation(tables, dict(row))
    if row["row_kind"] == "milestone":
        told = [f"{cited}.", row["statement"], f"“{row['as_stated']}”"]
    elif row["claim_type"] == "derived":
        told = [f"{row['subject']}: {cited}.", *_derivation(tables, rows, row)]
    else:
        told = [f"{row['subject']}: {cited}.", f"“{row['as_stated']}”", _labelled("Counted", row["perimeter"])]
    told += [_labelled("Doubt", row["doubt"]), _labelled("Note", row["note"])]
    return one_line(f"[{row['figure_id']}] {' '.join(filter(None, told))}")


def _derivation(tables: Tables, rows: pd.DataFrame, row: Mapping[str, Any]) -> list[str]:
    keys = row["inputs"].split(";")
    inputs = [rows.loc[key].to_dict() for key in keys]
    wordings = (rows.loc[key] for key in input_claims(tables, row["figure_id"]))
    return [
        f"Formula: {formula_text(row['formula'], inputs)}, from {' and '.join(keys)}.",
        f"Interval: {interval(row['value'], row['low'], row['high'])}.",
        f"Rests on {'; '.join(f'“{claim.as_stated}” [{claim.name}]' for claim in wordings)}.",
        row["reading"],
        _labelled("Assumption", row["assumption"]),
    ]


def _labelled(name: str, words: str) -> str:
    return f"{name}: {words}" if words else ""
