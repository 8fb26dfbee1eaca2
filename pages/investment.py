"""What money and energy is named?"""

from components import controls, panels

shown = controls.section("investment", controls.selection("investment"))
panels.page_head(shown.title, shown.question, shown.selection_text)
panels.exhibits(controls.tables(), shown)
