"""Say a derived figure together with the bounds it may lie in."""

import math

from components.style.wording import number, supported


def bounded(value: float, low: float, high: float, unit: str = "", *, floor: float = -math.inf) -> str:
    """Write a figure with its bounds: “14 % (14.0–14.5 %)”, “27.2 %” if exact, “at least 9 %” if open.

    `unit` stands behind each number with its own space before it; `floor` is the lowest value there can be (−100 for
    a growth), which bounds nothing. No more digits are shown than the bounds support.
    """
    open_below, open_above = low <= floor, math.isinf(high)
    if open_below and open_above:
        return "not bounded by these figures"
    if open_below:
        return f"at most {_signed(high, _few(high))}{unit}"
    if open_above:
        return f"at least {_signed(low, _few(low))}{unit}"
    half = (high - low) / 2
    size = abs(value)
    shown = ("−" if value < 0 else "") + supported(size, size - half, size + half)
    if not half:
        return f"{shown}{unit}"
    decimals = max(1 - round(math.log10(high - low)), 0)
    between = " to " if low < 0 else "–"
    return f"{shown}{unit} ({_signed(low, decimals)}{between}{_signed(high, decimals)}{unit})"


def _few(value: float) -> int:
    return 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2


def _signed(value: float, decimals: int) -> str:
    return ("−" if round(value, decimals) < 0 else "") + number(f"{abs(value):.{decimals}f}")
