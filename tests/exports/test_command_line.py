import shlex
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation

from components.exhibits import SECTIONS
from components.exports import UnknownValueError, command_line, deck, parse_date, workbook
from components.exports.__main__ import main
from components.selection import FILTERS, Selection
from components.tables import Tables, load
from tests.hostile import copy_data, read_rows, write_rows

pytestmark = pytest.mark.xdist_group("command-line")

ROOT = Path(__file__).parents[2]
ENDINGS = ("pptx", "xlsx", "zip")


def run(*arguments: object, data: Path = ROOT / "data") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "components.exports", *map(str, arguments)],
        cwd=ROOT,
        env={"ATLAS_DATA": str(data), "PATH": ""},
        capture_output=True,
        encoding="utf-8",
    )


def cells(file: Path, sheet: str) -> list[tuple]:
    return list(openpyxl.load_workbook(file)[sheet].iter_rows(min_row=2, values_only=True))


def file(folder: Path, ending: str) -> Path:
    (found,) = folder.glob(f"atlas-*.{ending}")
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("files") / "new" / "folder"
    words = "--corridor Trans-Caspian khorgos --years 2012 2030 --as-of 2024-12-31 --hide-undated --full"
    return folder, run(folder, *words.split())


def test_it_writes_three_files_and_names_them(made) -> None:
    folder, ended = made
    assert (ended.returncode, ended.stderr) == (0, "")
    stem = f"atlas-trans-caspian-khorgos-{load(ROOT / 'data').version}"
    assert ended.stdout.splitlines() == [str(folder / f"{stem}.{ending}") for ending in ENDINGS]
    assert sorted(path.name for path in folder.iterdir()) == [f"{stem}.{ending}" for ending in ENDINGS]
    for ending in ENDINGS:
        assert ZipFile(file(folder, ending)).testzip() is None


def test_the_filters_apply_to_the_workbook_and_full_to_the_archive(made, curated) -> None:
    folder, _ = made
    shown = {row[0] for row in cells(file(folder, "xlsx"), "Data")}
    about = {key for key, row in curated("subjects").items() if row["corridor_id"] in {"trans-caspian", "khorgos"}}
    assert shown == {
        key
        for key, row in curated("claims").items()
        if row["subject_id"] in about and row["source_id"] < "2025" and (row["period_start"] or row["period_end"])
    }
    with ZipFile(file(folder, "zip")) as archive:
        assert archive.read("claims/trade.csv") == (ROOT / "data/claims/trade.csv").read_bytes()


