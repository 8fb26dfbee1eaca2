import csv
import io
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from components.exports.workbook import Column, Link, decimals, formats, table_sheet, text, xlsx_bytes
from components.selection import Selection
from components.tables import Tables

DATA = Path(__file__).parents[2] / "data"
DAY = date(2025, 11, 21)
PUBLIC = {row["url"] for row in csv.DictReader((DATA / "sources.csv").read_text("utf-8").splitlines())}
COMMAND = "=cmd()|' /C calc'!A0"


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def by_id(book: openpyxl.Workbook, sheet: str) -> dict[str, dict[str, openpyxl.cell.Cell]]:
    head, *rows = book[sheet].iter_rows()
    titles = [cell.value for cell in head]
    return {row[0].value: dict(zip(titles, row, strict=True)) for row in rows}


def values(row: dict, *titles: str) -> list:
    return [row[title].value for title in titles]


@pytest.fixture(scope="module")
def content(evidence: Tables) -> bytes:
    return xlsx_bytes(evidence, Selection(), (), today=DAY)


@pytest.fixture(scope="module")
def book(content: bytes) -> openpyxl.Workbook:
    return opened(content)


@pytest.fixture(scope="module")
def hostile_book(hostile: tuple[Tables, pd.DataFrame]) -> openpyxl.Workbook:
    return opened(xlsx_bytes(hostile[0], Selection(), (), today=DAY))


def test_comparisons_are_called_as_on_the_pages(book, evidence: Tables) -> None:
    kinds = evidence.comparisons.set_index("comparison_id")["kind"]
    told = {key: row["Kind"].value for key, row in by_id(book, "Comparisons").items()}
    assert {kinds[key] for key, kind in told.items() if kind == "counts something else"} == {"different_perimeter"}
    assert {key for key, kind in told.items() if kind == "revised"} == set(kinds[kinds == "revised"].index)
    assert len(told) == len(kinds)


def test_the_sheets_stand_in_their_order(book) -> None:
    rows = ["Figures", "Data", "Derived", "Milestones", "Comparisons", "Sources"]
    assert book.sheetnames == [*rows, "Filters", "Dictionary"]


def test_a_figure_is_a_number_with_its_digits_and_its_interval(book) -> None:
    row = by_id(book, "Data")["trade-xinjiang-2023"]
    shown = values(row, "Value", "Unit", "Hedge", "Type", "Lowest", "Highest", "Figure", "Period")
    assert shown == [20.3, "billion US dollars", "none", "observed", 20.25, 20.35, "$20.3\u202fbn", "2023"]
    assert values(row, "Unit code", "Hedge code", "Type code", "Open ended") == ["USD_bn", "exact", "observed", None]
    assert (row["Value"].data_type, row["Value"].number_format, row["Lowest"].number_format) == ("n", "0.0", "0.00")
    assert values(row, "From", "Until") == [datetime(2023, 1, 1), datetime(2023, 12, 31)]
    assert row["Until"].is_date
    assert row["Doubt"].value.startswith("The statistical source")
    assert row["Citation"].value == "US$ 20.3 bn in 2023 (Kazinform, December 2024, par. 2)"


@pytest.mark.parametrize("sheet", ["Figures", "Data"])
def test_hedges_ranges_and_written_digits_are_kept(book, sheet: str) -> None:
    rows = by_id(book, sheet)
    due = rows["trans-caspian-2030"]
    assert values(due, "Value", "Hedge", "Hedge code", "Lowest", "Highest", "Open ended") == [
        10, "up to", "up_to", None, 10, "downwards"
    ]  # fmt: skip
    assert values(due, "From", "Until", "Period") == [None, datetime(2030, 12, 31), "by 2030"]
    assert values(due, "Type", "Type code") == ["expected", "forecast"]
    rail = rows["rail-cargo-2012"]
    assert values(rail, "Value", "Hedge", "Lowest", "Highest", "Open ended") == [16, "over", 16, None, "upwards"]
    irtysh = rows["irtysh-initial"]
    assert values(irtysh, "Value", "Value to", "Hedge", "Lowest", "Highest") == [2, 2.5, "initially", 2, 2.5]
    assert values(rows["cargo-kz-cn-multiple"], "Lowest", "Highest", "Open ended") == [None, 3, "downwards"]
    repair = rows["railway-repair-length"]
    assert values(repair, "Value", "Lowest", "Highest", "Period") == [11_000, 10_500, 11_500, "no date stated"]
    assert repair["Value"].number_format == "#,##0"
    assert rows["trade-china-2021"]["Value"].number_format == "0"
    assert rows["trade-xinjiang-2024-9m"]["Value"].number_format == "0.00"


