import hashlib
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from components import audit, tables
from components.audit import main as command
from components.audit import paragraphs

ROOT = Path(__file__).parents[1]


def test_paragraphs_count_from_the_body() -> None:
    document = b"Headline\n3 May 2030\n\nFirst.\n\n\nSecond.\n"
    assert paragraphs(document, 4) == ["Headline 3 May 2030", "First.", "Second."]


DOCUMENT = "Headline\n\nTrade rose 7% to 5 billion dollars.\n\nThree crossings will open by 2031.\n"


@pytest.fixture
def small(evidence, tmp_path: Path):
    document = tmp_path / "small.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    source = evidence.sources.iloc[:1].assign(document_file="small.txt", sha256=digest, body_first_line=3)
    key = source["source_id"].iloc[0]
    claims = evidence.claims.iloc[:2].assign(
        claim_id=["grown", "traded"], source_id=key, paragraph=1, as_stated="rose 7% to 5 billion dollars",
        measure_id=["trade_growth", "trade_turnover"], value=[7.0, 5.0], value_written=["7", "5"],
    )  # fmt: skip
    milestone = evidence.milestones.iloc[:1].assign(
        source_id=key, paragraph=2, as_stated="Three crossings will open by 2031"
    )
    empty = {"omissions": evidence.omissions.iloc[:0], "mentions": evidence.mentions.iloc[:0]}
    return replace(evidence, sources=source, claims=claims, milestones=milestone, **empty), tmp_path


def problems(loaded: tables.Tables, directory: Path) -> str:
    return "\n".join(map(str, audit.disagreements(loaded, directory)))


def test_agreement_finds_nothing(small) -> None:
    assert problems(*small) == ""


def test_a_wording_that_does_not_stand_is_found(small) -> None:
    loaded, directory = small
    wrong = replace(loaded, claims=loaded.claims.assign(as_stated="rose 7% to 6 billion dollars"))
    assert "does not stand in this paragraph" in problems(wrong, directory)
    elsewhere = replace(loaded, claims=loaded.claims.assign(paragraph=2))
    assert "does not stand in this paragraph" in problems(elsewhere, directory)


def test_a_number_that_no_row_covers_is_found(small) -> None:
    loaded, directory = small
    bare = problems(replace(loaded, milestones=loaded.milestones.iloc[:0]), directory)
    assert "no row covers “Three”" in bare
    assert "no row covers “2031”" in bare


@pytest.mark.parametrize(("row", "number"), [(0, "7"), (1, "5")])
def test_one_of_two_claims_with_one_wording_is_missed(small, row: int, number: str) -> None:
    loaded, directory = small
    (found,) = audit.disagreements(replace(loaded, claims=loaded.claims.drop(row)), directory)
    assert found.paragraph == 1
    assert found.problem.startswith(f"no row has “{number}” as its figure or year, in “…Trade rose 7% to 5 billion")


def test_a_year_is_held_by_the_dates_of_a_row_and_any_number_by_an_omission(small, evidence) -> None:
    loaded, directory = small
    (directory / "small.txt").write_text("Headline\n\nIn 2030 it rose 7% to 5 billion dollars.\n", encoding="utf-8")
    claims = loaded.claims.assign(as_stated="In 2030 it rose 7% to 5 billion dollars")
    bare = replace(loaded, claims=claims, milestones=loaded.milestones.iloc[:0])
    assert "no row has “2030” as its figure or year" in problems(bare, directory)
    dated = replace(bare, claims=claims.assign(period_end=pd.Timestamp(2030, 12, 31)))
    assert "no row has" not in problems(dated, directory)
    key = claims["source_id"].iloc[0]
    omission = evidence.omissions.iloc[:1].assign(source_id=key, paragraph=1, as_stated="In 2030")
    assert "no row has" not in problems(replace(bare, omissions=omission), directory)


def test_of_a_milestone_only_a_number_with_a_unit_needs_a_claim(small) -> None:
    loaded, directory = small
    (directory / "small.txt").write_text("Headline\n\nThree lines of 70 km are planned.\n", encoding="utf-8")
    milestones = loaded.milestones.assign(paragraph=1, as_stated="Three lines of 70 km are planned")
    found = problems(replace(loaded, claims=loaded.claims.iloc[:0], milestones=milestones), directory)
    assert "no row has “70” as its figure or year" in found
    assert "Three”" not in found


def test_a_changed_or_missing_document_is_found(small) -> None:
    loaded, directory = small
    (directory / "small.txt").write_text(DOCUMENT + "More.\n", encoding="utf-8")
    assert "has sha256" in problems(loaded, directory)
    (directory / "small.txt").unlink()
    assert "cannot be read" in problems(loaded, directory)


def mentioned(loaded: tables.Tables, **cells: object) -> tables.Tables:
    """Have the small document mention a name in paragraph 1, but for the cells given."""
    row = {
        "name": "Huawei", "aliases": "", "kind": "company", "source_id": loaded.sources["source_id"].iloc[0],
        "paragraph": 1, "as_stated": "said Huawei",
    }  # fmt: skip
    return replace(loaded, mentions=pd.DataFrame([row | cells]).astype({"paragraph": "Int64"}))


