"""The board: one line a promise, with its level, base, day due, stages over time, and what was said otherwise."""

from dataclasses import replace
from typing import Any

import streamlit as st
from markupsafe import Markup

from components import controls
from components.derive import CHANGED_KINDS, STAGES
from components.exhibits import Exhibit, latest_documents
from components.exhibits.commitments import ORDERS, SHOWN, in_order, level_words
from components.exhibits.outcomes import NOTHING_FOUND, SINCE, SINCE_NOTE, Outcome, outcome_words, shown_outcomes
from components.panels import markup
from components.panels.frames import READING_VIEWS, frame, read
from components.panels.miniature import units_strip
from components.style import COMPARISONS, NO_DATE, number, period, quantity, short_month, stage_words, text_fragment_url
from components.tables import Tables

EMPTY = "No promise, plan or expectation fits the filters. Widen the corridors or documents, or keep undated figures."
MOST_PROMISES, MOST_OUTCOMES = 120, 2
# Units of these dimensions do not tell what is counted, so that the measure is named beside the subject.
_UNTOLD = ("count", "ordinal", "percent", "multiple", "years")
_HEADS = Markup(
    "<span>Promise</span><span>Level</span><span>From</span><span>Due</span>"
    '<span data-name="Said by">Said by, or in</span><span data-name="Said">Said</span>'
    '<span data-name="Stages">Stages over time</span><span>Said elsewhere</span>'
)
_BOARD = Markup(
    '<div class="atlas-board{}" style="--documents:{}">'
    '<div class="atlas-promise atlas-board-head" aria-hidden="true">'
    '<div class="atlas-promise-line atlas-heads">{}</div>{}</div>'
    "{}</div>{}"
)
_GROUP = Markup("<section><h3>{} <small>{}</small></h3><ul>{}</ul></section>")
_PROMISE = Markup(
    "<b>{subject}{measure}</b>"
    '<span data-name="Level">{level} {kind}</span>'
    '<span data-name="From">{base}</span><span data-name="Due">{due}</span>'
    '<span data-name="Said by">{said}</span><span data-name="Said">{when}</span>'
    '<span data-name="Stages">{stages}</span>'
    "<span>{badge}</span>"
)
_LINE = Markup('<li class="atlas-promise">{}{}</li>')
_SINCE_HEAD = Markup('<span class="atlas-since">{}</span>')
# A link in a link is none: what came since then stands beside the line, each with its own source.
_SINCE = Markup('<div class="atlas-since"><span class="atlas-since-name">{}: </span>{}{}</div>')
_OUTCOME = Markup("<p>{} {}</p>")
_NOTHING_FOUND = Markup("<em>{}</em>").format(NOTHING_FOUND)
_MEASURE = Markup(" <small>{}</small>")
_LEVEL = Markup('<span class="atlas-level">{}</span>')
_LACKING = Markup('<span class="atlas-lacking">{}</span>')
_STAGES = Markup('<span class="atlas-stages" role="img" aria-label="{}" title="{}">{}</span> {}')
_STAGE = Markup('<i style="--filling:{:.0f}%;--colour:{}"></i>')
_NO_STAGE = Markup("<i></i>")
_BADGE = Markup('<span class="atlas-badge{}">{}</span>{}')


@st.fragment
def board(tables: Tables, exhibit: Exhibit) -> None:
    """Show the exhibit of `exhibits.commitments` in its frame; a line opens what else was said, and the evidence."""
    if shown_outcomes(tables, exhibit.shown) is not None:
        noted = " ".join(filter(None, (exhibit.caption.note, SINCE_NOTE)))
        exhibit = replace(exhibit, caption=replace(exhibit.caption, note=noted))
    with st.container(key=f"frame-{exhibit.key}"):
        view, body = frame(tables, exhibit, ("Board", *READING_VIEWS), empty=EMPTY)
        with body:
            if view == "Board":
                _board(tables, exhibit)
            else:
                read(tables, exhibit, view, picture="")


