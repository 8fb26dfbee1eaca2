"""Hostile and huge files are refused in words, and soon."""

import pytest

from components.series import LARGEST_FILE, LAYOUTS, SeriesError, read_series, tidy_csv
from tests.series.samples import SAMPLES

# Several times what was measured on two busy cores.


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b" \r\n\n", "The file is empty"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (b"period,value\n2023,\0\n", "no text file: it has NUL bytes"),
        ("period,value\n2023,1\n".encode("utf-16"), "no text file: it has NUL bytes"),
        (b"PK\x03\x04 a workbook", "save the sheet as CSV"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "save the sheet as CSV"),
        (b"a" * (LARGEST_FILE + 1), r"10,485,761 bytes, of at most 10,485,760 \(10 MB\)"),
        (b'period,value\n2023,"1\n2024,2\n', "row that begins on line 2 cannot be read as CSV"),
        (
            b"period,value\n2023," + b"9" * 200_000 + b"\n",
            "Line 2 has a cell of more than 100,000 letters|field larger",
        ),
        (b"period,value" + b",x" * 1_000_000 + b"\n", "Line 1 has 1,000,002 columns, of at most 4,000"),
        (b"," * LARGEST_FILE, "columns, of at most 4,000"),
        (b"period,value\n" + b"2023,1\n" * 200_001, "more than 200,000 rows"),
        (b"period,value,value\n2023,1,2\n", "Two columns are named “value”"),
        (b"period,value\n2023,1,2\n", "Line 2 has 3 cells where the header has 2"),
        (b"period,value,unit,flow\n2023,1\n", "Line 2 has 2 cells where the header has 4"),
        (b"period;value\n2023;1\n", "separated by commas"),
        (b"<html><body>Sign in</body></html>\n", "No layout has the header"),
        (bytes(range(1, 256)) * 100, "No layout has the header|cannot be read as CSV"),
    ],
    ids=range(19),
)
def test_a_hostile_file_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(SeriesError, match=said):
        read_series(content, "hostile.csv")


def test_an_unknown_header_is_named_beside_the_layouts_that_are_known() -> None:
    with pytest.raises(SeriesError) as refused:
        read_series(b"Date,Close\n2023-01-01,5\n", "prices.csv")
    assert "“Date”, “Close”" in str(refused.value)
    assert all(name in str(refused.value) for name in LAYOUTS)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_header_without_rows_has_no_number(name: str) -> None:
    rows = 6 if "panel" in name else 5 if "WDI" in name else 1
    with pytest.raises(SeriesError):
        read_series("".join(SAMPLES[name].splitlines(keepends=True)[:rows]).encode(), "empty.csv")


def test_names_are_one_plain_line() -> None:
    text = 'period,reporter,value\n2023,"a\u202eb\x07\n<b>c</b>",1\n2023,' + "x" * 5_000 + ",2\n"
    frame = read_series(text.encode(), "name\n\u202e.csv")
    assert list(frame["reporter"]) == ["a b <b>c</b>", "x" * 199 + "…"]
    assert set(frame["source"]) == {"plain table of values: name .csv"}


YEARS = range(1948, 2025)
WIDE = ",".join(map(str, YEARS))
BIG = {
    "UN Comtrade": (
        1,
        lambda place, row: row.replace("2019", str(1950 + place % 70)).replace(
            "156,CHN,China", f"{place + 1000},,C{place}"
        ),
    ),
    "IMF IMTS": (1, lambda place, row: row.replace("CHN", f"C{place}")),
    "IMF DOTS": (1, lambda place, row: row.replace("China, P.R.: Mainland", f"C{place}")),
    "World Bank WITS": (2, lambda place, row: row.replace("China", f"C{place}")),
    "World Bank WDI": (5, lambda place, row: row.replace("Kazakhstan", f"C{place}")),
    "IMF DOTS, panel of a country": (6, lambda place, row: row.replace("China", f"C{place}")),
    "plain table of values": (1, lambda place, row: f"{1800 + place % 400}-{1 + place % 12},{place % 1200}\n"),
    "IMF IMTS, years across": (1, lambda place, row: row.replace("China", f"C{place}")),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_megabyte_of_each_layout_is_read(name: str) -> None:
    lines = SAMPLES[name].splitlines(keepends=True)
    head, vary = BIG[name]
    made, size, place = lines[:head], sum(map(len, lines[:head])), 0
    while size < LARGEST_FILE // 10 and place < 199_000:
        made.append(vary(place, lines[head]))
        size += len(made[-1].encode())
        place += 1
    frame = read_series("".join(made).encode(), "big.csv")
    tidy_csv(frame)
    assert len(frame) >= (1_200 if name.startswith("plain") else place)
