"""Choose and word what is said of trade."""

import pandas as pd

from components import charts
from components.exhibits.exhibit import Section, make_exhibit
from components.selection import Selection
from components.tables import Tables

_HATCHED = "Hatched: follows from the stated growth; whiskers show what rounding allows."
_PANELS = {
    "xinjiang-years": (13, "Trade with Xinjiang, full years", _HATCHED),
    "xinjiang-nine-months": (
        9, "Trade with Xinjiang, January–September", f"{_HATCHED} Nine months are not a year."
    ),
}  # fmt: skip


def section(tables: Tables, figures: pd.DataFrame, selection: Selection) -> Section:
    """Choose and word what is said of trade; `figures` has all rows of `derive.figures`."""
    flows = figures[(figures["kind"] == "trade_flow") & (figures["repeats"] == "")]
    selection_text = selection.sentence(flows, {}, page="trade")
    kept = selection.keep(flows)
    turnover = kept[kept["measure_id"] == "trade_turnover"]
    xinjiang = turnover[(turnover["subject_id"] == "trade-xinjiang") & turnover["period_start"].notna()]
    months = (xinjiang["period_end"] - xinjiang["period_start"]).dt.days // 28
    exhibits = {
        key: make_exhibit(
            tables, key, xinjiang[months == length], "bars", title=title, selection=selection_text, note=note,
            subtitle="billion US dollars, both directions", options={"top": 24},
        )
        for key, (length, title, note) in _PANELS.items()
    }  # fmt: skip
    exhibits["china"] = make_exhibit(
        tables,
        "china",
        turnover[turnover["subject_id"] == "trade-china"],
        "timeline",
        title="Trade with China: stated, implied and set as a task",
        subtitle=f"billion US dollars, both directions; {charts.AT_MIDDLE}",
        selection=selection_text,
        note="A floor that a share implies has no ceiling; a task is no forecast.",
        options={"years": (2020, 2024)},
    )
    others = xinjiang[~months.isin([13, 9])]
    growth = kept[kept["measure_id"].isin(["trade_growth", "trade_share", "trade_multiple"])]
    doubled = turnover[(turnover["subject_id"] == "trade-xinjiang") & turnover["period_end"].isna()]
    tiles = {
        "Growth, share and aim": pd.concat([growth, others, doubled]),
        "Goods that could be added": kept[kept["subject_id"] == "additional-goods"],
    }
    return Section("Trade", "How much is traded?", selection_text, exhibits, tiles)
