"""Add a document to the evidence"""

from components import controls, panels
from components.intake import check_worksheet

tables = controls.tables()
sheet = controls.worksheet()
panels.page_head(
    "Intake",
    "Add a document: paste a text, and decide of each of its figures.",
    "Nothing of it is sent or kept but in this tab." if sheet is None else panels.intake_progress(sheet),
)
controls.show_told()
if sheet is None:
    controls.text_part()
    controls.ask_document(tables)
else:
    checked = check_worksheet(sheet, tables, sheet.current)
    left, right = panels.columns("intake", [6, 5])
    with left:
        controls.text_part()
    with right:
        controls.ask_item(sheet, tables, checked, panels.beside)
    panels.intake_result(sheet, tables, checked)
