"""How much is carried, and how much could be?"""

from components import controls, panels

shown = controls.section("cargo", controls.selection("cargo"))
panels.page_head(shown.title, shown.question, shown.selection_text)
panels.exhibits(controls.tables(), shown)
