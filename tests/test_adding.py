import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from components import audit, tables

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def page():
    from components.panels import adding

    return sys.modules[adding.__module__]


@pytest.fixture
def copied(tmp_path: Path, page) -> tuple[Path, Path]:
    """Take the five steps in a temporary folder; give the data and the documents."""
    data, documents = tmp_path / "mydata", tmp_path / "documents"
    shutil.copytree(ROOT / "data", data)
    documents.mkdir()
    (documents / page.DOCUMENT_FILE).write_text(page.DOCUMENT, encoding="utf-8")
    for file, rows in page.ADDED.items():
        with (data / file).open("a", encoding="utf-8") as lines:
            lines.write(f"{rows}\n")
    (data / page.CLAIMS_FILE).write_text(f"{page.CLAIMS}\n", encoding="utf-8")
    return data, documents


def own(findings: list[audit.Disagreement]) -> list[str]:
    return [str(finding) for finding in findings if finding.source_id == "2026-03-example"]


def test_the_steps_give_tables_without_a_fault_and_an_audit_without_a_finding(copied) -> None:
    data, documents = copied
    loaded = tables.load(data)
    claim = loaded.claims.set_index("claim_id").loc["example-port-2025"]
    assert (claim["value"], claim["paragraph"], claim["source_id"]) == (3.2, 1, "2026-03-example")
    assert own(audit.disagreements(loaded, documents)) == []


def test_each_step_is_needed(copied, page) -> None:
    data, documents = copied
    omissions = data / "omissions.csv"
    omissions.write_text(omissions.read_text("utf-8").replace(page.ADDED["omissions.csv"], "").rstrip() + "\n", "utf-8")
    assert any(
        "5" in finding and "no row covers" in finding
        for finding in own(audit.disagreements(tables.load(data), documents))
    )
    (documents / page.DOCUMENT_FILE).write_text(page.DOCUMENT.replace("3.2", "3.3"), encoding="utf-8")
    told = own(audit.disagreements(tables.load(data), documents))
    assert any("sha256" in finding for finding in told)
    assert any("does not stand in this paragraph" in finding for finding in told)
    sources = data / "sources.csv"
    sources.write_text(sources.read_text("utf-8").replace(page.ADDED["sources.csv"] + "\n", ""), "utf-8")
    with pytest.raises(tables.TablesError, match="2026-03-example"):
        tables.load(data)


def test_the_command_of_the_last_step_works_as_written(copied, page) -> None:
    data, _ = copied
    command = page.STEPS[-1][2].splitlines()[0]
    assert command == ".venv/bin/python -m components.tables mydata"
    done = subprocess.run(
        [sys.executable, *command.split()[1:-1], str(data)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "no faults" in done.stdout) == (0, True), done.stdout


def test_the_command_of_the_second_step_prints_what_the_row_has(copied, page) -> None:
    _, documents = copied
    command = page.STEPS[1][2].split()
    assert command[:4] == [".venv/bin/python", "-m", "components.audit", "--checksum"]
    printed = subprocess.run(
        [sys.executable, *command[1:4], documents / page.DOCUMENT_FILE], cwd=ROOT, capture_output=True, text=True
    ).stdout
    row = page.ADDED["sources.csv"].split(",")
    assert printed.split()[1] == row[-3] == page.SHA256
    assert f"body_first_line {row[-2]}," in printed
