"""The named formulas that turn two stated figures into one that follows from them."""

from collections.abc import Callable

from components.derive.intervals import Interval, exactly

_HUNDRED = exactly(100.0)


def prior_from_growth(current: Interval, growth: Interval) -> Interval:
    """Give what a figure was before it grew by a percentage: current ÷ (1 + growth ÷ 100)."""
    return current / (exactly(1.0) + growth / _HUNDRED)


def difference(whole: Interval, part: Interval) -> Interval:
    """Give what is left: whole − part, in the unit of both."""
    return whole - part


def multiple(later: Interval, earlier: Interval) -> Interval:
    """Give how many times one figure is the other: later ÷ earlier."""
    return later / earlier


def share_of(part: Interval, whole: Interval) -> Interval:
    """Give a part in percent of the whole: part ÷ whole × 100."""
    return part / whole * _HUNDRED


def floor_from_share(part: Interval, share: Interval) -> Interval:
    """Give what a whole is at least if a part is at most that share of it: part ÷ share × 100.

    A share that is open downwards (`almost`) leaves the whole without a ceiling: `high` is inf.
    """
    return part / share * _HUNDRED


def scaled_by(figure: Interval, factor: Interval) -> Interval:
    """Give what a figure would be after multiplying: figure x factor."""
    return figure * factor


FORMULAS: dict[str, Callable[[Interval, Interval], Interval]] = {
    "prior_from_growth": prior_from_growth,
    "difference": difference,
    "ratio": multiple,
    "multiple": multiple,
    "share_of": share_of,
    "floor_from_share": floor_from_share,
    "scaled_by": scaled_by,
}
