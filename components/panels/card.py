"""The evidence card of a figure or stage: all that the documents say of it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup

from components import style
from components.charts import cited
from components.charts.frame import Cited
from components.exhibits.outcomes import Outcome, answer_words, outcomes_of
from components.panels import markup
from components.selection import milestones_in_context
from components.tables import Tables

_CARD = Markup(
    '<article class="atlas-card" data-evidence="{}"><header><span class="atlas-card-figure">{}</span> '
    '<span class="atlas-kind">{}</span></header>{}</article>'
)
_QUOTED = Markup("<q>{}</q>")
_ANSWER = Markup('<p class="atlas-aside">Answered from outside by {}: {}</p>')
_CODE = Markup("<code>{}</code>")


def card_html(tables: Tables, figures: pd.DataFrame, identifier: str) -> Markup:
    """Return the evidence card of a claim, derivation or milestone as HTML in which every cell of the tables is text.

    `figures` has all of `derive.figures`, so that a derivation finds its inputs. Raises KeyError for an unknown id.
    """
    found = figures[figures["figure_id"] == identifier]
    if len(found):
        return _figure_card(tables, figures, found.to_dict("records")[0])
    milestones = milestones_in_context(tables).set_index("milestone_id", drop=False)
    return _milestone_card(tables, milestones.loc[identifier].to_dict())


def cited_links(documents: Iterable[Cited], between: str) -> Markup:
    """Return links to documents on the page Sources, each with its paragraphs."""
    return Markup(between).join(
        Markup("{} par. {}").format(
            markup.link(f"sources#{document.source_id}", document.label), ", ".join(map(str, document.paragraphs))
        )
        for document in documents
    )


def _figure_card(tables: Tables, figures: pd.DataFrame, figure: dict[str, Any]) -> Markup:
    derived = figure["claim_type"] == "derived"
    facts = [
        ("Subject", f"{figure['subject']} – {figure['measure'].lower()}"),
        ("Unit", figure["unit_name"]),
        ("Period", style.period(figure["period_start"], figure["period_end"])),
        *(_derivation_facts(tables, figures, figure) if derived else _claim_facts(figure)),
        ("Doubt", _doubt(tables, figure)),
        ("Note", figure["note"]),
        ("Said again in", _restated(tables, figure["figure_id"])),
        ("Id", _CODE.format(figure["figure_id"])),
    ]
    kind = style.CLAIM_TYPES[figure["claim_type"]]
    return _CARD.format(figure["figure_id"], style.quantity(figure), kind, markup.definition_list(facts))


def _milestone_card(tables: Tables, milestone: dict[str, Any]) -> Markup:
    due = milestone["due_start"], milestone["due_end"]
    happened = milestone["happened_start"], milestone["happened_end"]
    facts = [
        ("Subject", milestone["subject"]),
        ("In our words", milestone["statement"]),
        ("Happened", style.period(*happened) if any(map(pd.notna, happened)) else ""),
        ("Due", style.period(*due) if any(map(pd.notna, due)) else ""),
        *_document_facts(milestone),
        ("Doubt", _doubt(tables, milestone)),
        ("Note", milestone["note"]),
        ("Id", _CODE.format(milestone["milestone_id"])),
    ]
    return _CARD.format(
        milestone["milestone_id"], style.stage_words(milestone["stage"]), "stage", markup.definition_list(facts)
    )


def _claim_facts(figure: dict[str, Any]) -> list[tuple[str, str]]:
    base = style.period(figure["base_start"], figure["base_end"]) if pd.notna(figure["base_end"]) else "not stated"
    return [
        ("Compared with", base if figure["claim_type"] == "growth" else ""),
        ("What is counted", figure["perimeter"]),
        *_document_facts(figure),
    ]


def _document_facts(statement: dict[str, Any]) -> list[tuple[str, str]]:
    document = markup.document_link(statement, statement["document"])
    page = markup.public_link(style.text_fragment_url(statement["url"], statement["as_stated"]), "on its public page")
    return [
        ("Wording", Markup("{} {}").format(_QUOTED.format(statement["as_stated"]), page)),
        ("Document", Markup("{}, {}").format(document, style.paragraph_words(statement["paragraph"], "paragraph"))),
        ("Date", f"{style.month(statement['event_date'])} ({style.DATE_BASIS[statement['date_basis']]})"),
        ("Said by", statement["speaker"] or style.UNATTRIBUTED),
    ]


def _doubt(tables: Tables, statement: dict[str, Any]) -> str:
    """Return the doubt of a statement, behind which stand the answers to it from outside the documents."""
    identifier = statement.get("figure_id") or statement["milestone_id"]
    doubt: str = statement["doubt"]
    answers = [_answered(one) for one in outcomes_of(tables, [identifier]) if answer_words(one)] if doubt else []
    return markup.NOTHING.join([Markup("{}").format(doubt), *answers]) if answers else doubt


def _answered(outcome: Outcome) -> Markup:
    page = markup.public_link(style.text_fragment_url(outcome["url"], outcome["phrase"]), outcome["publisher"])
    return _ANSWER.format(page, answer_words(outcome))


def _derivation_facts(tables: Tables, figures: pd.DataFrame, figure: dict[str, Any]) -> list[tuple[str, str]]:
    keys = figure["inputs"].split(";")
    known = {row["figure_id"]: row for row in figures[figures["figure_id"].isin(keys)].to_dict("records")}
    inputs = [known[key] for key in keys]
    grade = "follows from what is stated" if figure["grade"] == "follows" else "rests on an assumption"
    return [
        ("Formula", style.formula_text(figure["formula"], inputs)),
        ("Interval", style.interval(figure["value"], figure["low"], figure["high"])),
        ("Standing", grade),
        ("Assumption", figure["assumption"]),
        ("Reading", figure["reading"]),
        ("Rests on", "; ".join(f"{entry['subject']}, {style.quantity(entry)}" for entry in inputs)),
        ("Documents", cited_links(cited(tables, [figure["figure_id"]]), ", ")),
    ]


def _restated(tables: Tables, identifier: str) -> Markup:
    again = tables.claims[tables.claims["repeats"] == identifier]
    return Markup("; ").join(
        Markup("<q>{}</q> ({})").format(row.as_stated, style.paragraph_words(row.paragraph))
        for row in again.itertuples(index=False)
    )
