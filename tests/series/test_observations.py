"""Periods, numbers, units, turnover and the printed CSV, of plain tables and of generated ones."""

import csv
import io
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.series import COLUMNS, SeriesError, read_series, tidy_csv
from tests.series.samples import SAMPLES


def read(text: str, **chosen: str) -> pd.DataFrame:
    return read_series(text.encode(), "own.csv", **chosen)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-Q1", "2023-01-01", "2023-03-31"),
        ("2023Q4", "2023-10-01", "2023-12-31"),
        ("Q2 2024", "2024-04-01", "2024-06-30"),
        ("2023-H2", "2023-07-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-M09", "2023-09-01", "2023-09-30"),
        ("202309", "2023-09-01", "2023-09-30"),
        ("09/2023", "2023-09-01", "2023-09-30"),
        ("Sept 2023", "2023-09-01", "2023-09-30"),
        ("Jan–Sep 2024", "2024-01-01", "2024-09-30"),
        ("January - September 2024", "2024-01-01", "2024-09-30"),
        ("2024 Jan-Sep", "2024-01-01", "2024-09-30"),
        ("Nov 2023 – Feb 2024", "2023-11-01", "2024-02-29"),
        ("2005–2024", "2005-01-01", "2024-12-31"),
        ("2023-01-01/2023-09-30", "2023-01-01", "2023-09-30"),
        ("2023-01/2023-09", "2023-01-01", "2023-09-30"),
        ("2023-01-01 to 2023-09-30", "2023-01-01", "2023-09-30"),
        ("2023-12-31", "2023-12-31", "2023-12-31"),
    ],
)
def test_periods_are_whole(words: str, first: str, last: str) -> None:
    frame = read(f"period,value\n{words},1\n")
    assert frame["period_start"][0] == pd.Timestamp(first)
    assert frame["period_end"][0] == pd.Timestamp(last)


@pytest.mark.parametrize(
    "words",
    [
        "0", "0000", "99999", "9999", "1799", "2200", "2023-13", "2023-00", "2023-02-30", "2023-Q5", "20231",
        "Sep–Jan 2024", "2024–2005", "soon", "=2023", "1e3", "2023-01-01/", "-2023", "٢٠٢٣",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_its_line(words: str) -> None:
    with pytest.raises(SeriesError, match=r"Line 3: .* is no period of the years 1800 to 2199"):
        read(f"period,value\n2023,1\n{words},1\n")


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("31.5", 31.5), ('"13,979"', 13979), ('"1,234,567.25"', 1234567.25), ("-4", -4), ("+4", 4), ("1.5e3", 1500),
        (".5", 0.5), ("0.14 e", 0.14), ("5E", 5), ("0", 0), ("7.", 7),
    ],
)  # fmt: skip
def test_numbers_are_read_as_printed(digits: str, value: float) -> None:
    assert list(read(f"period,value\n2023,{digits}\n")["value"]) == [value]


@pytest.mark.parametrize(
    "digits",
    [
        "1e999",
        "inf",
        "-Infinity",
        "1e25",
        '"12,5"',
        '"1,23,456"',
        "1_000",
        "0x10",
        "=1+1",
        "12 345",
        "٣",
        "1" * 41,
        "five",
    ],
)
def test_what_is_no_number_is_refused_with_its_line(digits: str) -> None:
    with pytest.raises(SeriesError, match=r"Line 2: .* is no number that can be read"):
        read(f"period,value\n2023,{digits}\n")


@pytest.mark.parametrize("blank", ["", "nan", "NaN", "NA", "n/a", "-", "..", "…", "null"])
def test_nothing_is_not_zero(blank: str) -> None:
    assert list(read(f"period,value\n2023,{blank}\n2024,3\n")["value"]) == [3]
    with pytest.raises(SeriesError, match="no number at all"):
        read(f"period,value\n2023,{blank}\n")


HEAD = "period,reporter,partner,flow,measure,unit,value\n"