def test_a_repeat_is_flagged_early_and_names_what_it_repeats(book, curated) -> None:
    assert [cell.value for cell in book["Figures"][1]][:3] == ["Id", "Repeat", "Repeats"]
    repeats = {key: claim["repeats"] for key, claim in curated("claims").items()}
    for key, row in by_id(book, "Figures").items():
        repeated = repeats.get(key, "")
        assert values(row, "Repeat", "Repeats") == (["yes", repeated] if repeated else ["no", None])
    assert sum(map(bool, repeats.values())) == 5


def test_the_flat_sheet_has_every_stated_and_derived_figure(book, curated) -> None:
    rows = by_id(book, "Figures")
    assert rows.keys() == curated("claims").keys() | curated("derivations").keys()
    subjects, corridors, measures = curated("subjects"), curated("corridors"), curated("measures")
    units, sources = curated("units"), curated("sources")
    for key, claim in curated("claims").items():
        row, subject = rows[key], subjects[claim["subject_id"]]
        source, unit = sources[claim["source_id"]], measures[claim["measure_id"]]["unit"]
        said = ("Publisher", "Document", "Wording", "Speaker")
        assert values(row, "Subject", "Measure", "Unit", "Unit code", *said) == [
            subject["name"], measures[claim["measure_id"]]["name"], units[unit]["name"], unit,
            source["publisher"] or None, source["label"], claim["as_stated"], claim["speaker"] or None,
        ]  # fmt: skip
        corridor = corridors[subject["corridor_id"]]["name"] if subject["corridor_id"] else None
        assert row["Corridor"].value == corridor
        assert f"{row['Said on'].value:%Y-%m-%d}" == source["event_date"]
    follows = rows["derived-trade-china-2023-floor"]
    # Less than half of the whole is 20.25 at least: the whole is over 40.5.
    assert values(follows, "Type", "Lowest", "Highest", "Open ended", "Said on", "Wording", "Public page") == [
        "derived", 40.5, None, "upwards", None, None, None
    ]  # fmt: skip
    assert values(follows, "Formula", "Formula code") == ["$20.3\u202fbn ÷ <\u202f50\u202f%", "floor_from_share"]
    assert follows["Inputs"].value == "trade-xinjiang-2023;share-xinjiang-of-china"


def test_bounds_are_numbers_or_blank(book) -> None:
    for sheet in ("Figures", "Data", "Derived"):
        for key, row in by_id(book, sheet).items():
            bounds = values(row, "Lowest", "Highest")
            assert all(bound is None or isinstance(bound, int | float) for bound in bounds), key
            open_ended = {(False, False): None, (True, False): "downwards", (False, True): "upwards"}
            assert row["Open ended"].value == open_ended[bounds[0] is None, bounds[1] is None], key


def test_every_sheet_of_rows_is_a_table_of_its_name(book) -> None:
    for name in book.sheetnames:
        sheet = book[name]
        if name == "Filters":
            assert not sheet.tables
            continue
        (table,) = sheet.tables.values()
        assert (table.displayName, table.ref, table.autoFilter.ref) == (name, sheet.dimensions, sheet.dimensions)
        heads = [cell.value for cell in sheet[1]]
        assert [column.name for column in table.tableColumns] == heads
        assert len({head.lower() for head in heads}) == len(heads)
        assert not any(column.calculatedColumnFormula or column.totalsRowFormula for column in table.tableColumns)


