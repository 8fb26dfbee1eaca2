"""The pace that a level would need: growth and step a year between a base and a target."""

from dataclasses import dataclass

import pandas as pd

from components.tables.intervals import Interval, required_growth, required_level
from components.tables.units import NO_LEVELS

_LEVEL_TYPES = ("target", "forecast", "plan")
_FLOWS = ("trade_flow", "cargo_flow")
_WHOLE_YEAR = 350
_MOST_GROWTH_PERCENT = 1e9


def levels(figures: pd.DataFrame, corridors: tuple[str, ...]) -> pd.DataFrame:
    """Return the targets, forecasts and plans of a level in these corridors, then those of flows of no corridor.

    `figures` has the columns of `derive.figures`, and so has the answer. Growth, factors and ranks are no levels.
    """
    stated = figures[figures["claim_type"].isin(_LEVEL_TYPES) & ~figures["dimension"].isin(NO_LEVELS)]
    own = [stated[stated["corridor_id"] == corridor] for corridor in corridors]
    shared = stated[(stated["corridor_id"] == "") & stated["kind"].isin(_FLOWS)]
    return pd.concat([*own, shared])


def bases(figures: pd.DataFrame, level: pd.Series) -> pd.DataFrame:
    """Return the figures a pace to a level could start from: same subject, quantity and unit, observed or derived.

    A rate a year and its amounts are of one unit here. Those of part of a year are left out, for they are no yearly
    level. Adds `same_sentence` (the base stands in the very wording of the level; these come first).
    """
    found = _comparable(figures, level)
    found = found[~_part_of_a_year(found)]
    same = pd.Series(True, index=found.index)
    for column in ("source_id", "paragraph", "as_stated"):
        same &= found[column] == level[column]
    return found.assign(same_sentence=same).sort_values("same_sentence", ascending=False, kind="stable")


def part_year_figures(figures: pd.DataFrame, level: pd.Series) -> pd.DataFrame:
    """Return the comparable figures that are no base because they count only a part of a year."""
    found = _comparable(figures, level)
    return found[_part_of_a_year(found)]


def stated_year(figure: pd.Series) -> int | None:
    """Return the year a figure refers to, that of its end where it names several; nothing where it names none."""
    day = figure["period_start"] if pd.isna(figure["period_end"]) else figure["period_end"]
    return None if pd.isna(day) else int(day.year)


def _comparable(figures: pd.DataFrame, level: pd.Series) -> pd.DataFrame:
    alike = (figures["quantity"] == level["quantity"]) & (figures["unit_family"] == level["unit_family"])
    if level["dimension"] == "count":
        alike &= figures["measure_id"] == level["measure_id"]
    return figures[
        alike & (figures["subject_id"] == level["subject_id"]) & figures["claim_type"].isin(["observed", "derived"])
    ]


def _part_of_a_year(figures: pd.DataFrame) -> pd.Series:
    return (figures["period_end"] - figures["period_start"]).dt.days < _WHOLE_YEAR


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
        """Return the level needed in a year: base × (1 + growth)^(year − base year); the target in the due year.

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
    if target != required_level(target):
        target = required_level(target)
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