def test_turnover_is_exports_and_imports_of_the_same_reporter_partner_and_period() -> None:
    frame = read(
        HEAD
        + "2021,Kazakhstan,China,exports,exports FOB,USD_bn,9.8\n"
        + "2021,Kazakhstan,China,imports,imports CIF,USD_bn,8.2\n"
        + "2022,Kazakhstan,China,exports,exports FOB,USD_bn,13.2\n"
        + "Jan–Sep 2022,Kazakhstan,China,imports,imports CIF,USD_bn,8\n"
        + "2022,China,Kazakhstan,imports,imports CIF,USD_bn,16\n"
        + "2023,Kazakhstan,China,exports,,USD_bn,14.7\n"
        + "2023,Kazakhstan,China,imports,,USD_bn,16.8\n"
        + "2024,Kazakhstan,China,exports,exports FOB,USD_bn,15\n"
        + "2024,Kazakhstan,China,imports,imports FOB,USD_bn,15\n"
        + "2025,Kazakhstan,China,exports,exports FOB,USD_bn,15.2\n"
        + "2025,Kazakhstan,China,imports,imports CIF,USD_bn,18.9\n"
        + "2025,Kazakhstan,China,turnover,exports FOB + imports CIF,USD_bn,34.2\n"
    )
    turnover = frame[frame["flow"] == "turnover"]
    turnover = turnover.set_index(turnover["period_start"].dt.year)
    # What the file states itself (34.2) stands; 9.8 + 8.2 and 14.7 + 16.8 are added.
    assert turnover["value"].to_dict() == {2021: 18.0, 2023: 31.5, 2025: 34.2}
    # A series of another measure is another series, here one that names none.
    assert set(turnover["series_id"]) == {"kazakhstan-china-turnover", "kazakhstan-china-turnover-2"}
    assert turnover["measure"].to_dict() == {
        2021: "exports FOB + imports CIF", 2023: "", 2025: "exports FOB + imports CIF",
    }  # fmt: skip


def test_flows_without_a_reporter_are_not_added() -> None:
    frame = read("period,flow,value\n2023,exports,1\n2023,imports,2\n")
    assert list(frame["flow"]) == ["exports", "imports"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("2023,KZ,CN,exports,,USD,1\n2024,KZ,CN,exports,,CNY,1\n", "mixes units or currencies: “USD”, “CNY”"),
        ("2023,KZ,CN,exports,,USD,1\n2023,KZ,CN,imports,,,1\n", "mixes units or currencies: “USD”, “none named”"),
        ("2023,,,,cargo,Mt,1\n2024,,,,cargo,kt,1\n", "mixes units or currencies in “cargo”: “Mt”, “kt”"),
        (
            "2023,KZ,CN,exports,,USD,1\n2023,KZ,CN,exports,,USD,2\n",
            r"differ: KZ, CN, exports .* 1 \(line 2\) and 2 \(line 3\)",
        ),
    ],
)
def test_what_cannot_be_told_is_refused(rows: str, said: str) -> None:
    with pytest.raises(SeriesError, match=said):
        read(HEAD + rows)


def test_measures_may_have_units_of_their_own_and_the_same_value_may_come_again() -> None:
    frame = read(HEAD + "2023,,,,cargo,Mt,1\n2023,,,,containers,TEU,5\n2023,,,,cargo,Mt,1.0\n")
    assert frame[["series_id", "unit", "value"]].values.tolist() == [["cargo", "Mt", 1.0], ["containers", "TEU", 5.0]]


def test_a_name_that_is_not_there_is_refused_with_those_that_are() -> None:
    rows = HEAD + "2023,Kazakhstan,China,exports,,USD,1\n2023,Kazakhstan,Italy,exports,,USD,1\n"
    assert list(read(rows, reporter=" kaz ", partner="CHN")["partner"]) == ["China"]
    assert list(read(rows, partner="380")["partner"]) == ["Italy"]
    with pytest.raises(SeriesError, match="Nothing has the partner “Atlantis”; there are: “China”, “Italy”"):
        read(rows, partner="Atlantis")
    with pytest.raises(SeriesError, match="Nothing has the reporter “China”; there are: “Kazakhstan”"):
        read(rows, reporter="China")


