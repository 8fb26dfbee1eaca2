"""The loader: what it gives, and what it refuses, each made by breaking one thing in a copy of the data."""

import csv
import dataclasses
import json
import math
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.tables import Fault, TablesError, fingerprint, load
from components.tables import schema as contract
from components.tables.__main__ import main
from tests.conftest import EXAMPLES

PROJECT = Path(__file__).parents[1]
DATA = PROJECT / "data"
CLAIMS = [f"claims/{name}.csv" for name in ("cargo", "energy", "investment", "targets", "trade")]
SINGLE = [
    "sources", "corridors", "subjects", "measures", "milestones", "derivations", "comparisons", "omissions", "exhibits",
    "silences", "mentions", "series", "observations", "outcomes",
]  # fmt: skip
FILES = [*CLAIMS, *(f"{name}.csv" for name in [*SINGLE, "places", "routes"])]
NUMBER = "a number (as in 20.3 or 11e3)"
DATE = "a date (as in 2024-12-05)"
TABLES = f"the tables {', '.join(sorted(['claims', 'places', 'routes', 'units', *SINGLE]))}"
WHOLE = "a whole number (as in 3)"
UNITS = [line.split(",")[0] for line in (DATA / "units.csv").read_text(encoding="utf-8").splitlines()[1:]]
HEADER = {file: (DATA / file).read_text(encoding="utf-8-sig").splitlines()[0] for file in FILES}


def copy(folder: Path) -> Path:
    return Path(shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__")))


@pytest.fixture
def data(tmp_path):
    return copy(tmp_path / "data")


def table(data: Path, file: str) -> list[dict[str, str]]:
    with (data / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(data: Path, file: str, rows: list[dict[str, str]]) -> None:
    with (data / file).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def put(data: Path, file: str, **cells: str) -> None:
    """Change cells of the first row, which stands on line 2."""
    rows = table(data, file)
    rows[0] |= cells
    write(data, file, rows)


def append(data: Path, file: str, **cells: str) -> int:
    """Append the first row once more with other cells, and give the line on which it now stands."""
    rows = table(data, file)
    write(data, file, [*rows, rows[0] | cells])
    return (data / file).read_bytes().count(b"\n")


def change(data: Path, file: str, before: str, after: str) -> None:
    text = (data / file).read_text(encoding="utf-8")
    assert before in text
    (data / file).write_text(text.replace(before, after, 1), encoding="utf-8", newline="")


def all_faults(data: Path) -> list[Fault]:
    try:
        load(data)
    except TablesError as refusal:
        return list(refusal.faults)
    return []


def faults(data: Path) -> list[Fault]:
    with pytest.raises(TablesError) as refusal:
        load(data)
    assert str(refusal.value).splitlines() == [str(fault) for fault in refusal.value.faults]
    return list(refusal.value.faults)


# What it gives


def test_every_cell_arrives_as_it_is_written(data):
    tables = load(data)
    for name in [*SINGLE, "places", "routes", "claims"]:
        files = CLAIMS if name == "claims" else [f"{name}.csv"]
        rows = [row for file in files for row in table(data, file)]
        frame = getattr(tables, name)
        assert len(frame) == len(rows)
        for row, arrived in zip(rows, frame.to_dict("records"), strict=True):
            for column, text in row.items():
                cell = arrived[column]
                if isinstance(cell, str):
                    assert cell == text
                elif text == "":
                    assert pandas.isna(cell)
                elif isinstance(cell, pandas.Timestamp):
                    assert cell.isoformat() == f"{text}T00:00:00"
                else:
                    assert cell == float(text)


def test_columns_have_the_types_of_the_schema(data):
    tables = load(data)
    dtypes = {"string": "str", "number": "float64", "integer": "Int64", "date": "datetime64[us]"}
    for resource in tables.schema["resources"]:
        if "schema" in resource:
            frame = getattr(tables, resource["name"])
            for field in resource["schema"]["fields"]:
                assert str(frame[field["name"]].dtype) == dtypes[field["type"]], (resource["name"], field["name"])
    assert tables.claims["note"].isna().sum() == 0
    assert tables.claims["value"].notna().all()


def test_written_digits_are_kept(data):
    worded = {"hedge": "exact", "as_stated": "20.30 billion to 0.03 trillion dollars"}
    put(data, "claims/targets.csv", value="20.30", value_high="3e1", **worded)
    tables = load(data)
    first = tables.claims[tables.claims["claim_id"] == table(data, "claims/targets.csv")[0]["claim_id"]].iloc[0]
    assert (first["value"], first["value_high"]) == (20.3, 30.0)
    assert (first["value_written"], first["value_high_written"]) == ("20.30", "3e1")
    assert list(tables.claims.columns[-2:]) == ["value_written", "value_high_written"]
    assert str(tables.claims["value_written"].dtype) == str(tables.claims["value_high_written"].dtype) == "str"


def test_the_rest_of_the_tables(data):
    tables = load(str(data))
    assert tables.basemap["type"] == "FeatureCollection"
    assert tables.schema == json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert tables.directory == data
    assert re.fullmatch("[0-9a-f]{7}", tables.version)


def test_tables_without_rows_keep_their_types(data):
    for file in ("comparisons.csv", "omissions.csv", "derivations.csv", "milestones.csv", "outcomes.csv"):
        (data / file).write_text(HEADER[file] + "\n", encoding="utf-8")
    tables = load(data)
    assert len(tables.milestones) == len(tables.derivations) == 0
    assert str(tables.milestones["due_end"].dtype) == "datetime64[us]"
    assert str(tables.milestones["paragraph"].dtype) == "Int64"
    assert str(tables.derivations["reading"].dtype) == "str"


def test_tables_are_frozen_and_what_is_taken_from_them_is_a_copy(data):
    tables = load(data)
    with pytest.raises(dataclasses.FrozenInstanceError):
        tables.version = "0000000"
    taken = tables.claims[tables.claims["value"].notna()]
    taken["value"] = -1.0
    everything = tables.claims[:]
    everything.loc[:, "value"] = -1.0
    assert (tables.claims["value"] != -1.0).all()


def test_a_new_claims_file_needs_no_code(data):
    rows = table(data, "claims/trade.csv")[:1]
    rows[0] |= {"claim_id": "claim-of-a-new-file", "repeats": rows[0]["claim_id"]}
    write(data, "claims/aviation.csv", rows)
    claims = load(data).claims
    assert claims["claim_id"].iloc[0] == "claim-of-a-new-file"
    assert len(claims) == 1 + sum(len(table(data, file)) for file in CLAIMS)


def test_the_directory_of_the_environment_is_read(data, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data))
    assert load().directory == data
    monkeypatch.delenv("ATLAS_DATA")
    assert load(data).directory == data
    assert fingerprint() == fingerprint(PROJECT / "data")


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.rstrip("\n").encode(),
    ],
    ids=["byte order mark", "line ends of Windows", "no last line end"],
)
@pytest.mark.parametrize("file", ["claims/trade.csv", "sources.csv"])
def test_forms_of_a_csv_that_editors_write(data, file, encode):
    before = load(data)
    (data / file).write_bytes(encode((data / file).read_text(encoding="utf-8")))
    after = load(data)
    pandas.testing.assert_frame_equal(after.claims, before.claims)
    pandas.testing.assert_frame_equal(after.sources, before.sources)
    assert after.version != before.version


