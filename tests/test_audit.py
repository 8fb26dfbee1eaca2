import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from components import audit, tables
from components.audit.documents import paragraphs

ROOT = Path(__file__).parents[1]


def test_paragraphs_count_from_the_body(tmp_path: Path) -> None:
    document = tmp_path / "document.txt"
    document.write_text("Headline\n3 May 2030\n\nFirst.\n\n\nSecond.\n", encoding="utf-8")
    assert paragraphs(document, 4) == ["Headline 3 May 2030", "First.", "Second."]


DOCUMENT = "Headline\n\nTrade rose 7% to 5 billion dollars.\n\nThree crossings will open by 2031.\n"


@pytest.fixture
def small(evidence, tmp_path: Path):
    import hashlib

    document = tmp_path / "small.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    digest = hashlib.sha256(document.read_bytes()).hexdigest()
    source = evidence.sources.iloc[:1].assign(document_file="small.txt", sha256=digest, body_first_line=3)
    key = source["source_id"].iloc[0]
    claim = evidence.claims.iloc[:1].assign(
        source_id=key, paragraph=1, as_stated="rose 7% to 5 billion dollars", value=5.0
    )
    milestone = evidence.milestones.iloc[:1].assign(
        source_id=key, paragraph=2, as_stated="Three crossings will open by 2031"
    )
    return replace(
        evidence, sources=source, claims=claim, milestones=milestone, omissions=evidence.omissions.iloc[:0]
    ), tmp_path


def problems(loaded: tables.Tables, directory: Path) -> str:
    return "\n".join(map(str, audit.findings(loaded, directory)))


def test_agreement_finds_nothing(small) -> None:
    assert problems(*small) == ""


def test_a_wording_that_does_not_stand_is_found(small) -> None:
    loaded, directory = small
    wrong = replace(loaded, claims=loaded.claims.assign(as_stated="rose 7% to 6 billion dollars", value=6.0))
    assert "does not stand in this paragraph" in problems(wrong, directory)
    elsewhere = replace(loaded, claims=loaded.claims.assign(paragraph=2))
    assert "does not stand in this paragraph" in problems(elsewhere, directory)


def test_a_number_that_no_row_covers_is_found(small) -> None:
    loaded, directory = small
    bare = problems(replace(loaded, milestones=loaded.milestones.iloc[:0]), directory)
    assert "no row covers “Three”" in bare
    assert "no row covers “2031”" in bare


def test_a_changed_or_missing_document_is_found(small) -> None:
    loaded, directory = small
    (directory / "small.txt").write_text(DOCUMENT + "More.\n", encoding="utf-8")
    assert "has sha256" in problems(loaded, directory)
    (directory / "small.txt").unlink()
    assert "cannot be read" in problems(loaded, directory)


def documents() -> Path | None:
    folder = ROOT.parent / "shared" / "documents"
    return folder if folder.is_dir() else None


@pytest.mark.skipif(documents() is None, reason="the documents are not part of the project")
def test_the_evidence_stands_in_the_documents() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "components.audit", str(documents())], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout
    assert "every number is covered" in run.stdout


@pytest.mark.skipif(documents() is None, reason="the documents are not part of the project")
def test_a_removed_claim_is_missed(evidence, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    path = tmp_path / "data" / "claims" / "energy.csv"
    path.write_text("".join(line for line in path.open(encoding="utf-8") if "marketable-gas-output" not in line))
    found = problems(tables.load(tmp_path / "data"), documents())
    assert "no row covers “30”" in found
