import math
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from components import derive, tables
from components.style import formula_text, quantity

DATA = Path(__file__).parents[1] / "data"


def test_the_derivations_of_the_documents(evidence) -> None:
    derived = derive.derived(evidence).set_index("derivation_id")
    expected = {
        "derived-trade-xinjiang-2022": (12.53, 12.46, 12.60),
        "derived-trade-xinjiang-2023-9m": (14.43, 14.42, 14.43),
        "derived-trade-xinjiang-2023-q4": (5.87, 5.82, 5.93),
        "derived-trans-caspian-base-of-growth": (2.76, 2.71, 2.82),
        "derived-trade-china-2023-floor": (40.6, 40.5, math.inf),
        "derived-trade-xinjiang-doubled": (40.6, 40.5, 40.7),
        "derived-cargo-kz-cn-multiple": (2.75, 2.60, 2.91),
        "derived-trans-caspian-multiple": (2.22, 2.20, 2.25),
        "derived-container-trains-multiple": (3.33, 3.33, 3.33),
        "derived-khorgos-use": (18.0, 17.45, 18.57),
    }
    for key, values in expected.items():
        found = derived.loc[key, ["value", "low", "high"]].astype(float).round(2)
        assert tuple(found) == values, key


@pytest.fixture(scope="module")
def with_pace(tmp_path_factory: pytest.TempPathFactory) -> tables.Tables:
    """Load the evidence with a base of 2023 for the 2,000 trains of 2029, and the growth that leads there."""
    folder = shutil.copytree(DATA, tmp_path_factory.mktemp("pace") / "data")
    rows = {
        "measures.csv": "train_pace,Required growth of trains,percent,pace,Growth a year from a base to a target.,,,,,",
        "claims/cargo.csv": (
            "trains-2023,container-trains,train_count,600,,exact,observed,2023-01-01,2023-12-31,,,Container trains; "
            "route not stated,2024-12-kazinform,9,from 600,,,,"
        ),
        "derivations.csv": (
            "trains-pace,required_growth,trains-2023;container-trains-2029,container-trains,train_pace,,2029-12-31,"
            "follows,,What 600 to 2000 asks for each year."
        ),
    }
    for name, row in rows.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")
    return tables.load(folder)


def test_a_required_growth_is_that_from_the_base_to_the_due_year(with_pace) -> None:
    row = derive.derived(with_pace).set_index("derivation_id").loc["trains-pace"]
    # (2000 / 600)^(1/6) = 1.22221; the target and the count are exact.
    assert [row["value"], row["low"], row["high"]] == pytest.approx([22.2210] * 3, abs=1e-3)
    known = derive.figures(with_pace).set_index("figure_id")
    inputs = [known.loc[key].to_dict() for key in ("trains-2023", "container-trains-2029")]
    assert formula_text("required_growth", inputs) == "(2\u202f000 ÷ 600)^(1 ÷ 6) − 1"
    assert quantity(known.loc["trains-pace"].to_dict()) == "22.2\u202f%"


def test_derived_has_the_columns_of_the_contract(evidence) -> None:
    assert list(derive.derived(evidence).columns) == (
        [
            "derivation_id",
            "subject_id",
            "measure_id",
            "period_start",
            "period_end",
            "value",
            "low",
            "high",
            "formula",
            "grade",
            "assumption",
        ]
    )


def test_what_23_percent_grew_from_has_no_period(evidence) -> None:
    row = derive.derived(evidence).set_index("derivation_id").loc["derived-trans-caspian-base-of-growth"]
    assert pd.isna(row["period_start"])
    assert pd.isna(row["period_end"])


def test_every_assumption_is_in_words(evidence) -> None:
    derived = derive.derived(evidence)
    assert (derived.loc[derived["grade"] == "assumes", "assumption"] != "").all()


def test_a_derivation_of_a_derivation_is_traced_to_its_claims(evidence) -> None:
    assert derive.input_claims(evidence, "derived-trade-xinjiang-2023-q4") == [
        "trade-xinjiang-2023",
        "trade-xinjiang-2024-9m",
        "growth-xinjiang-2024-9m",
    ]


def test_a_claim_that_two_inputs_rest_on_is_traced_once(evidence) -> None:
    row = evidence.derivations.iloc[:1].assign(
        derivation_id="again", inputs="derived-trade-xinjiang-2022;derived-trade-xinjiang-2022"
    )
    twice = replace(evidence, derivations=pd.concat([evidence.derivations, row], ignore_index=True))
    assert derive.input_claims(twice, "again") == ["trade-xinjiang-2023", "growth-xinjiang-2023"]


def test_figures_hold_every_claim_and_derivation_once(evidence, figures) -> None:
    assert len(figures) == len(evidence.claims) + len(evidence.derivations)
    assert figures["figure_id"].is_unique
    inside = (figures["low"] <= figures["value"]) & (figures["value"] <= figures["high"])
    assert inside.all()


def test_the_stage_of_a_subject_is_its_last_worded_one(evidence) -> None:
    from components.selection import Selection, milestones_in_context

    milestones = milestones_in_context(evidence)
    assert derive.latest_stages(milestones).loc["dostyk-moyynty", "stage"] == "under_way"
    assert derive.latest_stages(milestones).loc["lianyungang-terminal", "stage"] == "operating"
    as_known = Selection(as_of=pd.Timestamp(2022, 10, 26)).keep(milestones)
    assert derive.latest_stages(as_known).loc["dostyk-moyynty", "stage"] == "pledged"
    assert "narynkol-muzart" not in derive.latest_stages(as_known).index
