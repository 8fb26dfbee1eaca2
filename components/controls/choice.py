"""One choice among few, that lives in the URL."""

from collections.abc import Sequence

import streamlit as st

from components.controls.notices import notice_unknown


def choice(label: str, options: Sequence[str], key: str) -> str:
    """Ask for one of the options, the first by default; it lives in the URL under `key`.

    A value in the URL that is no option is named in a notice, which `panels.page_head` shows if it comes after.
    """
    told = f"asked for {{}} in {label.lower()}, which is not in this data; showing {options[0]}"
    notice_unknown(key, options.__contains__, told, single=True)
    chosen = st.segmented_control(
        label,
        options,
        default=options[0],
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen or options[0]
