"""What stands beside a statement from outside the documents: how official statistics fit it, what came since then."""

import math
from typing import Any, NamedTuple

import pandas as pd
from markupsafe import Markup

from components import controls, derive
from components.derive.verdicts import official_amount
from components.exhibits.outcomes import OUTSIDE, SINCE, outcome_words, outcomes_of
from components.panels import markup
from components.style import number, period, quantity, text_fragment_url
from components.tables import Tables

_PART = Markup('<section class="atlas-aside"><h2>{}</h2>{}</section>')
_SAID = Markup("<p>{}</p>")
_SINCE = Markup("<li>{} <small>{} {}{}</small></li>")
_SINCE_LIST = Markup('<ul class="atlas-leads">{}</ul>')
_VERDICT = Markup("{}{} <small>{}</small>")


class _Verdicts(NamedTuple):
    """Hold the sentence of each figure and its rows of `derive.fits`, by its id."""

    sentences: dict[str, str]
    rows: dict[str, list[dict[str, Any]]]


def outside_parts(tables: Tables, known: controls.Evidence, row: dict[str, Any]) -> Markup:
    """Return what stands beside a statement from outside the documents, each part under a heading that says so.

    `row` is one of `derive.ledger_rows`. Nothing where its subject has no series and no outcome names it.
    """
    return _beside(known.memoize("verdicts", lambda: _verdicts(tables)), row) + _since(tables, known, row)


def _verdicts(tables: Tables) -> _Verdicts:
    found = derive.fits(tables)
    said = derive.fit_sentences(tables, found)
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in found.to_dict("records"):
        rows.setdefault(one["figure_id"], []).append(one)
    return _Verdicts(dict(zip(said["figure_id"], said["text"], strict=True)), rows)


def _beside(verdicts: _Verdicts, figure: dict[str, Any]) -> Markup:
    """Return how the statistics of each reporter fit a figure; a repeat is what it repeats."""
    identifier = figure["repeats"] or figure["figure_id"]
    rows = verdicts.rows.get(identifier, [])
    if not rows:
        return markup.NOTHING
    # Where no reporter has a value, the sentence says why.
    compared = rows if any(pd.notna(one["official"]) for one in rows) else []
    facts = markup.definition_list((one["reporter"], _verdict(figure, one)) for one in compared if one["reporter"])
    told = _SAID.format(verdicts.sentences.get(identifier, "")) + (facts if compared else markup.NOTHING)
    return _PART.format(f"Beside official statistics ({OUTSIDE})", told)


def _verdict(figure: dict[str, Any], one: dict[str, Any]) -> Markup:
    """Return the value of one reporter, its period, the verdict with its reason, the difference and the source."""
    has_value = pd.notna(one["official"])
    value = f"{official_amount(figure, one)}, {period(one['period_start'], one['period_end'])}: " if has_value else ""
    fits = f"would fit {' or '.join(one['would_fit'].split('; '))}" if one["would_fit"] else ""
    why = "; ".join(filter(None, (one["why"], fits)))
    words = f"{_judged(figure, one)}{': ' if one['verdict'] == derive.VERDICTS[-1] else ', ' if why else ''}{why}"
    return _VERDICT.format(value, words, _sources(one))


def _judged(figure: dict[str, Any], one: dict[str, Any]) -> str:
    """Return the verdict, and how far the figure lies from the official value, as in “above by $7 bn (+39 %)”."""
    verdict, size, share = one["verdict"], one["difference"], one["difference_percent"]
    if pd.isna(size):
        return str(verdict)
    sign, side = ("+", "above") if size > 0 else ("−", "below")
    how = f"{side} by" if verdict == side else f"{verdict}, {side} by"
    if not size:
        return f"{verdict}, no difference"
    if figure["dimension"] == "percent":
        return f"{how} {number(f'{abs(size):.4g}')} points"
    written = {"value": abs(size), "value_written": f"{abs(size):.4g}", "value_high_written": ""}
    amount = quantity({**figure, "claim_type": "observed", "hedge": "exact", **written})
    rounded = f" ({sign}{number(f'{abs(share):.2g}')} %)" if math.isfinite(share) else ""
    return f"{how} {amount}{rounded}"


def _sources(one: dict[str, Any]) -> Markup:
    urls, publishers = one["url"].split(), one["publisher"].split("; ")
    named = publishers if len(urls) == len(publishers) else [f"source {place + 1}" for place in range(len(urls))]
    return Markup(", ").join(markup.public_link(url, name) for url, name in zip(urls, named, strict=True))


def _since(tables: Tables, known: controls.Evidence, row: dict[str, Any]) -> Markup:
    """Return what became of a statement: what names it, or if nothing names a promise, a stage of its subject."""
    found = outcomes_of(tables, [row["repeats"] or row["figure_id"]])
    if not found and (known.register["figure_id"] == row["figure_id"]).any():
        stages = known.rows[(known.rows["subject_id"] == row["subject_id"]) & (known.rows["row_kind"] == "milestone")]
        found = outcomes_of(tables, stages["figure_id"])
    told = [
        _SINCE.format(
            outcome_words(one),
            markup.public_link(text_fragment_url(one["url"], one["phrase"]), one["source_title"]),
            ", ".join(filter(None, (one["publisher"], one["published"]))),
            f". {one['note']}" if one["note"] else "",
        )
        for one in found
    ]
    return _PART.format(SINCE, _SINCE_LIST.format(markup.NOTHING.join(told))) if told else markup.NOTHING