def test_the_version_changes_with_names_and_contents_only(data, tmp_path):
    before = load(data).version
    assert load(copy(tmp_path / "elsewhere")).version == before
    (data / "notes.txt").write_text("not data", encoding="utf-8")
    assert load(data).version == before
    shutil.copy(data / "claims/energy.csv", data / "claims/energy2.csv")
    descriptor = (data / "datapackage.json").read_text(encoding="utf-8")
    (data / "claims/energy.csv").unlink()
    (data / "datapackage.json").write_text(descriptor.replace("energy.csv", "energy2.csv"), encoding="utf-8")
    assert load(data).version != before


def test_the_fingerprint_sees_an_edit(data):
    before = fingerprint(data)
    assert fingerprint(str(data)) == before
    change(data, "claims/trade.csv", "claim_id", "claim_iD")
    after = fingerprint(data)
    assert after != before
    (data / "claims/new.csv").write_text("", encoding="utf-8")
    assert fingerprint(data) not in (before, after)
    assert fingerprint(data / "nowhere") == fingerprint(data / "nowhere")


# What it refuses in a cell


@pytest.mark.parametrize(
    ("file", "column", "value", "expected"),
    [
        *(
            ("claims/trade.csv", "value", value, NUMBER)
            for value in (
                "abc",
                "10,00",
                "1,0000",
                ",100",
                "1,000e3",
                "1 000",
                "nan",
                "inf",
                "-inf",
                "20,3",
                ".5",
                "5.",
                " 5",
                "1e999",
                "1_0",
                "٣",
                "—",
            )
        ),
        ("claims/trade.csv", "value", "", "a value, not a blank"),
        ("claims/cargo.csv", "value_high", "many", NUMBER),
        ("claims/trade.csv", "period_start", "2021", DATE),
        ("claims/trade.csv", "period_end", "2021-02-30", DATE),
        ("claims/trade.csv", "base_start", "2021-1-1", DATE),
        ("claims/trade.csv", "base_end", "31.12.2021", DATE),
        ("claims/trade.csv", "hedge", "roughly", "one of: exact, about, over, up_to, almost, at_least, initial"),
        (
            "claims/targets.csv",
            "claim_type",
            "Target",
            "one of: observed, growth, forecast, target, capacity, pledge, plan, offer",
        ),
        ("claims/trade.csv", "paragraph", "first", WHOLE),
        ("claims/trade.csv", "paragraph", "1.0", WHOLE),
        ("claims/trade.csv", "paragraph", "-1", f"{WHOLE} of at least 0"),
        ("claims/trade.csv", "as_stated", "", "a value, not a blank"),
        (
            "claims/trade.csv",
            "as_stated",
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "at most 12 words, without space around them",
        ),
        ("claims/trade.csv", "subject_id", "atlantis", "a subject_id of the table subjects"),
        ("claims/trade.csv", "measure_id", "furlongs", "a measure_id of the table measures"),
        ("claims/trade.csv", "source_id", "2099-01-nobody", "a source_id of the table sources"),
        ("claims/energy.csv", "repeats", "nothing", "a claim_id of the table claims"),
        ("sources.csv", "date_basis", "guessed", "one of: stated, inferred"),
        ("sources.csv", "sha256", "abc", "64 hexadecimal digits (0-9, a-f)"),
        ("sources.csv", "body_first_line", "0", f"{WHOLE} of at least 1"),
        ("corridors.csv", "label", "", "a value, not a blank"),
        ("subjects.csv", "corridor_id", "silk-road", "a corridor_id of the table corridors"),
        ("subjects.csv", "place_id", "atlantis", "a place_id of the table places"),
        ("subjects.csv", "far_place_id", "atlantis", "a place_id of the table places"),
        ("subjects.csv", "mode", "air", "one of: rail, road, river, sea, multimodal, unstated"),
        ("measures.csv", "unit", "furlong", f"a unit of the table units: {', '.join(UNITS)}"),
        (
            "milestones.csv",
            "stage",
            "done",
            "one of: interest, talks, suggested, pledged, planned, under_way, operating",
        ),
        ("milestones.csv", "due_end", "soon", DATE),
        (
            "derivations.csv",
            "formula",
            "guess",
            "one of: prior_from_growth, difference, ratio, multiple, floor_from_share, share_of, scaled_by,"
            " required_growth",
        ),
        ("derivations.csv", "grade", "sure", "one of: follows, assumes"),
        ("comparisons.csv", "earlier_id", "nothing", "a claim_id or a milestone_id"),
        ("comparisons.csv", "later_id", "nothing", "a claim_id or a milestone_id"),
        ("comparisons.csv", "kind", "same", "one of: restated, progressed, revised, different_perimeter, conflicting"),
        ("omissions.csv", "source_id", "2099-01-nobody", "a source_id of the table sources"),
        ("places.csv", "country", "kz", "two upper-case letters (as in KZ)"),
        ("places.csv", "latitude", "91", f"{NUMBER} of at most 90"),
        ("places.csv", "longitude", "-180.5", f"{NUMBER} of at least -180"),
        ("places.csv", "latitude", "45°15'", NUMBER),
        ("places.csv", "accuracy", "good", "one of: exact, approximate, schematic"),
        ("routes.csv", "basis", "drawn", "one of: named, outside"),
        ("routes.csv", "place_id", "atlantis", "a place_id of the table places"),
        ("routes.csv", "leg", "x", WHOLE),
    ],
)
def test_a_cell_is_refused(data, file, column, value, expected):
    put(data, file, **{column: value})
    assert faults(data) == [Fault(file, 2, column, value, expected)]


