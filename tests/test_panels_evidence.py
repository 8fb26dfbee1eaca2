"""The page of a figure's evidence: all that is known of it, for a reader without script and for programs."""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import app
from components import controls
from components.panels import evidence_page

ROOT = Path(__file__).parents[1]
BESIDE = "<h2>Beside official statistics (outside the documents)</h2>"
SINCE = "<h2>Since then (outside the documents)</h2>"


@pytest.fixture
def edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str, Callable[[dict[str, str]], None]], None]]:
    """Give a function that changes each row of a file of a copy of the evidence, which is then in use."""
    copy = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    monkeypatch.setenv("ATLAS_DATA", str(copy))

    def edit(name: str, change: Callable[[dict[str, str]], None]) -> None:
        path = copy / name
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for row in rows:
            change(row)
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        controls.forget()

    edit.folder = copy
    controls.forget()
    yield edit
    controls.forget()


def page(identifier: str) -> str:
    return evidence_page(identifier).decode()


def linked_data(html: str) -> list[dict[str, object]]:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL).group(1))


def test_it_names_who_says_it_and_leads_to_the_wording_in_public() -> None:
    told = page("trade-china-task")
    assert "<dt>Said by</dt><dd>Serik Zhumangarin</dd>" in told
    # The address of December 2024 and the wording, as a text directive has it.
    public = "https://en.inform.kz/amp/kazakhstan-chinas-xinjiang-eye-doubling-trade-f61e97"
    public += "#:~:text=to%20up%20to%20100%20billion%20US%20dollars"
    assert f'<a href="{public}" target="_blank" rel="noopener noreferrer">' in told
    aim = page("trans-caspian-aim")
    assert "<dt>Said by</dt><dd>The document itself, in nobody’s name</dd>" in aim
    assert "https://exussr.org/?p=1434#:~:text=from%204.5%20million" in aim


def test_it_has_what_was_said_otherwise_how_to_quote_it_and_all_of_its_subject() -> None:
    told = page("trans-caspian-2030")
    assert "<q>from 4.5 million to 10 million tons</q>" in told
    assert "Ten stays, but" in told
    assert '<p class="atlas-cited">up to 10 Mt a year by 2030, expected (Kazinform, December 2024, par. 8)</p>' in told
    others = told[told.index("All that is said of Trans-Caspian route") :]
    assert 'href="figure/trans-caspian-2024-9m"' in others
    assert 'href="figure/trans-caspian-2030"' not in others.split("<nav>")[0]


def test_it_leads_to_its_charts_the_board_the_map_its_corridor_and_the_ledger() -> None:
    told = page("trans-caspian-2030")
    for address in (
        "cargo#exhibit-trans-caspian", "commitments#exhibit-board", "map?object=Trans-Caspian+route",
        "corridors?corridor=Trans-Caspian", "ledger?find=Trans-Caspian%20route",
    ):  # fmt: skip
        assert f'href="{address}"' in told
    # A sum of deals has no place and no corridor.
    sums = page("council-deals-value")
    assert "map?object" not in sums
    assert "corridors?corridor" not in sums


def test_the_pages_are_a_chain_through_all_rows() -> None:
    rows = list(controls.current().rows["figure_id"])
    first, second, last = page(rows[0]), page(rows[1]), page(rows[-1])
    assert 'rel="prev"' not in first
    assert f'<a rel="next" href="figure/{rows[1]}">' in first
    assert f'<a rel="prev" href="figure/{rows[0]}">' in second
    assert 'rel="next"' not in last


def test_a_derived_figure_has_formula_interval_and_what_it_rests_on() -> None:
    told = page("derived-trade-xinjiang-2022")
    assert "$20.3\u202fbn ÷ (1 + 62\u202f%)" in told
    assert "12.46–12.60" in told
    assert len(linked_data(told)) == 1  # no wording of its own


def test_programs_read_the_data_set_and_the_wording_as_a_quotation() -> None:
    dataset, annotation = linked_data(page("trade-xinjiang-2023"))
    assert (dataset["@type"], dataset["version"]) == ("Dataset", controls.current().tables.version)
    assert annotation["target"]["selector"] == {"type": "TextQuoteSelector", "exact": "to 20.3 billion US dollars"}
    assert annotation["body"]["value"] == "US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2)"


def test_without_an_address_it_leads_nowhere_outside(edited) -> None:
    edited("sources.csv", lambda row: row.update(url="", label="", publisher=""))
    told = page("trade-china-task").partition(BESIDE)[0]
    assert 'href="http' not in told
    assert ">Kazakhstan, China’s Xinjiang eye doubling trade</a>, paragraph 3" in told


