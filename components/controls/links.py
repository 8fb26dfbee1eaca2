"""What links ask for that does not exist, the appearance in use, and present mode."""

from collections.abc import Callable

import streamlit as st

from components.style import DARK, LIGHT, Palette, quoted

MOST_NAMED = 5
_NOTICES = "notices"
WHITE, PRESENT = "white", "present"


def notice(words: str) -> None:
    """Keep a notice for the next page head, once."""
    kept = st.session_state.setdefault(_NOTICES, [])
    if words not in kept:
        kept.append(words)


def notices() -> list[str]:
    """Return the notices kept since the last call, and forget them."""
    return list(st.session_state.pop(_NOTICES, []))


def notice_unknown(key: str, is_known: Callable[[str], bool], problem: str, *, single: bool = False) -> None:
    """Name in a notice each value of a query parameter that is not known, and all if only one is possible (`single`).

    `problem` words the notice with {} in place of the values, as in “asked for the year {}; showing all”.
    """
    given = [value for value in dict.fromkeys(st.query_params.get_all(key)) if value]
    unknown = [value for value in given if not is_known(value)]
    if unknown:
        notice(f"This link {problem.replace('{}', named(unknown), 1)}.")
    elif single and len(given) > 1:
        notice(f"This link asked for {named(given)} at once under “{key}”, where only one is possible.")


def named(values: list[str]) -> str:
    """Quote values one after another, the first few of many."""
    shown = ", ".join(map(quoted, values[:MOST_NAMED]))
    return f"{shown} and {len(values) - MOST_NAMED} more" if len(values) > MOST_NAMED else shown


def palette() -> Palette:
    """Return the palette that charts and maps are drawn with: on white if asked, else that of the page."""
    return LIGHT if on_white() else page_palette()


def page_palette() -> Palette:
    """Return the palette of the appearance in use, for drawings that stand on the page itself."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def on_white() -> bool:
    """Return whether charts and maps are wanted on white, as `ask_white` was answered."""
    return bool(st.session_state.get(WHITE, False))


def ask_white() -> None:
    """Ask for a white background of charts and maps; the answer lives in the URL."""
    st.toggle(
        "White background",
        key=WHITE,
        bind="query-params",
        help="For pictures: charts and maps on white, whatever the theme.",
    )


def note_appearance() -> None:
    """Name in a notice what the link asks of the background and of present mode and does not exist."""
    problem = "asked for {} as white background, which can be true or false; off"
    notice_unknown(WHITE, is_true_or_false, problem, single=True)
    problem = "asked for {} as present mode, which can be 1; off"
    notice_unknown(PRESENT, "1".__eq__, problem, single=True)


def is_true_or_false(word: str) -> bool:
    """Return whether a switch can be set to what a link asks for."""
    return word.lower() in ("true", "false")


def presenting() -> bool:
    """Return whether the link asks for present mode (`?present=1`)."""
    return st.query_params.get(PRESENT) == "1"
