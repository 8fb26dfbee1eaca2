"""What only a browser shows: links into the middle of a late page, and a row chosen in a drawn table."""

import pytest

TOP = "name => document.getElementById(name).getBoundingClientRect().top"


@pytest.mark.parametrize("source_id", ["2013-04-akorda", "2024-12-kazinform", "2025-09-council"])
def test_a_link_to_a_document_scrolls_to_it(open_page, source_id: str) -> None:
    page = open_page(f"/sources#{source_id}")
    page.wait_for_function(
        "identifier => Math.abs(document.getElementById(identifier).getBoundingClientRect().top) < 120", arg=source_id
    )
    assert 0 <= page.evaluate(TOP, source_id) < 120
    assert page.atlas.troubles == []


def test_a_chosen_row_opens_its_card_and_stands_in_the_link(open_page) -> None:
    page = open_page("/ledger?find=17.67&show=Figures")
    assert page.get_by_label("Find in every row").input_value() == "17.67"
    table = page.locator('[data-testid="stDataFrame"] canvas').first.bounding_box()
    page.mouse.click(table["x"] + 18, table["y"] + 35 + 17)
    page.locator(".atlas-card").wait_for()
    chosen = page.locator(".atlas-card").get_attribute("data-evidence")
    page.wait_for_url(f"**id={chosen}**")
    page.locator('[data-testid="stCode"]').nth(1).wait_for()
    again = open_page(page.url.removeprefix(page.atlas.server_url))
    assert again.locator(".atlas-card").get_attribute("data-evidence") == chosen
    assert page.atlas.troubles == again.atlas.troubles == []
