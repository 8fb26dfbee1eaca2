"""The dashboard's server as it is put together, without a browser."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from starlette.testclient import TestClient
from streamlit.runtime import Runtime
from streamlit.testing.v1 import AppTest

import app
from components.server import CHART_MODULE, NEEDED, NEEDED_ELSEWHERE, plotly_script, script_addresses


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app.app, base_url="http://localhost") as running:
        yield running
    # A stopped runtime that stays behind would be taken for the one of the next test.
    Runtime._instance = None


@pytest.mark.parametrize("path", ["/", "/trade", "/map", "/no-such-page"])
def test_every_page_opens_with_the_entry_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<title>Kazakhstan Trade &amp; Transit Atlas</title>" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_the_page_preloads_what_it_draws_with(client: TestClient) -> None:
    plotly = 'rel="preload" as="script"'
    assert plotly in client.get("/trade").text
    assert plotly not in client.get("/map").text
    assert "BidiComponent" in client.get("/map").text
    assert "DataFrame" in client.get("/ledger").text


@pytest.mark.parametrize("path", app.entry_page.named_assets + app.entry_page.preloaded("/map"))
def test_what_the_page_names_is_there(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"


def test_streamlits_own_routes_still_answer(client: TestClient) -> None:
    assert client.get("/_stcore/health").text == "ok"
    assert client.get("/_stcore/host-config").headers["content-type"].startswith("application/json")


def test_the_data_directory_is_the_one_that_is_named(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "places.csv").write_text("a\n1\n")
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path))
    assert client.get("/data/places.csv").text == "a\n1\n"
    monkeypatch.setenv("ATLAS_DATA", "")
    assert client.get("/data/places.csv").text != "a\n1\n"
    assert client.get("/datapackage.json").status_code == 200


def test_programs_see_what_a_reader_sees(client: TestClient) -> None:
    answer = client.get("/exhibits.json")
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    listed = {exhibit["id"]: exhibit for exhibit in answer.json()["exhibits"]}
    assert len(listed) == len(answer.json()["exhibits"])
    assert listed["khorgos"]["page"] == "cargo"
    assert listed["khorgos"]["figure_ids"] == ["khorgos-expected-2015", "khorgos-capacity"]
    drawn = client.get("/exhibits/khorgos.json").json()
    assert drawn["version"] == answer.json()["version"]
    assert {trace["customdata"][0][0] for trace in drawn["figure"]["data"]} == set(listed["khorgos"]["figure_ids"])
    rows = list(csv.DictReader(io.StringIO(client.get("/exhibits/khorgos.csv").content.decode("utf-8-sig"))))
    assert [row["Id"] for row in rows] == listed["khorgos"]["figure_ids"]
    assert client.get("/exhibits/khorgos.json", headers={"if-none-match": "*"}).status_code == 304
    for path in ("/exhibits/nothing.json", "/exhibits/khorgos.exe", "/exhibits/"):
        assert client.get(path).status_code == 404, path
    assert client.post("/exhibits.json").status_code == 405


def test_figures_and_claims_stand_among_the_tables_flat(client: TestClient) -> None:
    claims = list(csv.DictReader(io.StringIO(client.get("/data/claims.csv").text)))
    flat = client.get("/data/figures.csv")
    assert flat.headers["content-type"] == "text/csv; charset=utf-8"
    stated = [row["figure_id"] for row in csv.DictReader(io.StringIO(flat.text)) if row["type_code"] != "derived"]
    assert sorted(stated) == sorted(row["claim_id"] for row in claims)
    sdmx = client.get("/data/claims.sdmx.csv", headers={"origin": "https://example.org"})
    assert sdmx.headers["content-type"] == "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"
    assert sdmx.headers["access-control-allow-origin"] == "*"
    assert {row["FIGURE_ID"] for row in csv.DictReader(io.StringIO(sdmx.text))} == set(stated)
    assert client.post("/data/figures.csv").status_code == 405


@pytest.mark.parametrize("path", ["/data/../app.py", "/data/%2e%2e/app.py", "/data/..%2fapp.py", "/data/app.py"])
def test_nothing_else_is_given_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in {400, 404} or "<title>" in answer.text
    assert "streamlit.App" not in answer.text


def test_the_launcher_stays_small() -> None:
    assert len(Path(app.__file__).read_text().splitlines()) < 120


def test_every_script_that_pages_need_is_asked_for_with_them() -> None:
    for stems in (*NEEDED.values(), NEEDED_ELSEWHERE):
        assert all(app.assets.script(stem) for stem in stems), stems
    assert any("BidiComponent" in path for path in app.entry_page.preloaded("/map"))
    assert not any("PlotlyChart" in path for path in app.entry_page.preloaded("/trade"))
    preloaded = app.entry_page.preloaded("/trade")
    assert len(preloaded) == len(set(preloaded))


def test_a_page_with_charts_starts_loading_plotly_and_every_page_names_it(client: TestClient) -> None:
    [address] = script_addresses(plotly_script())
    for path, has_charts in {"/trade": True, "/corridors": True, "/": False, "/map": False, "/ledger": False}.items():
        page = client.get(path).text
        assert f'<meta name="atlas-plotly" content="{address}">' in page
        assert (f'<link rel="preload" as="script" href="{address}">' in page) == has_charts, path
        assert (f'<link rel="modulepreload" href=".{CHART_MODULE}">' in page) == (path != "/ledger"), path
    answer = client.get(address.removeprefix("."), headers={"accept-encoding": "br"})
    assert (answer.headers["content-encoding"], answer.headers["cache-control"][:17]) == ("br", "public, immutable")
    assert int(answer.headers["content-length"]) < len(answer.content) / 3


def test_streamlit_gives_the_module_of_charts_where_the_guard_opens_it(client: TestClient) -> None:
    # Streamlit knows the components of a page from its first run on.
    AppTest.from_file(app.ROOT / "pages" / "shell.py", default_timeout=60).switch_page("trade.py").run()
    answer = client.get(CHART_MODULE)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/javascript")
    assert "atlasCharts" in answer.text


def test_no_run_ends_with_a_search_for_garbage() -> None:
    assert streamlit.get_option("runner.postScriptGC") is False
