"""Give every figure its interval: the stated ones as written, the derived ones by formula."""

import math
from functools import lru_cache

import pandas as pd

from components.derive.formulas import FORMULAS
from components.derive.intervals import Interval, written
from components.selection.context import claims_in_context, with_measure, with_subject
from components.tables import Tables

DERIVED_COLUMNS = [
    "derivation_id", "subject_id", "measure_id", "period_start", "period_end", "value", "low", "high",
    "formula", "grade", "assumption",
]  # fmt: skip
_EXACT_UNITS = ("count", "ordinal")


def claim_intervals(tables: Tables) -> dict[str, Interval]:
    """Give the interval of each claim by its id; targets and counts are exact, as the schema says."""
    units = tables.measures.set_index("measure_id")["unit"]
    return {
        claim.claim_id: written(
            claim.value_written,
            claim.hedge,
            exact=claim.claim_type == "target" or units[claim.measure_id] in _EXACT_UNITS,
            high_text=claim.value_high_written,
        )
        for claim in tables.claims.itertuples()
    }


def _derived_intervals(tables: Tables) -> dict[str, Interval]:
    known = claim_intervals(tables)
    rows = tables.derivations.set_index("derivation_id")

    def resolve(identifier: str) -> Interval:
        if identifier not in known:
            row = rows.loc[identifier]
            first, second = (resolve(part) for part in row["inputs"].split(";"))
            known[identifier] = FORMULAS[row["formula"]](first, second)
        return known[identifier]

    return {identifier: resolve(identifier) for identifier in rows.index}


def derived(tables: Tables) -> pd.DataFrame:
    """Compute every derivation, one row each, in the order of `derivations.csv`.

    Columns: `derivation_id, subject_id, measure_id, period_start, period_end, value, low, high, formula, grade,
    assumption`; `low` and `high` in the unit of the measure (percent in percent), open ends as inf.
    """
    intervals = _derived_intervals(tables)
    frame = tables.derivations.assign(
        value=[intervals[key].value for key in tables.derivations["derivation_id"]],
        low=[intervals[key].low for key in tables.derivations["derivation_id"]],
        high=[intervals[key].high for key in tables.derivations["derivation_id"]],
    )
    return frame[DERIVED_COLUMNS]


def input_claims(tables: Tables, identifier: str) -> list[str]:
    """Trace a claim or derivation to the claims it rests on, in their order, each once."""
    inputs = _inputs(tables)
    if identifier not in inputs:
        return [identifier]
    traced = [claim for part in inputs[identifier].split(";") for claim in input_claims(tables, part)]
    return list(dict.fromkeys(traced))


@lru_cache(maxsize=2)
def _inputs(tables: Tables) -> dict[str, str]:
    return dict(zip(tables.derivations["derivation_id"], tables.derivations["inputs"], strict=True))


def figures(tables: Tables) -> pd.DataFrame:
    """Give claims and derived figures in one frame, each with subject, measure, interval and document.

    `figure_id` is the claim or derivation id; derived rows have the claim type `derived`, the hedge `exact` (or
    `at_least` where they are open upwards), and the newest `event_date` among the claims they rest on.
    """
    intervals = claim_intervals(tables)
    claims = claims_in_context(tables).rename(columns={"claim_id": "figure_id"})
    claims = claims.assign(
        low=[intervals[key].low for key in claims["figure_id"]],
        high=[intervals[key].high for key in claims["figure_id"]],
        formula="",
        inputs="",
        grade="",
        assumption="",
    )
    dates = claims.set_index("figure_id")["event_date"]
    computed = derived(tables).rename(columns={"derivation_id": "figure_id"})
    computed = with_measure(with_subject(computed, tables), tables).assign(
        claim_type="derived",
        hedge=["at_least" if math.isinf(high) else "exact" for high in computed["high"]],
        inputs=tables.derivations["inputs"],
        reading=tables.derivations["reading"],
        event_date=[max(dates[input_claims(tables, key)]) for key in computed["figure_id"]],
    )
    joined = pd.concat([claims, computed], ignore_index=True)
    text = [name for name in joined.columns if name in {*claims.select_dtypes("string").columns, "reading"}]
    return joined.assign(**{name: joined[name].fillna("") for name in text})
