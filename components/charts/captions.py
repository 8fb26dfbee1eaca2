"""Word the caption of a chart from the figures in it."""

from datetime import date
from functools import lru_cache

import pandas as pd

from components.derive import input_claims
from components.style import CLAIM_TYPES, Caption, period, quantity, source_label
from components.tables import Tables


def caption(
    tables: Tables,
    figures: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    selection: str,
    note: str = "",
    told: str = "",
    today: date | None = None,
) -> Caption:
    """Word a chart's caption: its documents with paragraphs, the selection, the data version and the date.

    `figures` has the columns of `derive.figures`, or milestones with their ids as `figure_id` and then `told`, the
    text alternative, in place of one made from the figures. Derived figures name the documents they rest on.
    """
    day = today or date.today()
    return Caption(
        title=title,
        subtitle=subtitle,
        source=source_line(tables, list(figures["figure_id"])),
        filters=f"{selection} · data {tables.version} · {day.day} {day:%b %Y}",
        note=note,
        alternative=f"{title}, {subtitle}. {told or alternative(figures)}",
        selection=selection,
    )


def cited(tables: Tables, figure_ids: list[str]) -> pd.DataFrame:
    """List the documents that figures rest on, in order of date: `source_id, label, paragraphs` (sorted integers)."""
    claims = list(dict.fromkeys(claim for key in figure_ids for claim in input_claims(tables, key)))
    stated = _places(tables).loc[claims]
    paragraphs = stated.groupby("source_id")["paragraph"].agg(lambda column: sorted(set(column)))
    sources = tables.sources[tables.sources["source_id"].isin(paragraphs.index)].sort_values("event_date")
    return pd.DataFrame(
        {
            "source_id": sources["source_id"],
            "label": [source_label(row.publisher, row.event_date) for row in sources.itertuples(index=False)],
            "paragraphs": [paragraphs[key] for key in sources["source_id"]],
        }
    )


@lru_cache(maxsize=2)
def _places(tables: Tables) -> pd.DataFrame:
    stated = tables.claims.set_index("claim_id"), tables.milestones.set_index("milestone_id")
    return pd.concat([frame[["source_id", "paragraph"]] for frame in stated])


def source_line(tables: Tables, figure_ids: list[str]) -> str:
    """Name the documents and paragraphs of figures in one line: “Kazinform (December 2024) par. 2, 3”."""
    return "; ".join(
        f"{row.label} par. {', '.join(map(str, row.paragraphs))}"
        for row in cited(tables, figure_ids).itertuples(index=False)
    )


def alternative(figures: pd.DataFrame) -> str:
    """State in words what a chart of these figures shows, for those who do not see it."""
    told = [
        f"{figure['subject']}: {quantity(figure)} {CLAIM_TYPES[figure['claim_type']]}, "
        f"{period(figure['period_start'], figure['period_end'])}"
        for figure in figures.to_dict("records")
    ]
    return "; ".join(told) + "."
