import pandas as pd
import pytest

from components import derive


@pytest.fixture(scope="module")
def rows(evidence) -> pd.DataFrame:
    return derive.ledger_rows(evidence)


@pytest.fixture(scope="module")
def listed(evidence, rows) -> pd.DataFrame:
    return derive.register(evidence, rows).set_index("figure_id", drop=False)


def test_the_register_lists_every_promised_figure_once(listed) -> None:
    # 5 targets and pledges, 7 of cargo, 6 of energy, 3 of investment, 2 offers; headline repeats are not listed.
    assert (listed["row_kind"] == "figure").sum() == 23
    assert not listed["figure_id"].str.contains("headline").any()
    assert "trade-china-2021" not in listed.index


def test_a_promise_is_of_whoever_its_sentence_names(listed) -> None:
    said_by = dict.fromkeys(
        ["cargo-kz-cn-potential", "trans-caspian-aim", "dostyk-moyynty-multiple", "polyethylene-value",
         "nuclear-plants-count", "container-trains-2029", "marketable-gas-output"], "",
    )  # fmt: skip
    said_by |= dict.fromkeys(["trade-china-task", "trade-xinjiang-double"], "Serik Zhumangarin")
    said_by |= dict.fromkeys(["oil-refining-volume", "bakhty-pledged-2022-10"], "Kassym-Jomart Tokayev")
    assert listed.loc[list(said_by), "speaker"].to_dict() == said_by


def test_a_base_is_taken_only_from_the_text(listed) -> None:
    assert listed.loc["container-trains-2029", "base_id"] == "container-trains-base"
    assert listed.loc["trans-caspian-aim", "base_id"] == "trans-caspian-base-2025"
    assert listed.loc["cargo-kz-cn-multiple", "base_id"] == "cargo-kz-cn-base"
    # To double trade names no base year: the doubling of 2023 is an assumption of ours.
    assert listed.loc["trade-xinjiang-double", "no_base"]
    assert set(listed[listed["no_base"]]["figure_id"]) == {
        "khorgos-expected-2015", "renewable-multiple", "oil-refining-volume", "marketable-gas-output",
        "gas-infrastructure-level", "trade-china-task", "trade-xinjiang-double", "trans-caspian-2030",
        "dostyk-moyynty-multiple",
    }  # fmt: skip


def test_only_three_promised_figures_have_a_deadline(listed) -> None:
    figures = listed[listed["row_kind"] == "figure"]
    assert set(figures[~figures["no_deadline"]]["figure_id"]) == {
        "khorgos-expected-2015", "trans-caspian-2030", "container-trains-2029",
    }  # fmt: skip
    assert listed.loc["container-trains-2029", "due_end"] == pd.Timestamp(2029, 12, 31)


def test_a_milestone_stands_beside_no_figure_that_already_says_it(listed) -> None:
    assert "railway-repair-pledged-2022-10" not in listed.index
    assert "container-trains-pledged-2024" not in listed.index
    assert "bakhty-pledged-2022-10" in listed.index
    # The factor of five has no date; completion by 2025 has.
    assert listed.loc["dostyk-moyynty-under-way-2025", "due_end"] == pd.Timestamp(2025, 12, 31)


def test_operating_and_undated_under_way_are_no_promises(listed) -> None:
    assert "altynkol-khorgos-operating-2013" not in listed.index
    assert "trans-caspian-under-way-2025" not in listed.index


def test_every_comparison_becomes_a_pair_newest_first(evidence, rows) -> None:
    pairs = derive.pairs(evidence, rows)
    assert set(pairs["comparison_id"]) == set(evidence.comparisons["comparison_id"])
    assert pairs["event_date"].is_monotonic_decreasing
    ten = pairs.set_index("comparison_id").loc["trans-caspian-ten"]
    assert (ten["earlier_date"].year, ten["event_date"].year) == (2024, 2025)


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ("", ""),
        ("n", "The one pledge has no date."),
        ("d", "The one pledge has a date."),
        ("nn", "None of the 2 pledges has a date."),
        ("dd", "All 2 pledges have a date."),
        ("ndd", "1 of 3 pledges has no date."),
        ("nnd", "2 of 3 pledges have no date."),
    ],
)
def test_how_many_have_no_date_is_said_in_a_sentence(listed, dates, sentence) -> None:
    pledges = listed.loc[["railway-repair-length"] * len(dates)].assign(no_deadline=[date == "n" for date in dates])
    assert derive.undated_sentence(pledges) == sentence.replace("pledge", "promise")


def test_a_document_changes_what_it_says_otherwise_and_what_it_names_first(evidence, rows) -> None:
    pairs = derive.pairs(evidence, rows)
    since = pd.Timestamp(2024, 12, 5)
    changed = derive.changes(rows, pairs, since).set_index("figure_id")
    otherwise = changed[changed["earlier_id"] != ""]
    assert otherwise.to_dict("index") == {
        "shymkent-refinery-planned-2025": {
            "earlier_id": "shymkent-refinery-operating-2022-09", "kind": "conflicting",
        },
        "dostyk-moyynty-under-way-2025": {"earlier_id": "dostyk-moyynty-pledged-2022-10", "kind": "progressed"},
        "trans-caspian-aim": {"earlier_id": "trans-caspian-2030", "kind": "revised"},
    }  # fmt: skip
    first = rows.set_index("figure_id").loc[changed.index[len(otherwise) :]]
    assert set(first["event_date"]) == {pd.Timestamp(2025, 9, 2)}
    assert not set(first["subject_id"]) & set(
        rows[rows["event_date"] <= since].query("row_kind == 'milestone'")["subject_id"]
    )
    # Before any document, everything is named for the first time.
    early = rows[rows["event_date"] <= pd.Timestamp(2013, 4, 8)]
    assert set(derive.changes(early, pairs, None)["earlier_id"]) == {""}
