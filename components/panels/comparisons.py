"""Pairs of statements of the same thing: as a trail from the earlier to the later, and one side by side."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from components.exhibits import MOST_MARKS
from components.panels import markup
from components.style import COMPARISONS, NO_DATE, short_month

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


def pair_html(statements: pd.DataFrame, pair: dict[str, Any]) -> Markup:
    """Return a pair of `derive.pairs` side by side: figure or stage, wording and document of each, and the reading.

    `statements` has all rows of `derive.ledger_rows`, indexed by `figure_id`.
    """
    return _write(statements, pair, _PAIR, _side)


def trail(statements: pd.DataFrame, paired: pd.DataFrame) -> None:
    """Show pairs of `derive.pairs` as “earlier → later”, each statement linked to its evidence.

    `statements` has all rows of `derive.ledger_rows`, indexed by `figure_id`.
    """
    if paired.empty:
        markup.empty_note(NO_CHANGE)
        return
    shown = paired.head(MOST_MARKS)
    entries = [_write(statements, pair, _CHANGE, _step) for pair in shown.to_dict("records")]
    listed = Markup('<ol class="atlas-trail">{}</ol>').format(markup.NOTHING.join(entries))
    markup.show(listed + pairs_truncation_note(len(shown), len(paired)))


def pairs_truncation_note(shown: int, known: int) -> Markup:
    """Return a note that so many pairs of statements, the newest, are shown of those known."""
    return markup.truncation_note(
        shown, known, "pairs", how="newest", address="data/comparisons.csv", where="comparisons.csv"
    )


def _write(statements: pd.DataFrame, pair: dict[str, Any], template: Markup, write: Any) -> Markup:
    earlier, later = (statements.loc[pair[side]].to_dict() for side in ("earlier_id", "later_id"))
    return template.format(
        heading=" / ".join(dict.fromkeys((earlier["subject"], later["subject"]))),
        kind=COMPARISONS[pair["kind"]],
        earlier=write(earlier),
        later=write(later),
        reading=pair["reading"],
    )


def _side(statement: dict[str, Any]) -> Markup:
    words = [markup.kind_words(statement), markup.when_words(statement)]
    if statement["row_kind"] == "figure":
        words.insert(0, markup.measure_words(statement))
    elif words[-1] == NO_DATE:
        words.pop()
    return _SIDE.format(
        markup.evidence_link(statement, markup.statement_words(statement)),
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
    step = markup.evidence_link(statement, markup.statement_words(statement))
    return Markup("{} <small>{}</small>").format(step, " · ".join(words))
