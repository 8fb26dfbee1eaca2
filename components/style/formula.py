"""Write a derivation's formula with its numbers in it."""

from components.style.wording import quantity

_TEMPLATES = {
    "prior_from_growth": "{0} ÷ (1 + {1})",
    "difference": "{0} − {1}",
    "ratio": "{0} ÷ {1}",
    "multiple": "{0} ÷ {1}",
    "share_of": "{0} ÷ {1}",
    "floor_from_share": "{0} ÷ {1}",
    "scaled_by": "{0} {1}",
}


def formula_text(formula: str, inputs: list[dict[str, object]]) -> str:
    """Write a formula with the two input figures in it, as in “$20.3 bn ÷ (1 + 62 %)”."""
    return _TEMPLATES[formula].format(*(quantity(figure) for figure in inputs))
