"""How much is traded?"""

from components import controls, panels

shown = controls.section("trade", controls.selection("trade"))
panels.page_head(shown.title, shown.question, shown.selection_text)
panels.exhibits(controls.tables(), shown)
