"""What follows from the rows is said in true sentences, whatever the rows are."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest

from components import derive, style, tables
from tests import odd
from tests.benchmarks import synthetic
from tests.conftest import DATA
from tests.data.mutations import Files

NUMBER = re.compile(rf"\d[\d{style.THIN}]*(?:\.\d+)?")
LATER = re.compile(r"(?:none of the|the) (\S+) later documents?")
WORDS = dict(zip(("one", "two", "three", "four", "five", "six", "seven"), range(1, 8), strict=True))
PAIRS = ("period_start", "period_end"), ("base_start", "base_end"), ("due_start", "due_end")


def said(evidence: tables.Tables) -> pd.DataFrame:
    rows = derive.ledger_rows(evidence)
    return derive.findings(evidence, rows).set_index("finding_id", drop=False)


@pytest.fixture(scope="module")
def found(evidence: tables.Tables) -> pd.DataFrame:
    return said(evidence)


@pytest.mark.parametrize(
    ("finding", "topic", "text"),
    [
        # December 2024, paragraph 2; 20.3 / 1.62 = 12.53, which 20.25 / 1.625 to 20.35 / 1.615 bounds.
        ("growth:trade-xinjiang-2023", "trade",
         "Trade with Xinjiang rose 62 % to $20.3 bn in 2023, which implies about $12.5 bn in 2022."),
        # Paragraph 8; 3.4 / 1.23 = 2.76. Whether of the whole of 2023 or of nine months the text does not say.
        ("growth:trans-caspian-2024-9m", "cargo",
         "Trans-Caspian route: cargo rose 23 % to 3.4 Mt in January–September 2024, which implies about 2.8 Mt before; "
         "the period of that base is not stated."),
        ("lost:trans-caspian-2030+trans-caspian-aim", "cargo",
         "Trans-Caspian route: the expectation of up to 10 Mt of cargo a year by 2030 (said in December 2024) became "
         "an aim of 10 Mt (said in September 2025), without the date, “up to” and “a year”."),
        # 10 / 4.5 = 2.22, as 4.45 to 4.55.
        ("gap:trans-caspian-aim", "cargo",
         "Trans-Caspian route: the aim is 10 Mt of cargo, about 2.2 times its base of 4.5 Mt; no date is stated for "
         "either."),
        ("gap:trans-caspian-2030", "cargo",
         "Trans-Caspian route: the expectation is up to 10 Mt of cargo a year by 2030, against 3.4 Mt observed in "
         "January–September 2024; the periods differ in length, so no ratio is drawn."),
        ("gap:trade-china-task", "trade",
         "Trade with China: the aim is up to $100 bn, with no date stated, Serik Zhumangarin said, against $25 bn "
         "observed in 2021; the two are not worded alike, so no ratio is drawn."),
        # 33 / 12 = 2.75, as 32.5 / 12.5 to 33.5 / 11.5; “almost triple” in April 2013, paragraph 2.
        ("gap:cargo-kz-cn-potential", "cargo",
         "Cargo between Kazakhstan and China: the expectation is 33 Mt, about 2.8 times its base of 12 Mt; the "
         "document says almost 3 times; no date is stated for either."),
        ("unanswered:khorgos-expected-2015", "cargo",
         "Altynkol–Khorgos rail crossing: the expectation of April 2013 was 4.5 Mt of cargo in 2015; none of the four "
         "later documents says what came of it."),
        ("capacity:khorgos-expected-2015+khorgos-capacity", "cargo",
         "Altynkol–Khorgos rail crossing: the expectation was 4.5 Mt of cargo in 2015, against a capacity of 25 Mt a "
         "year (no date stated); that is about 18 %, assuming that the capacity, stated without a year, holds for "
         "2015."),
        # The platform of October 2022 pledges 20 things, one of which it plans as well, and dates none of them.
        ("deadline:2022-10-gsv", "commitments",
         "None of the 21 promises and plans in GSV “Russia – Islamic World”, October 2022, has a date."),
        ("stages:all", "commitments",
         "Of 26 things pledged or planned before the latest document, 1 (Dostyk–Moyynty line) is later said to be "
         "under way and none to operate."),
        ("progress:dostyk-moyynty-pledged-2022-10+dostyk-moyynty-under-way-2025", "corridors",
         "Dostyk–Moyynty line: pledged in October 2022, under way in September 2025, due by 2025. Neither text says "
         "that it is complete."),
        ("multiple:trade-xinjiang-double", "trade",
         "Trade with Xinjiang: the aim is twice as much, Serik Zhumangarin said, with neither base nor date stated; "
         "from $20.3 bn in 2023 that would be about $40.6 bn."),
    ],
)  # fmt: skip
def test_a_finding_says_what_the_documents_say(found: pd.DataFrame, finding: str, topic: str, text: str) -> None:
    assert found.loc[finding, "text"].replace(style.THIN, " ") == text
    assert found.loc[finding, "topic"] == topic


def test_no_ratio_is_drawn_of_what_does_not_compare(evidence: tables.Tables, found: pd.DataFrame) -> None:
    shares = found.loc["differ:transit-share-2024+transit-share-2025", "text"]
    assert "do not compare" in shares
    # A headline that drops “more than” is a repeat, all of China and Xinjiang alone are two subjects.
    assert not found["text"].str.contains("headline").any()
    for finding in found[found["text"].str.contains("no ratio")].itertuples():
        kinds = set(evidence.derivations["derivation_id"]) & set(finding.figure_ids.split(";"))
        assert not kinds, finding


def test_the_first_findings_are_of_different_rules(found: pd.DataFrame) -> None:
    assert list(found["rank"]) == list(range(1, len(found) + 1))
    first = found["finding_id"].str.partition(":")[0].head(6)
    assert first.is_unique


def numbers(*texts: str) -> set[str]:
    return {number.strip(style.THIN) for text in texts for number in NUMBER.findall(text)}


def words_of(row: Mapping[str, Any]) -> list[str]:
    """Return what a sentence can say of a row: its figure, its days, its names."""
    days = [style.period(row[start], row[end]) for start, end in PAIRS]
    figure = style.quantity(row) if row["row_kind"] == "figure" else ""
    spoken = style.month(row["event_date"])
    return [figure, *days, spoken, *(row[name] for name in ("subject", "measure", "speaker", "document"))]


def counts_of(finding: Any, rows: pd.DataFrame) -> set[str]:
    """Return the counts that a finding can state, counted again among the rows that it names."""
    rule, _, key = finding.finding_id.partition(":")
    undated = rows["due_start"].isna() & rows["due_end"].isna()
    undated &= rows["period_start"].isna() & rows["period_end"].isna()
    if rule == "deadline":
        return {str(len(rows))} | ({str(undated.sum())} if key == "all" else set())
    if rule == "stages":
        reached = rows["stage"].value_counts()
        promised = reached.reindex(["pledged", "planned"], fill_value=0).sum()
        return {str(promised), *(str(reached.get(stage, 0)) for stage in ("under_way", "operating"))}
    # Each level without a base comes first; the rest name one.
    return {str(count) for count in range(1, len(rows) + 1)} if rule == "base" else set()


def check(evidence: tables.Tables) -> pd.DataFrame:
    every = derive.ledger_rows(evidence)
    found = derive.findings(evidence, every)
    assert found["finding_id"].is_unique
    rows = every.set_index("figure_id", drop=False)
    named = every.to_dict("records")
    by_id = {row["figure_id"]: row for row in named}
    for finding in found.itertuples():
        ids = finding.figure_ids.split(";")
        assert set(ids) <= set(by_id), finding
        assert len(set(ids)) == len(ids), finding
        about = [by_id[key] for key in ids]
        known = numbers(*(words for row in about for words in words_of(row)))
        assert numbers(finding.text) <= known | counts_of(finding, rows.loc[ids]), finding
        for word in LATER.findall(finding.text):
            later = (evidence.sources["event_date"] > about[0]["event_date"]).sum()
            assert WORDS.get(word, word) in (later, str(later)), finding
        assert re.fullmatch(r"\S.*[^.]\.", finding.text), finding
        assert not re.search(r"  | [.,;]|\b(nan|NaT|<NA>)\b", finding.text), finding
        assert finding.topic in ("trade", "cargo", "corridors", "investment", "commitments")
        long = [row["as_stated"] for row in about if len(row["as_stated"].split()) >= 12]
        assert not any(wording in finding.text for wording in long), finding
    return found


@pytest.mark.parametrize(
    "kind", ["one document", "some subjects", "few rows", "heads alone", "other ids", "corrupted", "no period"]
)
def test_each_number_is_one_of_the_rows(kind: str) -> None:
    whole = tables.read_folder(DATA)[1]
    for number in range(2):
        check(odd.load(odd.KINDS[kind](whole, Random(f"{kind} {number}"))))


def test_each_number_is_one_of_the_rows_of_much_evidence(tmp_path: Path, evidence: tables.Tables) -> None:
    much = check(tables.load(synthetic.write(tmp_path / "much", 1_000)))
    rules = much["finding_id"].str.partition(":")[0].value_counts()
    assert rules["growth"] > 50
    assert rules["gap"] > 50
    assert set(said(evidence)["finding_id"]) - set(much["finding_id"]) <= {"deadline:all"}


def changed(*changes: tuple[str, str, str]) -> tables.Tables:
    files: Files = dict(tables.read_folder(DATA)[1])
    for file, before, after in changes:
        text = files[file].decode()
        assert before in text, before
        files[file] = text.replace(before, after).encode()
    # What is derived of a figure in another unit goes with it.
    return odd.load(odd.part(files, lambda *_: True))


def test_a_sentence_follows_its_figure() -> None:
    levels = changed(("claims/trade.csv", "trade_turnover,20.3,", "trade_turnover,21.3,"),
                     ("claims/trade.csv", "to 20.3 billion", "to 21.3 billion"))  # fmt: skip
    # 21.3 / 1.62 = 13.15, as 21.25 / 1.625 to 21.35 / 1.615.
    text = said(levels).loc["growth:trade-xinjiang-2023", "text"].replace(style.THIN, " ")
    assert text == "Trade with Xinjiang rose 62 % to $21.3 bn in 2023, which implies about $13.1 bn in 2022."


def test_a_fall_is_called_one() -> None:
    fall = changed(("claims/trade.csv", "trade_growth,62,", "trade_growth,-6.2,"),
                   ("claims/trade.csv", "rose 62%", "changed by -6.2%"))  # fmt: skip
    # 20.3 / 0.938 = 21.64, as 20.25 / 0.9385 to 20.35 / 0.9375.
    text = said(fall).loc["growth:trade-xinjiang-2023", "text"].replace(style.THIN, " ")
    assert text == "Trade with Xinjiang fell 6.2 % to $20.3 bn in 2023, which implies about $21.6 bn in 2022."


def test_a_promise_that_keeps_date_and_hedge_has_moved() -> None:
    subject = "trans-caspian-aim,trans-caspian"
    later = changed(
        ("claims/targets.csv", f"{subject},cargo_volume,10,,exact,target,,,",
         f"{subject},cargo_rate,12,,up_to,forecast,,2031-12-31,"),
        ("claims/targets.csv", "from 4.5 million to 10 million tons", "up to 12 million tons a year by 2031"),
    )  # fmt: skip
    found = said(later)
    assert "lost:trans-caspian-2030+trans-caspian-aim" not in found.index
    assert found.loc["moved:trans-caspian-2030+trans-caspian-aim", "text"].replace(style.THIN, " ") == (
        "Trans-Caspian route: the expectation moved from up to 10 Mt of cargo a year by 2030 (said in December 2024) "
        "to up to 12 Mt a year by 2031 (said in September 2025)."
    )


def test_a_reading_that_no_longer_fits_its_figures_is_not_said() -> None:
    key = "differ:transit-share-2024+transit-share-2025"
    # From 80 to 85 are five points; from 80 to 84 they are not.
    later = changed(("claims/cargo.csv", "transit_share,85,", "transit_share,84,"),
                    ("claims/cargo.csv", "85% of all continental", "84% of all continental"),
                    ("milestones.csv", "handling 85%", "handling 84%"))  # fmt: skip
    assert key not in said(later).index


KHORGOS = (
    "khorgos-carried,altynkol-khorgos,cargo_volume,3,,exact,observed,2015-01-01,2015-12-31,,,"
    "Cargo on the Altynkol–Khorgos rail route,2024-12-kazinform,9,carried 3 million tons in 2015,,,,\n"
)


def test_an_expectation_is_answered_by_a_later_figure() -> None:
    last = "claim_id,subject_id,measure_id,value,value_high,hedge,claim_type,period_start,period_end,base_start," \
        "base_end,perimeter,source_id,paragraph,as_stated,speaker,repeats,doubt,note\n"  # fmt: skip
    found = said(changed(("claims/cargo.csv", last, last + KHORGOS)))
    assert "unanswered:khorgos-expected-2015" not in found.index
    assert found.loc["gap:khorgos-expected-2015", "text"].replace(style.THIN, " ") == (
        "Altynkol–Khorgos rail crossing: the expectation was 4.5 Mt of cargo in 2015, against 3 Mt observed in 2015."
    )


def test_ids_are_no_part_of_a_rule(found: pd.DataFrame) -> None:
    other: Callable[[Files, Random], Files] = odd.KINDS["other ids"]
    again = said(odd.load(other(tables.read_folder(DATA)[1], Random("0"))))
    assert sorted(again["text"]) == sorted(found["text"])
