"""A document that is being added: the walk, what is wrong in words, what is kept, and what comes into the evidence."""

import io
import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import audit, tables
from components.intake import (
    DONE,
    OPEN,
    Source,
    Worksheet,
    audit_worksheet,
    begin,
    check_worksheet,
    document_text,
    pack,
    parts_of,
    read_day,
    read_span,
    read_worksheet,
    rows_of,
    save,
    span_words,
    write_worksheet,
)
from tests.conftest import DATA

DAY = date(2026, 2, 12)
SAID = Source(DAY, DAY, "KTZ")
TEXT = """Freight sets a record

Freight over the Dostyk-Moyynty line reached 9.4 million tons in 2025, the company said in the capital on Tuesday.

Cargo on the Middle Corridor rose to 4.9 million tons in 2025, as Aidos Kairbek told reporters after the meeting."""


@pytest.fixture
def known(tmp_path: Path) -> tables.Tables:
    return tables.load(shutil.copytree(DATA, tmp_path / "data"))


def decided(known: tables.Tables, text: str = TEXT) -> Worksheet:
    """Decide everything of the text as a reader would."""
    sheet = begin(text, SAID, known)
    for item in sheet.items:
        if item.kind == "claims":
            item.cells |= {"measure_id": "cargo_volume", "claim_type": "observed"}
        if item.kind == "mentions":
            item.cells |= {"kind": "person"}
        item.state = DONE
    return sheet


def test_the_walk_goes_through_figures_then_stages_then_names(known) -> None:
    sheet = begin(TEXT, SAID, known)
    assert sheet.progress() == {"claims": (0, 2), "omissions": (2, 2), "mentions": (0, 1)}
    met = []
    while sheet.current is not None and sheet.current.state == OPEN:
        met.append((sheet.current.kind, sheet.current.cells["as_stated"]))
        sheet.current.state = DONE
        sheet.next_open()
    assert [kind for kind, _ in met] == ["claims", "claims", "mentions"]
    assert "9.4 million tons" in met[0][1]
    assert met[2][1] == "Aidos Kairbek"
    assert sheet.progress() == {"claims": (2, 2), "omissions": (2, 2), "mentions": (1, 1)}


def test_marks_are_the_figures_as_printed_and_nothing_of_the_text_is_lost(known) -> None:
    sheet = begin(TEXT, SAID, known)
    parts = [part for _, every in parts_of(sheet) for part in every]
    assert [words for words, place in parts if place is not None and sheet.items[place].kind == "claims"] == [
        "9.4 million tons", "4.9 million tons",
    ]  # fmt: skip
    assert ["".join(words for words, _ in every) for _, every in parts_of(sheet)] == TEXT.split("\n\n")


def test_a_decided_document_is_whole_and_the_archive_passes_every_check(known, tmp_path: Path) -> None:
    sheet = decided(known)
    checked = check_worksheet(sheet, known)
    assert checked.faults == ()
    assert audit_worksheet(sheet, checked.tables) == []
    archive = pack(checked.tables.files, {sheet.source["document_file"]: document_text(sheet).encode()})
    ZipFile(io.BytesIO(archive)).extractall(tmp_path / "out")
    (tmp_path / "out" / "documents").rename(tmp_path / "documents")
    loaded = tables.load(tmp_path / "out")
    own = loaded.claims[loaded.claims["source_id"] == "2026-02-ktz"]
    assert list(own["value"]) == [9.4, 4.9]
    assert list(own["period_start"].dt.year) == [2025, 2025]
    only = replace(loaded, sources=loaded.sources[loaded.sources["source_id"] == "2026-02-ktz"])
    assert audit.disagreements(only, tmp_path / "documents") == []
    assert audit.uncovered_names(only, tmp_path / "documents") == []


