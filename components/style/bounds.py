"""Say a derived figure together with the bounds it may lie in."""

import math

from components.style.wording import number, supported


def bounded(value: float, low: float, high: float, unit: str = "", *, floor: float = -math.inf) -> str:
    """Write a figure with its bounds: “14 % (14.0–14.5 %)”, “27.2 %” if exact, “at least 9 %” if open.

    `unit` stands behind each number with its own space before it; `floor` is the lowest value there can be (−100 for
    a growth), which bounds nothing. The bounds are rounded outwards, and the figure shows no more digits than they
    support, unless it would then stand outside them.
    """
    open_below, open_above = low <= floor, math.isinf(high)
    if open_below and open_above:
        return "not bounded by these figures"
    if open_below:
        return f"at most {_signed(high, _few(high))}{unit}"
    if open_above:
        return f"at least {_signed(low, _few(low))}{unit}"
    if low == high:
        return f"{'−' if value < 0 else ''}{supported(abs(value), abs(value), abs(value))}{unit}"
    decimals = max(1 - round(math.log10(high - low)), 0)
    lowest, highest = rounded_outwards(low, high, decimals)
    shown = round(value, decimals - 1)
    figure = _signed(shown, max(decimals - 1, 0)) if lowest <= shown <= highest else _signed(value, decimals)
    between = " to " if low < 0 else "–"
    return f"{figure}{unit} ({_signed(lowest, decimals)}{between}{_signed(highest, decimals)}{unit})"


def rounded_outwards(low: float, high: float, decimals: int) -> tuple[float, float]:
    """Round the ends of an interval away from each other, so that nothing inside is cut off; an open end stays so."""
    scale = 10**decimals
    lowest = low if math.isinf(low) else math.floor(round(low * scale, 6)) / scale
    highest = high if math.isinf(high) else math.ceil(round(high * scale, 6)) / scale
    return lowest, highest


def _few(value: float) -> int:
    return 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2


def _signed(value: float, decimals: int) -> str:
    return ("−" if round(value, decimals) < 0 else "") + number(f"{abs(value):.{decimals}f}")
