"""`python -m components.series` prints one tidy CSV, or says why not."""

import subprocess
import sys
from pathlib import Path

import pytest

from components.series import COLUMNS
from components.series.__main__ import main
from tests.series.samples import COMTRADE, PANEL, PLAIN

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("comtrade.csv", COMTRADE), ("panel.csv", PANEL), ("own.csv", PLAIN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_it_prints_the_values_of_all_files_as_one_csv(folder: Path, capsys) -> None:
    files = [str(folder / name) for name in ("comtrade.csv", "panel.csv")]
    assert main([*files, "--reporter", "kaz", "--partner", "China"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.splitlines() == [
        ",".join(COLUMNS),
        "kazakhstan-china-exports,Kazakhstan,China,exports,exports FOB,2019-01-01,2019-12-31,7820000000,USD,"
        "UN Comtrade: comtrade.csv",
        "kazakhstan-china-imports,Kazakhstan,China,imports,imports CIF,2019-01-01,2019-01-31,450000000,USD,"
        "UN Comtrade: comtrade.csv",
        "kazakhstan-china-imports,Kazakhstan,China,imports,imports CIF,2019-01-01,2019-12-31,6570000000,USD,"
        "UN Comtrade: comtrade.csv",
        "kazakhstan-china-turnover,Kazakhstan,China,turnover,exports FOB + imports CIF,2019-01-01,2019-12-31,"
        "14390000000,USD,UN Comtrade: comtrade.csv",
        "kazakhstan-china-re-exports,Kazakhstan,China,re-exports,re-exports,2019-01-01,2019-12-31,9000000,USD,"
        "UN Comtrade: comtrade.csv",
        'kazakhstan-china-p-r-mainland-exports,Kazakhstan,"China, P.R.: Mainland",exports,exports FOB,2010-01-01,'
        '2010-12-31,10121619100,USD,"IMF DOTS, panel of a country: panel.csv"',
        'kazakhstan-china-p-r-mainland-exports,Kazakhstan,"China, P.R.: Mainland",exports,exports FOB,2011-01-01,'
        '2011-12-31,16291513411,USD,"IMF DOTS, panel of a country: panel.csv"',
    ]


def test_it_says_of_each_file_why_not_and_prints_nothing(folder: Path, capsys) -> None:
    (folder / "other.csv").write_text("Date,Close\n2023-01-01,5\n", encoding="utf-8")
    files = [str(folder / name) for name in ("own.csv", "other.csv", "missing.csv")]
    assert main(files) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert [line.split(": ")[0] for line in printed.err.splitlines()] == files[1:]
    assert "No layout has the header “Date”, “Close”" in printed.err
    assert "No such file or directory" in printed.err
    assert main([str(folder / "own.csv"), "--partner", "China"]) == 1
    assert main([str(folder)]) == 1


@pytest.mark.parametrize("words", [[], ["--partner"], ["own.csv", "--weather"]])
def test_bad_arguments_end_with_2(words: list[str], capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2


def test_it_runs_as_a_command_without_streamlit(folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "components.series", folder / "own.csv"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[1:] == [
        "series,,,,,2022-01-01,2022-12-31,24.1,,plain table of values: own.csv",
        "series,,,,,2023-01-01,2023-09-30,21.7,,plain table of values: own.csv",
        "series,,,,,2023-01-01,2023-12-31,31.5,,plain table of values: own.csv",
    ]
    code = "import sys, components.series; print([name for name in sys.modules if name.startswith('streamlit')])"
    known = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert known.stdout == "[]\n"
