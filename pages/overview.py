"""What do the documents say, at a glance?"""

from components import controls, panels

tables = controls.tables()
figures = controls.figures()
first, last = tables.sources["event_date"].dt.year.agg(["min", "max"])
panels.page_head(
    "Kazakhstan Trade & Transit Atlas",
    "What do the documents say, at a glance?",
    f"{len(tables.sources)} documents, {first}–{last}; not a statistical series",
)
