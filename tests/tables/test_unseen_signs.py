"""Signs that nobody sees are no part of a text: controls, and marks that turn the direction of their neighbours."""

import csv
from pathlib import Path

import pytest

from components.tables import HIDDEN, content_faults, contract

DATA = Path(__file__).parents[2] / "data"
LINE_ENDS = ("\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\0")

REFUSED = "\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x9f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Signs of writing: line ends, no-break spaces, soft hyphen, joiners of emoji and of Persian, marks for single letters.
KEPT = "\t\n\r\u00a0\u202f\u00ad\u200c\u200d\u200e\u200f\u2060\U0001f468שא"


@pytest.mark.parametrize("sign", REFUSED, ids=ascii)
def test_a_sign_that_nobody_sees_is_refused_by_its_number(sign: str) -> None:
    (fault,) = content_faults("omissions.csv", f"reason\n\nשלום{sign}b".encode(), ["reason"])
    assert (fault.line, fault.value) == (3, f"a hidden character, U+{ord(sign):04X}")
    assert sign not in str(fault)


@pytest.mark.parametrize("sign", KEPT, ids=ascii)
def test_a_sign_of_writing_is_kept(sign: str) -> None:
    assert content_faults("omissions.csv", f"reason\na{sign}b".encode(), ["reason"]) == []


@pytest.mark.parametrize("table", contract(), ids=lambda table: table.name)
def test_no_value_hides_a_line_end(table) -> None:
    """Every value of the evidence and of every enum, with every line end before, in and behind it, is refused."""
    files = [DATA / path for path in table.paths]
    rows = [row for file in files for row in csv.DictReader(file.read_text("utf-8").splitlines())]
    for column in table.columns:
        values = {row[column.name] for row in rows} | set(map(str, column.constraints.get("enum", [])))
        for value in values - {""}:
            assert not column.refusal(value)
            for end in LINE_ENDS:
                for text in (value + end, end + value, value[:1] + end + value[1:]):
                    assert HIDDEN.search(text) or column.refusal(text), (column.name, text)