def test_every_number_and_day_is_that_of_the_tables(book, curated) -> None:
    rows, claims = by_id(book, "Data"), curated("claims")
    assert rows.keys() == claims.keys()
    for identifier, claim in claims.items():
        row = rows[identifier]
        assert row["Value"].value == float(claim["value"]), identifier
        assert row["Paragraph"].value == int(claim["paragraph"])
        assert values(row, "Wording", "Source") == [claim["as_stated"], claim["source_id"]]
        for title, column in (("From", "period_start"), ("Base until", "base_end")):
            day = row[title].value
            assert (f"{day:%Y-%m-%d}" if day else "") == claim[column]


def test_a_derived_figure_shows_no_more_digits_than_its_interval_supports(book) -> None:
    row = by_id(book, "Derived")["derived-trade-xinjiang-2022"]
    assert row["Value"].value == pytest.approx(20.3 / 1.62)
    assert row["Value"].number_format == "0.0"
    assert values(row, "Formula", "Formula code", "Grade") == [
        "$20.3\u202fbn ÷ (1 + 62\u202f%)",
        "prior_from_growth",
        "follows",
    ]
    cited = "growth-xinjiang-2023: 62% growth of trade in 2023 (Kazinform, December 2024, par. 2)"
    assert cited in row["Inputs cited"].value
    floor = by_id(book, "Derived")["derived-trade-china-2023-floor"]
    assert values(floor, "Figure", "Lowest", "Highest") == [">\u202f$40.5\u202fbn", 40.5, None]
    assert floor["Assumption"].value == "That “almost half”, stated without a period, holds for 2023."


def test_milestones_have_their_days(book) -> None:
    row = by_id(book, "Milestones")["altynkol-khorgos-operating-2013"]
    assert values(row, "Stage", "Happened from", "Due until") == ["operating", datetime(2012, 12, 1), None]
    under_way = by_id(book, "Milestones")["dostyk-moyynty-under-way-2025"]
    assert values(under_way, "Stage", "Stage code") == ["under way", "under_way"]


def test_a_source_says_how_its_date_is_known(book, curated) -> None:
    row = by_id(book, "Sources")["2024-12-kazinform"]
    known = curated("sources")["2024-12-kazinform"]
    assert values(row, "Event date", "Basis of the date", "SHA-256") == [
        datetime(2024, 12, 5), "day inferred", known["sha256"]
    ]  # fmt: skip
    claims = [claim for claim in curated("claims").values() if claim["source_id"] == "2024-12-kazinform"]
    stages = [stage for stage in curated("milestones").values() if stage["source_id"] == "2024-12-kazinform"]
    assert row["Rows here"].value == len(claims) + len(stages)


@pytest.mark.parametrize("sheet", ["Figures", "Data", "Milestones"])
def test_each_source_links_to_its_row(book, sheet: str) -> None:
    for row in by_id(book, sheet).values():
        if not row["Source"].value:
            assert row["Type"].value == "derived"
            continue
        target = re.fullmatch(r"'Sources'!(A\d+)", row["Source"].hyperlink.location)
        assert book["Sources"][target[1]].value == row["Source"].value


def test_each_wording_links_to_its_public_page(book) -> None:
    page = "https://en.inform.kz/amp/kazakhstan-chinas-xinjiang-eye-doubling-trade-f61e97"
    for sheet in ("Figures", "Data"):
        cell = by_id(book, sheet)["trade-china-task"]["Public page"]
        assert (cell.value, cell.hyperlink.target) == (page, page)
        assert cell.hyperlink.location == ":~:text=to%20up%20to%20100%20billion%20US%20dollars"
    stage = by_id(book, "Milestones")["khorgos-station-terminal-interest-2024"]
    assert stage["Speaker"].value == "Kazakhstani side"
    assert stage["Public page"].hyperlink.location.startswith(":~:text=interest%20in%20construction")
    assert by_id(book, "Sources")["2025-09-council"]["Public address"].hyperlink.target == "https://exussr.org/?p=1434"


