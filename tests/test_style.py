import math
import tomllib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from components.style import (
    COMPARISONS,
    DARK,
    LIGHT,
    Palette,
    chart_text,
    counted,
    formula_text,
    interval,
    number,
    period,
    quantity,
    quoted,
    supported,
    text_fragment_url,
    visible,
)
from components.tables import contract

T = pd.Timestamp
THIN = "\u202f"


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 figures"), (1, "1 figure"), (2, "2 figures"), (1204, f"1{THIN}204 figures")]
)
def test_one_is_counted_in_the_singular(count: int, shown: str) -> None:
    assert counted(count, "figure") == shown


@pytest.mark.parametrize(
    ("value", "low", "high", "shown"),
    [
        (12.530864, 12.461538, 12.600619, "12.5"),
        (14.429201, 14.424529, 14.433874, "14.43"),
        (18.0, 17.45098, 18.571429, "18"),
        (2.764, 2.7126, 2.8163, "2.8"),
        (21.0, 20.0, 22.0, "21"),
        (10 / 3, 10 / 3, 10 / 3, "3.33"),
        (1400.0, 1400.0, 1400.0, f"1{THIN}400"),
    ],
)
def test_a_derived_number_shows_no_more_digits_than_its_interval_supports(value, low, high, shown) -> None:
    assert supported(value, low, high) == shown


def test_intervals_in_words() -> None:
    assert interval(12.530864, 12.461538, 12.600619) == "12.46–12.60"
    assert interval(18.0, 17.45098, 18.571429) == "17.5–18.6"
    assert interval(40.6, 40.5, math.inf) == "over 40.5"
    assert interval(1400.0, 1400.0, 1400.0) == "none: exact figures"
    assert interval(40_600.0, 40_500.0, math.inf) == f"over 40{THIN}500"
    assert interval(-2.7, -2.9, -0.53) == "-2.9 to -0.5"


def test_numbers_keep_their_written_digits() -> None:
    assert number("11e3") == f"11{THIN}000"
    assert number("6000") == f"6{THIN}000"
    assert number("22.46") == "22.46"
    assert number("4.50") == "4.50"
    assert number("-0.5") == "-0.5"
    assert number("-11e3") == f"-11{THIN}000"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (T(2023, 1, 1), T(2023, 12, 31), "2023"),
        (T(2024, 1, 1), T(2024, 9, 30), "January–September 2024"),
        (T(2012, 12, 1), T(2012, 12, 31), "December 2012"),
        (pd.NaT, T(2030, 12, 31), "by 2030"),
        (pd.NaT, pd.NaT, "no date stated"),
        (T(2022, 10, 26), T(2022, 10, 26), "26 October 2022"),
        (pd.NaT, T(2030, 6, 30), "by June 2030"),
        (T(2025, 1, 1), pd.NaT, "from 2025"),
        (T(2013, 1, 1), T(2017, 12, 31), "2013–2017"),
    ],
)
def test_periods_in_words(start, end, words) -> None:
    assert period(start, end) == words


@pytest.mark.parametrize(
    ("figure_id", "words"),
    [
        ("rail-cargo-2012", f">{THIN}16{THIN}Mt"),
        ("trans-caspian-2030", f"≤{THIN}10{THIN}Mt a year"),
        ("share-xinjiang-of-china", f"<{THIN}50{THIN}%"),
        ("irtysh-initial", f"2–2.5{THIN}Mt"),
        ("trade-china-task", f"≤{THIN}$100{THIN}bn"),
        ("council-session", "8th"),
        ("maikapchagay-fourth", "4th"),
        ("railway-repair-length", f"11{THIN}000{THIN}km"),
        ("dostyk-moyynty-multiple", "×5"),
        ("derived-trade-xinjiang-2022", f"$12.5{THIN}bn"),
        ("derived-trade-china-2023-floor", f">{THIN}$40.5{THIN}bn"),
    ],
)
def test_a_figure_is_written_with_its_hedge_and_unit(figures, figure_id, words) -> None:
    assert quantity(figures.set_index("figure_id").loc[figure_id].to_dict()) == words


def test_ranks_end_as_they_are_spoken(figures) -> None:
    rank = figures.set_index("figure_id").loc["council-session"].to_dict()
    written = {value: quantity(rank | {"value": value, "value_written": str(value)}) for value in (1, 2, 3, 11, 113)}
    assert written == {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 113: "113th"}


