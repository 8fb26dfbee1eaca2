"""Choose the story of the Overview, a few findings of different subjects, and count what each document speaks of."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from components import derive
from components.exhibits.catalogue import findings
from components.exhibits.exhibit import Exhibit, Section, make_exhibit, slug
from components.exhibits.tables import ledger_table
from components.selection import Selection
from components.tables import Tables

TITLE = "Kazakhstan Trade & Transit Atlas"
MOST_HIGHLIGHTS = 6
# A sentence of more letters is told only where there are too few of the others.
_SHORT = 150
_ENOUGH = 4
# First one of each topic until three have had a word, then a second one, then whatever is left.
_TOPICS = ((1, 3), (2, MOST_HIGHLIGHTS), (MOST_HIGHLIGHTS, MOST_HIGHLIGHTS))
# Findings that count statements: the column of `derive.register` that tells who lacks it, and words for both.
_COUNTED = {"deadline": ("no_deadline", ("with a date", "without")), "base": ("no_base", ("with a base", "without"))}
_BEGUN = ("later under way or operating", "not said to be")
_READ = ["Subject", "Figure or stage", "Measure", "Type", "Refers to", "Said", "Document", "Wording", "Id"]


@dataclass(frozen=True, eq=False)
class Highlight:
    """Hold a finding of the story: its sentence, the rows that it rests on, and the page that shows more of them.

    `rows` are of `derive.ledger_rows`, in the order of the finding. Of one that counts statements, `count` is how many
    have what the others lack, how many there are, and words for the ones and the others.
    """

    finding_id: str
    text: str
    rows: pd.DataFrame
    page: str
    address: str
    exhibit_id: str
    count: tuple[int, int, tuple[str, str]] | None


def section(tables: Tables, selection: Selection) -> Section:
    """Choose and word what the documents say at a glance; no filter applies."""
    rows = derive.ledger_rows(tables)
    selection_text = f"{span(tables)}; not a statistical series"
    told = [
        make_exhibit(
            tables,
            f"story-{number}",
            derive.figures(tables).set_index("figure_id", drop=False).loc[highlight.rows["figure_id"]],
            "tiles",
            title=highlight.text.removesuffix("."),
            subtitle="",
            selection=selection_text,
        )
        for number, highlight in enumerate(highlights(tables, rows), start=1)
        if not highlight.count and (highlight.rows["row_kind"] == "figure").all()
    ]
    spoken_of = [coverage(tables, derive.stated(rows), group) for group in derive.SUBJECT_GROUPS]
    by_key = {exhibit.key: exhibit for exhibit in (*told, *spoken_of)}
    return Section(TITLE, "What do the documents say, at a glance?", selection_text, by_key)


def span(tables: Tables) -> str:
    """Return how many documents there are and of which years."""
    years = tables.sources["event_date"].dt.year
    return f"{len(years)} documents, {years.min()}–{years.max()}" if len(years) else "no documents"


def highlights(tables: Tables, rows: pd.DataFrame, kept: Collection[str] | None = None) -> list[Highlight]:
    """Choose the findings to begin with, the most telling first: of different subjects, rules and topics, and short.

    `rows` has all rows of `derive.ledger_rows`; of `kept` ids, if given, are all that a finding rests on.
    """
    known = rows.set_index("figure_id", drop=False)
    promised = derive.register(tables, rows).set_index("figure_id")
    found = findings(tables)
    if kept is not None:
        found = found[[set(ids.split(";")) <= set(kept) for ids in found["figure_ids"]]]
    chosen = _chosen(found, known["subject_id"])
    if kept is not None:  # of few things, more is to be said of each
        said = {one.figure_ids for one in chosen}
        for one in found.itertuples(index=False):
            if len(chosen) < _ENOUGH and len(one.text) <= _SHORT and one.figure_ids not in said:
                chosen.append(one)
                said.add(one.figure_ids)
    return [_highlight(tables, finding, known, promised) for finding in chosen]


def _chosen(found: pd.DataFrame, subjects: pd.Series) -> list[Any]:
    """Return rows of findings: at most one of each rule and subject, and of each topic as `_TOPICS` has it.

    `subjects` are by the ids of figures and milestones. A count is of no subject.
    """
    chosen: dict[Any, set[tuple[str, str]]] = {}
    for long, most in ((False, MOST_HIGHLIGHTS), (True, _ENOUGH)):
        ranked = [one for one in found.itertuples(index=False) if (len(one.text) > _SHORT) == long]
        for of_topic, enough in _TOPICS:
            for one in ranked:
                about = {("rule", _rule(one))}
                if one.topic != "commitments":
                    about.add(("subject", subjects[one.figure_ids.partition(";")[0]]))
                topics = [other.topic for other in chosen]
                fits = len(chosen) < min(most, enough) and topics.count(one.topic) < of_topic
                if fits and not about & set().union(*chosen.values()):
                    chosen[one] = about
    return sorted(chosen, key=lambda one: one.rank)


def _rule(finding: Any) -> str:
    return str(finding.finding_id.partition(":")[0])


def _highlight(tables: Tables, finding: Any, known: pd.DataFrame, promised: pd.DataFrame) -> Highlight:
    ids = finding.figure_ids.split(";")
    rows, count = known.loc[list(dict.fromkeys(ids))], None
    if (rule := _rule(finding)) in _COUNTED:
        lacking, words = _COUNTED[rule]
        count = int((~promised.loc[rows.index, lacking]).sum()), len(rows), words
    elif rule == "stages":
        begun = rows["stage"].isin(derive.BEGUN)
        count = int(begun.sum()), int((~begun).sum()), _BEGUN
    page, address = _place(tables, finding, rows.iloc[0])
    return Highlight(finding.finding_id, finding.text, rows, page, address, finding.exhibit_id, count)


def _place(tables: Tables, finding: Any, about: pd.Series) -> tuple[str, str]:
    """Return the page that shows what a finding is about, and the address of the exhibit or corridor on it."""
    pages = dict(zip(tables.exhibits["exhibit_id"], tables.exhibits["page"], strict=True))
    if finding.exhibit_id in pages:
        page = pages[finding.exhibit_id]
        return page, f"{page}#exhibit-{finding.exhibit_id}"
    if finding.topic != "corridors":
        return finding.topic, finding.topic
    label = tables.corridors.set_index("corridor_id")["label"].get(about["corridor_id"])
    if label is None:
        return "commitments", "commitments"
    return "corridors", f"corridors?{urlencode({'corridor': label})}"


def coverage(tables: Tables, stated: pd.DataFrame, group: str) -> Exhibit:
    """Count what each document states of the subjects of a group; `stated` is what `derive.stated` gives."""
    return make_exhibit(
        tables,
        f"coverage-{slug(group)}",
        stated[stated["kind"].isin(derive.SUBJECT_GROUPS[group])],
        "coverage_matrix",
        title=f"{group}: what each document states",
        subtitle="number of statements; solid: figures among them; outlined: in words only; blank: silence",
        selection=span(tables),
        table=lambda known, rows: ledger_table(known, rows)[_READ],
    )
