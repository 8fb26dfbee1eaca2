"""Which of Streamlit's scripts each page needs: they are asked for together with the page."""

from collections.abc import Mapping, Sequence

_CHART, _MAP, _TABLE = "PlotlyChart", "DeckGlJsonChart", "DataFrame"
_EVERYWHERE = ("Html", "Checkbox", "ButtonGroup")
_FILTERS = ("Slider", "Multiselect")

# The largest first. The map of the overview stands below what is read first.
NEEDED: Mapping[str, Sequence[str]] = {
    "/": (_CHART, *_EVERYWHERE, "TextInput", "PageLink"),
    "/corridors": (_CHART, _MAP, *_EVERYWHERE, *_FILTERS, "Selectbox", "NumberInput"),
    "/map": (_MAP, *_EVERYWHERE, *_FILTERS, "Selectbox"),
    "/ledger": (_TABLE, *_EVERYWHERE, *_FILTERS, "TextInput"),
    "/sources": (_TABLE, *_EVERYWHERE),
    "/briefing": (*_EVERYWHERE, *_FILTERS, "Button"),
}
NEEDED_ELSEWHERE: Sequence[str] = (_CHART, *_EVERYWHERE, *_FILTERS)
