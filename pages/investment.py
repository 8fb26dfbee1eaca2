"""What money and energy is named?"""

from components import controls, panels

tables, figures = controls.tables(), controls.evidence().figures
shown = controls.section("investment", controls.selection("investment"))
panels.page_head(shown.title, shown.question, shown.selection_text)
panels.exhibits(tables, figures, shown)