def _board(tables: Tables, exhibit: Exhibit) -> None:
    promised = exhibit.shown
    if 1 < len(promised) <= MOST_PROMISES:
        markup.show(units_strip(int((~promised["no_deadline"]).sum()), len(promised), ("with a date", "without")))
    asked, ordered = st.columns([1, 1])
    with asked:
        chosen = SHOWN[controls.choice("Promises", list(SHOWN), "promises")]
    with ordered:
        order = controls.choice("Order by", list(ORDERS), "order")
    shown = promised[chosen(promised)]
    if shown.empty:
        markup.empty_note(EMPTY)
        return
    kept, note = markup.latest(shown, "promises", most=MOST_PROMISES)
    documents, _ = latest_documents(tables.sources)
    outcomes = shown_outcomes(tables, kept)
    since = None if outcomes is None else dict(zip(kept["figure_id"], outcomes, strict=True))
    write = _Lines(list(documents["source_id"]), since).html
    groups = [
        _GROUP.format(heading, number(str(len(rows))), markup.NOTHING.join(map(write, rows.to_dict("records"))))
        for heading, rows in in_order(kept, order)
    ]
    kind, head = ("", "") if since is None else (" atlas-outside", _SINCE_HEAD.format(SINCE))
    markup.show(_BOARD.format(kind, len(documents), _HEADS, head, markup.NOTHING.join(groups), note))


class _Lines:
    """The lines of a board, with what is looked up for each; `since` has what became of each, None without any."""

    def __init__(self, documents: list[str], since: dict[str, list[Outcome]] | None) -> None:
        evidence = controls.evidence()
        self.since = since
        self.documents, self.palette, self.rows = documents, controls.page_palette(), evidence.rows_by_id

    def html(self, promise: dict[str, Any]) -> Markup:
        """Return the line of a promise, which opens its evidence and what was said otherwise."""
        level, kind = level_words(promise)
        level = _LEVEL.format(level) if kind else level
        measured = promise["row_kind"] == "figure" and promise["dimension"] in _UNTOLD
        named = measured and promise["measure"].lower() not in promise["subject"].lower()
        told = _PROMISE.format(
            subject=promise["subject"],
            measure=_MEASURE.format(markup.measure_words(promise)) if named else "",
            level=level,
            kind=kind,
            base=self._base(promise),
            due=_due(promise),
            said=promise["speaker"] or Markup("<em>{}</em>").format(promise["document"]),
            when=short_month(promise["event_date"]),
            stages=self._stages(promise),
            badge=_badge(promise["pairs"]),
        )
        since = "" if self.since is None else _since(promise, self.since[promise["figure_id"]])
        return _LINE.format(markup.evidence_link(promise, told, "atlas-promise-line"), since)

    def _base(self, promise: dict[str, Any]) -> str:
        if promise["no_base"]:
            return _LACKING.format(markup.NO_BASE)
        return quantity(self.rows.loc[promise["base_id"]].to_dict()) if promise["base_id"] else ""

    def _stages(self, promise: dict[str, Any]) -> str:
        stages = [self.rows.loc[key] for key in promise["stage_ids"].split(";") if key]
        if not stages:
            return ""
        colour = self.palette.of_corridor(promise["corridor_colour"])
        furthest: dict[str, float] = {}
        for stage in stages:
            furthest[stage["source_id"]] = max(STAGES[stage["stage"]].filling, furthest.get(stage["source_id"], 0.0))
        marks = [
            _STAGE.format(furthest[source] * 100, colour) if source in furthest else _NO_STAGE
            for source in self.documents
        ]
        words = ", then ".join(f"{stage_words(stage['stage'])} {short_month(stage['event_date'])}" for stage in stages)
        now = stage_words(promise["latest_stage"])
        return _STAGES.format(
            words, words, markup.NOTHING.join(marks), now if promise["stage"] != promise["latest_stage"] else ""
        )


def _since(promise: dict[str, Any], outcomes: list[Outcome]) -> Markup:
    """Return what became of a promise, each with its source to open; what is left out stands in its evidence."""
    told = [
        _OUTCOME.format(
            outcome_words(one), markup.public_link(text_fragment_url(one["url"], one["phrase"]), one["publisher"])
        )
        for one in outcomes[:MOST_OUTCOMES]
    ]
    left = len(outcomes) - MOST_OUTCOMES
    more = markup.evidence_link(promise, f"+{left} more") if left > 0 else ""
    return _SINCE.format(SINCE, markup.NOTHING.join(told) or _NOTHING_FOUND, more)


def _due(promise: dict[str, Any]) -> str:
    due = period(promise["due_start"], promise["due_end"])
    return _LACKING.format("no date") if due == NO_DATE else due


def _badge(kinds: str) -> Markup:
    """Return the badge of the most telling of these kinds of pairs, and how many more there are.

    What changed stands out; the other kinds say that two statements are not to be compared.
    """
    first, *others = kinds.split(";")
    strong, more = " atlas-strong" if first in CHANGED_KINDS else "", f" +{len(others)}" if others else ""
    return _BADGE.format(strong, COMPARISONS[first], more) if first else markup.NOTHING
