"""Corruptions of the evidence: each takes the files and gives them back with one thing wrong, by a seeded choice."""

import csv
import io
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from components.tables import RELATIONS

Files = dict[str, bytes]
DATES = ("event_date", "published_date", "period_start", "period_end", "base_start", "base_end", "happened_start",
         "happened_end", "due_start", "due_end")  # fmt: skip
NUMBERS = ("value", "value_high", "latitude", "longitude", "paragraph", "leg", "order", "body_first_line")
CHOICES = ("stage", "kind", "mode", "formula", "grade", "accuracy", "basis", "date_basis", "quantity", "country")
KEYS = ("subject_id", "measure_id", "source_id", "place_id", "far_place_id", "corridor_id", "repeats", "earlier_id",
        "later_id", "inputs", *RELATIONS)  # fmt: skip
IDS = ("source_id", "corridor_id", "subject_id", "measure_id", "claim_id", "milestone_id", "derivation_id",
       "comparison_id", "omission_id", "place_id", "series_id", "outcome_id", "promise_ids")  # fmt: skip
HEDGES = ["exact", "about", "over", "up_to", "almost", "at_least", "initial"]
TYPES = ["observed", "growth", "forecast", "target", "capacity", "pledge", "plan", "offer"]
UNITS = ["USD_bn", "Mt", "Mt_per_year", "km", "MW", "GW", "bcm", "percent", "multiple", "count", "ordinal", "years"]
HUGE = ["9" * 15, "1e99", "9" * 40, "1e400", "-1", "0", "0.0000001", "99999999"]
WRONG_DATES = ["2024-02-30", "05.12.2024", "2024", "Dec 2024", "0000-00-00", "20241205", "2024-13-01", "1024-01-01"]
HOSTILE = ["<script>alert(1)</script>", '=HYPERLINK("http://x")', "'; DROP TABLE claims;--", "\u202e25", "a" * 5000,
           "line\nbreak", "{{7*7}}", "%s%n", "../../x", "NaN", "inf", "0x19", "TRUE", "NULL", "25 25", "🂡"]  # fmt: skip
NOTES = ("note", "date_note")


class Mutant(NamedTuple):
    """Hold the corrupted files, and where the change was made: the file, and the line if it is one row."""

    files: Files
    file: str
    line: int | None


class Table(NamedTuple):
    """Hold one CSV as text; no cell of the curated data breaks a line, so row n stands on line n + 2."""

    file: str
    header: list[str]
    rows: list[list[str]]

    def put_back(self, files: Files, row: int | None = None) -> Mutant:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([self.header, *self.rows])
        return Mutant(files | {self.file: text.getvalue().encode()}, self.file, None if row is None else row + 2)


def csvs(files: Files) -> list[str]:
    return sorted(file for file in files if file.endswith(".csv"))


def read(files: Files, file: str) -> Table:
    header, *rows = csv.reader(io.StringIO(files[file].decode(), newline=""))
    return Table(file, header, rows)


def cell(
    columns: tuple[str, ...], change: Callable[[Random, str, list[str]], str]
) -> Callable[[Files, Random], Mutant]:
    """Make a corruption of one filled cell of these columns (of any, if none is named).

    `change` gets the cell and all that stands in its column, and gives another cell.
    """

    def corrupt(files: Files, random: Random) -> Mutant:
        while True:
            table = read(files, random.choice(csvs(files)))
            if named := [name for name in table.header if name in columns or not columns]:
                place = table.header.index(random.choice(named))
                filled = [number for number, row in enumerate(table.rows) if row[place]]
                if filled:
                    row = random.choice(filled)
                    before = table.rows[row][place]
                    column = [cells[place] for cells in table.rows]
                    table.rows[row][place] = change(random, before, column)
                    if table.rows[row][place] != before:
                        return table.put_back(files, row)

    return corrupt


def digit(random: Random, text: str, _: list[str]) -> str:
    places = [number for number, letter in enumerate(text) if letter.isdigit()] or [0]
    place = random.choice(places)
    return text[:place] + random.choice("0123456789") + text[place + 1 :]


def one_of(choices: list[str]) -> Callable[[Random, str, list[str]], str]:
    return lambda random, _, __: random.choice(choices)


