"""What the documents state and what follows from it: figures with their intervals, stages, coverage."""

import math
from typing import NamedTuple

import pandas as pd

from components.selection import milestones_in_context
from components.selection.intervals import figure_intervals, inputs_of
from components.selection.selection import claims_in_context, with_measure, with_subject
from components.tables import Interval, Tables, once

DERIVED_COLUMNS = [
    "derivation_id", "subject_id", "measure_id", "period_start", "period_end", "value", "low", "high",
    "formula", "grade", "assumption",
]  # fmt: skip
PROMISED = ("pledged", "planned")
BEGUN = ("under_way", "operating")
SUBJECT_GROUPS: dict[str, tuple[str, ...]] = {
    "Routes and crossings": ("corridor", "highway", "rail_line", "waterway", "crossing", "terminal", "port"),
    "Trade and cargo": ("trade_flow", "cargo_flow"),
    "Projects": ("project", "programme", "event"),
    "Energy": ("energy",),
}


class Stage(NamedTuple):
    """Hold how far a mark of a stage is filled (0 to 1) in charts and on the map, and the phase that it belongs to."""

    filling: float
    map_filling: float
    phase: str


# From the least to the furthest; the map's legend has one entry a phase.
STAGES = {
    "interest": Stage(0.0, 0.0, "suggested, in talks, of interest"),
    "talks": Stage(0.0, 0.0, "suggested, in talks, of interest"),
    "suggested": Stage(0.0, 0.0, "suggested, in talks, of interest"),
    "pledged": Stage(0.3, 0.0, "planned, pledged"),
    "planned": Stage(0.3, 0.0, "planned, pledged"),
    "under_way": Stage(0.65, 0.5, "under way"),
    "operating": Stage(1.0, 1.0, "operating"),
}


def stage_rank(stage: str) -> int:
    """Return how far on a stage is, from 0 (interest) to 6 (operating)."""
    return list(STAGES).index(stage)


def derived(tables: Tables) -> pd.DataFrame:
    """Compute every derivation, one row each, in the order of `derivations.csv`.

    Columns: `derivation_id, subject_id, measure_id, period_start, period_end, value, low, high, formula, grade,
    assumption`; `low` and `high` in the unit of the measure (percent in percent), open ends as inf.
    """
    return _derived(tables, figure_intervals(tables))


def _derived(tables: Tables, intervals: dict[str, Interval]) -> pd.DataFrame:
    computed = [intervals[key] for key in tables.derivations["derivation_id"].tolist()]
    frame = tables.derivations.assign(
        value=[interval.value for interval in computed],
        low=[interval.low for interval in computed],
        high=[interval.high for interval in computed],
    )
    return frame[DERIVED_COLUMNS]


def input_claims(tables: Tables, identifier: str) -> list[str]:
    """Trace a claim or derivation to the claims it rests on, in their order, each once."""
    inputs = inputs_of(tables)
    claims: dict[str, None] = {}
    traced: set[str] = set()
    ahead = [identifier]
    while ahead:
        last = ahead.pop()
        if last not in inputs:
            claims.setdefault(last)
        elif last not in traced:
            traced.add(last)
            ahead.extend(reversed(inputs[last]))
    return list(claims)


@once()
def figures(tables: Tables) -> pd.DataFrame:
    """Return claims and derived figures in one frame, each with subject, measure, interval and document.

    Everybody shares the frame, as those of the tables.

    `figure_id` is the claim or derivation id; derived rows have the claim type `derived`, the hedge `exact` (or
    `at_least` where they are open upwards), and the newest `event_date` among the claims they rest on.
    """
    intervals = figure_intervals(tables)
    claims = claims_in_context(tables).rename(columns={"claim_id": "figure_id"})
    stated = [intervals[key] for key in claims["figure_id"].tolist()]
    claims = claims.assign(
        low=[interval.low for interval in stated],
        high=[interval.high for interval in stated],
        formula="",
        inputs="",
        grade="",
        assumption="",
    )
    computed = _derived(tables, intervals).rename(columns={"derivation_id": "figure_id"})
    rests_on = computed["figure_id"].map(lambda key: input_claims(tables, key)).explode()
    dates = pd.to_datetime(rests_on.map(dict(zip(claims["figure_id"], claims["event_date"], strict=True))))
    computed = with_measure(with_subject(computed, tables), tables).assign(
        claim_type="derived",
        hedge=["at_least" if math.isinf(high) else "exact" for high in computed["high"]],
        inputs=tables.derivations["inputs"],
        reading=tables.derivations["reading"],
        event_date=dates.groupby(level=0).max(),
    )
    joined = pd.concat([claims, computed], ignore_index=True)
    words = {*_text_columns(claims), "reading"}
    text = [name for name in joined.columns if name in words]
    return joined.assign(**{name: joined[name].fillna("") for name in text})


