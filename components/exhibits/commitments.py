"""Choose and word what was promised: one line a promise, with its stages and with what was said of the same thing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from components import derive
from components.exhibits.exhibit import Section, make_exhibit
from components.exhibits.outcomes import add_outcomes, since_columns
from components.exhibits.tables import source_line
from components.selection import Selection
from components.style import CLAIM_TYPES, COMPARISONS, UNATTRIBUTED, number, period, quantity, source_label, stage_words
from components.tables import Tables

TITLE, QUESTION = "Commitments", "Who promised what, by when, and what was said later?"
Promise = dict[str, Any]
# Which promises a reader asks for.
SHOWN: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "All": lambda board: board["row_kind"] != "",
    "With a figure": lambda board: board["row_kind"] == "figure",
    "In words only": lambda board: board["row_kind"] == "milestone",
    "Moved or conflicting": lambda board: board["pairs"].str.contains("|".join(derive.CHANGED_KINDS)),
}


class Order(NamedTuple):
    """Hold how promises are put in order: the heading that one stands under, and its rank, the lowest first."""

    heading: Callable[[Promise], str]
    rank: Callable[[Promise], tuple[Any, ...]]


def _newest(promise: Promise) -> float:
    return -float(promise["event_date"].timestamp())


def _due(promise: Promise) -> float:
    days = [day.timestamp() for day in (promise["due_start"], promise["due_end"]) if pd.notna(day)]
    return float(max(days, default=0.0))


ORDERS = {
    "Deadline": Order(
        lambda one: "No date stated" if one["no_deadline"] else "By the day due",
        lambda one: (one["no_deadline"], _due(one), _newest(one)),
    ),
    "Speaker": Order(
        lambda one: one["speaker"] or UNATTRIBUTED, lambda one: (not one["speaker"], one["speaker"], _newest(one))
    ),
    "Stage": Order(
        lambda one: stage_words(one["latest_stage"]).capitalize() or "No stage stated",
        lambda one: (-derive.stage_rank(one["latest_stage"]) if one["latest_stage"] else 1, _newest(one)),
    ),
    "Document": Order(
        lambda one: source_label(one["document"], one["event_date"]), lambda one: (_newest(one), one["source_id"])
    ),
}


def section(tables: Tables, selection: Selection) -> Section:
    """Choose and word what was promised, headline repeats too."""
    rows = derive.ledger_rows(tables)
    listed = derive.register(tables, rows)
    selection_text = selection.sentence(listed, tables.corridor_names, what="commitment", page="commitments")
    known = replace(selection, undated=True)  # a stage is one whether or not it has a date
    shown = board(selection.keep(listed), known.keep(rows), known.keep(derive.pairs(tables, rows)))
    shown = add_outcomes(tables, shown, selection.as_of)
    exhibit = make_exhibit(
        tables,
        "board",
        shown,
        "board",
        title=derive.undated_sentence(shown).removesuffix(".") or "What was promised",
        subtitle="targets, pledges, plans, expectations and offers, one a row",
        selection=selection_text,
        note="A stage is what a document words; whether a promise was kept is not judged here.",
        alt_text=_alt_text,
        table=board_table,
    )
    return Section(TITLE, QUESTION, selection_text, {exhibit.key: exhibit})


def board(listed: pd.DataFrame, kept: pd.DataFrame, paired: pd.DataFrame) -> pd.DataFrame:
    """Add to rows of `derive.register` what else is said of each, by the day due.

    `kept` has rows of `derive.ledger_rows`, `paired` of `derive.pairs`. Added: `stage_ids` (the milestones of its
    subject, by date), `latest_stage`, `pair_ids` (the comparisons that it is a part of) and `pairs` (their kinds), all
    joined by ;.
    """
    milestones = kept[kept["row_kind"] == "milestone"].sort_values("event_date", kind="stable")
    stages = dict(iter(milestones.groupby("subject_id", sort=False)))
    latest = derive.latest_stages(milestones)["stage"].to_dict()
    of_row: dict[str, dict[str, str]] = {}
    order = list(COMPARISONS)
    for pair in sorted(paired.to_dict("records"), key=lambda pair: order.index(pair["kind"])):
        for side in ("earlier_id", "later_id"):
            of_row.setdefault(pair[side], {})[pair["comparison_id"]] = pair["kind"]
    found = [of_row.get(key, {}) for key in listed["figure_id"]]
    shown = listed.assign(
        stage_ids=pd.Series(
            [";".join(stages[key]["figure_id"]) if key in stages else "" for key in listed["subject_id"]],
            index=listed.index, dtype="str",
        ),
        latest_stage=pd.Series([latest.get(key, "") for key in listed["subject_id"]], index=listed.index, dtype="str"),
        pair_ids=pd.Series([";".join(pairs) for pairs in found], index=listed.index, dtype="str"),
        pairs=pd.Series([";".join(pairs.values()) for pairs in found], index=listed.index, dtype="str"),
    )  # fmt: skip
    return pd.concat([rows for _, rows in in_order(shown, "Deadline")]) if len(shown) else shown


def in_order(shown: pd.DataFrame, order: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the rows of a board under the headings of one of `ORDERS`."""
    chosen, promises = ORDERS[order], shown.to_dict("records")
    ranked = sorted(range(len(promises)), key=lambda place: chosen.rank(promises[place]))
    headings = [chosen.heading(promises[place]) for place in ranked]
    for heading in dict.fromkeys(headings):
        yield heading, shown.iloc[[place for place, of in zip(ranked, headings, strict=True) if of == heading]]


