"""Compute the pace that a level would need: growth and step a year between a base and a target."""

from dataclasses import dataclass

from components.tables.arithmetic import Interval
from components.tables.arithmetic.formulas import asked_for, required_growth

_MOST_GROWTH_PERCENT = 1e9


@dataclass(frozen=True)
class Pace:
    """The pace from a base to a target: `yearly_growth` in percent, compound; `yearly_step` in their unit.

    An open end is inf; a growth from an unbounded base is open down to −100 percent, its step to −inf. `note` says
    in words where a hedge was set aside to have a level to reckon with.
    """

    base: Interval
    target: Interval
    base_year: int
    due_year: int
    years: int
    yearly_growth: Interval
    yearly_step: Interval
    note: str

    def path(self, year: int) -> Interval:
        """Give the level needed in a year: base × (1 + growth)^(year − base year); the target in the due year.

        Raises ValueError for a year before the base or after the due year.
        """
        if not self.base_year <= year <= self.due_year:
            raise ValueError(f"the pace runs from {self.base_year} to {self.due_year}, not to {year}")
        done = (year - self.base_year) / self.years
        return Interval(
            _between(self.base.value, self.target.value, done),
            _between(self.base.low, self.target.low, done),
            _between(self.base.high, self.target.high, done),
        )


def required_pace(base: Interval, target: Interval, base_year: int, due_year: int) -> Pace:
    """Compute the pace from a base in one year to a target in a later one.

    Growth is ((target ÷ base)^(1 ÷ years) − 1) × 100, step is (target − base) ÷ years; each is lowest from the
    highest base to the lowest target. A target open downwards (“up to 10”) asks for its stated figure. Raises
    ValueError where the due year is not after the base year, the base is not above 0, the target is below it, or the
    growth is more than ten million times a year.
    """
    if due_year <= base_year:
        raise ValueError(f"the due year {due_year} is not after the base year {base_year}")
    if base.value <= 0:
        raise ValueError("growth needs a base above 0")
    if target.value < 0:
        raise ValueError("growth needs a target of 0 or more")
    note = ""
    if target != asked_for(target):
        target = asked_for(target)
        note = "The level is stated as an upper limit; its stated figure is taken as the level asked for."
    years = due_year - base_year
    growth = required_growth(base, target, years)
    if growth.value > _MOST_GROWTH_PERCENT:
        raise ValueError("base and target are too far apart to reckon with")
    rise = target - base
    step = Interval(rise.value / years, rise.low / years, rise.high / years)
    return Pace(base, target, base_year, due_year, years, growth, step, note)


def _between(base: float, target: float, done: float) -> float:
    if done in (0, 1):
        return target if done else base
    return float(base ** (1 - done) * target**done)
