"""What only a browser shows: links into the middle of a late page, and a row chosen in a drawn table."""

import pytest

from tests.browser.harness import settle

TOP = "name => document.getElementById(name).getBoundingClientRect().top"


@pytest.mark.parametrize("source_id", ["2013-04-akorda", "2024-12-kazinform", "2025-09-council"])
def test_a_link_to_a_document_scrolls_to_it(open_page, source_id: str) -> None:
    page = open_page(f"/sources#{source_id}")
    page.wait_for_function(
        "identifier => Math.abs(document.getElementById(identifier).getBoundingClientRect().top) < 120", arg=source_id
    )
    assert 0 <= page.evaluate(TOP, source_id) < 120
    assert page.atlas.troubles == []


def test_a_chosen_row_opens_its_evidence_and_stands_in_the_link(open_page) -> None:
    page = open_page("/ledger?find=17.67&show=Figures")
    assert page.get_by_label("Find in every row").input_value() == "17.67"
    table = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
    page.mouse.click(table["x"] + 18, table["y"] + 35 + 17)
    page.locator(".atlas-card").wait_for()
    chosen = page.locator(".atlas-card").get_attribute("data-evidence")
    page.wait_for_url(f"**figure={chosen}**")
    again = open_page(page.url.removeprefix(page.atlas.server_url))
    again.locator(".atlas-card").wait_for()
    assert again.locator(".atlas-card").get_attribute("data-evidence") == chosen
    assert page.atlas.troubles == again.atlas.troubles == []


def test_a_value_that_is_missing_is_blank_in_a_table(open_page) -> None:
    page = open_page("/trade")
    page.locator(".st-key-china-view").get_by_text("Table", exact=True).click()
    table = page.locator(".st-key-china-table")
    table.locator("canvas").first.wait_for()
    table.locator('[role="gridcell"]', has_text="2021").wait_for(state="attached")
    heads = table.locator('[role="columnheader"]').all_inner_texts()
    cells = table.locator('[role="gridcell"]').all_inner_texts()
    # 25 bn of 2021 is one value, no range.
    row = dict(zip(heads, cells[cells.index("2021") - heads.index("Period") :], strict=False))
    assert (row["Value"], row["Value to"]) == ("25", "")
    assert "None" not in cells


def test_a_row_of_the_pace_opens_the_evidence_of_its_own_year(open_page) -> None:
    page = open_page("/corridors?base-year=2024&due-year=2026")
    page.locator(".st-key-pace-view").get_by_text("Table", exact=True).click()
    frame = page.locator('.st-key-pace-table [data-testid="stDataFrame"]')
    frame.locator("canvas").first.wait_for()
    opened = {}
    for number, year in enumerate((2024, 2025, 2026)):
        frame.scroll_into_view_if_needed()
        table = frame.locator("canvas").first.bounding_box()
        page.mouse.click(table["x"] + 18, table["y"] + 35 * (number + 1) + 17)
        settle(page)
        assert frame.locator('[role="row"][aria-selected="true"]').count() == 1
        page.wait_for_timeout(500)
        cards = page.locator(".atlas-drawer:not([hidden]) .atlas-card").all()
        opened[year] = [card.get_attribute("data-evidence") for card in cards]
        page.keyboard.press("Escape")
    assert opened == {2024: ["trans-caspian-base-2025"], 2025: [], 2026: ["trans-caspian-2030"]}
    assert page.atlas.troubles == []
