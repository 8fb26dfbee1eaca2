"""Can I trust this?"""

from components import controls, panels
from components.style import counted

tables = controls.tables()
rows = controls.evidence().rows
first, last = tables.sources["event_date"].dt.year.agg(["min", "max"])
inferred = (tables.sources["date_basis"] == "inferred").sum()
panels.page_head(
    "Sources",
    "Can I trust this?",
    f"{counted(len(tables.sources), 'document')}, {first}–{last}, {inferred} of them dated by inference; "
    f"not a statistical series. Data version {tables.version}.",
)
panels.source_overview(tables, rows)

panels.section(
    "The documents", "What each is, how its date is known, what is doubtful in it. Another is added on the page Intake."
)
panels.source_articles(tables, rows)

panels.section("Method", "How a sentence becomes a figure here, and what is never done with it.")
panels.method()

panels.section("Key of the marks", "The same on every page; colour tells the corridor, never the type.")
panels.mark_key(controls.page_palette())

panels.section("Numbers left out", "Every number of a document is a figure, or stands here with the reason why not.")
panels.omissions(tables)

panels.section("Silences", "Absences worth knowing. Each is dropped, and named here, as soon as a row says otherwise.")
panels.silences(tables)

panels.section("Data dictionary", "Generated from datapackage.json, the one schema of all tables.")
panels.data_dictionary(tables)

panels.section("Licences", "What may be done with the tables, the places and the base map.")
panels.licences(tables)
