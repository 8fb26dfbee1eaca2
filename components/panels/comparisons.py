"""Pairs of statements of the same thing: as a trail, side by side, and what each document changed."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from components import controls, derive
from components.exhibits import MOST_MARKS
from components.panels import markup
from components.selection import Selection, document_name
from components.style import COMPARISONS, NO_DATE, number, short_month
from components.tables import Tables

NO_CHANGE = "Nothing of this selection changes from one document to the next. Widen the corridors or documents."
MOST_CHANGES, MOST_NAMED = 5, 4
NOTHING_CHANGED = Markup("<li>Nothing of what is shown changed with it.</li>")
_PLAY = Markup('<button type="button" class="atlas-play" data-play><span>Play</span><span>Pause</span></button>')
_STEP = Markup('<p class="atlas-step" role="status" data-step="{}" data-steps="{}"><b>As known in {}</b>, by {}</p>')
_CHANGES = Markup('<ul class="atlas-changes" aria-label="What changed">{}</ul>')
_CHANGED = Markup("<li>{subject}: {before} → {now} ({kind})</li>")
_NOW = Markup("<li>{subject}: now {now}</li>")
_MORE_CHANGED = Markup("<li>{} more changes</li>")
_NAMED = Markup("<li>First stage of {}</li>")
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


def ask_step(tables: Tables) -> controls.Step | None:
    """Offer to go through the documents by Play and two buttons, and say which document a step ends with."""

    def described(step: controls.Step) -> Markup:
        said = tables.sources[tables.sources["event_date"] <= step.day]
        if step.before is not None:
            said = said[said["event_date"] > step.before]
        documents = ", ".join(dict.fromkeys(map(document_name, said.to_dict("records"))))
        return _STEP.format(step.number, step.steps, short_month(step.day), documents)

    return controls.ask_step(tables, _PLAY, described)


def changes(selection: Selection, step: controls.Step | None, among: Collection[str] | None = None) -> None:
    """Say what changed with the last document of a step, in what a page shows; `among` are subjects, None all."""
    if step is None:
        return
    known = controls.evidence().as_known(step.day if step.number < step.steps else None)
    kept = replace(selection, undated=True).keep(known.rows)  # a stage is one whether or not it has a date
    changed = derive.changes(kept if among is None else kept[kept["subject_id"].isin(among)], known.pairs, step.before)
    markup.show(_CHANGES.format(_change_lines(known.rows_by_id, changed) or NOTHING_CHANGED))


def _change_lines(statements: pd.DataFrame, changed: pd.DataFrame) -> Markup:
    """Return what `derive.changes` found, each statement linked to its evidence."""
    rows = {key: statements.loc[key].to_dict() for cell in ("figure_id", "earlier_id") for key in changed[cell] if key}
    is_first = changed["earlier_id"] == ""
    moved, firsts = changed[~is_first], [rows[key] for key in changed[is_first]["figure_id"]]
    lines = [
        (_CHANGED if pair.kind else _NOW).format(
            subject=rows[pair.figure_id]["subject"],
            before=markup.statement_words(rows[pair.earlier_id]),
            now=markup.evidence_link(rows[pair.figure_id], markup.statement_words(rows[pair.figure_id])),
            kind=COMPARISONS.get(pair.kind, ""),
        )
        for pair in moved.head(MOST_CHANGES).itertuples(index=False)
    ]
    if len(moved) > MOST_CHANGES:
        lines.append(_MORE_CHANGED.format(number(str(len(moved) - MOST_CHANGES))))
    if firsts:
        links = [markup.evidence_link(first, first["subject"]) for first in firsts[:MOST_NAMED]]
        more = [f"{number(str(len(firsts) - MOST_NAMED))} more"] if len(firsts) > MOST_NAMED else []
        lines.append(_NAMED.format(Markup(", ").join([*links, *more])))
    return markup.NOTHING.join(lines)


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
