"""What only a browser shows: deep links on a fresh server, a map that draws, marks that open their evidence."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import ROOT, Server


def test_the_board_is_put_in_order_and_a_line_opens_its_pair(open_page: Callable[..., Page]) -> None:
    page = open_page("/commitments")
    groups = page.locator(".atlas-board section > h3")
    expect(groups).to_have_text(["By the day due 6", "No date stated 41"])
    page.get_by_role("radio", name="Speaker").click()
    expect(groups.first).to_have_text("Kassym-Jomart Tokayev 19")
    assert "order=Speaker" in page.url
    page.locator("a.atlas-promise-line", has_text="multiple of trade").click()
    expect(page.locator(".atlas-drawer .atlas-pair").first).to_be_visible()
    expect(page.locator(".atlas-drawer [data-evidence='trade-xinjiang-double']")).to_be_visible()


def test_the_sidebar_starts_closed_on_a_window_of_middle_width_and_stays_as_the_reader_leaves_it(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/trade", width=820, height=1180)
    filters = page.get_by_test_id("stSidebar").get_by_label("Corridor")
    expect(filters).not_to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(filters).to_be_in_viewport()
    page.reload(wait_until="load")
    expect(filters).to_be_in_viewport()


def test_a_filter_changes_a_figure_and_the_url(open_page: Callable[..., Page]) -> None:
    page = open_page("/trade")
    expect(page.locator(".st-key-plot-china .scatterlayer .trace")).to_have_count(3)
    page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures").click()
    expect(page.locator(".st-key-plot-china .scatterlayer .trace")).to_have_count(2)
    expect(page.locator(".atlas-selection")).to_contain_text("6 undated figures hidden")
    assert "undated=false" in page.url


def test_a_link_restores_what_was_seen_on_a_fresh_server(
    fresh_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    link = "/cargo?corridor=Khorgos&years=2013&years=2016&undated=false"
    page = open_page(link, server=fresh_server())
    expect(page.locator(".atlas-selection")).to_have_text(
        re.compile(r"Khorgos crossings; 2013–2016; \d+ undated figures? hidden")
    )
    assert page.url.endswith(link)
    expect(page.locator(".st-key-plot-khorgos .bars .point")).to_have_count(1)


def test_an_odd_link_says_so_and_shows_all(open_page: Callable[..., Page]) -> None:
    page = open_page("/cargo?corridor=Atlantis")
    expect(page.locator(".atlas-notice")).to_contain_text(
        "asked for corridor “Atlantis”, which is not in this data; showing all"
    )
    expect(page.locator(".st-key-plot-trans-caspian .scatterlayer .trace")).to_have_count(5)


@pytest.fixture
def copied_data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def test_faulty_data_open_a_page_that_lists_the_faults(
    copied_data: Path, fresh_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    path = copied_data / "claims" / "trade.csv"
    path.write_text(path.read_text("utf-8").replace(",20.3,", ",about twenty,"), "utf-8")
    page = open_page("/trade", server=fresh_server({"ATLAS_DATA": str(copied_data)}))
    expect(page.get_by_role("heading", level=1)).to_have_text("The data cannot be read")
    expect(page.locator(".atlas-table tbody tr")).to_have_count(1)
    expect(page.locator(".atlas-table tbody tr")).to_contain_text("about twenty")


def test_an_edit_shows_and_a_faulty_one_keeps_the_last_good_data(
    copied_data: Path, fresh_server: Callable[..., Server], open_page: Callable[..., Page]
) -> None:
    path = copied_data / "subjects.csv"
    page = open_page("/cargo", server=fresh_server({"ATLAS_DATA": str(copied_data)}))
    toggle = page.get_by_test_id("stSidebar").locator("label", has_text="Keep undated figures")
    chart = page.locator(".st-key-plot-kazakhstan-china").last
    expect(chart).to_contain_text("Rail goods between Kazakhstan and China")
    good = path.read_text("utf-8")
    path.write_text(good.replace("Rail goods between Kazakhstan and China,", "Rail freight,"), "utf-8")
    toggle.click()
    expect(chart).to_contain_text("Rail freight")
    path.write_text("subject_id\n", "utf-8")
    toggle.click()
    expect(page.locator(".atlas-notice")).to_contain_text("the last good data are shown")
    expect(chart).to_contain_text("Rail freight")
