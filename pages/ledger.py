"""Being written."""

from components import panels

panels.page_head("Ledger", "", "")
