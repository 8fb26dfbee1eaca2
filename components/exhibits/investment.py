"""Choose and word what money and energy is named."""

import pandas as pd

from components import derive
from components.exhibits.exhibit import Exhibit, Section, make_exhibit
from components.exhibits.tables import ledger_table
from components.selection import Selection
from components.tables import Tables

WORTH, ENERGY, PARTIES = "Numbers of the projects", "Energy", "The two sides"
TITLE, QUESTION = "Investment", "What money and energy is named?"
_MONEY = ("deal_value", "investment_reached", "goods_value")
_PARTIES = ("session_ordinal", "corporation_count", "attendee_count", "cooperation_span")
_READ = ["Subject", "Figure or stage", "Wording", "What is counted", "Said", "Id"]


def section(tables: Tables, figures: pd.DataFrame, selection: Selection) -> Section:
    """Choose and word what money and energy is named; `figures` has all rows of `derive.figures`.

    The tiles are `WORTH` (numbers beside the worth of projects), each measure of `money` by its name with its own
    numbers, `ENERGY` and `PARTIES`.
    """
    rows = derive.ledger_rows(tables, figures)
    stated = derive.stated(rows)
    named = stated[stated["row_kind"] == "figure"]
    paid = named[named["measure_id"].isin(["project_value", *_MONEY])]
    beside = named[named["subject_id"].isin(paid["subject_id"]) & (named["unit"] == "count")]
    parties = named[named["measure_id"].isin(_PARTIES)]
    energy = named[(named["kind"] == "energy") & ~named.index.isin([*paid.index, *beside.index])]
    shown = named.loc[sorted({*paid.index, *beside.index, *parties.index, *energy.index})]
    selection_text = selection.sentence(shown, {}, page="investment")
    kept = selection.keep(shown).sort_values("event_date", kind="stable")
    worth = kept[kept["measure_id"] == "project_value"]
    counts = kept[kept.index.isin(beside.index)]
    tiles = {WORTH: counts[counts["subject_id"].isin(worth["subject_id"])]}
    for measure in money(tables).itertuples():
        amounts = kept[kept["measure_id"] == measure.measure_id]
        beside_it = counts.index[counts["subject_id"].isin(amounts["subject_id"])]
        tiles[measure.name] = kept.loc[[*amounts.index, *beside_it]]
    tiles |= {ENERGY: selection.keep(energy), PARTIES: selection.keep(parties)}
    exhibits = {
        "worth": _worth(tables, worth, selection_text),
        "projects": _projects(tables, stated, selection, selection_text),
    }
    return Section(TITLE, QUESTION, selection_text, exhibits, tiles)


def money(tables: Tables) -> pd.DataFrame:
    """Return the rows of `tables.measures` that count money other than trade and the worth of projects."""
    known = tables.measures.set_index("measure_id", drop=False)
    return known.loc[[measure for measure in _MONEY if measure in known.index]]


def _worth(tables: Tables, worth: pd.DataFrame, selection_text: str) -> Exhibit:
    return make_exhibit(
        tables,
        "worth",
        worth,
        "dot_plot",
        title="Worth of projects, as named",
        subtitle="billion US dollars; not money spent",
        selection=selection_text,
        note="A list and single undertakings, of unlike scope; no total.",
        options={"wording": "perimeter"},
    )


def _projects(tables: Tables, stated: pd.DataFrame, selection: Selection, selection_text: str) -> Exhibit:
    projects = stated[(stated["row_kind"] == "milestone") & stated["kind"].isin(["project", "energy"])]
    projects = projects[projects["note"] != "Election platform."]
    return make_exhibit(
        tables,
        "projects",
        projects.loc[selection.keep(projects.drop(columns="claim_type")).index],
        "status_matrix",
        title="Named projects in industry and energy",
        subtitle="the darker, the further on",
        selection=selection_text,
        note="A stage is what a document words, not an outcome.",
        table=lambda known, rows: ledger_table(known, rows)[_READ],
    )