def another_of_its_column(random: Random, _: str, column: list[str]) -> str:
    return random.choice(column)


def rescaled(random: Random, text: str, _: list[str]) -> str:
    digits, mark, exponent = text.partition("e")
    return random.choice(
        [f"-{text}", f"{digits}0{mark}{exponent}", f"{text}e3" if not mark else digits, f"{text[:-1] or 0}"]
    )


def redigited(random: Random, text: str, _: list[str]) -> str:
    return random.choice([f"{text}0" if "." in text else f"{text}.0", text.partition(".")[0], f"{float(text):.3e}"])


def respaced(random: Random, text: str, _: list[str]) -> str:
    return random.choice([f" {text}", f"{text} ", text.replace(".", ","), f"{text}\u00a0", f"'{text}", f"{text}\t"])


def swapped_ends(files: Files, random: Random) -> Mutant:
    while True:
        table = read(files, random.choice(csvs(files)))
        starts = [place for place, name in enumerate(table.header) if name.endswith("_start")]
        rows = [
            (row, place) for row, cells in enumerate(table.rows) for place in starts if any(cells[place : place + 2])
        ]
        if rows:
            row, place = random.choice(rows)
            cells = table.rows[row]
            cells[place], cells[place + 1] = cells[place + 1], cells[place]
            if cells[place] != cells[place + 1]:
                return table.put_back(files, row)


def swapped_cells(files: Files, random: Random) -> Mutant:
    while True:
        table = read(files, random.choice(csvs(files)))
        row, place = random.randrange(len(table.rows)), random.randrange(len(table.header) - 1)
        cells = table.rows[row]
        if cells[place] != cells[place + 1]:
            cells[place], cells[place + 1] = cells[place + 1], cells[place]
            return table.put_back(files, row)


def swapped_between_rows(files: Files, random: Random) -> Mutant:
    while True:
        table = read(files, random.choice(csvs(files)))
        one, other = random.sample(range(len(table.rows)), 2)
        place = random.randrange(1, len(table.header))
        first, second = table.rows[one], table.rows[other]
        if first[place] != second[place]:
            first[place], second[place] = second[place], first[place]
            return table.put_back(files, one)


def shifted(files: Files, random: Random) -> Mutant:
    table = read(files, random.choice(csvs(files)))
    row, place = random.randrange(len(table.rows)), random.randrange(len(table.header))
    cells = table.rows[row]
    table.rows[row] = random.choice(
        [cells[:place] + cells[place + 1 :], [*cells[:place], "", *cells[place:]],
         [*cells[:place], "", *cells[place:-1]], [*cells[:place], *cells[place + 1 :], ""]]
    )  # fmt: skip
    return table.put_back(files, row)


def dropped_row(files: Files, random: Random) -> Mutant:
    table = read(files, random.choice(csvs(files)))
    row = random.randrange(len(table.rows))
    del table.rows[row]
    return table.put_back(files)


def doubled_row(files: Files, random: Random) -> Mutant:
    table = read(files, random.choice(csvs(files)))
    row = random.randrange(len(table.rows))
    table.rows.insert(random.randrange(len(table.rows)), list(table.rows[row]))
    return table.put_back(files)


def copied_claim(files: Files, random: Random) -> Mutant:
    table = read(files, random.choice([file for file in csvs(files) if file.startswith("claims/")]))
    copy = list(random.choice(table.rows))
    copy[0] += "-again"
    table.rows.append(copy)
    return table.put_back(files, len(table.rows) - 1)


def shuffled_rows(files: Files, random: Random) -> Mutant:
    table = read(files, random.choice(csvs(files)))
    random.shuffle(table.rows)
    return table.put_back(files)


def dropped_column(files: Files, random: Random) -> Mutant:
    table = read(files, random.choice(csvs(files)))
    place = random.randrange(len(table.header))
    for cells in (table.header, *table.rows):
        del cells[place]
    return table.put_back(files)


def swapped_columns(files: Files, random: Random) -> Mutant:
    table = read(files, random.choice(csvs(files)))
    one, other = random.sample(range(len(table.header)), 2)
    for cells in random.choice([[table.header], [table.header, *table.rows]]):
        cells[one], cells[other] = cells[other], cells[one]
    return table.put_back(files)


