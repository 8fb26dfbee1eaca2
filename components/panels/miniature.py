"""Small charts of the rows that a finding rests on, drawn in HTML by the grammar of the large ones."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup

from components import charts
from components.derive import STAGES
from components.exhibits.overview import Highlight
from components.panels.markup import (
    NOTHING,
    empty_note,
    evidence_link,
    kind_words,
    link,
    show,
    truncation_note,
    when_words,
)
from components.style import quantity, short_month, stage_words
from components.tables.units import NO_LEVELS

MOST_FIGURES = 8
NO_FINDING = "No finding follows from these rows."
_STORY = Markup('<ol class="atlas-story">{}</ol>')
_FINDING = Markup("<li><h2>{}</h2>{}<p>{}</p></li>")
_FIGURES = Markup('<ul class="atlas-mini">{}</ul>{}')
_FIGURE = Markup(
    '<li><span class="atlas-mini-name">{name}{counted}</span><span class="atlas-mini-value">{drawn}{value}</span></li>'
)
_COUNTED = Markup("<small>{}</small>")
_MARK = Markup(
    '<span class="atlas-mark atlas-mark-{form}" style="--end:{end:.4f};--mark:{colour}" aria-hidden="true">'
    "{parts}</span>"
)
_PART = Markup('<i class="atlas-{name}" style="--from:{start:.4f};--to:{end:.4f}"></i>')
_PATH = Markup('<ol class="atlas-path">{}</ol>{}')
_STEP = Markup('<li><i class="atlas-{}" style="--fill:{:.0%};--mark:{}"></i>{} <small>{}</small></li>')
_STRIP = Markup('<div class="atlas-units"><p aria-hidden="true">{}</p><ul>{}</ul></div>')
_UNIT = Markup('<i class="atlas-unit atlas-{}"></i>')
_UNITS = Markup('<li><i class="atlas-unit atlas-{}"></i>{} {}</li>')
# How a figure of each type is drawn, and its place: a level, what it is held against, what is to be.
_OBSERVED = ("observed", 0)
_TYPES = {
    "derived": ("derived", 0),
    "capacity": ("capacity", 1),
    "forecast": ("ahead", 2),
    "plan": ("ahead", 2),
    "offer": ("ahead", 2),
    "target": ("aim", 2),
    "pledge": ("aim", 2),
}


def story(highlights: Iterable[Highlight]) -> None:
    """Show findings, each with a small chart of its rows and a link to the page that shows more of them."""
    told = [
        _FINDING.format(
            one.text,
            units_strip(*one.count) if one.count else small_chart(one.rows),
            link(one.address, f"More on {one.page.capitalize()}"),
        )
        for one in highlights
    ]
    if told:
        show(_STORY.format(NOTHING.join(told)))
    else:
        empty_note(NO_FINDING)


def small_chart(rows: pd.DataFrame) -> Markup:
    """Draw figures as marks on an axis from 0, one for each family of units, and stages as a path in time.

    `rows` are of `derive.ledger_rows`. Beside levels, what has no level (percent, multiples) is not drawn; alone in
    its family, it stands in words. Each mark leads to its evidence.
    """
    stages = rows[rows["row_kind"] == "milestone"]
    figures = rows[rows["row_kind"] == "figure"]
    levels = figures[~figures["dimension"].isin(NO_LEVELS)]
    return _path(stages) + _bars(levels if len(levels) else figures)


def units_strip(have: int, all_: int, words: tuple[str, str]) -> Markup:
    """Draw a unit for each statement, filled for those that have something, then outlined for those that lack it.

    `words` name the ones and the others, as in “with a date” and “without”.
    """
    counts = {"has": have, "lacks": all_ - have}
    drawn = NOTHING.join(_UNIT.format(kind) * count for kind, count in counts.items())
    named = [
        _UNITS.format(kind, count, name)
        for (kind, count), name in zip(counts.items(), words, strict=True)
        if count or kind == "has"
    ]
    return _STRIP.format(drawn, NOTHING.join(named))


def _bars(figures: pd.DataFrame) -> Markup:
    if figures.empty:
        return NOTHING
    places = pd.Series([_TYPES.get(kind, _OBSERVED)[1] for kind in figures["claim_type"]], figures.index)
    # The level that a growth started from comes first, dated or not.
    ordered = figures.assign(place=places - (figures["formula"] == "prior_from_growth")).sort_values(
        ["unit_family", "place", "period_end", "event_date"], kind="stable"
    )
    shown = ordered.head(MOST_FIGURES)
    told = charts.differences(shown)
    ends = {family: _axis_end(rows) for family, rows in shown.groupby("unit_family")}
    drawn = [
        _FIGURE.format(
            name=_name(row, told),
            counted=_COUNTED.format(words) if words else NOTHING,
            drawn=_mark(row, ends[row["unit_family"]]),
            value=evidence_link(row, quantity(row)),
        )
        for row, words in zip(shown.to_dict("records"), charts.perimeters(shown, told), strict=True)
    ]
    return _FIGURES.format(NOTHING.join(drawn), truncation_note(len(shown), len(ordered), "figures"))


def _name(row: dict[str, Any], told: frozenset[str]) -> str:
    subject = f"{row['subject']}, " if "subject" in told else ""
    return f"{subject}{charts.when(row, told, short=True)}, {kind_words(row)}"


def _axis_end(rows: pd.DataFrame) -> float:
    """Return the value at the end of the axis of figures; 0 where they are in words alone."""
    ends = [end for row in rows.to_dict("records") for end in charts.drawn_ends(row)]
    alone = len(rows) == 1 and rows["dimension"].iloc[0] in NO_LEVELS
    return 0.0 if alone or min(ends) < 0 else max(ends)


def _mark(row: dict[str, Any], axis_end: float) -> Markup:
    if not axis_end:
        return NOTHING
    low, high = charts.drawn_ends(row)
    end = high / axis_end
    parts = [("bar", 0.0, row["value"])]
    if pd.notna(row["value_high"]):
        parts.append(("range", row["value"], row["value_high"]))
    if row["claim_type"] == "derived" and high > low:
        parts.append(("whisker", low, high))
    for name, hedges in (("over", charts.UPWARDS), ("under", charts.DOWNWARDS)):
        parts += [(name, high, high)] if row["hedge"] in hedges else []
    drawn = NOTHING.join(
        _PART.format(name=name, start=start / (high or 1), end=stop / (high or 1)) for name, start, stop in parts
    )
    return _MARK.format(form=_TYPES.get(row["claim_type"], _OBSERVED)[0], end=end, colour=_colour(row), parts=drawn)


def _path(stages: pd.DataFrame) -> Markup:
    if stages.empty:
        return NOTHING
    ordered = stages.sort_values("event_date", kind="stable")
    shown, several = ordered.head(MOST_FIGURES), ordered["subject_id"].nunique() > 1
    steps = []
    for row in shown.to_dict("records"):
        named = f"{row['subject']}: {stage_words(row['stage'])}" if several else stage_words(row["stage"])
        filling = STAGES[row["stage"]].filling
        steps.append(
            _STEP.format("stage", filling, _colour(row), evidence_link(row, named), short_month(row["event_date"]))
        )
        due = when_words(row)
        if due.startswith("due "):
            steps.append(_STEP.format("due", 0, _colour(row), due, ""))
    return _PATH.format(NOTHING.join(steps), truncation_note(len(shown), len(ordered), "stages"))


def _colour(row: dict[str, Any]) -> str:
    return f"var(--atlas-corridor-{row['corridor_colour']})" if row["corridor_colour"] else "var(--atlas-accent)"
