"""How everything looks and is worded: colours, number and hedge formats, the Plotly template."""

from components.style.palette import DARK, FONT, LIGHT, SERIF, Palette, mix, rgb, rgba, template
from components.style.wording import (
    CLAIM_TYPES,
    NO_DATE,
    THIN,
    UNATTRIBUTED,
    UNITS,
    Caption,
    bounded,
    chart_text,
    counted,
    formula_text,
    interval,
    map_text,
    month,
    number,
    period,
    quantity,
    quoted,
    rounded_outwards,
    short_month,
    source_label,
    stage_words,
    supported,
    text_fragment_url,
    visible,
)