def test_the_text_of_a_fault(data):
    put(data, "claims/trade.csv", value="abc")
    assert str(faults(data)[0]) == f'claims/trade.csv:2 column value: "abc" — expected {NUMBER}'
    assert str(Fault("sources.csv", None, "", "no\nfile", "one")) == r"sources.csv: no\nfile — expected one"
    assert str(Fault("a.csv", 7, "b", "x" * 101, "y")) == f'a.csv:7 column b: "{"x" * 100}…" — expected y'


def test_one_dangling_input_among_several(data):
    inputs = table(data, "derivations.csv")[0]["inputs"]
    put(data, "derivations.csv", inputs=f"{inputs};nothing; ")
    expected = "claim_ids or derivation_ids, joined by ;"
    assert faults(data) == [
        Fault("derivations.csv", 2, "inputs", "nothing", expected),
        Fault("derivations.csv", 2, "inputs", " ", expected),
    ]


@pytest.mark.parametrize(
    ("file", "low", "high", "start", "end"),
    [
        ("claims/trade.csv", "value", "value_high", "20", "9.5"),
        ("claims/trade.csv", "value", "value_high", "11e3", "10999"),
        ("claims/trade.csv", "period_start", "period_end", "2022-01-01", "2021-12-31"),
        ("claims/trade.csv", "base_start", "base_end", "2022-01-01", "2021-12-31"),
        ("milestones.csv", "happened_start", "happened_end", "2022-01-02", "2022-01-01"),
        ("milestones.csv", "due_start", "due_end", "2030-01-01", "2029-12-31"),
        ("derivations.csv", "period_start", "period_end", "2022-01-01", "2021-01-01"),
    ],
)
def test_a_pair_that_runs_backwards_is_refused(data, file, low, high, start, end):
    put(data, file, **{low: start, high: end})
    assert faults(data) == [Fault(file, 2, high, end, f"no less than {low}, which is {start}")]
    put(data, file, **{low: start, high: start})
    assert not any(fault.expected.startswith("no less than") for fault in all_faults(data))


