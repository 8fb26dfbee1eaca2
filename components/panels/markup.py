"""Word a statement, figure or milestone alike, for tables, pairs and lists."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components.exhibits import MOST_MARKS, top_rows
from components.style import CLAIM_TYPES, NO_DATE, number, period, quantity, short_month, stage_words


def text(value: object) -> str:
    """Give a value as HTML text with nothing in it that a browser would run or format."""
    return escape(str(value), quote=True)


def public_link(url: str, words: str) -> str:
    """Write a link that opens a public page in a tab of its own, without a referrer; nothing without an address."""
    return f'<a href="{text(url)}" target="_blank" rel="noopener noreferrer">{text(words)}</a>' if url else ""


def definition_list(entries: Iterable[tuple[str, str]]) -> str:
    """Write names and their HTML contents as a definition list; empty contents are left out."""
    told = "".join(f"<dt>{text(name)}</dt><dd>{content}</dd>" for name, content in entries if content)
    return f'<dl class="atlas-facts">{told}</dl>'


def wide_table(label: str, heads: Iterable[str], body: str, kind: str = "") -> str:
    """Write a table with column heads as text and a body of HTML rows; `label` names it to those who do not see it."""
    columns = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
    return (
        f'<div class="atlas-wide" tabindex="0" role="group" aria-label="{text(label)}">'
        f'<table class="atlas-table {kind}"><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def printed_table(table: pd.DataFrame, count: int) -> None:
    """Put a table of texts on paper instead of the page's `st.dataframe`, which is cut there; the screen hides it.

    `table` has the rows on the screen, of `count` in all; how many are left out is said below it.
    """
    heads = "".join(f'<th scope="col">{text(name)}</th>' for name in table.columns)
    rows = table.itertuples(index=False)
    body = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>" for row in rows)
    told = f"Printed are the {len(table)} rows on the screen, of {count}; the file to download has all."
    left_out = f'<p class="atlas-foot">{told}</p>' if count > len(table) else ""
    st.html(
        f'<div class="atlas-printed"><table class="atlas-table"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>'
        f"</table>{left_out}</div>"
    )


MOST_ROWS = 250


def latest(
    rows: pd.DataFrame, what: str, address: str = "ledger", *, most: int = MOST_MARKS
) -> tuple[pd.DataFrame, str]:
    """Keep the rows of the latest documents, in their order, and say as HTML what is left out; `what` names the rows.

    `rows` has `event_date`; `address` leads to all of them in the ledger.
    """
    kept, _ = top_rows(rows, by="event_date", most=most)
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


def doubt_line(statement: dict[str, Any]) -> str:
    """Write the doubt about a statement as a line under its figure; nothing where there is none."""
    return f'<div class="atlas-tile-said">Doubt: {text(statement["doubt"])}</div>' if statement["doubt"] else ""


def statement_words(statement: dict[str, Any], *, kind: bool = False) -> str:
    """Say a row of `derive.ledger_rows` in short: the figure with hedge and unit (and its `kind`), or the stage."""
    if statement["row_kind"] == "milestone":
        return stage_words(statement["stage"])
    return f"{quantity(statement)} {kind_words(statement)}" if kind else quantity(statement)


def kind_words(statement: dict[str, Any]) -> str:
    """Say what kind of statement it is: observed, target, …, or stage."""
    return CLAIM_TYPES.get(statement["claim_type"], "stage")


def measure_words(statement: dict[str, Any]) -> str:
    """Say what a figure measures as words within a sentence, as in “power capacity (GW)”."""
    name: str = statement["measure"]
    return name[:1].lower() + name[1:]


def when_words(statement: dict[str, Any]) -> str:
    """Say what time a statement refers to, as in “by 2030”, “due by 2025” or “no date stated”."""
    said = period(statement["period_start"], statement["period_end"])
    due = statement["row_kind"] == "milestone" and pd.isna(statement["happened_start"])
    return f"due {said}" if due and pd.isna(statement["happened_end"]) and said != NO_DATE else said


def ledger_link(statement: dict[str, Any], words: str) -> str:
    """Write a link that opens a statement's evidence in the ledger."""
    return f'<a href="ledger?id={text(statement["figure_id"])}" target="_self">{text(words)}</a>'


def said_words(statement: dict[str, Any]) -> str:
    """Say where and when a statement was made, as in “Kazinform, Dec 2024”."""
    return f"{statement['document']}, {short_month(statement['event_date'])}"


def sides(statements: pd.DataFrame, paired: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Find both statements of each pair of `derive.pairs` by id; `statements` has all rows of `derive.ledger_rows`."""
    asked = statements["figure_id"].isin([*paired["earlier_id"], *paired["later_id"]])
    return {row["figure_id"]: row for row in statements[asked].to_dict("records")}


def pair_heading(known: dict[str, dict[str, Any]], pair: dict[str, Any]) -> str:
    """Name what a row of `derive.pairs` is about: the subject of both statements, or the two subjects."""
    subjects = [known[pair[side]]["subject"] for side in ("earlier_id", "later_id")]
    return " / ".join(dict.fromkeys(subjects))