def test_a_formula_is_written_with_its_numbers(figures) -> None:
    rows = figures.set_index("figure_id")
    inputs = [rows.loc[key].to_dict() for key in ("trade-xinjiang-2023", "growth-xinjiang-2023")]
    assert formula_text("prior_from_growth", inputs) == f"$20.3{THIN}bn ÷ (1 + 62{THIN}%)"


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_marks_stand_out_from_the_paper(palette: Palette) -> None:
    for ground in (palette.paper, palette.band):
        for words in (palette.ink, palette.muted):
            assert contrast(words, ground) >= 4.5
    for mark in (*palette.corridors.values(), palette.no_corridor, palette.accent, palette.needed):
        assert contrast(mark, palette.paper) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_corridor_has_one_colour_and_every_corridor_of_the_data_has_its_own(palette: Palette, evidence) -> None:
    colours = [palette.of_corridor(name) for name in evidence.corridor_colours.values()]
    assert len(set(colours)) == len(evidence.corridors)
    assert palette.of_corridor("") == palette.no_corridor


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_a_palette_has_every_colour_that_a_corridor_can_have(palette: Palette) -> None:
    columns = next(table.columns for table in contract() if table.name == "corridors")
    assert list(palette.corridors) == next(column for column in columns if column.name == "colour").constraints["enum"]


def test_a_corridor_without_a_colour_takes_one_that_no_other_has(evidence) -> None:
    blank = evidence.corridors.assign(colour=["", "teal", *[""] * (len(evidence.corridors) - 2)])
    colours = list(replace(evidence, corridors=blank).corridor_colours.values())
    assert colours[1] == "teal"
    assert len(set(colours)) == len(colours)


def test_a_text_in_a_chart_keeps_its_quotes_and_is_no_template() -> None:
    # Plotly knows no &quot; and would print it.
    assert chart_text("\"a\" <b> & 'c' %{x} {y}") == "\"a\" &lt;b&gt; &amp; 'c' %&#123;x} {y}"


def test_what_is_asked_for_is_quoted_so_that_all_of_it_is_seen() -> None:
    assert quoted("a\u202eb\x00") == "“a\\u202eb\\x00”"
    assert quoted("x" * 101) == f"“{'x' * 100}…”"
    assert visible("Хоргос 霍") == "Хоргос 霍"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_streamlit_shows_the_colours_of_the_palette(palette: Palette) -> None:
    theme = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    shown = theme[palette.name]
    assert (shown["primaryColor"], shown["backgroundColor"]) == (palette.accent, palette.paper)
    assert shown["textColor"] == palette.ink


PAGE = "https://example.org/news"


@pytest.mark.parametrize(
    ("url", "wording", "address"),
    [
        (PAGE, "rose 62%", f"{PAGE}#:~:text=rose%2062%25"),
        # These three signs have a meaning in a text directive: dashes beside context, commas, the next directive.
        (PAGE, "2-2.5 Mt, a & b", f"{PAGE}#:~:text=2%2D2.5%20Mt%2C%20a%20%26%20b"),
        (PAGE, "a–b “c” d’e", f"{PAGE}#:~:text=a%E2%80%93b%20%E2%80%9Cc%E2%80%9D%20d%E2%80%99e"),
        (PAGE, "_a.b~(c)/d?e#f=g+h", f"{PAGE}#:~:text=_a.b~%28c%29%2Fd%3Fe%23f%3Dg%2Bh"),
        (PAGE, "  two\u00a0 words ", f"{PAGE}#:~:text=two%20words"),
        # A wording with a gap is sought from its beginning to its end.
        (PAGE, "double the trade … our country, too", f"{PAGE}#:~:text=double%20the%20trade,our%20country%2C%20too"),
        (PAGE, "with XUAR… Our country [...] could", f"{PAGE}#:~:text=with%20XUAR,could"),
        (PAGE, "… could supply", f"{PAGE}#:~:text=could%20supply"),
        (PAGE, "could supply...", f"{PAGE}#:~:text=could%20supply"),
        # What the address has already stays, but for directives of its own.
        ("https://example.org/?p=1434&l=en", "a", "https://example.org/?p=1434&l=en#:~:text=a"),
        (f"{PAGE}#part", "a", f"{PAGE}#part:~:text=a"),
        (f"{PAGE}#part:~:text=b", "a", f"{PAGE}#part:~:text=a"),
        (f"{PAGE}#:~:text=b&text=c", "a", f"{PAGE}#:~:text=a"),
        ("", "a", ""),
        (PAGE, "", PAGE),
        (PAGE, "…", PAGE),
    ],
)
def test_a_page_is_addressed_at_a_wording(url: str, wording: str, address: str) -> None:
    # By WICG, URL Fragment Text Directives, 3.3: `#` fragment `:~:` `text=` start [`,` end].
    assert text_fragment_url(url, wording) == address


def test_every_kind_of_comparison_has_plain_words() -> None:
    kinds = next(
        column.constraints["enum"] for table in contract() for column in table.columns
        if (table.name, column.name) == ("comparisons", "kind")
    )  # fmt: skip
    assert set(COMPARISONS) == set(kinds)
    assert COMPARISONS["different_perimeter"] == "counts something else"
