"""A unit is one row of `units.csv`: texts are read, figures written and advice given by it, and by no line of code."""

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components import audit, derive, tables
from components.exports import zip_bytes
from components.selection import Selection
from components.style import quantity
from components.tables import Fault, Tables, find_quantities, load, normalised, readings, units_of
from tests.conftest import EXAMPLES
from tests.hostile import copy_data, read_rows, write_rows
from tests.tables.conftest import SOUND

THIN = "\u202f"
NEW = {
    "TEU": {"name": "twenty-foot equivalent units", "dimension": "containers", "factor": "1", "suffix": "TEU",
            "words": "TEU;teu;twenty-foot equivalent*"},
    "tkm": {"name": "tonne-kilometres", "dimension": "freight", "factor": "1", "suffix": "t·km",
            "words": "t·km;tkm;ton-kilomet*"},
    "tkm_bn": {"name": "billion tonne-kilometres", "dimension": "freight", "factor": "1e9", "suffix": "bn t·km"},
    "vehicles": {"name": "vehicles", "dimension": "count", "factor": "1", "suffix": "vehicles",
                 "words": "vehicles;lorries"},
    "track_km": {"name": "kilometres of track", "dimension": "length", "factor": "1e3", "suffix": "km of track",
                 "words": "km of track;kilomet* of track"},
}  # fmt: skip
MEASURES = {"TEU": "boxes", "tkm_bn": "freight", "vehicles": "count", "track_km": "length", "t": "cargo"}
# Unit, value as typed, wording, what is shown, and the interval.
CLAIMS = [
    ("TEU", "4.5e6", "4.5 million TEU", f"4{THIN}500{THIN}000{THIN}TEU", 4_450_000, 4_550_000),
    ("TEU", "310e3", "310,000 twenty-foot equivalent units", f"310{THIN}000{THIN}TEU", 309_500, 310_500),
    ("tkm_bn", "320.5", "320.5 billion ton-kilometers", f"320.5{THIN}bn t·km", 320.45, 320.55),
    ("vehicles", "6,000", "6,000 vehicles", f"6{THIN}000{THIN}vehicles", 6000, 6000),
    ("track_km", "836", "836 km of track", f"836{THIN}km of track", 835.5, 836.5),
    ("t", "274,200", "274,200 tons", f"274{THIN}200{THIN}t", 274_199.5, 274_200.5),
]


def added(data: Path, table: str, *rows: dict[str, str]) -> None:
    file = data / f"{table}.csv"
    known = read_rows(file)
    write_rows(file, [*known, *(dict.fromkeys(known[0], "") | row for row in rows)])


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the evidence with figures in units that its table of units does not have yet."""
    data = tmp_path_factory.mktemp("units") / "data"
    copy_data(data)
    kept = [row for row in read_rows(data / "units.csv") if row["dimension"] not in ("containers", "freight")]
    write_rows(data / "units.csv", kept)
    measures = [
        {"measure_id": f"test_{unit.lower()}", "name": "A test", "unit": unit, "quantity": quantity}
        for unit, quantity in MEASURES.items()
    ]
    added(data, "measures", *measures)
    rows = [
        SOUND["claims"] | {"claim_id": f"added-{place}", "measure_id": f"test_{unit.lower()}", "value": value,
                           "as_stated": wording, "perimeter": str(place), "paragraph": str(place)}
        for place, (unit, value, wording, *_) in enumerate(CLAIMS)
    ]  # fmt: skip
    head = read_rows(data / "claims" / "cargo.csv")[0]
    write_rows(data / "claims" / "added.csv", [dict.fromkeys(head, "") | row for row in rows])
    added(data, "milestones", SOUND["milestones"] | {"as_stated": "a terminal for 500 TEU is planned in 2 stages"})
    return data


@pytest.fixture(scope="module")
def known(unknown: Path, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Load the same evidence with the rows of its units, and with nothing else besides."""
    data = tmp_path_factory.mktemp("known") / "data"
    shutil.copytree(unknown, data)
    added(data, "units", *({"unit": unit} | row for unit, row in NEW.items()))
    return load(data)


def refused(data: Path) -> list[tuple[str, int | None, str, str, str]]:
    with pytest.raises(tables.TablesError) as caught:
        load(data)
    return [(one.file, one.line, one.column, one.value, one.expected) for one in caught.value.faults]


def test_a_unit_without_a_row_is_unknown_and_those_that_are_known_are_named(unknown: Path) -> None:
    found = {value: expected for file, _, column, value, expected in refused(unknown) if file == "measures.csv"}
    assert found.keys() == {"TEU", "tkm_bn", "vehicles", "track_km"}
    assert found["TEU"].startswith("a unit of the table units: USD_bn, USD, EUR, ")