def level_words(promise: Promise) -> tuple[str, str]:
    """Return what is promised, as a figure with hedge and unit or as a stage, and what kind of promise it is."""
    if promise["row_kind"] == "milestone":
        return stage_words(promise["stage"]), ""
    return quantity(promise), CLAIM_TYPES[promise["claim_type"]]


def _alt_text(shown: pd.DataFrame) -> str:
    return "; ".join(
        f"{one['subject']}: {' '.join(level_words(one))}, due {period(one['due_start'], one['due_end'])}"
        for one in shown.to_dict("records")
    )


def board_table(tables: Tables, shown: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a board as a table for reading, what came since then from outside in columns of its own."""
    known = derive.figures(tables).set_index("figure_id")
    bases = [quantity(known.loc[key].to_dict()) if key else "" for key in shown["base_id"]]
    promises = shown.to_dict("records")
    return pd.DataFrame(
        {
            "Subject": shown["subject"].to_list(),
            "Promised": [level_words(one)[0] for one in promises],
            "Type": [CLAIM_TYPES.get(one["claim_type"], "stage") for one in promises],
            "From": ["no base" if one["no_base"] else base for one, base in zip(promises, bases, strict=True)],
            "Due": [period(one["due_start"], one["due_end"]) for one in promises],
            "Said by": [one["speaker"] or UNATTRIBUTED for one in promises],
            "Stage at last mention": [stage_words(one["latest_stage"]) for one in promises],
            "Beside other statements": [pair_words(one["pairs"]) for one in promises],
            "Wording": shown["as_stated"].to_list(),
            "What is counted": shown["perimeter"].to_list(),
            "Document": [source_line(tables, [key]) for key in shown["figure_id"]],
            **since_columns(tables, shown),
            "Id": shown["figure_id"].to_list(),
        }
    )


def pair_words(kinds: str) -> str:
    """Return in words how a promise stands to others, as in “conflicting, counts something else (3)”."""
    told = [kind for kind in kinds.split(";") if kind]
    counts = {kind: told.count(kind) for kind in dict.fromkeys(told)}
    return ", ".join(
        COMPARISONS[kind] + (f" ({number(str(count))})" if count > 1 else "") for kind, count in counts.items()
    )
