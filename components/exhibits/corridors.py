"""Choose and word what is said of corridors."""

from dataclasses import replace

import pandas as pd

from components import charts
from components.exhibits.exhibit import Exhibit, Section, make_exhibit
from components.exhibits.tables import agenda_table
from components.selection import Selection, milestones_in_context
from components.tables import Tables

TITLE, QUESTION = "Corridors", "How does a corridor stand, and against another?"


def section(tables: Tables, figures: pd.DataFrame, selection: Selection) -> Section:
    """Choose and word what is said of each chosen corridor by itself, all of them where none is chosen.

    `figures` has all rows of `derive.figures`.
    """
    figures = figures[figures["repeats"] == ""]
    names = tables.corridor_names
    exhibits = {}
    for corridor in selection.corridors or tuple(names):
        one = replace(selection, corridors=(corridor,))
        exhibit = agenda(tables, figures, one, selection_text=one.sentence(figures, names))
        exhibits[f"agenda-{corridor}"] = replace(
            exhibit,
            key=f"agenda-{corridor}",
            caption=replace(
                exhibit.caption, title=f"{names[corridor]}: stages and aims, from the day said to the day due"
            ),
        )
    kept = replace(selection, corridors=selection.corridors or tuple(names)).keep(figures)
    selection_text = selection.sentence(figures, names)
    exhibits["corridor-figures"] = make_exhibit(
        tables,
        "corridor-figures",
        kept,
        "tiles",
        title="Figures of the corridors",
        subtitle="",
        selection=selection_text,
    )
    return Section(TITLE, QUESTION, selection_text, exhibits)


def agenda(tables: Tables, figures: pd.DataFrame, selection: Selection, *, selection_text: str) -> Exhibit:
    """Set what is said of the chosen corridors on the axis of time; `selection_text` is the selection in words."""
    stages, kept = map(selection.keep_on_timeline, (milestones_in_context(tables), figures))
    return make_exhibit(
        tables,
        "agenda",
        charts.statements(stages, kept, selection.corridors),
        "agenda",
        title="Stages and aims, from the day said to the day due",
        subtitle="circle: said, fuller the further the stage; dot: a figure aimed at or expected; diamond: due",
        selection=selection_text,
        note="No diamond: no due date stated. Whether what was due came about is not drawn."
        + (" Of what has no date, that is drawn which was said in these years." if selection.years else ""),
        table=agenda_table,
    )