def test_a_row_is_all_that_a_unit_needs(known: Tables) -> None:
    figures = derive.figures(known).set_index("figure_id")
    for place, (_, _, _, shown, low, high) in enumerate(CLAIMS):
        figure = figures.loc[f"added-{place}"].to_dict()
        assert quantity(figure) == shown
        assert (figure["low"], figure["high"]) == pytest.approx((low, high))


def test_the_audit_sees_numbers_in_a_new_unit(known: Tables) -> None:
    (planned,) = [one for one in audit.wording_numbers(known) if one.wording.startswith("a terminal")]
    assert (planned.numbers, planned.claimed) == ({15}, set())
    of_claims = [
        one for one in audit.wording_numbers(known) if one.wording in {wording for _, _, wording, *_ in CLAIMS}
    ]
    assert [(one.numbers, one.claimed) for one in of_claims] == [({0}, {0})] * len(CLAIMS)


@pytest.fixture
def faults_of(faults: Callable[..., list[Fault]], known: Tables) -> Callable[..., list[Fault]]:
    """Add a claim to the known evidence, and give what the guards find in it."""
    also = {name: getattr(known, name) for name in tables.TABLES}

    def found(measure: str, value: str, wording: str) -> list[Fault]:
        row = {"measure_id": measure, "value": value, "as_stated": wording, "perimeter": "Another test"}
        return faults("claims", row, also=also)

    return found


@pytest.mark.parametrize(
    ("measure", "value", "wording", "advice"),
    [
        ("cargo_volume", "4.5", "4.5 million TEU", "in TEU, as in test_teu, it is 4.5e6"),
        ("cargo_volume", "4.6", "4.5 million TEU in 2023", "in TEU, as in test_teu, it is 4.5e6"),
        ("cargo_volume", "3", "3 billion ton-kilometres", "in tkm_bn, as in test_tkm_bn, it is 3"),
        ("test_teu", "9", "9 million tons", "in Mt, as in cargo_volume or cargo_increase, it is 9; "
                                            "in t, as in test_t, it is 9e6"),
        ("test_teu", "70", "70 vehicles", "in count, as in goods_count or train_increase, it is 70; "
                                          "in vehicles, as in test_vehicles, it is 70"),
        ("trade_turnover", "836", "836 km of track", "in km, as in distance or railway_length, it is 836; "
                                                     "in track_km, as in test_track_km, it is 836"),
        ("cargo_volume", "274200", "274,200 tons", "in Mt it is 0.274200; in t, as in test_t, it is 274200"),
        ("test_teu", "5", "5 euros", "in EUR, of which there is no measure yet, it is 5"),
    ],
)  # fmt: skip
def test_a_wrong_unit_gets_advice_that_is_right(faults_of, known, measure, value, wording, advice) -> None:
    (fault,) = faults_of(measure, value, wording)
    unit = known.measures.set_index("measure_id").loc[measure, "unit"]
    assert fault.column == "measure_id"
    assert fault.expected == f"a measure in the unit of the wording “{wording}”, not in {unit}: {advice}"


@pytest.mark.parametrize(
    ("measure", "value", "wording"),
    [
        ("cargo_volume", "0.2742", "274,200 tons"),
        ("cargo_volume", "0.274200", "274,200 tons"),
        ("test_t", "274200", "274,200 tons"),
        ("test_t", "2742e2", "274,200 tons"),
        ("test_teu", "4.5e6", "4.5 million twenty-foot equivalent units"),
        ("test_teu", "500", "500 TEU"),
        ("test_track_km", "7e3", "7 thousand kilometers of track"),
        ("gas_output", "30", "30 billion m³"),
    ],
)
def test_a_figure_is_typed_as_printed_or_in_a_larger_unit(faults_of, measure, value, wording) -> None:
    assert faults_of(measure, value, wording) == []


@pytest.mark.parametrize(("value", "worth"), [("0.27", ""), ("0.5", "0.001 Mt, not 0.1"), ("0.2742000", "")])
def test_no_digit_that_is_printed_is_left_out_and_none_is_added(faults_of, value, worth) -> None:
    wording = "500 thousand tons" if worth else "274,200 tons"
    (fault,) = faults_of("cargo_volume", value, wording)
    assert fault.column == "value"
    assert worth in fault.expected


# A unit is read as it is written


WRITTEN = st.from_regex(r"[1-9][0-9]{0,7}(\.[0-9]{1,3})?", fullmatch=True)


@settings(max_examples=3 * EXAMPLES)
@given(data=st.data(), written=WRITTEN)
def test_a_figure_is_read_back_as_it_is_written(evidence: Tables, data: st.DataObject, written: str) -> None:
    units = units_of(evidence.units)
    unit = units[data.draw(st.sampled_from(list(evidence.units["unit"])))]
    digits = written.partition(".")[0] if unit.exact else written
    figure = {"value": float(digits), "hedge": "exact", "claim_type": "observed", "value_written": digits,
              "value_high_written": "", **units.columns.loc[unit.unit]}  # fmt: skip
    found = find_quantities(normalised(f"It was {quantity(figure)}, they said"), units)
    values = [reading.value for each in found for reading in readings(each, unit)]
    assert any(math.isclose(value, float(digits)) for value in values), (quantity(figure), values)
    if unit.suffix:
        assert {each.dimension for each in found} == {unit.amount}
        assert all(each.yearly == unit.yearly for each in found)


