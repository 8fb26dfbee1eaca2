"""Choose and word what is said of cargo."""

from typing import Any

import pandas as pd

from components import charts
from components.exhibits.exhibit import Section, make_exhibit
from components.selection import Selection
from components.tables import Tables

_OPTIONS: dict[str, dict[str, Any]] = {
    "trans-caspian": {"years": (2023, 2030)},
    "trains": {"years": (2024, 2029)},
    "shares": {"top": 100.0, "wording": "perimeter"},
}


def cargo(tables: Tables, figures: pd.DataFrame, selection: Selection) -> Section:
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


def _charts(kept: pd.DataFrame, tonnages: pd.DataFrame) -> dict[str, tuple[Any, ...]]:
    return {
        "trans-caspian": (
            tonnages[tonnages["subject_id"] == "trans-caspian"],
            "timeline",
            "Trans-Caspian route: cargo carried, expected and aimed at",
            f"million tonnes; {charts.AT_MIDDLE}",
            "“by 23%” leaves open whether its base is the whole of 2023 or nine months. "
            "The text of 2025 gives no years.",
        ),
        "kazakhstan-china": (
            tonnages[tonnages["subject_id"].isin(["cargo-kz-cn", "rail-cargo-kz-cn"])],
            "dot_plot",
            "Cargo between Kazakhstan and China, as said in 2013",
            "million tonnes; per year is not stated",
            "Rail alone exceeds the 12 given for cargo in all; the document does not say why.",
        ),
        "khorgos": (
            tonnages[tonnages["subject_id"] == "altynkol-khorgos"],
            "bullet",
            "Altynkol–Khorgos: what was expected of it in 2013",
            "million tonnes a year",
            "No document states what was carried. Whether 25 was reached, designed or possible is not said.",
        ),
        "trains": (
            kept[kept["measure_id"] == "train_count"],
            "timeline",
            "Container trains: stated and agreed",
            "number of trains; route and per year are not stated",
            "The 600 may itself be a plan; its year is not stated.",
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
            "million tonnes, a year or not stated",
            "Different flows and capacities; not additive.",
        ),
    }
