"""Badges that say in words what a statement lacks."""

from pathlib import Path
from typing import Any

from components.panels.markup import text

STYLE = (Path(__file__).parent / "chips.css").read_text(encoding="utf-8")
NO_BASE = "no base"
NO_DEADLINE = "no deadline"


def chip(words: str) -> str:
    """Write one badge."""
    return f'<span class="atlas-chip">{text(words)}</span>'


def chips(row: dict[str, Any]) -> str:
    """Write the badges that apply to a row of `derive.register`; nothing where none does."""
    lacking = [chip(words) for words, lacks in ((NO_BASE, row["no_base"]), (NO_DEADLINE, row["no_deadline"])) if lacks]
    return f'<div class="atlas-chips">{"".join(lacking)}</div>' if lacking else ""