@pytest.mark.parametrize("which", ["book", "hostile_book"])
def test_nothing_runs(which: str, request) -> None:
    for sheet in request.getfixturevalue(which):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n", "d"}, (sheet.title, cell.coordinate)
                assert cell.hyperlink is None or cell.hyperlink.target in {None, *PUBLIC}


def test_hostile_text_stays_the_text_it_is(hostile_book) -> None:
    rows = by_id(hostile_book, "Data")
    assert values(rows["trade-xinjiang-2023"], "Doubt", "Note", "Subject") == [
        COMMAND, "x" * 10_000 + "😀", "<script>alert(1)</script>"
    ]  # fmt: skip
    assert rows["trade-xinjiang-2023"]["Doubt"].quotePrefix
    assert values(rows["rail-cargo-2012"], "Doubt", "What is counted") == ['-2+3+cmd|" /C calc"!A0', "@SUM(A1:A9)"]
    assert values(rows["khorgos-distance"], "Doubt", "Note") == ['x;=1+1; "=2+2', "http://example.com/ _x0041_"]
    assert values(rows["khorgos-capacity"], "Corridor") == ['=HYPERLINK("http://example.com","Khorgos")']
    assert by_id(hostile_book, "Sources")["2024-12-kazinform"]["Speaker"].value == "חרוז, speaker"


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(hostile_book) -> None:
    shown = by_id(hostile_book, "Data")["trade-china-2021"]["Doubt"].value
    assert len(shown) <= 32_767
    assert shown.startswith("€" * 30_000)
    assert shown.endswith("€ … [cut here: 40,000 characters, more than a cell holds]")
    assert text("a\rb\r\nc\x07d") == "a\nb\nc�d"
    assert len(text("😀" * 20_000).encode("utf-16-le")) <= 2 * 32_767


def test_more_rows_than_a_sheet_can_link_keep_their_text() -> None:
    # Excel holds 65,530 links in a sheet: with two in each row 32,765 rows.
    content, count, link = io.BytesIO(), 32_766, Link("council", "internal:'Data'!A1")
    with xlsxwriter.Workbook(content, {"in_memory": True}) as written:
        table_sheet(written, formats(written), "Data", [Column(name, [link] * count, 20) for name in ("One", "Two")])
    with ZipFile(content) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<hyperlink ") == 65_530
    assert sheet.count('t="s"') == 2 * (count + 1)


def test_an_address_too_long_for_a_link_stays_as_text(evidence: Tables) -> None:
    long = evidence.sources["url"] + "?" + "x" * 2_079
    known = replace(evidence, sources=evidence.sources.assign(url=long))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(known, Selection(), ())))
    cell = by_id(book, "Data")["trade-china-task"]["Public page"]
    assert (cell.value, cell.hyperlink) == (long[3], None)


