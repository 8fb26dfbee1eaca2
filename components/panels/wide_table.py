"""A table that scrolls sideways where the page is narrow, by touch and by keyboard."""

from collections.abc import Iterable

from components.panels.markup import text


def wide_table(label: str, heads: Iterable[str], body: str, kind: str = "") -> str:
    """Write a table with column heads as text and a body of HTML rows; `label` names it to those who do not see it."""
    columns = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
    return (
        f'<div class="atlas-wide" tabindex="0" role="group" aria-label="{text(label)}">'
        f'<table class="atlas-table {kind}"><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>'
    )
