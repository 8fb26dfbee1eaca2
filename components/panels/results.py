"""What a search found: subjects, figures and stages, each linked to its evidence."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from components.panels.markup import text
from components.style import quoted

_STYLE = (Path(__file__).parent / "results.css").read_text(encoding="utf-8")
_KINDS = {"claim": "figure", "milestone": "stage"}
_SHOWN = 12


def results(hits: pd.DataFrame, words: str) -> None:
    """Show what `selection.search` found for the words: the first twelve, and a link to all of them in the ledger."""
    everything = f'<a href="ledger?find={quote(words)}" target="_self">all of them in the ledger</a>'
    if hits.empty:
        told = f"Nothing in these documents has the words {text(quoted(words))}. Try fewer or shorter words."
        st.html(f'<p class="atlas-empty" role="status">{told}</p>')
        return
    entries = "".join(_entry(hit) for hit in hits.head(_SHOWN).to_dict("records"))
    noun = "result" if len(hits) == 1 else "results"
    told = f"{len(hits)} {noun}" + (f"; the first {_SHOWN} here, {everything}" if len(hits) > _SHOWN else "")
    st.html(
        f'<style>{_STYLE}</style><p class="atlas-found" role="status">{told}</p>'
        f'<ol class="atlas-results">{entries}</ol>'
    )


def _entry(hit: dict[str, Any]) -> str:
    if hit["kind"] == "subject":
        address = f"ledger?find={quote(hit['title'])}"
    else:
        address = f"ledger?id={quote(hit['identifier'])}"
    return (
        f'<li><a href="{text(address)}" target="_self">{text(hit["title"])}</a>'
        f"<span>{text(_KINDS.get(hit['kind'], hit['kind']))}</span><div>{text(hit['detail'])}</div></li>"
    )