# What it refuses of ids


def test_an_id_used_twice_across_claims_files(data):
    claim = table(data, "claims/cargo.csv")[0]["claim_id"]
    line = append(data, "claims/trade.csv", claim_id=claim, repeats="")
    expected = "no second use (first at claims/cargo.csv:2)"
    assert faults(data) == [Fault("claims/trade.csv", line, "claim_id", claim, expected)]


@pytest.mark.parametrize(("file", "column"), [("milestones.csv", "milestone_id"), ("derivations.csv", "derivation_id")])
def test_an_id_of_a_claim_used_elsewhere(data, file, column):
    claim = table(data, "claims/cargo.csv")[0]["claim_id"]
    cells = {"inputs": table(data, "claims/cargo.csv")[1]["claim_id"]} if file == "derivations.csv" else {}
    line = append(data, file, **{column: claim}, **cells)
    expected = "no second use (first at claims/cargo.csv:2)"
    assert faults(data) == [Fault(file, line, column, claim, expected)]


@pytest.mark.parametrize(
    ("file", "column", "others"),
    [
        ("measures.csv", "measure_id", {}),
        ("comparisons.csv", "comparison_id", {}),
        ("places.csv", "place_id", {}),
        ("corridors.csv", "label", {"corridor_id": "one-more", "name": "One more", "colour": ""}),
    ],
)
def test_a_value_used_twice_in_one_table(data, file, column, others):
    value = table(data, file)[0][column]
    line = append(data, file, **others)
    assert faults(data) == [Fault(file, line, column, value, f"no second use (first at {file}:2)")]


def test_a_vertex_given_twice(data):
    first = table(data, "routes.csv")[0]
    line = append(data, "routes.csv")
    key = f"{first['subject_id']}+{first['leg']}+{first['order']}"
    expected = "no second use (first at routes.csv:2)"
    assert faults(data) == [Fault("routes.csv", line, "subject_id+leg+order", key, expected)]


def test_a_repeat_of_itself_or_of_a_repeat(data):
    write(data, "claims/more.csv", [table(data, "claims/trade.csv")[0] | {"claim_id": "one", "repeats": "one"}])
    append(data, "claims/more.csv", claim_id="two", repeats="one")
    expected = "another claim that is no repeat itself"
    assert faults(data) == [
        Fault("claims/more.csv", 2, "repeats", "one", expected),
        Fault("claims/more.csv", 3, "repeats", "one", expected),
    ]


def test_derivations_in_a_circle(data):
    claim = table(data, "claims/trade.csv")[0]["claim_id"]
    one = append(data, "derivations.csv", derivation_id="one", inputs=f"{claim};two")
    two = append(data, "derivations.csv", derivation_id="two", inputs="one")
    self = append(data, "derivations.csv", derivation_id="self", inputs="self")
    append(data, "derivations.csv", derivation_id="outside", inputs="one")
    assert faults(data) == [
        Fault("derivations.csv", one, "inputs", f"{claim};two", "inputs that do not lead back to one"),
        Fault("derivations.csv", two, "inputs", "one", "inputs that do not lead back to two"),
        Fault("derivations.csv", self, "inputs", "self", "inputs that do not lead back to self"),
    ]


# What it refuses of a file's form


