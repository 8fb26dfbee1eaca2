import pytest

from components.tables import Fault


@pytest.mark.parametrize(
    ("column", "cell"),
    [("subjects", "trade-china;atlantis"), ("quantities", "furlongs"), ("claim_types", "derived"), ("stages", "done")],
)
def test_a_silence_that_names_what_there_is_not_is_refused(faults, column, cell):
    (fault,) = faults("silences", {column: cell})
    assert (fault.file, fault.column, fault.value) == ("silences.csv", column, cell)
    assert f"“{cell.rpartition(';')[2]}” is none" in fault.expected


def test_a_silence_that_nothing_could_break_is_refused(faults):
    (fault,) = faults("silences", {"subjects": "trade-china", "claim_types": "", "after": "2024-01-01"})
    assert (fault.column, fault.expected) == (
        "claim_types", "what would break it: claim_types, quantities or stages",
    )  # fmt: skip
    for cells in ({"stages": "operating"}, {"quantities": "trade"}, {"claim_types": "offer"}):
        assert faults("silences", {"claim_types": ""} | cells) == []


def test_a_mention_holds_its_name_or_another_of_it(faults):
    assert faults("mentions", {"as_stated": "said a TEST on Monday"}) == []
    assert faults("mentions", {"name": "Trial", "aliases": "Try;A test"}) == []
    assert faults("mentions", {"name": "Trial"}) == [
        Fault("mentions.csv", 1, "as_stated", "said A test on Monday", "a wording that holds “Trial” or an alias")
    ]


@pytest.mark.parametrize(("column", "cell"), [("subjects", "atlantis"), ("claim_types", "done"), ("measures", "x")])
def test_an_exhibit_that_asks_for_what_there_is_not_is_refused(faults, column, cell):
    (fault,) = faults("exhibits", {column: cell})
    assert (fault.column, fault.value) == (column, cell)
