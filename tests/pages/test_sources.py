import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import controls
from components.exhibits import allowed
from tests.hostile import copy_data, read_rows, write_rows
from tests.pages.conftest import html

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
SCHEMA = json.loads((Path(__file__).parents[2] / "data" / "datapackage.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def page() -> AppTest:
    app = AppTest.from_file(SHELL, default_timeout=60).run().switch_page("sources.py").run()
    assert not app.exception, app.exception
    return app


def test_each_document_has_an_anchor_that_links_lead_to(page, evidence) -> None:
    anchors = re.findall(r'<h3 id="([^"]+)">', html(page))
    assert anchors == [
        "2013-04-akorda", "2022-09-kazinform", "2022-10-gsv", "2024-12-kazinform", "2025-09-council",
    ]  # fmt: skip
    for link in re.findall(r'href="#([^"]+)"', html(page)):
        assert link in anchors


def test_it_says_how_sure_each_date_is(page) -> None:
    told = html(page)
    assert "5 documents, 2013–2025, 2 of them dated by inference" in told
    assert "5 December 2024, <strong>inferred</strong>" in told
    assert "8 April 2013, <strong>stated</strong>" in told
    assert "The text dates the meeting to December 5 without a year" in told


def test_it_counts_what_each_document_states(page) -> None:
    told = html(page)
    article = told[told.index('aria-label="Kazakhstan-China bilateral trade') :]
    article = article[: article.index("</article>")]
    assert "7 figures, 11 stages; 3 figures said again" in article
    assert "The statistical source (Chinese or Kazakh customs) is not stated. Spoken by the Chinese side." in article
    assert "Modernization already beneficial in 2022, planned in 2025." in article


def test_the_dictionary_has_every_table_and_column_of_the_schema(page) -> None:
    told = html(page)
    for resource in SCHEMA["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            assert f"<code>{field['name']}</code>" in told, (resource["name"], field["name"])
    assert "One row is one number as one document states it." in told


def test_what_is_allowed_is_worded() -> None:
    field = {"constraints": {"required": True, "enum": ["stated", "inferred"]}}
    assert allowed(field) == "never blank; one of stated, inferred"
    assert allowed({"constraints": {"minimum": 0, "maximum": 9}}) == "may be blank; at least 0; at most 9"
    key = {"resource": "places", "fields": ["place_id"]}
    assert allowed({"name": "far_place_id"}, key) == "may be blank; a place_id of places"


def test_every_number_left_out_stands_with_its_reason(page, evidence) -> None:
    told = html(page)
    assert f"{len(evidence.omissions)} wordings with a number" in told
    assert "Election day; no figure of trade or transit." in told


def test_every_silence_and_every_name_that_is_only_mentioned_stands_here(page, evidence) -> None:
    told = html(page)
    assert "<summary>What no document states</summary>" in told
    for text in evidence.silences["text"]:
        assert f"<li>{text}</li>" in told
    article = told[told.index('aria-label="Kazakhstan &amp; China Ink') :]
    article = article[: article.index("</article>")]
    for name, kind in (("CNPC", "company"), ("Xi Jinping", "person"), ("Beijing", "place")):
        assert f'<th scope="row">{name}</th><td>{kind}</td><td><q>' in article


def test_a_broken_silence_is_named_and_said_no_more(tmp_path, monkeypatch, open_page) -> None:
    text = "No document states a capacity of the Trans-Caspian route."
    assert text in html(open_page("sources.py"))
    copy_data(tmp_path / "data")
    file = tmp_path / "data" / "claims" / "cargo.csv"
    rows = read_rows(file)
    breach = next(row for row in rows if row["claim_id"] == "khorgos-capacity")
    breach |= {"subject_id": "trans-caspian"}
    write_rows(file, rows)
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / "data"))
    controls.forget()
    told = html(open_page("sources.py"))
    assert text not in told
    assert (
        "<code>trans-caspian-capacity</code> of silences.csv is not shown any more: "
        '<a href="figure/khorgos-capacity" data-figure="khorgos-capacity" class="">khorgos-capacity</a> breaks it '
        "(claims/cargo.csv, line 8)."
    ) in told
    assert "No document gives a tonnage for the Lianyungang terminal." in told


def test_it_names_the_licences(page) -> None:
    told = html(page)
    for words in (
        "Creative Commons Attribution 4.0 International",
        "GeoNames, CC BY 4.0",
        "© OpenStreetMap contributors",
        "Public domain (Natural Earth)",
    ):
        assert words in told


def test_each_mark_is_drawn_and_named(page) -> None:
    told = html(page)
    marks = re.findall(r'alt="Mark of ([^"]+)" src="data:image/svg\+xml;base64,', told)
    assert {"Derived", "Target, pledge", "Capacity", "No date stated"} <= set(marks)