def test_heads_of_a_table_are_told_apart_whatever_the_titles() -> None:
    titles = ["Value", "value", "", "a\nb", "=1+1", "VALUE (2)", "_x0041_", "é" * 300]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as written:
        table_sheet(written, formats(written), "Data", [Column(title, ["a"], 20) for title in titles])
    sheet = opened(content.getvalue())["Data"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[0] == "Value"
    assert heads[3:5] == ["a b", "=1+1"]
    assert all(heads)
    assert len({head.lower() for head in heads}) == len(titles)
    assert max(map(len, heads)) <= 255
    assert [column.name for column in sheet.tables["Data"].tableColumns] == heads
    assert sheet["E1"].data_type == "s"
    assert sheet["E1"].quotePrefix


@pytest.mark.parametrize(("digits", "expected"), [("20.3", 1), ("25", 0), ("11e3", 0), ("20.30", 2), ("0.5", 1)])
def test_the_written_digits_are_counted(digits: str, expected: int) -> None:
    assert decimals(digits) == expected


def filters(book: openpyxl.Workbook) -> dict[str, list]:
    return {row[0]: list(row[1:]) for row in book["Filters"].iter_rows(values_only=True) if row[0]}


def test_the_filters_say_what_all_is_and_how_much_of_it_is_here(book, evidence: Tables, curated) -> None:
    told = filters(book)
    assert told["Data version"][0] == evidence.version
    assert told["Taken on"][0] == datetime(2025, 11, 21)
    for sheet, table in (("Data", "claims"), ("Derived", "derivations"), ("Milestones", "milestones")):
        assert told[sheet][1:] == [len(curated(table))] * 2
    assert "CC BY 4.0" in told["Places"][0] or "Attribution 4.0" in told["Places"][0]
    assert evidence.version in told["How to cite"][0]
    assert "21 November 2025" in told["How to cite"][0]


def test_a_corridor_leaves_only_what_is_said_of_it(evidence: Tables, curated) -> None:
    book = opened(xlsx_bytes(evidence, Selection(corridors=("khorgos",)), (), today=DAY))
    about = {key for key, subject in curated("subjects").items() if subject["corridor_id"] == "khorgos"}
    for sheet, table in (("Data", "claims"), ("Derived", "derivations"), ("Milestones", "milestones")):
        expected = {key for key, row in curated(table).items() if row["subject_id"] in about}
        assert by_id(book, sheet).keys() == expected
        assert filters(book)[sheet][1:] == [len(expected), len(curated(table))]
    assert filters(book)["Corridor"] == ["Khorgos crossings", "khorgos", None]


def test_years_are_values_too_and_as_of_leaves_out_later_documents(evidence, curated) -> None:
    chosen = Selection(years=(2012, 2021), as_of=pd.Timestamp("2022-12-31"), undated=False)
    book = opened(xlsx_bytes(evidence, chosen, (), today=DAY))
    told = filters(book)
    assert told["Years referred to"] == ["2012–2021", 2012, 2021]
    assert told["As of"][1] == datetime(2022, 12, 31)
    assert by_id(book, "Sources").keys() <= {"2013-04-akorda", "2022-09-kazinform", "2022-10-gsv"}
    claims = curated("claims")
    assert by_id(book, "Data").keys() == {
        key
        for key, claim in claims.items()
        if claim["source_id"] < "2023"
        and (claim["period_start"] or claim["period_end"])
        and (claim["period_start"] or claim["period_end"])[:4] <= "2021"
        and (claim["period_end"] or claim["period_start"])[:4] >= "2012"
    }


def test_sections_leave_what_stands_in_them(evidence: Tables, curated) -> None:
    book = opened(xlsx_bytes(evidence, Selection(), ("trade",), today=DAY))
    flows = {key for key, row in curated("subjects").items() if row["kind"] in {"trade_flow"}}
    shown = by_id(book, "Data")
    assert {curated("claims")[key]["subject_id"] for key in shown} <= flows | {"additional-goods"}
    assert {"trade-xinjiang-2023", "trade-china-2021", "trade-china-2021-headline"} <= shown.keys()
    assert "rail-cargo-2012" not in shown
    assert filters(book)["Sections"][:2] == ["Trade", "trade"]


def test_an_unknown_section_is_refused(evidence: Tables) -> None:
    with pytest.raises(KeyError, match="weather"):
        xlsx_bytes(evidence, Selection(), ("weather",))


def test_what_a_section_shows_beside_the_filter_is_counted(evidence: Tables) -> None:
    """The Map has no filter by years; a corridor keeps all else out, whatever a page offers."""
    of_a_corridor = opened(xlsx_bytes(evidence, Selection(corridors=("khorgos",)), ("trade",), today=DAY))
    assert by_id(of_a_corridor, "Data") == {}
    assert "Beside these" not in filters(of_a_corridor)
    book = opened(xlsx_bytes(evidence, Selection(years=(2012, 2012), undated=False), ("map",), today=DAY))
    assert re.match(r"\d+ more statements stand on slides", filters(book)["Beside these"][0])


def test_the_dictionary_explains_every_column(book) -> None:
    listed = {(row[0], row[1]): row for row in book["Dictionary"].iter_rows(min_row=2, values_only=True)}
    package = json.loads((DATA / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        for field in resource.get("schema", {"fields": []})["fields"]:
            row = listed[resource["name"], field["name"]]
            assert (row[3], row[6]) == (field["type"], field["description"])
    assert listed["claims", "hedge"][5].startswith("never blank; one of exact, about, over")
    assert listed["claims", "repeats"][5] == "may be blank; a claim_id of the same table"
    explained = {(row[0], row[2]) for row in book["Dictionary"].iter_rows(min_row=2, values_only=True)}
    assert ("sheet Figures, Data, Derived", "Lowest") in explained
    assert {("sheet Derived", "Inputs cited"), ("sheet Sources", "Rows here")} <= explained
    told = {row[2]: row[6] for row in book["Dictionary"].iter_rows(min_row=2, values_only=True) if "Figures" in row[0]}
    assert told.keys() == {cell.value for cell in book["Figures"][1]}
    assert all(told.values())


def test_the_heads_stay_in_sight_and_are_printed_on_each_page(book) -> None:
    for name in ("Figures", "Data", "Derived", "Milestones", "Comparisons", "Sources", "Dictionary"):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet["A1"].font.bold


def test_it_says_what_it_is(book, evidence: Tables) -> None:
    about = book.properties
    assert about.creator == "Kazakhstan Trade & Transit Atlas"
    assert about.created == datetime(2025, 11, 21)
    assert evidence.version in about.description


def test_equal_inputs_on_one_day_give_equal_bytes(content: bytes, evidence: Tables) -> None:
    assert xlsx_bytes(evidence, Selection(), (), today=DAY) == content
    assert xlsx_bytes(evidence, Selection(), (), today=date(2025, 11, 22)) != content


def test_nothing_that_fits_is_an_empty_workbook_that_says_so(evidence: Tables) -> None:
    nothing = Selection(years=(1990, 1990), undated=False)
    book = opened(xlsx_bytes(evidence, nothing, (), today=DAY))
    for name in ("Figures", "Data", "Derived", "Milestones", "Comparisons", "Sources"):
        assert [cell.value for row in book[name].iter_rows(min_row=2) for cell in row if cell.value] == []
        (table,) = book[name].tables.values()
        assert re.fullmatch(r"A1:[A-Z]+2", table.ref), "Excel knows no table without a row"
    assert filters(book)["Data"][1] == 0


def test_no_file_inside_speaks_of_another_place(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as parts:
        assert not [name for name in parts.namelist() if "external" in name.lower()]
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


@pytest.mark.office
@pytest.mark.skipif(os.environ.get("ATLAS_WITHOUT_OFFICE") == "1", reason="ATLAS_WITHOUT_OFFICE=1: no LibreOffice here")
@pytest.mark.parametrize("which", ["evidence", "hostile"])
def test_libreoffice_reads_the_same(which: str, tmp_path: Path, request, evidence: Tables, figures) -> None:
    assert shutil.which("soffice"), (
        "needs LibreOffice: apt-get install libreoffice-calc-nogui, or ATLAS_WITHOUT_OFFICE=1"
    )
    source = request.getfixturevalue("hostile") if which == "hostile" else (evidence, figures)
    (tmp_path / "atlas.xlsx").write_bytes(xlsx_bytes(source[0], Selection(), (), today=DAY))
    first_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", first_sheet, "--outdir", tmp_path, tmp_path / "atlas.xlsx"],
        check=True,
        capture_output=True,
        timeout=300,
    )
    shown = next(tmp_path.glob("*.csv")).read_text("utf-8")
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(shown))}
    assert len(rows) == len(evidence.claims) + len(evidence.derivations)
    xinjiang = rows["trade-xinjiang-2023"]
    assert [xinjiang[name] for name in ("Value", "Lowest", "From")] == ["20.3", "20.25", "2023-01-01"]
    assert rows["railway-repair-length"]["Value"].replace(",", "") == "11000"
    if which == "hostile":
        assert xinjiang["Doubt"] == COMMAND
