"""What is drafted of a text: every number, each figure with unit, hedge and period, and nothing that is not there."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import audit, tables
from components.intake import Source, draft, newly_broken, paragraphs, warnings, with_rows
from components.intake.__main__ import main
from components.tables import find_numbers, normalised
from tests.conftest import DATA
from tests.intake.__main__ import HEAD, SAID, TEXTS, expected, measured

DAY = date(2024, 12, 5)
EVIDENCE = tables.load(DATA)


@pytest.fixture(scope="module")
def drafts(evidence):
    return {
        name: draft((TEXTS / f"{name}.txt").read_text("utf-8"), Source(day), evidence) for name, day in SAID.items()
    }


def test_texts_of_before_the_rules_are_read_as_promised(evidence, drafts) -> None:
    counts = dict.fromkeys(HEAD, 0)
    for name, made in drafts.items():
        for key, count in measured(made, expected(name), evidence)[0].items():
            counts[key] += count
    assert counts["figures"] == 73
    assert counts["with unit"] >= 0.95 * counts["figures"]
    assert counts["false"] <= 0.05 * counts["figures"]
    assert counts["hedges"] >= 0.95 * counts["found"]
    assert counts["wrong"] <= 0.03 * counts["figures"]
    assert counts["wordings"] == sum(len(made.claims) for made in drafts.values())


@pytest.mark.parametrize("name", SAID)
def test_every_number_stands_in_the_wording_of_a_row(name: str, drafts) -> None:
    made = drafts[name]
    rows = [*made.claims, *made.omissions]
    assert all(row["reason"] for row in made.omissions)
    for paragraph in made.paragraphs:
        text = normalised(paragraph.printed)
        spans = []
        for row in rows:
            wording = normalised(row["as_stated"])
            if row["paragraph"] == paragraph.number:
                assert wording in text
                assert row["as_stated"] in paragraph.printed
                at = text.find(wording)
                while at >= 0:
                    spans.append((at, at + len(wording)))
                    at = text.find(wording, at + 1)
        for number in find_numbers(text):
            assert any(start <= number.start and number.end <= end for start, end in spans), number


def one(evidence, sentence: str) -> dict:
    """Draft a sentence of a document of 5 December 2024 that has one figure."""
    filler = "This paragraph has more than enough words to be taken for the body of a text."
    (claim,) = draft(f"Title\n\n{sentence} {filler}", Source(DAY), evidence).claims
    return claim


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("in 2023", "2023-01-01", "2023-12-31"),
        ("by 2030", "", "2030-12-31"),
        ("by the end of 2030", "", "2030-12-31"),
        ("in January-April this year", "2024-01-01", "2024-04-30"),
        ("in January to February 2023", "2023-01-01", "2023-02-28"),
        ("in 9 months of 2024", "2024-01-01", "2024-09-30"),
        ("in the first six months of this year", "2024-01-01", "2024-06-30"),
        ("in the second quarter of 2022", "2022-04-01", "2022-06-30"),
        ("in the second half of last year", "2023-07-01", "2023-12-31"),
        ("last year", "2023-01-01", "2023-12-31"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("from 2021 to 2025", "2021-01-01", "2025-12-31"),
        ("since 2005", "", ""),
        ("on December 5, 2024", "", ""),
        ("", "", ""),
    ],
)
def test_a_period_is_that_of_its_sentence(evidence, words: str, start: str, end: str) -> None:
    for sentence in (
        f"The port handled 4.5 million tons {words}.",
        f"{words}, the port handled 4.5 million tons.".strip(" ,"),
    ):
        claim = one(evidence, sentence[:1].upper() + sentence[1:])
        got = (claim["period_start"], claim["period_end"])
        # A deadline that stands before a figure may be that of something else.
        assert got == (start, end) or (got == ("", "") and words.startswith("by") and not sentence.endswith("30.")), (
            sentence
        )


@pytest.mark.parametrize(
    ("figure", "value", "high", "unit", "hedge"),
    [
        ("20.30 billion US dollars", "20.30", "", "USD_bn", "exact"),
        ("more than $15 billion", "15", "", "USD_bn", "over"),
        ("740 million dollars", "740e6", "", "USD", "exact"),
        ("11 thousand kilometres", "11e3", "", "km", "exact"),
        ("nearly 274,200 tons", "274200", "", "t", "almost"),
        ("2-2.5 million tons", "2", "2.5", "Mt", "exact"),
        ("between 35 and 40 percent", "35", "40", "percent", "exact"),
        ("at least 4 500 TEU", "4500", "", "TEU", "at_least"),
        ("three quarters of the goods", "75", "", "percent", "exact"),
        ("25 million tonnes annually", "25", "", "Mt_per_year", "exact"),
        ("up to 311.6 billion tonne-kilometres", "311.6", "", "tkm_bn", "up_to"),
        ("fivefold growth", "5", "", "multiple", "exact"),
    ],
)
def test_digits_unit_and_hedge_are_those_printed(evidence, figure, value, high, unit, hedge) -> None:
    claim = one(evidence, f"The report speaks of {figure}.")
    assert (claim["value"], claim["value_high"], claim["unit"], claim["hedge"]) == (value, high, unit, hedge)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two countries met on 5 December 2024.",
        "One of the key partners is a twenty-foot container.",
        "In the first half of 2024 both sides spoke for the third time.",
        "The EXPO 2017 opened at 12:14 after three months.",
    ],
)
def test_dates_years_and_idioms_are_omitted_with_the_reason(evidence, sentence: str) -> None:
    filler = "This paragraph has more than enough words to be taken for the body of a text."
    made = draft(f"Title\n\n{sentence} {filler}", Source(DAY), evidence)
    assert made.claims == []
    assert len(made.omissions) >= 2
    assert all(row["reason"].endswith(".") for row in made.omissions)


def test_what_is_compared_is_the_base_and_who_speaks_is_named(evidence) -> None:
    claim = one(
        evidence,
        "In January-September 2024 cargo on the Middle Corridor was up 23% on the same period of 2023, Ann Bek said.",
    )
    assert (claim["period_start"], claim["period_end"]) == ("2024-01-01", "2024-09-30")
    assert (claim["base_start"], claim["base_end"]) == ("2023-01-01", "2023-09-30")
    assert (claim["claim_type"], claim["subject_id"], claim["speaker"]) == ("growth", "trans-caspian", "Ann Bek")


@given(st.text(max_size=600))
def test_any_text_is_read_and_each_wording_stands_in_it(text: str) -> None:
    made = draft(text, Source(DAY), EVIDENCE)
    printed = {paragraph.number: paragraph.printed for paragraph in made.paragraphs}
    for row in (*made.claims, *made.milestones, *made.omissions, *made.mentions):
        assert row["as_stated"] in printed[row["paragraph"]]
        assert 1 <= len(row["as_stated"].split()) <= 12


def test_the_command_writes_drafts_whose_text_is_read_alike(tmp_path: Path, capsys) -> None:
    out = tmp_path / "drafts"
    asked = [str(TEXTS / "ports.txt"), "--date", "2025-11-04", "--publisher", "Port News", "--out", str(out)]
    assert main(asked) == 0
    assert "26 figures and 12 other numbers in 7 paragraphs" in capsys.readouterr().out
    (source,) = csv.DictReader((out / "sources.csv").open(encoding="utf-8"))
    assert source["title"] == "Port of Kuryk plans a grain terminal and a container yard"
    kept = out / source["document_file"]
    assert audit.checksum(kept) == (source["sha256"], int(source["body_first_line"]))
    read = audit.paragraphs(kept.read_bytes(), int(source["body_first_line"]))
    assert read == [normalised(part.printed) for part in paragraphs((TEXTS / "ports.txt").read_text("utf-8"))]
    claims = list(csv.DictReader((out / "claims" / "2025-11-port-news.csv").open(encoding="utf-8")))
    assert all(normalised(row["as_stated"]) in read[int(row["paragraph"])] for row in claims)
    assert main(asked) == 1
    assert "is not empty" in capsys.readouterr().out


def test_what_the_text_does_not_say_of_itself_is_left_open(evidence) -> None:
    (stated,) = draft("Title\n\nPort News, 5 December 2024", Source(DAY, publisher="Port News"), evidence).sources
    assert (stated["label"], stated["publisher"], stated["date_basis"]) == ("Port News", "Port News", "stated")
    (unstated,) = draft("Title\n\nSome words", Source(DAY, publisher="Port News"), evidence).sources
    assert (unstated["label"], unstated["publisher"], unstated["date_basis"]) == ("Port News", "", "")


def test_no_id_leads_out_of_the_folder(tmp_path: Path, capsys) -> None:
    asked = [str(TEXTS / "ports.txt"), "--date", "2025-11-04", "--source-id", "../up", "--out", str(tmp_path / "out")]
    assert main(asked) == 1
    assert "is no id of a document" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_is_too_long_or_none_is_refused(tmp_path: Path, capsys) -> None:
    for content, reason in ((b"1 " * 100_001, "of at most 200,000"), (b"\xff\xfe\x00", "codec can't decode")):
        (tmp_path / "text.txt").write_bytes(content)
        assert main([str(tmp_path / "text.txt"), "--date", "2025-11-04", "--out", str(tmp_path / "out")]) == 1
        assert reason in capsys.readouterr().out
        assert not (tmp_path / "out").exists()


def finished(claims: list[dict], **own: str) -> list[dict]:
    """Give drafts what a person says of them; two claims of one figure in one document would contradict each other."""
    return [claim | {"perimeter": "Cargo of the whole route"} | own for claim in claims]


def rows_of(made, claims: list[dict]) -> dict[str, list[dict]]:
    return {"sources": made.sources, "claims": claims, "omissions": made.omissions}


def test_a_finished_document_is_added_and_everything_before_stays(evidence, drafts, tmp_path: Path) -> None:
    made = drafts["ports"]
    chosen = [claim for claim in made.claims if claim["as_stated"].startswith("The Trans-Caspian route carried")]
    claims = finished(chosen, claim_type="observed")
    then = with_rows(evidence, rows_of(made, claims))
    source = made.sources[0]["source_id"]
    assert len(then.claims) == len(evidence.claims) + 1
    stated = then.claims.set_index("claim_id").loc[claims[0]["claim_id"]]
    assert (stated["value"], stated["subject_id"], stated["measure_id"]) == (3.8, "trans-caspian", "cargo_volume")
    for name, content in evidence.files.items():
        assert name == "datapackage.json" or then.files[name].startswith(content)
    listed = json.loads(then.files["datapackage.json"])["resources"]
    assert f"claims/{source}.csv" in next(one["path"] for one in listed if one["name"] == "claims")
    for name, content in then.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert tables.load(tmp_path).version == then.version


def test_what_is_wrong_is_refused_with_its_line(evidence, drafts) -> None:
    made = drafts["ports"]
    chosen = [claim for claim in made.claims if claim["as_stated"].startswith("The Trans-Caspian route carried")]
    with pytest.raises(tables.TablesError, match=r"claims/2025-11-document\.csv:2"):
        with_rows(evidence, rows_of(made, finished(chosen, claim_type="observed", value="9.9")))


def test_a_broken_silence_is_told(evidence, drafts) -> None:
    made = drafts["railway"]
    chosen = [claim for claim in made.claims if claim["as_stated"].startswith("1.274.500 tons")]
    claims = finished(chosen, measure_id="cargo_volume", value="1.274500", claim_type="observed")
    broken = newly_broken(evidence, with_rows(evidence, rows_of(made, claims)))
    assert {one.silence_id for one in broken} >= {"khorgos-carried"}


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({}, []),
        ({"period_start": "2022-01-01", "period_end": "2022-12-31"}, ["does not name 2022, the year of the period"]),
        ({"base_start": "2021-01-01", "base_end": "2021-12-31"}, ["does not name 2021, the year of the base"]),
        ({"subject_id": "bakhty"}, ["none of the names of Bakhty rail crossing"]),
        ({"value": "360"}, ["far from what other documents say"]),
        (
            {"value": "3.4", "period_start": "2024-01-01", "period_end": "2024-09-30"},
            ["Kazinform states the same figure, “"],
        ),
    ],
)
def test_silent_mistakes_are_warned_of(evidence, own: dict[str, str], told: list[str]) -> None:
    claim = {
        "subject_id": "trans-caspian", "measure_id": "cargo_volume", "value": "3.8", "period_start": "2024-01-01",
        "period_end": "2024-12-31", "base_start": "", "base_end": "", "source_id": "new",
    }  # fmt: skip
    paragraph = "The Trans-Caspian route carried 3.8 million tons in 2024, against 2.7 million tons in 2023."
    found = list(warnings(evidence, claim | own, paragraph))
    assert len(found) == len(told)
    assert all(words in warning for words, warning in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        (
            "A second track of the Dostyk-Moyynty line is under construction, the company said this week in Astana.",
            "under_way",
        ),
        (
            "The ministry plans to open the Bakhty railway crossing with China, a spokesman told reporters today.",
            "planned",
        ),
        ("Talks: the company is in talks on a terminal in Lianyungang, which it would like to have soon.", "talks"),
        (
            "The Lianyungang terminal was opened this week in the presence of guests from both countries there.",
            "operating",
        ),
        ("Kazakhstan and China have spoken at length of the Trans-Caspian route and of nothing else today.", ""),
    ],
)
def test_a_named_thing_has_the_stage_that_its_sentence_words(evidence, sentence: str, stage: str) -> None:
    found = draft(f"Title\n\n{sentence}", Source(DAY), evidence).milestones
    assert [row["stage"] for row in found] == ([stage] if stage else [])
    assert all(len(row["as_stated"].split()) <= 12 and row["as_stated"] in sentence for row in found)
