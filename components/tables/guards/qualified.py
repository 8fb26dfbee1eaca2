"""What the words around a figure say of it: its hedge, its direction, its year and whether it is to come."""

import re

from ..wordings import YEARLY, Quantity, in_latin_letters
from .periods import AHEAD

Expected = tuple[str, str]
_AHEAD = {
    r"will|shall|(?:is|are) (?:to|set to|due to|going to)": AHEAD,
    r"(?:expected|projected|forecast|predicted) to": ("forecast", "plan"),
    r"(?:planned|plans?|planning|intends?|intended) to": ("plan", "pledge", "target", "forecast"),
    r"(?:aim|seek|hope|wish)(?:s|es|ed|ing)? to": ("target", "pledge", "plan"),
}
_VERBS = {re.compile(rf"\b(?:{verbs})\b", re.IGNORECASE): kinds for verbs, kinds in _AHEAD.items()}
_DUE = ("forecast", "target", "pledge", "offer")
_FROM_TO = re.compile(r"\S+(?: \S+){0,3} to (?:up to |about |over )?[$€]?\d")
_FALL = re.compile(
    r"\b(?:f[ae]ll\w*|declin\w+|decreas\w+|drop\w*|shr[aiu]nk\w*|contract\w*|down|deficit|minus|lower|reduc\w+"
    r"|los[st]\w*|negative|plung\w+|slump\w*|less(?! than))\b|(?<![\w)])-\d",
    re.IGNORECASE,
)
_RISE = re.compile(r"\b(?:r[io]s[ei]\w*|gr[eo]w\w*|increas\w+|up|higher|more|gain\w*|jump\w*|surg\w+|add\w*)\b", re.I)


def qualified(
    text: str, matched: list[Quantity], value: float, hedge: str, kind: str, unit: str, named: str
) -> Expected | None:
    """Say which cell does not agree with the words around the figure; nothing where all do."""
    falls = bool(_FALL.search(text))
    if value < 0 and not falls:
        return "value", f"no figure below 0, as the wording {named} speaks of no fall"
    if unit == "Mt" and all(quantity.yearly for quantity in matched):
        return "measure_id", f"a measure in Mt_per_year, as the wording {named} is yearly"
    if not in_latin_letters(text):
        return None
    if kind == "growth" and value > 0 and falls and not _RISE.search(text):
        return "value", f"a figure below 0, as the wording {named} speaks of a fall"
    if unit == "Mt_per_year" and not YEARLY.search(text):
        return "measure_id", f"a measure in Mt, as the wording {named} is not yearly"
    if not any(_hedged(quantity, hedge) for quantity in matched):
        direct = sorted(matched[0].hedges)
        if hedge == "exact" or direct:
            return "hedge", f"{' or '.join(direct) or 'exact'}, as in the wording {named}"
        return "hedge", f"exact, or a wording that holds the word for {hedge} by the figure; this one is {named}"
    if kind in _DUE and all(quantity.base and _FROM_TO.match(text, quantity.start) for quantity in matched):
        return "claim_type", f"observed or plan, as the wording {named} starts from this figure"
    spoken = {kind for quantity in matched for kind in _spoken(text, quantity)}
    if spoken and kind not in spoken:
        return (
            "claim_type",
            f"{' or '.join(name for name in AHEAD if name in spoken)}, as the wording {named} looks ahead",
        )
    return None


def _spoken(text: str, quantity: Quantity) -> tuple[str, ...]:
    """Name the claim types that the verbs before a figure can stand for; none where no verb looks ahead."""
    before = "" if quantity.base else text[: quantity.start]
    return tuple(kind for verbs, kinds in _VERBS.items() if verbs.search(before) for kind in kinds)


def _hedged(quantity: Quantity, hedge: str) -> bool:
    if hedge == "exact":
        return not quantity.hedges
    if quantity.hedges and hedge != "initial":
        return hedge in quantity.hedges
    return hedge in quantity.near