def test_a_number_that_nothing_accounts_for_keeps_the_document_open(known) -> None:
    sheet = decided(known)
    next(item for item in sheet.items if item.kind == "claims").state = OPEN
    checked = check_worksheet(sheet, known)
    assert any("9.4" in words for words in audit_worksheet(sheet, checked.tables))


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("subject_id", "", "Say what it is about."),
        ("value", "9.5", "The figure: expected"),
        ("value", "much", "The figure: expected"),
        ("claim_type", "capacity", "What is counted: expected a measure of what can be carried or made"),
        ("period_end", "2031-12-31", "The time it is of: expected a day no later than its document, 2026-02-12"),
        ("as_stated", "reached 9.9 million tons in 2025", "The figure: expected"),
        ("repeats", "no-such", "The figure that it repeats: expected"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words_of_its_field(known, column: str, cell: str, words: str) -> None:
    sheet = decided(known)
    place, item = next((place, item) for place, item in enumerate(sheet.items) if item.kind == "claims")
    item.cells[column] = cell
    faults = check_worksheet(sheet, known).faults
    assert faults
    assert {fault.place for fault in faults} == {place}
    assert any(fault.words.startswith(words) for fault in faults), faults
    assert not any("_" in fault.words.split("; there is")[0] for fault in faults), faults


def test_rows_of_other_tables_are_found_where_they_stand(known) -> None:
    sheet = decided(known)
    for kind, column in (("omissions", "as_stated"), ("mentions", "kind")):
        place, item = next((place, item) for place, item in enumerate(sheet.items) if item.kind == kind)
        before, item.cells[column] = item.cells[column], "no such thing"
        (fault,) = check_worksheet(sheet, known).faults
        assert (fault.place, fault.column) == (place, column)
        item.cells[column] = before


def test_a_comparison_is_of_the_earlier_document_first_and_its_faults_are_the_item_s(known) -> None:
    sheet = decided(known)
    item = sheet.items[next(place for place, one in enumerate(sheet.items) if "4.9" in one.cells["as_stated"])]
    other = known.claims[(known.claims["subject_id"] == "trans-caspian") & (known.claims["value"] == 4.5)].iloc[0]
    item.cells |= {"compared_id": other["claim_id"], "compared_kind": "progressed", "compared_reading": "More."}
    (row,) = rows_of(sheet, known)["comparisons"]
    assert (row["earlier_id"], row["later_id"]) == (other["claim_id"], sheet.identifier(item))
    assert check_worksheet(sheet, known).faults == ()
    item.cells["compared_kind"] = "restated"
    assert {(fault.place, fault.column) for fault in check_worksheet(sheet, known).faults} == {
        (sheet.items.index(item), "compared_kind")
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "There is no text yet"),
        ("word " * 50_000, "The text has 249,999 bytes; at most 200,000"),
        ("Two words and a sign that hides:\x00 here.", "cannot be shown"),
        ("It rose to 5 million tons. " * 700, "figures and names; at most 600"),
        ("1 " * 9_000, "has 9,000 numbers; at most 2,000"),
    ],
    ids=["nothing", "long", "unseen sign", "many figures", "many numbers"],
)
def test_what_is_no_document_is_refused_in_words(known, text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        begin(text.strip() if "word" in text else text, SAID, known)


def test_a_text_is_added_once_and_an_id_is_its_own(known) -> None:
    then = check_worksheet(decided(known), known).tables
    with pytest.raises(ValueError, match="in the evidence already"):
        begin(TEXT, SAID, then)
    other = begin(TEXT.replace("9.4", "9.6"), SAID, then)
    assert (other.source["source_id"], other.source["document_file"]) == ("2026-02-ktz-2", "2026-02-ktz-2.txt")


def test_what_was_decided_is_kept_word_for_word(known) -> None:
    sheet = decided(known)
    sheet.added["subjects"] = [{"subject_id": "x", "name": "Ж"}]
    assert read_worksheet(write_worksheet(sheet)) == sheet


def test_what_is_no_draft_is_refused_in_words(known) -> None:
    good = json.loads(write_worksheet(decided(known)))
    odd = [
        "", "[]", "{}", "nul", "[" * 100_000, json.dumps({**good, "at": 99}), json.dumps({**good, "at": "0"}),
        json.dumps({**good, "text": "Another text altogether."}), json.dumps({**good, "items": [{}]}),
        json.dumps({**good, "source": {**good["source"], "document_file": 3}}), json.dumps({**good, "more": 1}),
        json.dumps({**good, "added": {"claims": []}}), json.dumps({**good, "text": None}),
        json.dumps({**good, "items": [{**good["items"][0], "paragraph": 9}]}),
        json.dumps({**good, "items": [{**good["items"][0], "end": 9999}]}),
        json.dumps({**good, "items": [{**good["items"][0], "kind": "sources"}]}),
        json.dumps({**good, "items": good["items"] * 2}),
    ]  # fmt: skip
    for written in odd:
        with pytest.raises(ValueError, match=r"^This (?:is no|draft)"):
            read_worksheet(written)


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_adding_changes_only_what_the_document_brings_and_keeps_the_state_before(known) -> None:
    before, rows = state(known.directory), rows_of(decided(known), known)
    kept = save(known, rows)
    after = state(known.directory)
    assert {name for name in after if after[name] != before.get(name)} == {
        kept.name, "claims/2026-02-ktz.csv", "datapackage.json", "mentions.csv", "omissions.csv", "sources.csv",
    }  # fmt: skip
    assert all(after[name].startswith(before[name]) for name in ("mentions.csv", "omissions.csv", "sources.csv"))
    assert len(after["datapackage.json"].splitlines()) == len(before["datapackage.json"].splitlines()) + 1
    archive = ZipFile(kept)
    assert {name: archive.read(name) for name in archive.namelist()} == known.files
    assert len(tables.load(known.directory).sources) == len(known.sources) + 1


def test_nothing_is_written_if_the_data_changed_meanwhile_or_the_rows_are_faulty(known) -> None:
    sheet = decided(known)
    rows = rows_of(sheet, known)
    before = state(known.directory)
    with pytest.raises(tables.TablesError):
        save(known, {**rows, "claims": [{**rows["claims"][0], "value": "-1"}]})
    assert state(known.directory) == before
    (known.directory / "omissions.csv").write_bytes(before["omissions.csv"] + b"\n")
    before = state(known.directory)
    with pytest.raises(ValueError, match="changed meanwhile"):
        save(known, rows)
    assert state(known.directory) == before


@pytest.mark.parametrize("fails_at", [0, 2, 4, 5])
def test_a_failure_at_any_file_leaves_the_evidence_as_it_was(known, monkeypatch, fails_at: int) -> None:
    rows, before, moved = rows_of(decided(known), known), state(known.directory), []
    move = Path.replace

    def fail(path: Path, target: Path) -> Path:
        moved.append(target)
        if len(moved) == fails_at + 1:
            raise OSError("no space left")
        if len(moved) <= fails_at:
            assert tables.load(known.directory)  # whoever reads now finds good evidence
            moved_to = move(path, target)
            assert tables.load(known.directory)
            return moved_to
        return move(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    if fails_at < 5:
        with pytest.raises(OSError, match="no space left"):
            save(known, rows)
        after = state(known.directory)
        assert {name: content for name, content in after.items() if not name.startswith("before-")} == before
    else:
        save(known, rows)


days = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(st.one_of(st.tuples(days, days).map(sorted), st.tuples(st.none(), days), st.tuples(days, st.none())))
def test_a_period_is_read_as_it_is_written(span) -> None:
    words = span_words(*(day.isoformat() if day else "" for day in span))
    assert read_span(words, DAY) == tuple(span)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("", (None, None)),
        ("2023", (date(2023, 1, 1), date(2023, 12, 31))),
        ("Jan–Apr 2024", (date(2024, 1, 1), date(2024, 4, 30))),
        ("last year", (date(2025, 1, 1), date(2025, 12, 31))),
        ("by 2030", (None, date(2030, 12, 31))),
        ("since 2019", (date(2019, 1, 1), None)),
        ("2021–2023", (date(2021, 1, 1), date(2023, 12, 31))),
        ("2024-01-05", (date(2024, 1, 5), date(2024, 1, 5))),
    ],
)
def test_a_period_is_read_as_people_write_it(words: str, span) -> None:
    assert read_span(words, DAY) == span


@pytest.mark.parametrize("words", ["soon", "2023 or so", "2024-02-30", "2023 and 2024 and 2025", "13", "<b>2023</b>"])
def test_what_is_no_period_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_span(words, DAY)


@pytest.mark.parametrize("words", ["2026-02-12", "12 February 2026", "February 12, 2026", "12 Feb 2026", "12.02.2026"])
def test_a_day_is_read_as_people_write_it(words: str) -> None:
    assert read_day(words) == DAY


@pytest.mark.parametrize("words", ["", "yesterday", "2026-13-01", "30 February 2026"])
def test_what_is_no_day_is_refused_in_words(words: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        read_day(words)
