"""How everything looks and is worded: colours, number and hedge formats, the Plotly template."""

from components.style.lettering import em_width, text_width, wrap_text
from components.style.palette import DARK, LIGHT, SERIF, Palette, mix, rgb, rgba, template
from components.style.wording import (
    CLAIM_TYPES,
    COMPARISONS,
    DATE_BASIS,
    UNATTRIBUTED,
    Caption,
    bounded,
    chart_text,
    counted,
    formula_text,
    interval,
    paragraph_words,
    period_length,
    period_length_words,
    printable,
    quoted,
    rounded_outwards,
    short_month,
    source_label,
    stage_words,
    text_fragment_url,
    visible,
)
from components.tables.amounts import NO_DATE, THIN, month, number, open_ended, period, quantity, supported
