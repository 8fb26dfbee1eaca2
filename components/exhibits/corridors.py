"""Choose and word what is said of corridors."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pandas as pd

from components import derive
from components.derive import sentences
from components.exhibits.catalogue import ALSO_STATED, findings
from components.exhibits.exhibit import Section, make_exhibit
from components.exhibits.tables import ledger_table
from components.selection import Selection
from components.style import CLAIM_TYPES
from components.tables import Tables, units_of

TITLE, QUESTION = "Corridors", "How does a corridor stand, and against another?"
_LEVELS = ("observed", "forecast", "plan", "offer", "target", "pledge", "capacity")
_CARRIED = ("cargo", "capacity")
_MOST_PAIRS = 4
_READ = ["Subject", "Figure or stage", "Refers to", "Said", "Wording", "What is counted", "Document", "Id"]


def section(tables: Tables, selection: Selection) -> Section:
    """Choose and word what is said of the chosen corridors, all of them where none is chosen."""
    figures = derive.figures(tables)
    once = figures[figures["repeats"] == ""]
    rows = derive.ledger_rows(tables)
    names = tables.corridor_names
    chosen = replace(selection, corridors=selection.corridors or tuple(names))
    selection_text = selection.sentence(once, names)
    numbers = _by_corridor(chosen.keep(once), chosen.corridors, names)
    levels, unit = _levels(numbers)
    stages = _by_corridor(rows[rows["row_kind"] == "milestone"], chosen.corridors, names)
    shown = chosen.keep_on_timeline(stages)
    silent = _silence(once, levels, chosen.corridors, names)
    exhibits = [
        make_exhibit(
            tables,
            "corridor-levels",
            levels,
            "dot_plot",
            title="Cargo and capacity of each corridor",
            subtitle=f"{units_of(tables.units)[unit].name}, on one axis from 0" if unit else "",
            selection=selection_text,
            note=silent,
        ),
        make_exhibit(
            tables,
            "corridor-ladder",
            shown,
            "ladder",
            title="Stages that documents word, and when",
            subtitle="filled: at last mention; a blank rung is silence, not failure",
            selection=selection_text,
            note=" ".join(filter(None, [_stages_note(selection, shown), silent if levels.empty else ""])),
            table=lambda known, shown: ledger_table(known, shown)[_READ],
        ),
        make_exhibit(
            tables,
            "corridor-figures",
            numbers[~numbers["figure_id"].isin(levels["figure_id"])],
            "tiles",
            title="What else is stated of corridors",
            subtitle="",
            selection=selection_text,
            section=ALSO_STATED,
        ),
    ]
    by_key = {exhibit.key: exhibit for exhibit in exhibits}
    return Section(TITLE, QUESTION, selection_text, by_key, lead=_headline(tables, rows, chosen))


def _stages_note(selection: Selection, stages: pd.DataFrame) -> str:
    due = stages["due_start"].notna() | stages["due_end"].notna()
    said = "Of what has no date, that is drawn which was said in these years." if selection.years else ""
    return " ".join(filter(None, ["Whether what was due came about is not drawn." if due.any() else "", said]))


def _by_corridor(rows: pd.DataFrame, corridors: Iterable[str], names: dict[str, str]) -> pd.DataFrame:
    """Put rows in the order of their corridors, whose names are added as `block`; others are left out."""
    ranks = {corridor: rank for rank, corridor in enumerate(corridors)}
    own = rows[rows["corridor_id"].isin(ranks)]
    named = own.assign(block=own["corridor_id"].map(names), rank=own["corridor_id"].map(ranks))
    return named.sort_values("rank", kind="stable", ignore_index=True).drop(columns="rank")


def _levels(numbers: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Return what is or could be carried, in the unit in which most of it is stated, and this unit (blank if none)."""
    carried = numbers[numbers["quantity"].isin(_CARRIED) & numbers["claim_type"].isin(_LEVELS)]
    unit = str(carried["unit_family"].mode().iloc[0]) if len(carried) else ""
    shown = carried[carried["unit_family"] == unit]
    corridors, kinds = list(dict.fromkeys(numbers["corridor_id"])), shown["claim_type"].map(_LEVELS.index)
    ranked = shown.assign(rank=shown["corridor_id"].map(corridors.index), kind_rank=kinds)
    ordered = ranked.sort_values(["rank", "kind_rank", "event_date"], kind="stable", ignore_index=True)
    return ordered.drop(columns=["rank", "kind_rank"]), unit


def _headline(tables: Tables, rows: pd.DataFrame, selection: Selection) -> str:
    """Return the most telling finding that rests on kept rows alone, else the latest stage; blank where there is none.

    `rows` has all of `derive.ledger_rows`.
    """
    kept = selection.keep(rows)
    ids = set(kept["figure_id"])
    for finding in findings(tables).itertuples(index=False):
        if ids.issuperset(finding.figure_ids.split(";")):
            return str(finding.text)
    stages = derive.latest_stages(kept[kept["row_kind"] == "milestone"])
    if stages.empty:
        return ""
    last = stages.sort_values("event_date", kind="stable").iloc[-1]
    return f"{last['subject']}: {sentences.stage(last)}, the latest that a document says of its stage."


def _silence(figures: pd.DataFrame, levels: pd.DataFrame, corridors: Iterable[str], names: dict[str, str]) -> str:
    """Name the corridors of which `levels` has no row: those with other figures, and those without any.

    `figures` has the rows of `derive.figures` before any filter.
    """
    stated, drawn = set(figures["corridor_id"]), set(levels["corridor_id"])
    told: dict[str, list[str]] = {"Without cargo or capacity in figures here": [], "No figure at all is stated of": []}
    for corridor in corridors:
        if corridor not in drawn:
            told[list(told)[corridor not in stated]].append(names[corridor])
    return " ".join(f"{words}: {', '.join(among)}." for words, among in told.items() if among)


def without_common_measure(figures: pd.DataFrame, corridors: tuple[str, ...], names: dict[str, str]) -> str:
    """Say which two of the corridors have no figures of one quantity and type in common; blank where all have.

    `figures` has the rows of `derive.figures` before any filter; corridors of which none is stated are left out.
    """
    stated = figures[(figures["source_id"] != "") & figures["corridor_id"].isin(corridors)]
    measured = {
        corridor: {(row.quantity, row.claim_type): _measured(row.measure, row.claim_type) for row in own.itertuples()}
        for corridor, own in stated.groupby("corridor_id")
    }
    known = [corridor for corridor in corridors if corridor in measured]
    pairs = [pair for pair in combinations(known, 2) if not measured[pair[0]].keys() & measured[pair[1]].keys()]
    alone = [corridor for corridor in known if sum(corridor in pair for pair in pairs) == len(known) - 1 > 1]
    left = [f"{names[first]} and {names[second]}" for first, second in pairs if not {first, second} & {*alone}]
    told = [f"{sentences.listed([names[one] for one in alone])} with any other"] if alone else []
    told += left[:_MOST_PAIRS] + ([f"{len(left) - _MOST_PAIRS} more pairs"] if len(left) > _MOST_PAIRS else [])
    if len(pairs) == 1:
        both = "; ".join(f"{names[one]} has {sentences.listed(list(measured[one].values()))}" for one in pairs[0])
        return f"{left[0]} have no measure in common, type for type: {both}."
    return f"No measure in common, type for type: {'; '.join(told)}." if told else ""


def _measured(measure: str, claim_type: str) -> str:
    name, kind = f"{measure[:1].lower()}{measure[1:]}", CLAIM_TYPES[claim_type]
    return name if kind in name else f"{name} ({kind})"
