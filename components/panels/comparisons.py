"""Pairs of statements of the same thing: side by side, and as a trail from the earlier to the later."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from components.exhibits import MOST_MARKS
from components.panels import markup
from components.style import COMPARISONS, NO_DATE, short_month

NO_PAIR = "No pair of this kind fits the filters. Choose another kind, or widen the corridors or documents."
NO_CHANGE = "Nothing of this selection changes from one document to the next. Widen the corridors or documents."
_PAIR = Markup(
    '<article class="atlas-pair"><header><h3>{heading}</h3><span>{kind}</span></header>'
    '<div class="atlas-pair-sides">{earlier}{later}<p>{reading}</p></div></article>'
)
_SIDE = Markup('<div class="atlas-pair-side">{} <small>{}</small><p><q>{}</q></p><p><small>{}</small></p></div>')
_CHANGE = Markup(
    '<li><div class="atlas-trail-head"><b>{heading}</b><span>{kind}</span></div>'
    '<div class="atlas-trail-steps"><span>{earlier}</span><span><i aria-label="later">→</i> {later}</span></div>'
    "<p>{reading}</p></li>"
)


def pairs(statements: pd.DataFrame, paired: pd.DataFrame) -> None:
    """Show pairs of `derive.pairs` side by side: figure or stage, wording, document and date of each, and the reading.

    `statements` has all rows of `derive.ledger_rows`.
    """
    if paired.empty:
        markup.empty_note(NO_PAIR)
    else:
        markup.show(_written(statements, paired, _PAIR, _side))


def trail(statements: pd.DataFrame, paired: pd.DataFrame) -> None:
    """Show pairs of `derive.pairs` as “earlier → later”, each statement linked to its evidence.

    `statements` has all rows of `derive.ledger_rows`.
    """
    if paired.empty:
        markup.empty_note(NO_CHANGE)
    else:
        markup.show(_written(statements, paired, _CHANGE, _step, '<ol class="atlas-trail">{}</ol>'))


def pairs_truncation_note(shown: int, known: int) -> Markup:
    """Return a note that so many pairs of statements, the newest, are shown of those known."""
    return markup.truncation_note(
        shown, known, "pairs", how="newest", address="data/comparisons.csv", where="comparisons.csv"
    )


def _written(
    statements: pd.DataFrame, paired: pd.DataFrame, template: Markup, write: Any, around: str = "{}"
) -> Markup:
    shown = paired.head(MOST_MARKS)
    named = statements["figure_id"].isin([*shown["earlier_id"], *shown["later_id"]])
    known = {row["figure_id"]: row for row in statements[named].to_dict("records")}
    entries = [
        template.format(
            heading=" / ".join(dict.fromkeys(known[pair[side]]["subject"] for side in ("earlier_id", "later_id"))),
            kind=COMPARISONS[pair["kind"]],
            earlier=write(known[pair["earlier_id"]]),
            later=write(known[pair["later_id"]]),
            reading=pair["reading"],
        )
        for pair in shown.to_dict("records")
    ]
    return Markup(around).format(markup.NOTHING.join(entries)) + pairs_truncation_note(len(shown), len(paired))


def _side(statement: dict[str, Any]) -> Markup:
    words = [markup.kind_words(statement), markup.when_words(statement)]
    if statement["row_kind"] == "figure":
        words.insert(0, markup.measure_words(statement))
    elif words[-1] == NO_DATE:
        words.pop()
    return _SIDE.format(
        markup.ledger_link(statement, markup.statement_words(statement)),
        ", ".join(words),
        statement["as_stated"],
        markup.document_link(statement, markup.document_words(statement)),
    )


def _step(statement: dict[str, Any]) -> Markup:
    words = [markup.when_words(statement), short_month(statement["event_date"])]
    if statement["row_kind"] == "figure":
        words.insert(0, markup.kind_words(statement))
    elif words[0] == NO_DATE:
        words = words[1:]
    step = markup.ledger_link(statement, markup.statement_words(statement))
    return Markup("{} <small>{}</small>").format(step, " · ".join(words))
