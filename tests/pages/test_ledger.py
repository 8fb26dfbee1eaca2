import json

import pandas as pd

from tests.pages.conftest import html

FILE = "ledger.py"


def shown(app) -> pd.DataFrame:
    return app.dataframe[0].value


def test_it_opens_with_every_row_and_no_evidence(open_page, evidence) -> None:
    app = open_page(FILE)
    expected = len(evidence.claims) + len(evidence.milestones) + len(evidence.derivations)
    assert len(shown(app)) == expected
    assert f"{expected} of {expected} rows" in html(app)
    assert "data-opens" not in html(app)


def test_the_wording_is_in_view_on_a_window_of_1400_pixels(open_page) -> None:
    table = open_page(FILE).dataframe[0].proto
    widths = {name: column["width"] for name, column in json.loads(table.columns).items() if column.get("width")}
    order = list(table.column_order)
    shown = order[: order.index("Wording") + 1]
    assert {"Subject", "Figure or stage", "Said"} < set(shown)
    # The page is 940 pixels wide then, of which 36 are for the boxes to choose a row by.
    assert sum(widths[name] for name in shown) <= 904


def find(app, words: str):
    return app.text_input(key="find").set_value(words).run()


def test_what_is_typed_narrows_the_table_and_an_empty_result_says_why(open_page) -> None:
    app = find(open_page(FILE), "Moiynty")
    assert set(shown(app)["Subject"][:3]) == {"Dostyk–Moyynty line"}
    assert len(shown(app)) == 3
    find(app, "17.67")
    assert "trade-xinjiang-2024-9m" in set(shown(app)["Id"])
    assert "trade-xinjiang-2023" not in set(shown(app)["Id"])
    find(app, "zeppelin")
    assert not app.dataframe
    assert "No figure or milestone has the words “zeppelin”" in html(app)


def test_figures_and_milestones_can_be_listed_apart(open_page, evidence) -> None:
    assert set(shown(open_page(FILE, show="Milestones"))["Id"]) == set(evidence.milestones["milestone_id"])
    figures = open_page(FILE, show="Figures")
    expected = {*evidence.claims["claim_id"], *evidence.derivations["derivation_id"]}
    assert set(shown(figures)["Id"]) == expected


def test_filters_keep_what_they_say(open_page) -> None:
    app = open_page(FILE, type="target")
    assert set(shown(app)["Type"]) == {"target"}
    assert len(shown(app)) == 5
    app = open_page(FILE, corridor="Khorgos", show="Figures")
    assert "khorgos-capacity" in set(shown(app)["Id"])
    assert "trans-caspian-2030" not in set(shown(app)["Id"])


def test_undated_rows_are_counted_whether_kept_or_hidden(open_page, evidence) -> None:
    claims = evidence.claims
    undated = int((claims["period_start"].isna() & claims["period_end"].isna()).sum())
    derived = evidence.derivations
    undated += int((derived["period_start"].isna() & derived["period_end"].isna()).sum())
    kept = open_page(FILE, show="Figures")
    assert f"{undated} undated rows kept" in html(kept)
    assert (shown(kept)["Refers to"] == "no date stated").sum() == undated
    hidden = open_page(FILE, show="Figures", undated="false")
    assert f"{undated} undated rows hidden" in html(hidden)
    assert not (shown(hidden)["Refers to"] == "no date stated").any()


def test_an_unknown_list_is_named_and_ignored(open_page, evidence) -> None:
    app = open_page(FILE, show="Everything")
    assert "“Everything”, which is not a kind of row" in html(app)
    assert len(shown(app)) >= len(evidence.claims)


def test_an_empty_result_says_how_to_widen_it(open_page) -> None:
    app = open_page(FILE, show="Milestones", type="target")
    assert "Milestones have no type: clear “Type”." in html(app)
    app = find(open_page(FILE, show="Figures", undated="false"), "polyethylene")
    assert "2 undated would fit: switch on “Keep undated figures”." in html(app)
    find(app, "jac")
    assert "No figures with the words “jac”; the list “All” has 1." in html(app)


def test_a_misspelt_word_says_what_is_shown_instead_of_it(open_page) -> None:
    right, misspelt = open_page(FILE, find="khorgos"), open_page(FILE, find="Khorgoz")
    assert list(shown(misspelt)["Id"]) == list(shown(right)["Id"])
    assert "No row has “Khorgoz”; showing “Khorgos”." in html(misspelt)
    assert "rows with “Khorgos”" in html(misspelt)
    assert "No row has" not in html(right)
    hidden = html(open_page(FILE, find="Khorgoz", type="offer"))
    assert "with the words “Khorgos”, but none within the filters." in hidden


def test_where_no_row_has_the_words_it_says_who_mentions_them(open_page) -> None:
    page = html(open_page("ledger.py", find="citic"))
    assert "No figure or milestone has the words “citic”." in page
    assert '<a href="sources#2025-09-council" target="_self">CITIC</a><span>mention</span>' in page
    assert "by name" not in html(open_page("ledger.py", find="zebra"))
