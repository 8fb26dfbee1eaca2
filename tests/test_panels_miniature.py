"""Small charts in HTML: the grammar of marks, one axis a family of units, and what is said where nothing is drawn."""

import re
from typing import Any

import pandas as pd
import pytest

from components import derive
from components.panels import small_chart, units_strip
from components.tables import Tables


@pytest.fixture(scope="module")
def rows(evidence: Tables) -> pd.DataFrame:
    return derive.ledger_rows(evidence).set_index("figure_id", drop=False)


def like(rows: pd.DataFrame, figure_id: str, *changes: dict[str, Any]) -> str:
    """Draw copies of a row, each with some cells changed."""
    copies = [{**rows.loc[figure_id].to_dict(), "figure_id": f"x-{n}", **cells} for n, cells in enumerate(changes)]
    return str(small_chart(pd.DataFrame(copies).astype({"period_start": "datetime64[ns]"})))


def lengths(html: str) -> list[float]:
    return [float(end) for end in re.findall(r"--end:([\d.]+)", html)]


def test_marks_are_as_long_as_their_values_on_an_axis_from_0(rows: pd.DataFrame) -> None:
    drawn = str(small_chart(rows.loc[["trade-xinjiang-2023", "growth-xinjiang-2023", "derived-trade-xinjiang-2022"]]))
    # 20.3 ÷ 1.62 = 12.53, of which the rounded digits allow 20.35 ÷ 1.615 at most; the growth has no level.
    assert lengths(drawn) == pytest.approx([20.35 / 1.615 / 20.3, 1], abs=1e-4)
    bars = map(float, re.findall(r'class="atlas-bar" style="--from:0.0000;--to:([\d.]+)', drawn))
    assert list(bars) == pytest.approx([20.3 / 1.62 / (20.35 / 1.615), 1], abs=1e-4)
    assert "growth-xinjiang-2023" not in drawn
    assert [words in drawn for words in ("2022, derived", "$12.5\u202fbn", "2023, observed", "$20.3\u202fbn")] == [
        True
    ] * 4


@pytest.mark.parametrize(
    ("kind", "form", "word"),
    [
        ("observed", "observed", "observed"), ("derived", "derived", "derived"), ("forecast", "ahead", "expected"),
        ("plan", "ahead", "plan"), ("offer", "ahead", "offer"), ("target", "aim", "target"),
        ("pledge", "aim", "pledge"), ("capacity", "capacity", "capacity"),
    ],
)  # fmt: skip
def test_each_type_has_its_mark_and_its_word(rows: pd.DataFrame, kind: str, form: str, word: str) -> None:
    drawn = like(rows, "trans-caspian-aim", {"claim_type": kind})
    assert re.findall(r"atlas-mark-(\w+)", drawn) == [form]
    assert f"no date stated, {word}<" in drawn


@pytest.mark.parametrize(
    ("hedge", "arrows"),
    [
        ("exact", []),
        ("about", []),
        ("over", ["over"]),
        ("at_least", ["over"]),
        ("up_to", ["under"]),
        ("almost", ["under"]),
    ],
)
def test_an_open_end_is_an_arrow(rows: pd.DataFrame, hedge: str, arrows: list[str]) -> None:
    assert re.findall(r"atlas-(over|under)", like(rows, "trans-caspian-2024-9m", {"hedge": hedge})) == arrows


def test_only_a_derived_figure_has_a_whisker_and_only_a_closed_one(rows: pd.DataFrame) -> None:
    assert "whisker" in str(small_chart(rows.loc[["derived-trade-xinjiang-2022"]]))
    assert "whisker" not in str(small_chart(rows.loc[["derived-trade-china-2023-floor", "trade-xinjiang-2023"]]))


def test_units_that_do_not_compare_share_no_axis(rows: pd.DataFrame) -> None:
    drawn = str(small_chart(rows.loc[["trade-xinjiang-2023", "trans-caspian-aim", "trans-caspian-base-2025"]]))
    assert sorted(lengths(drawn)) == [0.45, 1, 1]


@pytest.mark.parametrize("key", ["growth-xinjiang-2023", "dostyk-moyynty-multiple"])
def test_what_has_no_level_stands_alone_in_words(rows: pd.DataFrame, key: str) -> None:
    drawn = str(small_chart(rows.loc[[key]]))
    assert "atlas-mark-" not in drawn
    assert f'href="figure/{key}"' in drawn


def test_below_0_nothing_is_drawn_from_0(rows: pd.DataFrame) -> None:
    assert lengths(like(rows, "trans-caspian-aim", {"value": -3.0, "value_written": "-3"}, {})) == []


def test_of_many_rows_the_first_are_drawn_and_the_others_counted(rows: pd.DataFrame) -> None:
    drawn = like(rows, "trans-caspian-aim", *[{"value": float(n)} for n in range(1, 21)])
    assert drawn.count("<li>") == 8
    assert "Shown are the 8 first of 20 figures; <a" in drawn


def test_stages_are_a_path_filled_by_stage_that_ends_where_it_is_due(rows: pd.DataFrame) -> None:
    drawn = str(small_chart(rows.loc[["dostyk-moyynty-under-way-2025", "dostyk-moyynty-pledged-2022-10"]]))
    words = re.sub(r"<[^>]+>", " ", drawn).split()
    assert " ".join(words) == "pledged Oct 2022 under way Sep 2025 due by 2025"
    fillings = [int(share) for share in re.findall(r"atlas-stage\" style=\"--fill:(\d+)%", drawn)]
    assert 0 < fillings[0] < fillings[1] < 100


def test_a_text_stays_text(rows: pd.DataFrame) -> None:
    drawn = like(rows, "trans-caspian-aim", {"subject": "<b>a</b>", "perimeter": "<i>c"}, {"perimeter": "</ul>"})
    assert "&lt;b&gt;a&lt;/b&gt;, no date stated, target" in drawn
    assert "<b>" not in drawn
    assert "&lt;/ul&gt;" in drawn


def test_a_strip_has_a_unit_for_each_statement() -> None:
    strip, _, legend = str(units_strip(6, 47, ("with a date", "without"))).partition("</p>")
    assert [strip.count(f"atlas-{kind}") for kind in ("has", "lacks")] == [6, 41]
    assert re.sub(r"<[^>]+>", " ", legend).split() == ["6", "with", "a", "date", "41", "without"]
    assert "without" not in str(units_strip(3, 3, ("with a date", "without")))
