"""A table for paper, where the table of the screen has more rows than it shows at once."""

import pandas as pd
import streamlit as st

from components.panels.markup import text


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
