"""Word the caption of a chart from the figures in it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from components.derive import input_claims
from components.style import CLAIM_TYPES, Caption, period, quantity, source_label
from components.tables import Tables

MOST_NAMED = 8


class Cited(NamedTuple):
    """Name a document that figures rest on, and the paragraphs that they stand in, sorted."""

    source_id: str
    label: str
    paragraphs: list[int]


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


def cited(tables: Tables, figure_ids: Iterable[str]) -> list[Cited]:
    """List the documents that claims, milestones and derived figures rest on, in order of date.

    Raises KeyError for an unknown id.
    """
    places = _places(tables)
    paragraphs: dict[str, set[int]] = {}
    for key in dict.fromkeys(figure_ids):
        for claim in input_claims(tables, key):
            source_id, paragraph = places[claim]
            paragraphs.setdefault(source_id, set()).add(paragraph)
    return [
        Cited(source_id, source_label(publisher, day), sorted(paragraphs[source_id]))
        for source_id, publisher, day in _documents(tables)
        if source_id in paragraphs
    ]


def source_line(tables: Tables, figure_ids: Iterable[str], *, most: int | None = MOST_NAMED) -> str:
    """Name the documents and paragraphs of figures in one line: “Kazinform (December 2024) par. 2, 3”.

    Named are the latest documents, and in words how many more there are; all of them if `most` is None.
    """
    documents = cited(tables, figure_ids)
    named = documents if most is None else documents[-most:]
    told = [f"{document.label} par. {', '.join(map(str, document.paragraphs))}" for document in named]
    more = len(documents) - len(named)
    return "; ".join(told) + (f"; and {more} more document{'' if more == 1 else 's'}" if more else "")


@lru_cache(maxsize=2)
def _places(tables: Tables) -> dict[str, tuple[str, int]]:
    stated = (tables.claims, "claim_id"), (tables.milestones, "milestone_id")
    return {
        identifier: (source_id, paragraph)
        for frame, key in stated
        for identifier, source_id, paragraph in zip(
            *(frame[name].tolist() for name in (key, "source_id", "paragraph")), strict=True
        )
    }


@lru_cache(maxsize=2)
def _documents(tables: Tables) -> list[tuple[str, str, pd.Timestamp]]:
    ordered = tables.sources.sort_values("event_date", kind="stable")
    return list(zip(ordered["source_id"], ordered["publisher"], ordered["event_date"], strict=True))


def alternative(figures: pd.DataFrame) -> str:
    """State in words what a chart of these figures shows, for those who do not see it."""
    told = [
        f"{figure['subject']}: {quantity(figure)} {CLAIM_TYPES[figure['claim_type']]}, "
        f"{period(figure['period_start'], figure['period_end'])}"
        for figure in figures.to_dict("records")
    ]
    return "; ".join(told) + "."
