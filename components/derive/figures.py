"""Give every figure its interval: the stated ones as written, the derived ones by formula."""

import math
from functools import lru_cache
from graphlib import TopologicalSorter

import pandas as pd

from components.selection.context import claims_in_context, with_measure, with_subject
from components.tables import Tables
from components.tables.arithmetic import EXACT_UNITS, Interval, computed, written

DERIVED_COLUMNS = [
    "derivation_id", "subject_id", "measure_id", "period_start", "period_end", "value", "low", "high",
    "formula", "grade", "assumption",
]  # fmt: skip


def claim_intervals(tables: Tables) -> dict[str, Interval]:
    """Give the interval of each claim by its id; targets and counts are exact, as the schema says."""
    claims = tables.claims
    exact_measures = tables.measures[tables.measures["unit"].isin(EXACT_UNITS)]["measure_id"]
    exact = (claims["claim_type"] == "target") | claims["measure_id"].isin(exact_measures)
    cells = (claims["value_written"], claims["hedge"], exact, claims["value_high_written"])
    asked = list(zip(*(column.tolist() for column in cells), strict=True))
    known = {key: written(key[0], key[1], exact=key[2], high_text=key[3]) for key in set(asked)}
    return {identifier: known[key] for identifier, key in zip(claims["claim_id"].tolist(), asked, strict=True)}


def _intervals(tables: Tables) -> dict[str, Interval]:
    known, inputs = claim_intervals(tables), _inputs(tables)
    formulas = dict(zip(tables.derivations["derivation_id"], tables.derivations["formula"], strict=True))
    years = _years(tables)
    for identifier in TopologicalSorter(inputs).static_order():
        if identifier in formulas:
            first, second = inputs[identifier]
            between = years.get(second, 0) - years.get(first, 0)
            known[identifier] = computed(formulas[identifier], known[first], known[second], between)
    return known


def _years(tables: Tables) -> dict[str, int]:
    """Give the year in which the period of each figure ends, for those that a required growth leads from or to."""
    needed = tables.derivations[tables.derivations["formula"] == "required_growth"]
    named = {part for cell in needed["inputs"] for part in cell.split(";")}
    ends: dict[str, int] = {}
    for frame, key in ((tables.claims, "claim_id"), (tables.derivations, "derivation_id")):
        rows = frame[frame[key].isin(named)] if named else frame.iloc[:0]
        ends |= zip(rows[key].tolist(), rows["period_end"].dt.year.tolist(), strict=True)
    return ends


def derived(tables: Tables) -> pd.DataFrame:
    """Compute every derivation, one row each, in the order of `derivations.csv`.

    Columns: `derivation_id, subject_id, measure_id, period_start, period_end, value, low, high, formula, grade,
    assumption`; `low` and `high` in the unit of the measure (percent in percent), open ends as inf.
    """
    return _derived(tables, _intervals(tables))


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
    inputs = _inputs(tables)
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


@lru_cache(maxsize=2)
def _inputs(tables: Tables) -> dict[str, list[str]]:
    rows = zip(tables.derivations["derivation_id"], tables.derivations["inputs"], strict=True)
    return {identifier: cell.split(";") for identifier, cell in rows}


def figures(tables: Tables) -> pd.DataFrame:
    """Give claims and derived figures in one frame, each with subject, measure, interval and document.

    `figure_id` is the claim or derivation id; derived rows have the claim type `derived`, the hedge `exact` (or
    `at_least` where they are open upwards), and the newest `event_date` among the claims they rest on.
    """
    intervals = _intervals(tables)
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
    dates = rests_on.map(claims.set_index("figure_id")["event_date"])
    computed = with_measure(with_subject(computed, tables), tables).assign(
        claim_type="derived",
        hedge=["at_least" if math.isinf(high) else "exact" for high in computed["high"]],
        inputs=tables.derivations["inputs"],
        reading=tables.derivations["reading"],
        event_date=dates.groupby(level=0).max(),
    )
    joined = pd.concat([claims, computed], ignore_index=True)
    text = [name for name in joined.columns if name in {*claims.select_dtypes("string").columns, "reading"}]
    return joined.assign(**{name: joined[name].fillna("") for name in text})