def names(loaded: tables.Tables, directory: Path, text: str) -> list[str]:
    (directory / "small.txt").write_text(f"A Headline of Words\n\n{text}\n", encoding="utf-8")
    found = (str(finding) for finding in audit.uncovered_names(loaded, directory))
    return [each.partition("covers “")[2].partition("” in “…")[0] for each in found]


def test_a_mention_stands_in_its_paragraph(small) -> None:
    loaded, directory = small
    (directory / "small.txt").write_text(DOCUMENT.replace("dollars", "dollars, said Huawei"), encoding="utf-8")
    assert "Huawei" not in problems(mentioned(loaded), directory)
    for wrong in ({"paragraph": 2}, {"paragraph": 7}, {"as_stated": "says Huawei"}, {"as_stated": "said Huaw"}):
        assert "Huawei: “" in problems(mentioned(loaded, **wrong), directory), wrong


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trade grew, CNPC and the Northern Star Line said.", ["CNPC", "Northern Star Line"]),
        ("In May the Minister met Lukoil's head on Monday. Massive sums followed.", ["Lukoil"]),
        ("Northern Star opened. “Southern Star will,” she said: Later.", ["Northern Star", "Southern Star"]),
        ("A line of 100 MW and 3.7 GW for USD25 bln, in 2031 EBRD said.", ["EBRD"]),
        ("China and Kazakhstan, Kazakhstan's side, the Kazakhstani side and the Kazakh-Chinese border.", []),
        ("At Dostyk, in Ürümqi and on the Dostyk - Moyynty line.", []),
        ("Between China Railway and Ürümqi Kazakhstan Lines.", ["China Railway", "Kazakhstan Lines"]),
        ("Said Huawei. It was Huawei who said so.", []),
        ("Сказал Huawei и КТЖ.", []),
    ],
)
def test_names_that_nothing_covers_are_listed_once(small, text: str, found: list[str]) -> None:
    loaded, directory = small
    assert names(mentioned(loaded), directory, f"{text} {text}") == found


def test_a_mention_covers_its_own_document_alone(small) -> None:
    loaded, directory = small
    assert names(mentioned(loaded, source_id="another"), directory, "So said Huawei.") == ["Huawei"]


def test_the_checksum_and_first_line_are_those_of_the_table(tmp_path: Path, monkeypatch, capsys) -> None:
    document = tmp_path / "a.txt"
    document.write_text("\ufeffA headline of more than seven words, it is\n3 May 2030\n\nTrade rose by a half, as the "
                        "minister said on “Monday.”\n\nMore.\n", encoding="utf-8")  # fmt: skip
    monkeypatch.setattr(sys, "argv", ["audit", "--checksum", str(document)])
    assert command() == 0
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    first = "body_first_line 4, if the first paragraph begins there"
    assert capsys.readouterr().out.splitlines() == [f"sha256 {digest}", first]
    monkeypatch.setattr(sys, "argv", ["audit", "--checksum", str(tmp_path / "none.txt")])
    assert command() == 1


def documents() -> Path | None:
    folder = ROOT.parent / "shared" / "documents"
    return folder if folder.is_dir() else None


@pytest.mark.skipif(documents() is None, reason="the documents are not part of the project")
def test_the_evidence_stands_in_the_documents() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "components.audit", str(documents())], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout
    assert "every number is covered, no names" in run.stdout


@pytest.mark.skipif(documents() is None, reason="the documents are not part of the project")
def test_each_document_and_its_row_agree_with_what_the_command_prints(evidence) -> None:
    for source in evidence.sources.itertuples():
        assert audit.checksum(documents() / source.document_file) == (source.sha256, source.body_first_line)


@pytest.mark.parametrize("broken", [False, True])
def test_the_command_prints_what_is_wrong_and_exits_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broken: bool
) -> None:
    data = shutil.copytree(ROOT / "data", tmp_path / "data")
    if broken:
        (data / "omissions.csv").unlink()
    monkeypatch.setenv("ATLAS_DATA", str(data))
    monkeypatch.setattr(sys, "argv", ["audit", str(tmp_path)])
    assert command() == 1
    printed = capsys.readouterr().out.splitlines()
    if broken:
        assert printed == ["omissions.csv: No such file or directory — expected a file that can be read"]
    else:
        assert len(printed) == 5
        assert all("cannot be read: " in line for line in printed)


@pytest.mark.skipif(documents() is None, reason="the documents are not part of the project")
def test_a_removed_claim_is_missed(evidence, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data" / "claims" / "energy.csv"
    path.write_text("".join(line for line in path.open(encoding="utf-8") if "marketable-gas-output" not in line))
    found = problems(tables.load(tmp_path / "data"), documents())
    assert "no row covers “30”" in found


@pytest.mark.skipif(documents() is None, reason="the documents are not part of the project")
def test_a_claim_that_shares_its_wording_is_missed(evidence) -> None:
    shared = evidence.claims[evidence.claims.duplicated(["source_id", "paragraph", "as_stated"], keep=False)]
    assert len(shared) >= 16
    for place in shared.index:
        assert "no row has" in problems(replace(evidence, claims=evidence.claims.drop(place)), documents()), place
