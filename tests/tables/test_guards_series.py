"""What official values and outcomes must be, and that a directory may do without them."""

import json
import math

import pytest

from components.tables import Fault, TablesError, load, printed_interval
from tests.hostile import copy_data, read_rows, write_rows

OUTSIDE = ("series", "observations", "outcomes")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("Mt", "a unit of us_dollars, such as USD_bn, the unit of its measure"),
        ("EUR", "a unit of us_dollars, such as USD_bn, the unit of its measure"),
    ],
)
def test_a_series_in_a_unit_that_its_measure_does_not_compare_with_is_refused(faults, unit, expected):
    assert faults("series", {"unit": unit}) == [Fault("series.csv", 1, "unit", unit, expected)]


def test_a_series_may_be_in_another_unit_of_the_same_dimension(faults):
    assert faults("series", {"unit": "USD"}) == []


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("$22.1 billion", "22.1"), ("22 100 million US dollars", "22.1"), ("22,1 млрд долларов", "22.1"),
        ("22.1", "22.1"), ("over 22.1 billion", "22.1"), ("> 22,1 миллиарда долларов", "22.1"), ("22.1", "22.10"),
    ],
)  # fmt: skip
def test_a_value_is_that_of_the_figure_as_printed(faults, printed, value):
    assert faults("observations", {"as_printed": printed, "value": value}) == []


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("$22.1 billion", "22.2"), ("$22.1 billion", "221"), ("$22.1 million", "22.1"), ("22.1 Mt", "22.1"),
        ("22.1 billion yuan", "22.1"), ("a lot", "22.1"), ("$22.1 billion", "-22.1"),
        ("-22.1 billion dollars", "22.1"), ("22100.123456 million dollars", "22.100123457"),
    ],
)  # fmt: skip
def test_a_value_that_is_not_as_printed_is_refused(faults, printed, value):
    (fault,) = faults("observations", {"as_printed": printed, "value": value})
    assert (fault.column, fault.expected) == ("value", f"the figure of “{printed}” in USD_bn")


@pytest.mark.parametrize(
    ("printed", "value", "unit", "bounds"),
    [
        ("20.3 billion US dollars", 20.3, "USD_bn", (20.25, 20.35)),
        ("759,000 tons", 0.759, "Mt", (0.7589995, 0.7590005)),
        ("17,556 thousand tons", 17.556, "Mt", (17.5555, 17.5565)), ("161.3万吨", 1.613, "Mt", (1.6125, 1.6135)),
        ("over 29 million tons", 29, "Mt", (29, math.inf)), ("nearly US$750 million", 0.75, "USD_bn", (0, 0.75)),
        ("358 trains", 358, "count", (358, 358)), ("20,5%", 20.5, "percent", (20.45, 20.55)),
        ("roughly 8.53 million tons", 8.53, "Mt", (8.525, 8.535)),
        ("−17.3 percent", -17.3, "percent", (-17.35, -17.25)), ("-$2 bn", -2, "USD_bn", (-2.5, -1.5)),
        ("Altynkol - Khorgos - 4,209 thousand tons", 4.209, "Mt", (4.2085, 4.2095)),
    ],
)  # fmt: skip
def test_the_last_printed_digit_and_the_hedge_are_the_interval(units, printed, value, unit, bounds):
    interval = printed_interval(printed, value, units[unit], units)
    assert (interval.low, interval.high) == pytest.approx(bounds)
    assert interval.value == value


@pytest.mark.parametrize("published", ["2018", "2019-11", "2019-12-30", "2019-02-30"])
def test_a_value_published_before_its_period_ends_is_refused(faults, published):
    (fault,) = faults("observations", {"published": published})
    expected = "a day that there is" if published == "2019-02-30" else "no time before 2019-12-31, which it tells of"
    assert (fault.column, fault.expected) == ("published", expected)


@pytest.mark.parametrize("published", ["", "2019", "2019-12", "2019-12-31", "2024-02-29"])
def test_a_page_of_which_less_is_known_counts_by_its_last_day(faults, published):
    assert faults("observations", {"published": published}) == []


def test_no_statistic_is_of_a_far_century(faults):
    found = faults("observations", {"period_start": "1019-01-01"})
    assert found == [Fault("observations.csv", 1, "period_start", "1019-01-01", "a day in the years 1900 to 2199")]


