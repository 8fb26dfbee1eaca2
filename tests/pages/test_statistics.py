import json
import re
import shutil
from dataclasses import replace
from datetime import date

import pandas as pd

from components import derive, exhibits
from components.exports import displayed_file
from components.tables import Tables
from tests.conftest import DATA
from tests.pages.conftest import figures as figures_of
from tests.pages.conftest import html, marks

FILE = "statistics.py"


def test_the_page_begins_with_what_fits_one_reporter_and_not_another(open_page) -> None:
    page = html(open_page(FILE))
    lead = re.search(r'class="atlas-lead">(.*?)</p>', page).group(1)
    assert (
        "$25\u202fbn in 2021 fits China’s customs ($25.25\u202fbn), not Kazakhstan’s statistics ($18\u202fbn)." in lead
    )
    assert "Official statistics stand outside the documents" in page


def test_claims_stand_over_the_lines_of_their_reporters(open_page) -> None:
    app = open_page(FILE)
    assert {"trade-china-2021", "trans-caspian-2024-9m", "rail-cargo-2012", "trade-xinjiang-2023"} <= marks(app)
    china = figures_of(app)[0]
    names = {note["name"] for note in china["layout"]["annotations"]}
    assert {"series China’s customs", "series Kazakhstan’s statistics"} <= names
    lines = [trace for trace in china["data"] if "customdata" not in trace and trace["mode"] == "lines+markers"]
    # 2019 by each, exports and imports added up: 9.26 + 12.81 and 7.82 + 6.57.
    values = [value for trace in lines for value in trace["y"] if value]
    assert any(abs(value - 22.07) < 0.01 for value in values)
    assert any(abs(value - 14.39) < 0.01 for value in values)


def test_verdicts_stand_in_words_and_in_rows_with_their_sources(open_page) -> None:
    page = html(open_page(FILE))
    assert page.count('<li data-verdict="differs">') == 2
    assert "Growth of cargo: 23\u202f% in January–September 2024 does not fit" in page
    assert "4.5\u202fMt of cargo, with no date stated, would fit 2024 by Kazakhstan’s Ministry of Transport" in page
    row = re.search(
        r"<tr><th[^>]*>(?:(?!</tr>).)*25\u202fbn(?:(?!</tr>).)*Kazakhstan’s statistics.*?</tr>", page
    ).group(0)
    assert "<td>18</td><td>+7</td>" in row
    assert "above" in row
    assert 'href="https://' in row


def test_why_reporters_differ_and_what_series_count_stand_with_their_sources(open_page) -> None:
    page = html(open_page(FILE))
    assert "put to method, transit booked as export, and false declaration" in page
    assert "Hong Kong is a partner of its own" in page
    assert "Merchandise; exports FOB; partner mainland China, without Hong Kong." in page


def test_without_official_series_the_page_says_so(open_page, tmp_path, monkeypatch) -> None:
    folder = shutil.copytree(DATA, tmp_path / "data")
    gone = ("series", "observations", "outcomes")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for name in gone:
        (folder / f"{name}.csv").unlink()
    package["resources"] = [one for one in package["resources"] if one["name"] not in gone]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    app = open_page(FILE)
    assert "No official series is in this evidence" in html(app)
    assert not app.exception


def test_a_file_of_a_reader_judges_alone_and_is_drawn_beside_the_others(evidence: Tables, figures) -> None:
    own = pd.DataFrame(
        {
            "reporter": "mine.csv (your file)", "subject_id": "trade-china", "measure_id": "trade_turnover",
            "unit": "USD", "period_start": pd.Timestamp(2021, 1, 1), "period_end": pd.Timestamp(2021, 12, 31),
            "value": [24.9e9],
        }
    )  # fmt: skip
    found = exhibits.statistics.with_file(evidence, figures, "trade-china", own)
    assert set(found.verdicts["reporter"]) == {"mine.csv (your file)"}
    told = found.verdicts[found.verdicts["figure_id"] == "trade-china-2021"].iloc[0]
    # 24.9 lies in 24.5 to 25.5, by which “25” stands.
    assert (told["verdict"], round(told["difference"], 3)) == ("fits", 0.1)
    beside = found.exhibit.options["beside"]
    assert {"mine.csv (your file)", "China’s customs", "Kazakhstan’s statistics"} == set(beside["reporter"])


def test_official_values_stand_in_the_table_and_the_file_after_the_claims(evidence: Tables, figures) -> None:
    shown = {one.subject_id: one.exhibit for one in exhibits.statistics.held(evidence, figures)}["trade-china"]
    file = displayed_file(evidence, shown, derive.ledger_rows(evidence), date(2026, 1, 5))
    stated, beside = file[file["Id"] != ""], file[file["Id"] == ""]
    assert list(stated["Id"]) == list(shown.shown["figure_id"]) == list(file["Id"][: len(stated)])
    assert set(stated["Type"]).isdisjoint({"official series"})
    assert set(beside["Type"]) == {"official series"}
    assert set(beside["Citation"]) == {""}
    (row,) = beside[(beside["What is counted"] == "China’s customs") & (beside["Value"] == 25.25)].to_dict("records")
    assert (row["Period"], row["Figure"], row["Unit"]) == ("2021", "25.25", stated["Unit"].iloc[0])
    assert row["Document"] == (
        "outside the documents: China’s 2023 Trade and Investment with Kazakhstan: Development Trends; "
        "http://silkroad2021.org/index-389.html"
    )


def test_an_official_value_keeps_its_hedge(evidence: Tables, figures, open_page) -> None:
    # “over 29 million tons” in January–October 2025, by the railway of Kazakhstan.
    shown = {one.subject_id: one.exhibit for one in exhibits.statistics.held(evidence, figures)}["rail-cargo-kz-cn"]
    table = shown.table(evidence, shown.shown)
    (row,) = table[table["Value"] == 29].to_dict("records")
    assert (row["Figure"], row["Lowest"], pd.isna(row["Highest"])) == (">\u202f29", 29, True)
    app = open_page(FILE)
    hovers = json.dumps(figures_of(app), ensure_ascii=False)
    assert ">\u202f29, January–October 2025" in hovers


def test_stock_and_inflow_share_no_chart(evidence: Tables, figures) -> None:
    held = {one.subject_id: one for one in exhibits.statistics.held(evidence, figures)}
    measures = set(held["chinese-investment"].exhibit.options["beside"]["measure_id"])
    assert measures == {"investment_reached"}


def test_any_evidence_without_series_is_held_against_nothing(evidence: Tables) -> None:
    bare = replace(evidence, series=evidence.series.iloc[:0], observations=evidence.observations.iloc[:0])
    assert exhibits.statistics.held(bare, derive.figures(bare)) == []
