"""Signs that nobody sees are no part of a text: controls, and marks that turn the direction of their neighbours."""

import pytest

from components import tables
from tests.hostile import copy_data, read_rows, write_rows

REFUSED = "\x01\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x9f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe"
# Signs of writing: line ends, no-break spaces, soft hyphen, joiners of emoji and of Persian, marks for single letters.
KEPT = "\t\n\r\u00a0\u202f\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff\U0001f468שא"


def test_each_is_refused_by_name_and_shown_as_its_number(tmp_path) -> None:
    folder = tmp_path / "data"
    copy_data(folder)
    rows = read_rows(folder / "claims/trade.csv")
    assert len(rows) > 5
    omissions = read_rows(folder / "omissions.csv")
    for row, sign in zip(omissions, REFUSED, strict=False):
        row["reason"] = f"a{sign}b"
    rows[0]["as_stated"] += "\u202e"
    write_rows(folder / "omissions.csv", omissions)
    write_rows(folder / "claims/trade.csv", rows)
    with pytest.raises(tables.TablesError) as refused:
        tables.load(folder)
    found = {(fault.file, fault.line, fault.column): fault for fault in refused.value.faults}
    # Signs that the module csv takes for a line end move no line: each fault names the row's own first line.
    assert len(found) == len(REFUSED) + 1
    assert found["claims/trade.csv", 2, "as_stated"].expected == "text without control characters and direction marks"
    assert all(sign not in str(refused.value) for sign in REFUSED)
    assert '"a\\u202eb"' in str(refused.value)


def test_signs_of_writing_are_kept(tmp_path) -> None:
    folder = tmp_path / "data"
    copy_data(folder)
    omissions = read_rows(folder / "omissions.csv")
    omissions[0]["reason"] = KEPT.strip()
    omissions[1]["reason"] = f"a{KEPT}b"
    write_rows(folder / "omissions.csv", omissions)
    assert tables.load(folder).omissions["reason"].iloc[1] == f"a{KEPT}b"
