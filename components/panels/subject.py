"""All that the documents say of one subject: its stages, its figures, its corridor."""

from urllib.parse import quote

import pandas as pd

from components.panels.card import card_html
from components.panels.markup import text
from components.panels.rest import latest
from components.selection import milestones_in_context
from components.style import CLAIM_TYPES, month, period, quantity, stage_words
from components.tables import Tables


def subject_html(tables: Tables, figures: pd.DataFrame, subject_id: str) -> str:
    """Write a subject's file as HTML in which every cell of the tables is text."""
    subject = tables.subjects.set_index("subject_id").loc[subject_id]
    stages = milestones_in_context(tables)
    told_in = f"ledger?find={quote(subject['name'])}"
    stages, more_stages = latest(
        stages[stages["subject_id"] == subject_id].sort_values("event_date"), "stages", told_in
    )
    told = "".join(
        _entry(
            tables,
            figures,
            row["milestone_id"],
            f"<b>{text(stage_words(row['stage']))}</b>, {text(month(row['event_date']))}: {text(row['statement'])}",
        )
        for row in stages.to_dict("records")
    )
    own, more = latest(figures[(figures["subject_id"] == subject_id) & (figures["repeats"] == "")], "figures", told_in)
    told += more_stages
    told += "".join(
        _entry(
            tables,
            figures,
            row["figure_id"],
            f"<b>{text(quantity(row))}</b> {text(CLAIM_TYPES[row['claim_type']])}, "
            f"{text(period(row['period_start'], row['period_end']))}: {text(row['measure'].lower())}",
        )
        for row in own.to_dict("records")
    )
    note = f"<p>{text(subject['note'])}</p>" if subject["note"] else ""
    return (
        f'<section class="atlas-subject" data-subject="{text(subject_id)}"><h2>{text(subject["name"])}</h2>'
        f"{_corridor_link(tables, subject['corridor_id'])}{note}{told}{more}</section>"
    )


def _entry(tables: Tables, figures: pd.DataFrame, identifier: str, summary: str) -> str:
    return f"<details><summary>{summary}</summary>{card_html(tables, figures, identifier)}</details>"


def _corridor_link(tables: Tables, corridor_id: str) -> str:
    corridors = tables.corridors.set_index("corridor_id")
    if corridor_id not in corridors.index:
        return "<p>Belongs to no corridor.</p>"
    corridor = corridors.loc[corridor_id]
    address = f"corridors?corridor={text(corridor['label'])}"
    return f'<p>Corridor: <a href="{address}" target="_self">{text(corridor["name"])}</a></p>'
