"""How much is carried, and how much could be?"""

from components import controls, panels

tables, figures = controls.tables(), controls.evidence().figures
shown = controls.section("cargo", controls.selection("cargo"))
panels.page_head(shown.title, shown.question, shown.selection_text)
panels.exhibits(tables, figures, shown)