def test_a_renamed_column(data):
    change(data, "claims/trade.csv", ",value,", ",amount,")
    assert faults(data) == [Fault("claims/trade.csv", 1, "value", "amount", 'the column "value" in the header')]


def test_a_missing_column_hides_no_other_fault(data):
    rows = table(data, "claims/trade.csv")
    rows[0]["hedge"] = "roughly"
    write(data, "claims/trade.csv", [{name: row[name] for name in row if name != "source_id"} for row in rows])
    assert faults(data) == [
        Fault("claims/trade.csv", 1, "source_id", "", 'the column "source_id" in the header'),
        Fault(
            "claims/trade.csv", 2, "hedge", "roughly", "one of: exact, about, over, up_to, almost, at_least, initial"
        ),
    ]


def test_a_missing_key_column_is_one_fault(data):
    write(
        data,
        "subjects.csv",
        [{name: row[name] for name in row if name != "subject_id"} for row in table(data, "subjects.csv")],
    )
    expected = 'the column "subject_id" in the header'
    assert faults(data) == [Fault("subjects.csv", 1, "subject_id", "", expected)]


def test_an_unknown_column(data):
    write(data, "measures.csv", [row | {"colour": "red"} for row in table(data, "measures.csv")])
    assert faults(data) == [Fault("measures.csv", 1, "colour", "colour", "no such column in this table")]


def test_a_doubled_column(data):
    lines = (data / "measures.csv").read_text(encoding="utf-8").splitlines()
    text = "\n".join([f"{lines[0]},unit", *(f"{line},count" for line in lines[1:])])
    (data / "measures.csv").write_text(text, encoding="utf-8")
    assert faults(data) == [Fault("measures.csv", 1, "unit", "unit", "each column once")]


def test_columns_in_another_order(data):
    names = ["corridor_id", "label", "name", "description", "colour"]
    write(data, "corridors.csv", [{name: row[name] for name in names} for row in table(data, "corridors.csv")])
    expected = "the columns in the order corridor_id,name,label,description,colour"
    assert faults(data) == [Fault("corridors.csv", 1, "name", "label", expected)]


def test_no_header(data):
    lines = (data / "corridors.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data / "corridors.csv").write_text("".join(lines[1:]), encoding="utf-8")
    first, *more = faults(data)
    assert (first.file, first.line, first.expected) == (
        "corridors.csv",
        1,
        "the header corridor_id,name,label,description",
    )
    assert more == []


@pytest.mark.parametrize(
    ("row", "found"),
    [("claim-x,trade", "2 cells"), ("claim-x", "1 cell"), ("", "a blank line"), ("," * 19, "20 cells")],
)
def test_a_row_with_another_number_of_cells(data, row, found):
    change(data, "claims/trade.csv", "\n", f"\n{row}\n")
    assert faults(data) == [Fault("claims/trade.csv", 2, "", found, "19, one in each column")]


def test_a_file_cut_off_in_a_row(data):
    content = (data / "claims/trade.csv").read_bytes()
    last = content.rstrip(b"\n").rindex(b"\n") + 1
    (data / "claims/trade.csv").write_bytes(content[: last + 5])
    assert faults(data) == [Fault("claims/trade.csv", content.count(b"\n"), "", "1 cell", "19, one in each column")]


def test_a_quote_that_is_never_closed(data):
    line = append(data, "omissions.csv", omission_id="one-more")
    text = (data / "omissions.csv").read_text(encoding="utf-8").rstrip("\n").rpartition(",")[0]
    (data / "omissions.csv").write_text(f'{text},"never closed\nand on\n', encoding="utf-8")
    assert faults(data) == [
        Fault("omissions.csv", line, "", "a row that cannot be read: unexpected end of data", "every quote closed")
    ]


def test_the_line_is_the_one_an_editor_shows(data):
    rows = table(data, "claims/trade.csv")
    rows[0]["note"] = 'two\nlines and a "quote"'
    rows[1]["note"] = "three\r\nlines\nhere"
    rows[2]["hedge"] = "roughly"
    write(data, "claims/trade.csv", rows)
    assert [(fault.line, fault.column, fault.value) for fault in faults(data)] == [
        (2, "note", rows[0]["note"]),
        (4, "note", rows[1]["note"]),
        (7, "hedge", "roughly"),
    ]


@pytest.mark.parametrize(
    ("content", "line", "found", "expected"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 3, "a binary file (NUL byte)", "CSV text in UTF-8"),
        ("claim_id,value".encode("utf-16"), 1, "a binary file (NUL byte)", "CSV text in UTF-8"),
        ("claim_id\nÜrümqi".encode("latin-1"), 2, "byte 0xdc", "CSV text in UTF-8"),
        ("claim_id\n\nАктау".encode("cp1251"), 3, "byte 0xc0", "CSV text in UTF-8"),
        (b"claim_id\n\x07", 2, "a hidden character, U+0007", "text that an editor shows"),
        ("claim_id\n\u202e52".encode(), 2, "a hidden character, U+202E", "text that an editor shows"),
        (b"", 1, "an empty file", f"the header {HEADER['claims/trade.csv']}"),
        (b"\n \n", 1, "an empty file", f"the header {HEADER['claims/trade.csv']}"),
        (b"\xef\xbb\xbf", 1, "an empty file", f"the header {HEADER['claims/trade.csv']}"),
    ],
)
def test_a_file_that_is_no_csv(data, content, line, found, expected):
    (data / "claims/trade.csv").write_bytes(content)
    assert faults(data) == [Fault("claims/trade.csv", line, "", found, expected)]


