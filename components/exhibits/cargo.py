"""Choose and word what is said of cargo."""

from typing import Any

import pandas as pd

from components import charts
from components.exhibits.exhibit import Section, make_exhibit
from components.selection import Selection
from components.tables import Tables

_MONTH = 30.4  # days, by the mean
_LENGTHS = {12: "a year", 1: "a month", 0: "less than a month"}
_OPTIONS: dict[str, dict[str, Any]] = {
    "trans-caspian": {"years": (2023, 2030)},
    "trains": {"years": (2024, 2029)},
    "shares": {"top": 100.0, "wording": "perimeter"},
}


def section(tables: Tables, figures: pd.DataFrame, selection: Selection) -> Section:
    """Choose and word what is said of cargo; `figures` has all rows of `derive.figures`."""
    names = tables.corridor_names
    once = figures[figures["repeats"] == ""]
    spoken = once[(once["kind"] == "cargo_flow") | once["measure_id"].str.contains("^cargo|^capacity|^transit")]
    selection_text = selection.sentence(spoken, names)
    kept = selection.keep(spoken)
    tonnages = kept[kept["quantity"].isin(["cargo", "capacity"])]
    exhibits = {
        key: make_exhibit(
            tables, key, shown, draw, title=title, subtitle=subtitle, selection=selection_text, note=note,
            options=_OPTIONS.get(key),
        )
        for key, (shown, draw, title, subtitle, note) in _charts(kept, tonnages).items()
    }  # fmt: skip
    others = kept[~kept["measure_id"].isin([*tonnages["measure_id"], "train_count", "transit_share"])]
    question = "How much is carried, and how much could be?"
    return Section("Cargo", question, selection_text, exhibits, {"Growth and multiples": others})


def _times(tonnages: pd.DataFrame) -> str:
    """Return what time tonnages are of, the longest first, as in “a year, 9 months or a time not stated”."""
    months = ((tonnages["period_end"] - tonnages["period_start"]).dt.days / _MONTH).round()
    months = months.mask(tonnages["unit"].str.endswith("_per_year"), 12)
    known = sorted({int(length) for length in months.dropna()}, reverse=True)
    words = [_LENGTHS.get(length, f"{length} months") for length in known]
    words += ["a time not stated"] if months.isna().any() else []
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _charts(kept: pd.DataFrame, tonnages: pd.DataFrame) -> dict[str, tuple[Any, ...]]:
    of_china = tonnages[tonnages["subject_id"].isin(["cargo-kz-cn", "rail-cargo-kz-cn"])]
    at_khorgos = tonnages[tonnages["subject_id"] == "altynkol-khorgos"]
    return {
        "trans-caspian": (
            tonnages[tonnages["subject_id"] == "trans-caspian"],
            "timeline",
            "Trans-Caspian route: cargo carried, expected and aimed at",
            f"million tonnes; {charts.AT_MIDDLE}",
            "“by 23%” leaves open whether its base is the whole of 2023 or nine months.",
        ),
        "kazakhstan-china": (
            of_china,
            "dot_plot",
            "Cargo between Kazakhstan and China",
            f"million tonnes; {_times(of_china)}",
            "Rail alone exceeds the 12 given for cargo in all; the document does not say why.",
        ),
        "khorgos": (
            at_khorgos,
            "bullet",
            "Altynkol–Khorgos: cargo expected, and capacity",
            f"million tonnes; {_times(at_khorgos)}",
            "Neither an expectation nor a capacity is cargo carried.",
        ),
        "trains": (
            kept[kept["measure_id"] == "train_count"],
            "timeline",
            "Container trains: stated and agreed",
            "number of trains; route and per year are not stated",
            "A number may itself be a plan: its doubt stands with its evidence.",
        ),
        "shares": (
            kept[kept["measure_id"] == "transit_share"],
            "dot_plot",
            "China–Europe traffic that passes Kazakhstan",
            "percent, each of its own whole",
            "Two definitions; not a rise of five points.",
        ),
        "all": (
            tonnages.sort_values(["subject", "value"]),
            "dot_plot",
            "Every tonnage, by subject",
            f"million tonnes; {_times(tonnages)}",
            "Different flows and capacities; not additive.",
        ),
    }
