import copy

import pytest

from components.derive import ledger_rows
from components.exports import full_citation, inline_citation, licences, licensed
from components.tables import Tables


@pytest.fixture(scope="module")
def rows(evidence: Tables) -> dict[str, dict]:
    frame = ledger_rows(evidence)
    return dict(zip(frame["figure_id"], frame.to_dict("records"), strict=True))


@pytest.mark.parametrize(
    ("identifier", "citation"),
    [
        ("trade-xinjiang-2023", "US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2)"),
        ("trade-xinjiang-2024-9m", "US$ 17.67 bn in January–September 2024 (Kazinform, December 2024, par. 2)"),
        ("trans-caspian-2030", "up to 10 Mt a year by 2030, expected (Kazinform, December 2024, par. 8)"),
        ("trade-china-task", "up to US$ 100 bn, target, no date stated (Kazinform, December 2024, par. 3)"),
        ("container-trains-2029", "2,000 container trains by 2029, target (Kazinform, December 2024, par. 9)"),
        ("irtysh-initial", "initially 2–2.5 Mt, plan, no date stated (Kazinform, December 2024, par. 6)"),
        ("share-xinjiang-of-china", "almost 50% share of trade, no date stated (Kazinform, December 2024, par. 2)"),
        ("trade-china-2021-headline", "US$ 25 bn in 2021 (Kazinform, September 2022, headline or dateline)"),
        (
            "cargo-kz-cn-multiple",
            "multiple of cargo: almost 3, expected, no date stated (President’s site, April 2013, par. 2)",
        ),
        ("derived-trade-xinjiang-2022", "US$ 12.5 bn in 2022, derived (from Kazinform, December 2024, par. 2)"),
        (
            "altynkol-khorgos-operating-2013",
            "Altynkol–Khorgos rail crossing: operating, December 2012 (President’s site, April 2013, par. 4)",
        ),
        (
            "dostyk-moyynty-under-way-2025",
            "Dostyk–Moyynty line: under way, due by 2025 (Council report (unsigned), September 2025, par. 4)",
        ),
    ],
)
def test_the_line_says_figure_hedge_period_kind_and_place(
    evidence: Tables, rows: dict, identifier: str, citation: str
) -> None:
    assert inline_citation(evidence, rows[identifier]) == citation


def test_every_row_can_be_cited_both_ways(evidence: Tables, rows: dict) -> None:
    for row in rows.values():
        for citation in (inline_citation(evidence, row), full_citation(evidence, row)):
            assert "nan" not in citation.split()
            assert "\u202f" not in citation


def test_in_full_it_says_how_sure_the_date_is(evidence: Tables, rows: dict) -> None:
    told = full_citation(evidence, rows["trade-xinjiang-2023"])
    assert "“to 20.3 billion US dollars”, in: Kazakhstan, China’s Xinjiang eye doubling trade, Kazinform" in told
    assert "5 December 2024 (day inferred), publication date not stated, paragraph 2" in told
    assert "Speaker" not in told  # the sentence names none; that of the task is in quotation marks
    assert "Speaker: Serik Zhumangarin." in full_citation(evidence, rows["trade-china-task"])
    assert "The statistical source (Chinese or Kazakh customs) is not stated." in told
    assert evidence.version in told
    assert "13 September 2022 (as stated), paragraph 1" in full_citation(evidence, rows["trade-china-2021"])


def test_in_full_a_derived_figure_gives_its_interval_and_assumption(evidence: Tables, rows: dict) -> None:
    told = full_citation(evidence, rows["derived-trade-china-2023-floor"])
    assert "over US$ 40.5 bn in 2023, derived" in told
    assert "Interval over 40.5." in told
    assert "That “almost half”, stated without a period, holds for 2023." in told


@pytest.mark.parametrize(
    ("entry", "title", "path", "words"),
    [
        ({"name": "CC0-1.0"}, "CC0-1.0", "", "CC0-1.0"),
        ({"path": "https://example.org/terms"}, "https://example.org/terms", "https://example.org/terms",
         "https://example.org/terms"),
        ({"title": "A yearbook"}, "A yearbook", "", "A yearbook"),
        ({"title": "Terms", "path": "LICENSE.md"}, "Terms (LICENSE.md)", "", "Terms (LICENSE.md)"),
        ({"title": "Terms", "path": "javascript:alert(1)"}, "Terms (javascript:alert(1))", "",
         "Terms (javascript:alert(1))"),
        ({"email": "a@example.org"}, "unnamed", "", "unnamed"),
    ],
)  # fmt: skip
def test_a_licence_or_source_may_have_a_name_alone(
    evidence: Tables, entry: dict[str, str], title: str, path: str, words: str
) -> None:
    described = {"name": "atlas", "title": "Atlas", "licenses": [entry], "sources": [entry], "resources": []}
    object.__setattr__(tables := copy.copy(evidence), "schema", described)
    shown = {"title": title, "path": path}
    assert licensed(tables) == [("Tables", [shown], [shown])]
    assert licences(tables) == [("Tables", words, words)]