@pytest.mark.parametrize("file", [*FILES, "datapackage.json", "basemap.geojson"])
def test_a_missing_file_is_one_fault(data, file):
    (data / file).unlink()
    assert faults(data) == [Fault(file, None, "", "No such file or directory", "a file that can be read")]


def test_a_folder_in_place_of_a_file(data):
    (data / "sources.csv").unlink()
    (data / "sources.csv").mkdir()
    assert faults(data) == [Fault("sources.csv", None, "", "Is a directory", "a file that can be read")]


@pytest.mark.parametrize("file", ["sources.csv", "claims/more.csv", "datapackage.json", "basemap.geojson"])
@pytest.mark.parametrize(
    ("put", "found"),
    [
        (os.mkfifo, "a pipe, socket or device"),
        (lambda path: path.symlink_to("/dev/zero"), "a pipe, socket or device"),
        (lambda path: path.open("wb").truncate(257 * 2**20), "larger than 256 MiB"),
        (lambda path: path.symlink_to(path), "Too many levels of symbolic links"),
    ],
)
def test_what_might_never_end_is_not_read(data, file, put, found):
    (data / file).unlink(missing_ok=True)
    put(data / file)
    assert Fault(file, None, "", found, "a file that can be read") in faults(data)


def test_no_claims_at_all(data):
    shutil.rmtree(data / "claims")
    expected = ("No such file or directory", "a file that can be read")
    assert faults(data) == [Fault(file, None, "", *expected) for file in CLAIMS]
    (data / "datapackage.json").unlink()
    assert faults(data) == [Fault(file, None, "", *expected) for file in ("claims/*.csv", "datapackage.json")]


@pytest.mark.parametrize(("sign", "named"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_another_separator_is_one_fault(data, sign, named, quoting):
    rows = table(data, "milestones.csv")
    with (data / "milestones.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), delimiter=sign, quoting=quoting)
        writer.writeheader()
        writer.writerows(rows)
    expected = "columns separated by commas"
    assert faults(data) == [Fault("milestones.csv", 1, "", f"columns separated by {named}", expected)]


@pytest.mark.parametrize(
    ("row", "count", "more"),
    [
        ("x", 60_000, "and at least"),
        ("," * 18, 5_000, "and at least 4,980 more like it in this file"),
        ("a" * 5_000 + ",x" * 18, 300, "and "),
    ],
    ids=["short rows", "blank cells", "long cells"],
)
def test_faults_are_listed_by_column_and_counted(data, row, count, more):
    """A junk file gives the first twenty faults of each column and how many more there are, however many."""
    (data / "claims/junk.csv").write_text(f"{HEADER['claims/trade.csv']}\n" + f"{row}\n" * count, encoding="utf-8")
    listed = [fault for fault in faults(data) if fault.file == "claims/junk.csv"]
    told = [fault.value for fault in listed if " more like it in this file" in fault.value]
    assert told
    assert all(value.startswith(more) for value in told)
    assert len(listed) <= 21 * 19
    assert max(len(fault.value) for fault in listed) <= 1_001
    columns = [fault.column for fault in listed if fault.value not in told]
    assert max(columns.count(column) for column in set(columns)) <= 20


def test_faults_of_many_files_end_somewhere(data):
    for number in range(60):
        (data / f"claims/{number:02}.csv").write_text(
            f"{HEADER['claims/trade.csv']}\n" + f"{',' * 18}\n" * 30, encoding="utf-8"
        )
    listed = faults(data)
    assert len(listed) == 1_001
    assert listed[-1].value.endswith(" more from here on")


def test_a_header_of_many_columns_is_read_quickly(data):
    """Its time grows with the number of columns, not with its square."""
    header = ",".join([HEADER["claims/trade.csv"], *["value"] * 100_000])
    (data / "claims/junk.csv").write_text(f"{header}\n", encoding="utf-8")
    assert Fault("claims/junk.csv", 1, "value", "value", "each column once") in faults(data)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("label", "trans-caspian"), ("label", "TRANS-Caspian"), ("label", "trans-caspian "), ("name", "Dostyk-moyynty"),
        ("name", "DOSTYK-MOYYNTY"), ("label", "Dostyk–Moyynty line"),
    ],
)  # fmt: skip
def test_a_corridor_that_could_be_taken_for_another_is_refused(data, column, value):
    rows = table(data, "corridors.csv")
    rows[2][column] = value
    write(data, "corridors.csv", rows)
    (fault,) = faults(data)
    assert (fault.file, fault.line, fault.column, fault.value) == ("corridors.csv", 4, column, value)


# What it refuses of the JSON files and of the directory


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('{\n"type": ', Fault("basemap.geojson", 2, "", "Expecting value", "valid JSON")),
        ("[1]", Fault("basemap.geojson", 1, "", "a JSON list", "a JSON object")),
        (
            '{"type": "Feature"}',
            Fault("basemap.geojson", None, "", "no list of features", "a GeoJSON FeatureCollection"),
        ),
    ],
)
def test_a_base_map_that_is_none(data, content, fault):
    (data / "basemap.geojson").write_text(content, encoding="utf-8")
    assert faults(data) == [fault]