@pytest.mark.parametrize(
    ("cells", "column", "expected"),
    [
        ({"value": "7"}, "unit", "the unit of the value"),
        ({"unit": "count"}, "unit", "a blank, as there is no value"),
        ({"value": "8", "unit": "count"}, "value", "the figure of “7 trains ran” in count"),
        ({"value": "7", "unit": "percent"}, "value", "the figure of “7 trains ran” in percent"),
        ({"value": "7", "unit": "ordinal"}, "value", "the figure of “7 trains ran” in ordinal"),
        ({"happened_end": "2025-05-01", "published": "2025-04"}, "published",
         "no time before 2025-05-01, which it tells of"),
    ],
)  # fmt: skip
def test_an_outcome_that_its_phrase_or_day_contradicts_is_refused(faults, cells, column, expected):
    (fault,) = faults("outcomes", cells)
    assert (fault.file, fault.column, fault.expected) == ("outcomes.csv", column, expected)


def test_an_outcome_with_the_figure_of_its_phrase_passes(faults):
    assert faults("outcomes", {"value": "7", "unit": "count", "published": "2025"}) == []


@pytest.fixture
def data(tmp_path):
    copy_data(tmp_path / "data")
    return tmp_path / "data"


def refused(data) -> list[tuple[str, str, str]]:
    with pytest.raises(TablesError) as error:
        load(data)
    return [(fault.file, fault.column, fault.value) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("outcomes", "promise_ids", "nothing-promised"), ("outcomes", "subject_id", "atlantis"),
        ("outcomes", "phrase", "a b c d e f g h i j k l m"), ("outcomes", "url", "javascript:alert(1)"),
        ("observations", "url", "ftp://a.org/x"), ("observations", "series_id", "nothing"),
        ("observations", "value", "1.2.3"), ("observations", "period_start", "2023"),
        ("observations", "published", "March 2024"), ("observations", "as_printed", ""),
        ("series", "subject_id", "atlantis"), ("series", "measure_id", "furlongs"), ("series", "unit", "furlong"),
        ("series", "reporter", ""),
    ],
)  # fmt: skip
def test_a_cell_that_the_schema_does_not_allow_is_refused_by_name(data, table, column, cell):
    rows = read_rows(data / f"{table}.csv")
    rows[0][column] = cell
    write_rows(data / f"{table}.csv", rows)
    assert (f"{table}.csv", column, cell) in refused(data)


def test_one_value_of_one_page_stands_once_and_that_of_another_beside_it(data):
    rows = read_rows(data / "observations.csv")
    write_rows(data / "observations.csv", [*rows, rows[0] | {"url": "https://a.org/another"}])
    assert len(load(data).observations) == len(rows) + 1
    write_rows(data / "observations.csv", [*rows, rows[0]])
    assert [found[:2] for found in refused(data)] == [
        ("observations.csv", "series_id+period_start+period_end+url")
    ]  # fmt: skip


def test_a_directory_may_do_without_them(data, evidence):
    description = json.loads((data / "datapackage.json").read_text("utf-8"))
    description["resources"] = [one for one in description["resources"] if one["name"] not in OUTSIDE]
    (data / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    for name in OUTSIDE:
        (data / f"{name}.csv").unlink()
    loaded = load(data)
    for name in OUTSIDE:
        assert len(getattr(loaded, name)) == 0
        assert list(getattr(loaded, name).columns) == list(getattr(evidence, name).columns)
    assert loaded.claims.equals(evidence.claims)


def test_outcomes_stand_beside_what_there_is(evidence):
    known = {*evidence.claims["claim_id"], *evidence.milestones["milestone_id"], *evidence.derivations["derivation_id"]}
    assert len(evidence.outcomes) > 20
    assert all(known.issuperset(cell.split(";")) for cell in evidence.outcomes["promise_ids"])
    assert all(len(phrase.split()) <= 12 for phrase in evidence.outcomes["phrase"])
    answered = evidence.outcomes[evidence.outcomes["what"].str.startswith("answered from outside")]
    asked = {
        "trans-caspian-growth-2024-9m", "trans-caspian-base-2025", "container-trains-base", "khorgos-distance",
        "derived-trans-caspian-base-of-growth",
    }  # fmt: skip
    assert asked <= {name for cell in answered["promise_ids"] for name in cell.split(";")}