def test_it_knows_nothing_of_streamlit(tmp_path: Path) -> None:
    code = (
        "import sys; from components.exports.__main__ import main; ended = main(sys.argv[1:]); "
        "print([name for name in sys.modules if name.split('.')[0] == 'streamlit']); sys.exit(ended)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, tmp_path, "--sections", "trade"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--corridor Atlantis", "no corridor “Atlantis”; there are: Trans-Caspian, Dostyk-Moyynty, Khorgos"),
        ("--claim-type rumour", "no type “rumour”; there are: observed, growth, derived, expected"),
        ("--as-of 2024-13-01", "“2024-13-01”; there are: a date as in 2024-12-31, Apr 2013, Sep 2022"),
        ("--as-of yesterday", "a date as in 2024-12-31"),
        ("--as-of 2001-01-01", "no document until “2001-01-01”; there are: Apr 2013"),
        ("--years 2030 2020", "no years “2030 2020”; there are: 2010 to 2030"),
        ("--years 1800 2020", "there are: 2010 to 2030"),
        ("--years 2020 soon", "invalid int value: 'soon'"),
        ("--sections weather", "no section “weather”; there are: overview, trade, cargo"),
        ("--slides nowhere", "there is no slide or figure nowhere in this selection"),
        ("--title nothing", "--title takes KEY=TEXT, not nothing"),
        ("--pace a b 2020 soon", "--pace takes two ids and two years"),
        ("--pace nowhere trade-china-2021 2020 2030", "there is no slide or figure nowhere in this selection"),
        ("--pace trade-china-task trade-china-2021 2030 2020", "the due year 2020 is not after the base year 2030"),
        ("--template absent.pptx", "No such file or directory: 'absent.pptx'"),
        ("--template README.md", "the template is no PowerPoint file (.pptx or .potx) that can be read"),
        ("--weather", "unrecognized arguments: --weather"),
    ],
)
def test_an_unknown_word_is_refused_with_what_there_is(words: str, told: str, tmp_path: Path, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main([str(tmp_path / "out"), *words.split()])
    assert ended.value.code == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_a_folder_it_says_how_it_is_used() -> None:
    ended = run()
    assert ended.returncode == 2
    assert "usage: python -m components.exports OUTDIR" in ended.stderr


@pytest.mark.parametrize("in_the_way", ["folder", f"folder/atlas-all-{load(ROOT / 'data').version}.xlsx/x"])
def test_a_folder_that_cannot_be_written_is_named_before_the_work(tmp_path: Path, in_the_way: str) -> None:
    (tmp_path / in_the_way).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / in_the_way).write_text("in the way")
    code = (
        "import sys; from components.exports.__main__ import main; ended = main(sys.argv[1:]); "
        "print([name for name in sys.modules if name in ('pptx', 'xlsxwriter')]); sys.exit(ended)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "folder"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (ended.returncode, ended.stdout.strip()) == (1, "[]")
    assert ended.stderr.startswith(f"cannot write to {tmp_path / 'folder'}: ")
    assert "Traceback" not in ended.stderr
    assert not list(tmp_path.rglob("*.pptx"))


@pytest.mark.parametrize("label", ["--full", "-h", "--sections=trade", "'; rm -rf x", "A & B #1+2", "=1+1"])
def test_the_printed_command_asks_for_the_corridor_that_is_meant(label: str, tmp_path: Path, monkeypatch) -> None:
    copy_data(data := tmp_path / "data")
    rows = read_rows(data / "corridors.csv")
    rows[2]["label"] = label
    write_rows(data / "corridors.csv", rows)
    monkeypatch.setenv("ATLAS_DATA", str(data))
    chosen = Selection(corridors=("khorgos", "ili"))
    words = shlex.split(command_line(load(data), chosen, ("trade",)))
    asked: list[Selection] = []
    monkeypatch.setattr(deck, "pptx_bytes", lambda _tables, selection, *_: asked.append(selection) or b"")
    monkeypatch.setattr(workbook, "xlsx_bytes", lambda *_: b"")
    assert main([str(tmp_path / "out"), *words[words.index("OUTDIR") + 1 :]]) == 0
    assert asked == [chosen]


def test_faulty_data_are_refused_with_every_fault(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    file = data / "claims/trade.csv"
    file.write_text(file.read_text("utf-8").replace(",20.3,", ",twenty,").replace(",25,", ",many,"), "utf-8")
    ended = run(tmp_path / "out", data=data)
    assert ended.returncode == 1
    assert "claims/trade.csv" in ended.stderr
    assert 'column value: "twenty" — expected a number' in ended.stderr
    assert 'column value: "many" — expected a number' in ended.stderr
    assert not (tmp_path / "out").exists()


def test_a_date_may_be_a_month_that_a_document_is_of(evidence: Tables) -> None:
    december = pd.Timestamp("2024-12-05")
    assert [parse_date(evidence, words) for words in ("Dec 2024", "december 2024")] == [december, december]
    assert parse_date(evidence, "2024-12-31") == pd.Timestamp("2024-12-31")
    with pytest.raises(UnknownValueError, match="Nov 2024"):
        parse_date(evidence, "Nov 2024")


def test_the_command_that_is_written_asks_for_the_same(evidence: Tables, tmp_path: Path) -> None:
    chosen = Selection(
        (2013, 2030), ("trans-caspian", "we-wc"), ("forecast", "target"), pd.Timestamp("2024-12-05"), False
    )
    assert chosen.touched() == FILTERS
    line = command_line(evidence, chosen, ("cargo", "trade"), full=True)
    assert "--corridor Trans-Caspian" in line
    assert "--claim-type expected target" in line
    words = shlex.split(line.replace("OUTDIR", str(tmp_path)))
    assert words[:3] == ["python", "-m", "components.exports"]
    assert main(words[3:]) == 0
    values = {row[0]: [cell for cell in row[2:] if cell] for row in cells(file(tmp_path, "xlsx"), "Filters")}
    assert values["Corridor"] == ["trans-caspian; we-wc"]
    assert values["Years referred to"] == [2013, 2030]
    assert values["Type"] == ["forecast; target"]
    assert values["As of"] == [datetime(2024, 12, 5)]
    assert values["Sections"] == ["cargo; trade"]
    with ZipFile(file(tmp_path, "zip")) as archive:
        assert archive.read("claims/trade.csv") == (ROOT / "data/claims/trade.csv").read_bytes()


def test_sections_stand_in_the_order_asked_for(tmp_path: Path) -> None:
    assert main([str(tmp_path), "--length", "full", "--sections", "trade", "overview"]) == 0
    slides = Presentation(file(tmp_path, "pptx")).slides
    told = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.name == "Section"]
    assert list(dict.fromkeys(words.split(" · ")[0] for words in told)) == ["Brief", "Trade", "Overview", "Sources"]


def test_the_command_for_everything_has_no_filter(evidence: Tables) -> None:
    assert command_line(evidence, Selection(), ()) == "python -m components.exports OUTDIR"
    assert command_line(evidence, Selection(), tuple(SECTIONS)) == "python -m components.exports OUTDIR"
    assert "--sections" in command_line(evidence, Selection(), (*SECTIONS,)[::-1])