def test_a_description_that_is_no_json(data):
    (data / "datapackage.json").write_text('{"name": "x",\n\n}', encoding="utf-8")
    (fault,) = faults(data)
    assert (fault.file, fault.line, fault.expected) == ("datapackage.json", 3, "valid JSON")


@pytest.mark.parametrize("content", ["{}", "3", '{"resources": [3]}', '{"resources": [{"path": "x.csv"}]}', "\udcff"])
def test_a_description_that_is_no_data_package(data, content):
    (data / "datapackage.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    found = faults(data)
    assert {fault.file for fault in found} == {"datapackage.json"}


def test_a_description_of_other_columns(data):
    change(data, "datapackage.json", '"name": "corridor_id"', '"name": "corridor"')
    assert faults(data) == [
        Fault(
            "datapackage.json",
            None,
            "corridors",
            "corridor,name,label,description,colour",
            "the fields corridor_id,name,label,description,colour",
        )
    ]


def test_the_contract_is_the_project_s_own(data):
    """A directory cannot loosen the rules by its own schema."""
    change(data, "datapackage.json", '"up_to"', '"up_to", "roughly"')
    put(data, "claims/trade.csv", hedge="roughly")
    assert [(fault.file, fault.line, fault.value) for fault in faults(data)] == [("claims/trade.csv", 2, "roughly")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "the project's schema"),
        ("{}", "a Frictionless Data Package"),
        ('{"name": "x", "resources": [{"name": "a", "path": "a.csv"}]}', TABLES),
    ],
)
def test_a_broken_contract_is_refused_too(data, tmp_path, monkeypatch, content, expected):
    broken = tmp_path / "datapackage.json"
    if content is not None:
        broken.write_text(content, encoding="utf-8")
    monkeypatch.setattr(contract, "CONTRACT", broken)
    assert {fault.expected for fault in faults(data)} == {expected}


def test_no_such_directory(tmp_path):
    nowhere = tmp_path / "nowhere"
    assert faults(nowhere) == [Fault(str(nowhere), None, "", "no such folder", "a folder that holds datapackage.json")]


def test_every_fault_is_listed_at_once(data):
    put(data, "claims/trade.csv", value="1,00", hedge="roughly", source_id="2099-01-nobody")
    put(data, "claims/cargo.csv", period_start="2013", as_stated=" ".join(["word"] * 13))
    put(data, "milestones.csv", stage="done", subject_id="atlantis")
    put(data, "places.csv", latitude="91")
    change(data, "measures.csv", "quantity", "kind")
    (data / "basemap.geojson").unlink()
    (data / "omissions.csv").write_bytes(b"\0")
    place = table(data, "places.csv")[0]["place_id"]
    put(data, "routes.csv", place_id=place, order="first")
    assert [(fault.file, fault.line, fault.column, fault.value) for fault in faults(data)] == [
        ("basemap.geojson", None, "", "No such file or directory"),
        ("claims/cargo.csv", 2, "period_start", "2013"),
        ("claims/cargo.csv", 2, "as_stated", " ".join(["word"] * 13)),
        ("claims/trade.csv", 2, "value", "1,00"),
        ("claims/trade.csv", 2, "hedge", "roughly"),
        ("claims/trade.csv", 2, "source_id", "2099-01-nobody"),
        ("measures.csv", 1, "quantity", "kind"),
        ("milestones.csv", 2, "stage", "done"),
        ("milestones.csv", 2, "subject_id", "atlantis"),
        ("omissions.csv", 1, "", "a binary file (NUL byte)"),
        ("places.csv", 2, "latitude", "91"),
        ("routes.csv", 2, "order", "first"),
    ]


