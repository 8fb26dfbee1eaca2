"""The product's own scripts: named by the page with their version, and kept by the browser as long as it lasts."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs, get_plotlyjs_version
from starlette.applications import Starlette
from starlette.testclient import TestClient

import app
from components.server import (
    Assets,
    EntryPage,
    browser_scripts,
    content_security_policy,
    plotly_script,
    script_addresses,
    script_routes,
)

SCRIPT = 'console.info("Қазақстан");\n' * 40
PLOT = Path(__file__).parents[2] / "components" / "panels" / "plot"
FOLDER = Path(__file__).parents[2] / "components" / "server" / "browser"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.js").write_text(SCRIPT, "utf-8")
    (tmp_path / "two.js").write_text("export const two = 2;")
    (tmp_path / "notes.txt").write_text("secret")
    (tmp_path.parent / "outside.js").write_text("secret")
    return tmp_path


@pytest.fixture
def client(folder: Path) -> TestClient:
    scripts = browser_scripts(folder)
    return TestClient(Starlette(routes=script_routes(scripts) + script_routes(scripts, "/below")))


def test_the_page_names_every_script_with_its_version(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><head><title>x</title><script>1</script></head></html>")
    version = hashlib.sha256(SCRIPT.encode()).hexdigest()[:12]
    addresses = script_addresses(browser_scripts(folder))
    assert addresses[0] == f"./atlas/one.js?v={version}"
    page = EntryPage(Assets(tmp_path), "Title", {}, ("Chart",), addresses)
    named = re.findall(r'<script type="module" src="([^"]+)"></script>', page.document("/trade"))
    assert named == addresses
    assert page.document("/").index("<script>1") < page.document("/").index(named[0])


def test_a_script_changes_its_version_with_its_text(folder: Path) -> None:
    before = script_addresses(browser_scripts(folder))
    (folder / "two.js").write_text("export const two = 3;")
    after = script_addresses(browser_scripts(folder))
    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize("path", ["/atlas/one.js", "/below/atlas/one.js"])
def test_a_script_with_its_version_is_kept_and_any_other_checked_anew(
    client: TestClient, folder: Path, path: str
) -> None:
    version = script_addresses(browser_scripts(folder))[0].split("?")[1]
    kept = client.get(f"{path}?{version}", headers={"accept-encoding": "br"})
    assert kept.text == SCRIPT
    assert kept.headers["content-type"] == "text/javascript; charset=utf-8"
    assert kept.headers["content-encoding"] == "br"
    assert int(kept.headers["content-length"]) < len(SCRIPT.encode()) / 3
    assert kept.headers["cache-control"] == "public, immutable, max-age=31536000"
    for query in ("", "?v=", "?v=0123456789ab"):
        assert client.get(path + query).headers["cache-control"] == "no-cache"
    again = client.get(path, headers={"accept-encoding": "br", "if-none-match": kept.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "name", ["none.js", "notes.txt", "../outside.js", "%2e%2e%2foutside.js", "", "/one.js", "one.js%00", "..%5Cone.js"]
)
def test_nothing_else_is_given_out(client: TestClient, name: str) -> None:
    answer = client.get(f"/atlas/{name}")
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_a_script_can_only_be_read(client: TestClient) -> None:
    assert client.post("/atlas/one.js").status_code == 405
    assert client.head("/atlas/one.js").content == b""


def test_charts_are_drawn_by_the_small_build_or_where_it_is_not_had_by_the_whole(tmp_path: Path) -> None:
    basic = tmp_path / "plotly-basic.min.js"
    assert plotly_script(basic) == {"plotly.min.js": get_plotlyjs().encode()}
    basic.write_bytes(b"small")
    assert plotly_script(basic) == {"plotly.min.js": b"small"}


def test_the_small_build_is_of_the_version_that_the_installed_plotly_names_and_checked_without_an_address() -> None:
    build = "plotly.js-basic-dist-min"
    asked = json.loads((PLOT / "package.json").read_text())["dependencies"]
    assert asked == {build: get_plotlyjs_version()}
    text = (PLOT / "package-lock.json").read_text()
    [_, locked] = json.loads(text)["packages"].items()
    assert locked[0] == f"node_modules/{build}"
    assert locked[1]["version"] == get_plotlyjs_version()
    assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", locked[1]["integrity"])
    assert "resolved" not in text
    assert "://" not in text


def test_the_dashboard_loads_its_own_scripts_and_allows_no_evaluation() -> None:
    assert (FOLDER / "pictures.js").is_file()
    text = app.entry_page.document("/")
    for path in FOLDER.glob("*.js"):
        assert f'src="./atlas/{path.name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"' in text
    scripts = content_security_policy(app.entry_page.script_hashes).split("script-src")[1].split(";")[0]
    assert "'unsafe-eval'" not in scripts
    assert "'unsafe-inline'" not in scripts