def test_ids_are_apart_where_names_are_alike() -> None:
    frame = read(HEAD + "".join(f"2023,{name},,exports,,USD,1\n" for name in ("A B", "A-B", "a b", "Қазақстан", "!")))
    assert sorted(frame["series_id"]) == [
        "a-b-exports",
        "a-b-exports-2",
        "a-b-exports-3",
        "exports",
        "қазақстан-exports",
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_printed_is_read_again_as_a_plain_table(name: str) -> None:
    frame = read_series(SAMPLES[name].encode(), "file.csv")
    again = read_series(tidy_csv(frame).encode(), "again.csv")
    assert again.drop(columns="source").equals(frame.drop(columns="source"))
    assert set(again["source"]) == {"plain table of values: again.csv"}


def test_no_text_of_the_printed_csv_runs_as_a_formula() -> None:
    texts = ("=1+1", "+A1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "a;=1+1", "＝1+1", "\t=1", '"";=2')
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ["period", "reporter", "partner", "flow", "measure", "unit", "value"],
            *(["2023", *[text] * 5, "1"] for text in texts),
        ]
    )
    with pytest.raises(SeriesError, match="mixes units"):
        read(out.getvalue())
    for text in texts:
        out = io.StringIO()
        csv.writer(out).writerows(
            [["period", "reporter", "partner", "flow", "measure", "unit", "value"], ["2023", *[text] * 5, "-1"]]
        )
        frame = read_series(out.getvalue().encode(), f"{text}.csv")
        for row in csv.reader(io.StringIO(tidy_csv(frame))):
            cells = [part.lstrip(' "') for cell in row for part in cell.split(";")]
            assert not [cell for cell in cells if cell[:1] in tuple("=+-@＝＋－＠") and cell != "-1"]
        again = read_series(tidy_csv(frame).encode(), "again.csv")
        assert again.drop(columns="source").equals(frame.drop(columns="source"))


NAMES = st.sampled_from(["Kazakhstan", "China", "World", "Italy", "", "=Х", "Côte d’Ivoire", 'a "b", c'])
ROWS = st.lists(
    st.tuples(
        NAMES,
        NAMES,
        st.sampled_from(["exports", "imports", "re-exports", "", "balance"]),
        st.sampled_from(["", "usual", "imports FOB"]),
        st.sampled_from(["2022", "2023", "2023-Q1", "2023-09", "Jan–Sep 2023"]),
        st.floats(-1e12, 1e12).map(repr)
        | st.integers(-(10**9), 10**9).map(str)
        | st.sampled_from(["", "0.5 e", "inf"]),
    ),
    max_size=12,
)
USUAL = {"exports": "exports FOB", "imports": "imports CIF"}


@given(ROWS)
def test_a_generated_table_is_read_again_and_its_turnover_has_both_flows(rows) -> None:
    out = io.StringIO()
    cells = [(*row[:3], USUAL.get(row[2], "") if row[3] == "usual" else row[3], *row[4:]) for row in rows]
    csv.writer(out).writerows([("reporter", "partner", "flow", "measure", "period", "value"), *cells])
    try:
        frame = read_series(out.getvalue().encode(), "made.csv")
    except SeriesError:
        return
    assert list(frame.columns) == list(COLUMNS)
    assert all(map(math.isfinite, frame["value"]))
    assert not frame.duplicated(["series_id", "period_start", "period_end"]).any()
    again = read_series(tidy_csv(frame).encode(), "again.csv")
    assert again.drop(columns="source").equals(frame.drop(columns="source"))
    for sum_ in frame[frame["flow"] == "turnover"].to_dict("records"):
        same = frame[
            (frame["reporter"] == sum_["reporter"])
            & (frame["partner"] == sum_["partner"])
            & (frame["period_start"] == sum_["period_start"])
            & (frame["period_end"] == sum_["period_end"])
        ]
        measures = ("exports FOB", "imports CIF") if sum_["measure"] else ("", "")
        parts = [
            same.loc[(same["flow"] == flow) & (same["measure"] == measure), "value"].item()
            for flow, measure in zip(("exports", "imports"), measures, strict=True)
        ]
        assert sum_["value"] == sum(parts)
        assert sum_["reporter"]


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_spoilt_file_is_read_or_refused_in_words(name: str, data) -> None:
    """Cut, double or overwrite bytes of a file of any layout: nothing but a SeriesError is raised."""
    content = bytearray(SAMPLES[name].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        until = min(len(content), place + data.draw(st.integers(0, 30)))
        content[place:until] = data.draw(
            st.sampled_from([b"", b"\xff", b'"', b",", b"\n", b"9e99", b"\r", b"=", b"0000", b";"])
        )
    words = "read"
    try:
        tidy_csv(read_series(bytes(content), "spoilt.csv", reporter=data.draw(st.sampled_from(["", "Kazakhstan"]))))
    except SeriesError as error:
        words = str(error)
    assert words
    assert "\n" not in words