# Whatever stands in a file, the only error is TablesError


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("scratch") / "data")


def attempt(data: Path, file: str, content: bytes) -> None:
    before = (data / file).read_bytes()
    (data / file).write_bytes(content)
    refusal = None
    try:
        claims = load(data).claims
    except TablesError as error:
        refusal = error
    finally:
        (data / file).write_bytes(before)
    if refusal:
        assert all(fault.file and fault.expected for fault in refusal.faults)
        assert len(str(refusal).splitlines()) == len(refusal.faults) > 0
    else:
        assert claims["value"].map(math.isfinite).all()
        assert not claims["as_stated"].isna().any()


often = settings(max_examples=EXAMPLES // 2, suppress_health_check=[HealthCheck.function_scoped_fixture])


@often
@given(file=st.sampled_from(FILES), content=st.binary(max_size=400))
def test_random_bytes(scratch, file, content):
    attempt(scratch, file, content)


@often
@given(file=st.sampled_from([*FILES, "datapackage.json", "basemap.geojson"]), choices=st.data())
def test_bytes_changed_in_place(scratch, file, choices):
    content = (scratch / file).read_bytes()
    start = choices.draw(st.integers(0, len(content)))
    end = choices.draw(st.integers(start, min(len(content), start + 50)))
    attempt(scratch, file, content[:start] + choices.draw(st.binary(max_size=8)) + content[end:])


@often
@given(
    file=st.sampled_from(FILES),
    choices=st.data(),
    cell=st.text(max_size=30) | st.from_regex(r"-?[0-9]{1,20}([.e-][0-9]{1,5})?") | st.dates().map(str),
)
def test_any_text_in_any_cell(scratch, file, choices, cell):
    lines = (scratch / file).read_text(encoding="utf-8").splitlines()
    names = next(csv.reader(lines[:1]))
    row = next(csv.reader(lines[1:]))
    row[choices.draw(st.integers(0, len(names) - 1))] = cell
    quoted = ",".join('"' + text.replace('"', '""') + '"' for text in row)
    text = "\n".join([lines[0], quoted, *lines[2:]]) + "\n"
    attempt(scratch, file, text.encode("utf-8", "surrogatepass"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=3,
)


@often
@given(choices=st.data())
def test_any_value_in_the_description(scratch, choices):
    whole = json.loads((scratch / "datapackage.json").read_text(encoding="utf-8"))
    node = whole
    while True:
        key = choices.draw(st.sampled_from(list(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[key], dict | list) or not node[key] or choices.draw(st.integers(0, 4)) == 0:
            break
        node = node[key]
    node[key] = choices.draw(VALUES)
    attempt(scratch, "datapackage.json", json.dumps(whole).encode())


# The command line


def test_the_command_prints_the_counts(data, capsys):
    assert main([str(data)]) == 0
    claims = sum(len(table(data, file)) for file in CLAIMS)
    milestones = len(table(data, "milestones.csv"))
    printed = capsys.readouterr().out
    assert printed.startswith(f"{claims} claims, {milestones} milestones, ")
    assert printed.endswith(f": no faults, data version {load(data).version}\n")


def test_the_command_prints_the_faults(data):
    put(data, "claims/trade.csv", value="abc")
    put(data, "sources.csv", sha256="abc")
    run = subprocess.run(
        [sys.executable, "-m", "components.tables", str(data)],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout.splitlines() == [
        f'claims/trade.csv:2 column value: "abc" — expected {NUMBER}',
        'sources.csv:2 column sha256: "abc" — expected 64 hexadecimal digits (0-9, a-f)',
    ]
    assert (run.returncode, run.stderr) == (1, "")


def test_the_command_refuses_what_is_no_directory(data, capsys):
    assert main([str(data / "sources.csv")]) == 1
    assert "sources.csv: no such folder — expected a folder that holds datapackage.json" in capsys.readouterr().out
    assert main(["one", "two"]) == 1
