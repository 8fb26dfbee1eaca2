"""How everything looks and is worded: colours, number and hedge formats, the Plotly template."""

from components.style.as_text import chart_text, map_text, quoted, visible
from components.style.bounds import bounded, rounded_outwards
from components.style.caption import Caption
from components.style.formula import formula_text
from components.style.palette import DARK, LIGHT, Palette, rgb
from components.style.template import FONT, SERIF, template
from components.style.wording import (
    CLAIM_TYPES,
    NO_DATE,
    THIN,
    UNITS,
    interval,
    month,
    number,
    period,
    quantity,
    short_month,
    source_label,
    stage_words,
    supported,
)

__all__ = [
    "CLAIM_TYPES", "DARK", "FONT", "LIGHT", "NO_DATE", "SERIF", "THIN", "UNITS", "Caption", "Palette",
    "bounded", "chart_text", "formula_text", "interval", "map_text", "month", "number", "period", "quantity", "quoted",
    "rgb", "rounded_outwards", "short_month", "source_label", "stage_words", "supported", "template", "visible",
]  # fmt: skip