@pytest.mark.parametrize(
    ("text", "dimension", "amount"),
    [
        ("30 million m3", "volume", 30e6),
        ("worth HK$5 bn", "", 5e9),
        ("US$ 7.4bn", "us_dollars", 7.4e9),
        ("CNY 7 million", "yuan", 7e6),
        ("20.3 USD bn", "us_dollars", 20.3e9),
        ("25 MT", "mass", 25),
        ("25 Mt", "mass", 25e6),
        ("25 Mtpa", "mass", 25e6),
        ("25 тонна", "mass", 25),
        ("5 t-km", "freight", 5),
        ("4 twenty-foot containers", "containers", 4),
        ("5-fold", "multiple", 5),
        ("8th", "ordinal", 8),
        ("2 times", "multiple", 2),
        ("2 timesheets", "", 2),
    ],
)
def test_words_of_units_are_read(units: tables.Units, text: str, dimension: str, amount: float) -> None:
    (found,) = find_quantities(normalised(text), units)
    assert (found.dimension, found.figure * found.factor) == (dimension, pytest.approx(amount))


def test_a_hedge_is_read_before_any_sign_of_a_unit(evidence: Tables) -> None:
    lari = evidence.units[evidence.units["unit"] == "EUR"].assign(unit="GEL", dimension="lari", prefix="₾", words="₾")
    units = units_of(lari)
    (found,) = find_quantities("more than ₾7", units)
    assert (found.dimension, found.hedges) == ("lari", {"over"})


# What a table of units must be


@pytest.mark.parametrize(
    ("unit", "cells", "column", "expected"),
    [
        ("km", {"suffix": "verst"}, "words",
         "words by which “7 verst” is read, in this unit or in one of which it is a million or the like"),
        ("kt", {"suffix": "Mt"}, "words",
         "words by which “7 Mt” is read, in this unit or in one of which it is a million or the like"),
        ("m", {"words": "meters;metres;tons"}, "words", "words of its own: “tons” is one of t"),
        ("Mt_per_year", {"factor": "1e5"}, "dimension",
         "a rate of amounts that have a unit too: none is of mass with the factor 100000"),
        ("t", {"factor": "0"}, "factor", "a number (as in 20.3 or 11e3) of at least 1e-12"),
        ("t", {"unit": "a ton"}, "unit", "a short name of letters and digits, joined by _ (as in USD_bn)"),
    ],
)  # fmt: skip
def test_a_unit_that_cannot_be_is_refused(tmp_path: Path, unit, cells, column, expected) -> None:
    copy_data(tmp_path / "data")
    file = tmp_path / "data" / "units.csv"
    write_rows(file, [row | (cells if row["unit"] == unit else {}) for row in read_rows(file)])
    assert (file.name, column, expected) in [(one[0], one[2], one[4]) for one in refused(tmp_path / "data")]


def test_evidence_without_units_has_those_of_the_project(tmp_path: Path, evidence: Tables) -> None:
    data = tmp_path / "data"
    copy_data(data)
    (data / "units.csv").unlink()
    description = json.loads((data / "datapackage.json").read_text("utf-8"))
    description["resources"] = [one for one in description["resources"] if one["name"] != "units"]
    measures = next(one for one in description["resources"] if one["name"] == "measures")
    del measures["schema"]["foreignKeys"]
    (data / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    loaded = load(data)
    assert loaded.units.equals(evidence.units)
    assert "units.csv" not in loaded.files
    (tmp_path / "archive.zip").write_bytes(zip_bytes(loaded, Selection(), (), full=True))
    with ZipFile(tmp_path / "archive.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    assert load(tmp_path / "unpacked").version == loaded.version


def test_each_evidence_is_read_and_written_by_its_own_units(tmp_path: Path, evidence: Tables) -> None:
    copy_data(tmp_path / "data")
    file = tmp_path / "data" / "units.csv"
    write_rows(file, [row | ({"suffix": "mln t"} if row["unit"] == "Mt" else {}) for row in read_rows(file)])
    own = load(tmp_path / "data")
    for loaded, shown in ((own, f"33{THIN}mln t"), (evidence, f"33{THIN}Mt"), (own, f"33{THIN}mln t")):
        figures = derive.figures(loaded)
        (figure,) = figures[(figures["value_written"] == "33") & (figures["unit"] == "Mt")].head(1).to_dict("records")
        assert quantity(figure | {"hedge": "exact"}) == shown
