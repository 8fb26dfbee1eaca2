import pandas as pd

from components.exhibits import MOST_MARKS, SECTIONS, latest_documents, make_exhibit, top_rows, top_subjects
from components.selection import Selection
from components.tables import Tables


def rows(count: int) -> pd.DataFrame:
    return pd.DataFrame({"value": [float(place % 7) for place in range(count)], "subject_id": ["a"] * count})


def test_what_fits_is_left_as_it_is() -> None:
    few = rows(3)
    kept, note = top_rows(few, by="value", most=3)
    assert kept is few
    assert note == ""


def test_beyond_the_limit_the_largest_are_kept_in_their_order_and_it_is_said() -> None:
    many = pd.DataFrame({"value": [3.0, 9.0, 1.0, 8.0, 2.0]})
    kept, note = top_rows(many, by="value", most=3)
    assert kept["value"].to_list() == [3.0, 9.0, 8.0]
    assert note == "Drawn are the 3 largest of 5 figures; the ledger has all."


def test_a_missing_value_gives_way_to_a_known_one() -> None:
    many = pd.DataFrame({"value": [float("nan"), 2.0, 1.0]})
    assert top_rows(many, by="value", most=2)[0]["value"].to_list() == [2.0, 1.0]


def test_the_subjects_most_spoken_of_are_kept_whole() -> None:
    many = pd.DataFrame({"subject_id": ["a", "b", "b", "c", "c", "c"]})
    kept, note = top_subjects(many, most=2)
    assert kept["subject_id"].to_list() == ["b", "b", "c", "c", "c"]
    assert note == "Drawn are the 2 most named of 3 subjects; the ledger has all."


def test_the_latest_documents_are_kept() -> None:
    days = pd.to_datetime(["2024-01-01", "2022-01-01", "2023-01-01"])
    kept, note = latest_documents(pd.DataFrame({"event_date": days}), most=2)
    assert kept["event_date"].dt.year.to_list() == [2023, 2024]
    assert "2 latest of 3 documents" in note


def test_a_form_draws_the_latest_figures_and_says_so(evidence: Tables, figures: pd.DataFrame) -> None:
    many = pd.concat([figures[figures["subject_id"] == "trans-caspian"]] * MOST_MARKS, ignore_index=True)
    drawn = make_exhibit(evidence, "all", many, "timeline", title="All", subtitle="by date", selection="All")
    assert len(drawn.shown) == MOST_MARKS
    # The newest document is that of September 2025; by the CSVs it gives more figures than one.
    assert set(drawn.shown["event_date"].dt.year) == {2025}
    known = f"{len(many):,}".replace(",", "\u202f")
    assert drawn.caption.note == f"Drawn are the 40 latest of {known} figures; the ledger has all."


def test_what_the_documents_say_today_is_drawn_whole(evidence: Tables) -> None:
    for name, section in SECTIONS.items():
        for exhibit in section(evidence, Selection()).exhibits.values():
            assert "the ledger has all" not in exhibit.caption.note, (name, exhibit.key)
            assert "more document" not in exhibit.caption.source, (name, exhibit.key)