@once()
def ledger_rows(tables: Tables) -> pd.DataFrame:
    """Join all figures with all milestones, one row each, for filters, tables and citations.

    Added to the columns of `derive.figures` are `row_kind` (figure, milestone) and, of milestones, their own columns
    with their id as `figure_id`; a milestone has no claim type (""), measure or value. Rows go by subject, then by date
    of document, with derived figures last. Everybody shares the frame, as those of the tables.
    """
    numbers = figures(tables)
    milestones = milestones_in_context(tables).rename(columns={"milestone_id": "figure_id"})
    joined = pd.concat(
        [numbers.assign(row_kind="figure"), milestones.assign(row_kind="milestone", claim_type="")], ignore_index=True
    )
    words = {*_text_columns(numbers), *_text_columns(milestones)}
    text = [name for name in joined.columns if name in words]
    subjects = {key: place for place, key in enumerate(tables.subjects["subject_id"])}
    ordered = joined.assign(
        subject_place=joined["subject_id"].map(subjects),
        derived=joined["claim_type"] == "derived",
        **{name: joined[name].fillna("") for name in text},
    ).sort_values(["subject_place", "derived", "event_date", "paragraph"], kind="stable", ignore_index=True)
    return ordered.drop(columns=["subject_place", "derived"])


def _text_columns(frame: pd.DataFrame) -> list[str]:
    return list(frame.select_dtypes("string").columns)


def latest_stages(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the stage of each subject at its last mention, one row a subject, indexed by `subject_id`.

    `milestones` has the columns of `selection.milestones_in_context`, already filtered. Where one document words
    several stages of a subject, the furthest counts. All columns of the chosen milestone are kept.
    """
    ranked = milestones.assign(rank=milestones["stage"].map(stage_rank))
    ordered = ranked.sort_values(["event_date", "rank"], kind="stable")
    return ordered.drop_duplicates("subject_id", keep="last").drop(columns="rank").set_index("subject_id")


def stated(statements: pd.DataFrame) -> pd.DataFrame:
    """Keep what a document states, each once: no derived figures and no headline repeats.

    `statements` has the columns `source_id` and `repeats` of `derive.ledger_rows`.
    """
    return statements[(statements["source_id"] != "") & (statements["repeats"] == "")]


def coverage(statements: pd.DataFrame) -> pd.DataFrame:
    """Count the figures and the milestones of each subject in each document that speaks of it.

    `statements` has the columns of `derive.ledger_rows`. Columns: `subject_id, source_id, subject, kind,
    corridor_colour, figures, milestones, ids` (a list). Subjects come in the order of their kinds in `SUBJECT_GROUPS`,
    then by name.
    """
    rows = stated(statements)
    cells = (
        rows.assign(is_figure=rows["row_kind"] == "figure", is_milestone=rows["row_kind"] == "milestone")
        .groupby(["subject_id", "source_id"], sort=False)
        .agg(
            subject=("subject", "first"),
            kind=("kind", "first"),
            corridor_colour=("corridor_colour", "first"),
            figures=("is_figure", "sum"),
            milestones=("is_milestone", "sum"),
        )
        .reset_index()
    )
    ids: dict[tuple[str, str], list[str]] = {}
    columns = (rows[name].tolist() for name in ("subject_id", "source_id", "figure_id"))
    for subject, source, figure in zip(*columns, strict=True):
        ids.setdefault((subject, source), []).append(figure)
    cells["ids"] = [ids[key] for key in zip(cells["subject_id"].tolist(), cells["source_id"].tolist(), strict=True)]
    order = [kind for kinds in SUBJECT_GROUPS.values() for kind in kinds]
    ranked = cells.assign(rank=[order.index(kind) if kind in order else len(order) for kind in cells["kind"]])
    return ranked.sort_values(["rank", "subject"], kind="stable", ignore_index=True).drop(columns="rank")