def part(html: str, heading: str) -> str:
    """Give what stands under a heading that says that it is from outside the documents."""
    return html.partition(heading)[2].partition("</section>")[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_figure_is_held_against_each_reporter_in_words_and_with_its_source() -> None:
    told = part(page("trade-china-2021"), BESIDE)
    # 25 is rounded: 25.25 of one side lies within it, 18 of the other does not. 25 − 18 = 7, 7 ÷ 18 = 0.39.
    assert (
        "$25\u202fbn in 2021 fits China’s customs ($25.25\u202fbn), not Kazakhstan’s statistics ($18\u202fbn)." in told
    )
    assert "<dt>China’s customs</dt><dd>$25.25\u202fbn, 2021: fits, below by $0.25\u202fbn (−0.99 %)" in told
    assert "<dt>Kazakhstan’s statistics</dt><dd>$18\u202fbn, 2021: above by $7\u202fbn (+39 %)" in told
    assert '<a href="http://silkroad2021.org/index-389.html" target="_blank" rel="noopener noreferrer">' in told


def test_what_a_reporter_does_not_count_is_said_with_the_reason() -> None:
    told = part(page("trans-caspian-2024-9m"), BESIDE)
    assert "3.4\u202fMt, January–September 2024: fits, no difference" in told
    assert "<dt>TITR association</dt><dd>cannot be compared: no statistic of January–September 2024" in told
    # Points, not percent of percent: 23 less 70. 3.4 over 2.764 is 1.23, of which two digits can be told.
    told = words(part(page("trans-caspian-growth-2024-9m"), BESIDE))
    assert "70 %, January–September 2024: below by 47 points" in told
    assert "23 %, 2023: cannot be compared: no base is stated; would fit 2023" in told
    # Where no reporter has a value the sentence says all.
    told = part(page("khorgos-capacity"), BESIDE)
    assert "cannot be compared: no statistic counts this." in told
    assert "<dt>" not in told


def test_what_looks_ahead_stands_beside_the_latest_year_without_a_judgement() -> None:
    told = words(part(page("container-trains-2029"), BESIDE))
    assert "358, 2024: beside, above by 1 642 (+460 %), an aim, by 2029" in told


def test_a_repeat_is_held_as_what_it_repeats() -> None:
    assert part(page("trade-china-2021-article"), BESIDE) == part(page("trade-china-2021"), BESIDE)


def test_what_came_since_then_has_day_source_publisher_note_and_leads_to_its_words() -> None:
    told = part(page("dostyk-moyynty-pledged-2022-10"), SINCE)
    first, second, third = told.split("</li>")[:3]
    assert words(first) == (
        "opened, 30 September 2025 Kazakhstan Launches Second Line of Dostyk-Moiynty Railway Astana Times, 2025-09-30"
    )
    address = "https://astanatimes.com/2025/09/kazakhstan-launches-second-line-of-dostyk-moiynty-railway/"
    assert f'<a href="{address}#:~:text=the%20second%20line%20of%20the%20Dostyk%2DMoiynty%20railway%20on' in first
    assert words(second).endswith("2025-09-12. 127 of 836 km.")
    assert "building begun, 17 November 2022; due then in the fourth quarter of 2025" in third


def test_an_answer_from_outside_follows_the_doubt_which_stays() -> None:
    told = page("trans-caspian-base-2025")
    doubt = told.partition("<dt>Doubt</dt><dd>")[2].partition("</dd>")[0]
    assert words(doubt).startswith("The year of the base is not stated and per year is missing.")
    assert words(doubt).endswith(
        "Answered from outside by Astana Times (Ministry of Trade) : 4.5 Mt is the cargo of 2024"
    )
    assert "reaching%204.5%20million%20tons" in doubt
    assert "answered from outside: 4.5 Mt is the cargo of 2024" in part(told, SINCE)
    # Nothing from outside answers this one.
    assert "Answered from outside" not in page("trade-xinjiang-2023")


def test_without_series_and_outcomes_nothing_is_from_outside(edited) -> None:
    assert "outside the documents" not in page("expo-2017-planned-2013")
    assert SINCE in page("khorgos-distance")
    for name in ("series", "observations", "outcomes"):
        shutil.copy(ROOT / "data" / f"{name}.csv", edited.folder)
        lines = (edited.folder / f"{name}.csv").read_text("utf-8").splitlines()
        (edited.folder / f"{name}.csv").write_text(lines[0] + "\n", "utf-8")
    controls.forget()
    for identifier in ("trade-china-2021", "khorgos-distance", "dostyk-moyynty-pledged-2022-10"):
        told = page(identifier).lower()
        assert "outside the documents" not in told
        assert "answered from outside" not in told


def test_texts_from_outside_stay_text(edited) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    edited("series.csv", lambda row: row.update(reporter=f"{hostile}{row['reporter']}"))
    edited(
        "outcomes.csv",
        lambda row: row.update(
            what=f"{row['what']} {hostile}",
            publisher=hostile,
            note=hostile,
            source_title=hostile,
            url="http://a.org/?'",
        ),
    )
    for identifier in ("trade-china-2021", "khorgos-distance", "dostyk-moyynty-pledged-2022-10"):
        told = page(identifier)
        assert "<img" not in told
        assert "&lt;img src=x onerror=alert(1)&gt;" in told
        assert "href=\"http://a.org/?'" not in told


def test_text_stays_text_in_the_page_and_in_its_data(edited) -> None:
    hostile = "</script><script>alert(1)</script><b>"
    edited("subjects.csv", lambda row: row.update(note=hostile, name=f"{hostile} {row['name']}"))
    told = page("trade-xinjiang-2023")
    assert told.count("<script") == told.count("</script") == 1
    assert "<b>Trade" not in told
    assert "&lt;script&gt;alert(1)" in told


def test_the_server_gives_the_page_whole_and_says_in_words_what_there_is_not() -> None:
    client = TestClient(app.app, base_url="http://localhost")
    answer = client.get("/figure/trade-xinjiang-2023")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src" in answer.headers["content-security-policy"]
    assert '<base href="../">' in answer.text
    for unknown in ("no-such", "%3Cb%3E", "trade-xinjiang-2023/", "a/b"):
        refused = client.get(f"/figure/{unknown}")
        assert refused.status_code == 404, unknown
        assert "<" not in refused.text
    assert client.post("/figure/trade-xinjiang-2023").status_code == 405


def test_each_figure_is_given_with_its_subject_and_corridor() -> None:
    answer = TestClient(app.app, base_url="http://localhost").get("/figures.json").json()
    assert answer["figures"]["trans-caspian-2030"] == ["trans-caspian", "trans-caspian"]
    assert answer["figures"]["trade-xinjiang-2023"] == ["trade-xinjiang", ""]
    assert len(answer["figures"]) == len(controls.current().rows)