def dropped_file(files: Files, random: Random) -> Mutant:
    file = random.choice(sorted(files))
    return Mutant({name: content for name, content in files.items() if name != file}, file, None)


def replaced_file(files: Files, random: Random) -> Mutant:
    file, other = random.sample(sorted(files), 2)
    return Mutant(files | {file: files[other]}, file, None)


def remade(change: Callable[[Random, bytes], bytes], endings: str = "") -> Callable[[Files, Random], Mutant]:
    """Make a corruption of the bytes of one file, of those with an ending if it is given."""

    def corrupt(files: Files, random: Random) -> Mutant:
        while True:
            file = random.choice([name for name in sorted(files) if name.endswith(endings)])
            content = change(random, files[file])
            if content != files[file]:
                return Mutant(files | {file: content}, file, None)

    return corrupt


def cut(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content))]


def recoded(random: Random, content: bytes) -> bytes:
    return content.decode().encode(random.choice(["utf-16", "utf-32", "cp1251", "latin-1"]), "replace")


def with_nul(random: Random, content: bytes) -> bytes:
    place = random.randrange(len(content))
    return content[:place] + b"\0" + content[place:]


def other_byte(random: Random, content: bytes) -> bytes:
    place = random.randrange(len(content))
    return content[:place] + bytes([random.randrange(256)]) + content[place + 1 :]


def other_line_ends(random: Random, content: bytes) -> bytes:
    return random.choice([content.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + content, content.rstrip(b"\n")])


KINDS: dict[str, Callable[[Files, Random], Mutant]] = {
    "a digit of a figure": cell(("value", "value_high"), digit),
    "a figure ten or a thousand times, cut, negative": cell(("value", "value_high"), rescaled),
    "a figure with other digits": cell(("value", "value_high"), redigited),
    "a figure of another row": cell(("value",), another_of_its_column),
    "a digit of a wording": cell(("as_stated",), digit),
    "the wording of another row": cell(("as_stated",), another_of_its_column),
    "a digit of a date": cell(DATES, digit),
    "the date of another row": cell(DATES, another_of_its_column),
    "no such date": cell(DATES, one_of(WRONG_DATES)),
    "the ends of a period swapped": swapped_ends,
    "a digit of a coordinate": cell(("latitude", "longitude"), digit),
    "a digit of a position": cell(("paragraph", "leg", "order", "body_first_line"), digit),
    "a digit of a checksum": cell(("sha256",), digit),
    "another unit": cell(("unit",), one_of(UNITS)),
    "another hedge": cell(("hedge",), one_of(HEDGES)),
    "another claim type": cell(("claim_type",), one_of(TYPES)),
    "another choice of its column": cell(CHOICES, another_of_its_column),
    "another key of its column": cell(KEYS, another_of_its_column),
    "an id or key of nothing": cell((*IDS, *KEYS), lambda random, text, _: text[:-1] + random.choice("qxz")),
    "a cell blanked": cell((), lambda *_: ""),
    "hostile text": cell((), one_of(HOSTILE)),
    "a huge or tiny number": cell(NUMBERS, one_of(HUGE)),
    "spaces and separators": cell((*NUMBERS, *DATES, *CHOICES, *KEYS), respaced),
    "two cells of a row swapped": swapped_cells,
    "a cell swapped with another row": swapped_between_rows,
    "cells shifted": shifted,
    "a row dropped": dropped_row,
    "a row twice": doubled_row,
    "a claim copied under a new id": copied_claim,
    "a column dropped": dropped_column,
    "two columns swapped": swapped_columns,
    "a file dropped": dropped_file,
    "a file in place of another": replaced_file,
    "a file cut off": remade(cut),
    "a byte changed": remade(other_byte, ".csv"),
    "a NUL byte": remade(with_nul, ".csv"),
    "another encoding": remade(recoded),
    "the rows in another order": shuffled_rows,
    "other line ends, a byte order mark": remade(other_line_ends, ".csv"),
    "a note reworded": cell(NOTES, lambda random, text, _: text.replace(" ", "  ", 1) + random.choice("!?")),
}
