"""What a list on a page leaves out because nobody could read it all, and where all of it stands."""

import pandas as pd

from components.exhibits import MOST_MARKS, foremost_marks
from components.panels.markup import text
from components.style import number

MOST_ROWS = 250


def latest(
    rows: pd.DataFrame, what: str, address: str = "ledger", *, most: int = MOST_MARKS
) -> tuple[pd.DataFrame, str]:
    """Keep the rows of the latest documents, in their order, and say as HTML what is left out; `what` names the rows.

    `rows` has `event_date`; `address` leads to all of them in the ledger.
    """
    kept, _ = foremost_marks(rows, by="event_date", most=most)
    return kept, left_out(len(kept), len(rows), what, how="latest", address=address)


def left_out(
    shown: int, known: int, what: str, *, how: str = "first", address: str = "ledger", where: str = "the ledger"
) -> str:
    """Say as HTML that so many of the known are shown, with a link to where all are; nothing if all are shown."""
    if shown >= known:
        return ""
    told = f"Shown are the {shown} {how} of {number(str(known))} {what};"
    return (
        f'<p class="atlas-foot atlas-rest">{text(told)} <a href="{text(address)}" target="_self">{text(where)}</a> '
        "has all.</p>"
    )


def pairs_left_out(shown: int, known: int) -> str:
    """Say as HTML that so many pairs of statements, the newest, are shown of those known."""
    return left_out(shown, known, "pairs", how="newest", address="data/comparisons.csv", where="comparisons.csv")
