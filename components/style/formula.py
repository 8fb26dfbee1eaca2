"""Write a derivation's formula with its numbers in it."""

from typing import Any

from components.style.wording import quantity

_TEMPLATES = {
    "prior_from_growth": "{0} ÷ (1 + {1})",
    "difference": "{0} − {1}",
    "ratio": "{0} ÷ {1}",
    "multiple": "{0} ÷ {1}",
    "share_of": "{0} ÷ {1}",
    "floor_from_share": "{0} ÷ {1}",
    "scaled_by": "{0} {1}",
    "required_growth": "({1} ÷ {0})^(1 ÷ {years}) − 1",
}


def formula_text(formula: str, inputs: list[dict[str, Any]]) -> str:
    """Write a formula with the two input figures in it, as in “$20.3 bn ÷ (1 + 62 %)”.

    `inputs` are rows of `derive.figures`; the years of a required growth lie between the ends of their periods.
    """
    years = inputs[1]["period_end"].year - inputs[0]["period_end"].year if formula == "required_growth" else 0
    return _TEMPLATES[formula].format(*(quantity(figure) for figure in inputs), years=years)
