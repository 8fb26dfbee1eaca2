import csv
from pathlib import Path

import pandas as pd

from components.derive import ledger_rows
from components.exhibits import ledger_table
from components.exports import ledger_file
from components.tables import Tables

DATA = Path(__file__).parents[1] / "data"


def ids(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [row[0] for row in csv.reader(lines)][1:]


def test_every_claim_milestone_and_derivation_stands_in_it_once(evidence: Tables) -> None:
    files = [*(DATA / "claims").glob("*.csv"), DATA / "milestones.csv", DATA / "derivations.csv"]
    expected = sorted(identifier for file in files for identifier in ids(file))
    assert sorted(ledger_rows(evidence)["figure_id"]) == expected


def test_numbers_stay_numbers_and_dates_dates(evidence: Tables) -> None:
    table = ledger_table(evidence, ledger_rows(evidence))
    assert all(pd.api.types.is_float_dtype(table[name]) for name in ("Value", "Value to", "Lowest", "Highest"))
    assert all(pd.api.types.is_datetime64_dtype(table[name]) for name in ("Said", "From", "Until"))


def test_rows_read_as_the_documents_say(evidence: Tables) -> None:
    table = ledger_table(evidence, ledger_rows(evidence)).set_index("Id")
    shown = ["Figure or stage", "Type", "Refers to"]
    assert table.loc["trans-caspian-2030", shown].to_list() == ["≤\u202f10\u202fMt a year", "expected", "by 2030"]
    assert table.loc["container-trains-base", "Refers to"] == "no date stated"
    assert table.loc["dostyk-moyynty-under-way-2025", shown].to_list() == ["under way", "stage", "due by 2025"]
    assert table.loc["altynkol-khorgos-operating-2013", "Refers to"] == "Dec 2012"
    assert table.loc["irtysh-initial", ["Value", "Value to"]].to_list() == [2.0, 2.5]
    assert table.loc["trade-china-task", "Speaker"] == "Serik Zhumangarin"
    assert table.loc["trans-caspian-aim", ["Document", "Speaker"]].to_list() == ["Council report (unsigned)", ""]
    page = "https://exussr.org/?p=1434#:~:text=from%204.5%20million%20to%2010%20million%20tons"
    assert table.loc["trans-caspian-aim", "Public page"] == page
    assert table.loc["derived-khorgos-use", "Public page"] == ""


def test_a_derived_figure_was_said_by_nobody(evidence: Tables) -> None:
    table = ledger_table(evidence, ledger_rows(evidence)).set_index("Id")
    assert pd.isna(table.loc["derived-trade-xinjiang-2022", "Said"])
    assert table.loc["derived-trade-xinjiang-2022", "Document"].startswith("derived from Kazinform")


def test_the_download_carries_citation_and_data_version(evidence: Tables) -> None:
    file = ledger_file(evidence, ledger_rows(evidence)).set_index("Id")
    assert file.loc["trade-xinjiang-2023", "Citation"] == "US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2)"
    assert file.loc["trade-xinjiang-2023", ["From", "Until"]].to_list() == ["2023-01-01", "2023-12-31"]
    assert set(file["Data version"]) == {evidence.version}
