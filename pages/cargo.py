"""How much is carried, and how much could be?"""

from typing import Any

import streamlit as st

from components import charts, controls, panels

tables, figures = controls.tables(), controls.figures()
selection = controls.select(tables)
names = dict(zip(tables.corridors["corridor_id"], tables.corridors["name"], strict=True))
cargo = figures[(figures["kind"] == "cargo_flow") | figures["measure_id"].str.contains("^cargo|^capacity|^transit")]
said = selection.sentence(cargo, names)
panels.page_head("Cargo", "How much is carried, and how much could be?", said)
kept = selection.keep(cargo)
tonnages = kept[kept["quantity"].isin(["cargo", "capacity"])]
CHARTS = {
    "trans-caspian": (
        tonnages[tonnages["subject_id"] == "trans-caspian"],
        charts.timeline,
        "Trans-Caspian route: cargo carried, expected and aimed at",
        "million tonnes; a point stands at the middle of its period",
        "“by 23%” leaves open whether its base is the whole of 2023 or nine months. The text of 2025 gives no years.",
    ),
    "khorgos": (
        tonnages[tonnages["subject_id"] == "altynkol-khorgos"],
        charts.bullet,
        "Altynkol–Khorgos: what was expected of it in 2013",
        "million tonnes a year",
        "No document states what was carried. Whether 25 was reached, designed or possible is not said.",
    ),
    "kazakhstan-china": (
        tonnages[tonnages["subject_id"].isin(["cargo-kz-cn", "rail-cargo-kz-cn"])],
        charts.rows,
        "Cargo between Kazakhstan and China, as said in 2013",
        "million tonnes; per year is not stated",
        "Rail alone exceeds the 12 given for cargo in all; the document does not say why.",
    ),
    "trains": (
        kept[kept["measure_id"] == "train_count"],
        charts.timeline,
        "Container trains: stated and agreed",
        "number of trains; route and per year are not stated",
        "The 600 may itself be a plan; its year is not stated.",
    ),
    "shares": (
        kept[kept["measure_id"] == "transit_share"],
        charts.rows,
        "China–Europe traffic that passes Kazakhstan",
        "percent, each of its own whole",
        "Two definitions; not a rise of five points.",
    ),
    "all": (
        tonnages.sort_values(["subject", "value"]),
        charts.rows,
        "Every tonnage, by subject",
        "million tonnes, a year or not stated",
        "Different flows and capacities; not additive.",
    ),
}
OPTIONS: dict[str, dict[str, Any]] = {
    "trans-caspian": {"years": (2023, 2030)},
    "trains": {"years": (2024, 2029)},
    "shares": {"top": 100.0, "wording": "perimeter"},
}
panels.section("Routes and flows", "Different flows stand apart; they are not additive.")
first = st.container()
left, right = st.columns(2, gap="large")
PLACES = {"trans-caspian": first, "kazakhstan-china": left, "khorgos": left, "trains": right, "shares": right}
for key, (shown, draw, title, subtitle, note) in CHARTS.items():
    caption = charts.caption(tables, shown, title=title, subtitle=subtitle, selection=said, note=note)
    with PLACES.get(key, st.container()):
        panels.chart(key, tables, shown, caption, draw, **OPTIONS.get(key, {}))
panels.section("Growth and multiples", "Each against its own base; open a figure for its evidence.")
others = kept[~kept["measure_id"].isin([*tonnages["measure_id"], "train_count", "transit_share"])]
panels.tiles(tables, figures, others)
