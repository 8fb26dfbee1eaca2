"""Find the stated levels that a pace can be asked for, and the figures it could start from."""

import pandas as pd

_LEVEL_TYPES = ("target", "forecast", "plan")
_LEVEL_UNITS = ("Mt", "Mt_per_year", "USD_bn", "count", "bcm", "MW", "GW")
_SHARED = ("train_count", "trade_turnover")
_WHOLE_YEAR = 350


def levels(figures: pd.DataFrame, corridors: tuple[str, ...]) -> pd.DataFrame:
    """Give the targets, forecasts and plans of a level in these corridors, then those of trains and trade.

    `figures` has the columns of `derive.figures`, and so has the answer. Growth, factors and ranks are no levels.
    """
    stated = figures[figures["claim_type"].isin(_LEVEL_TYPES) & figures["unit"].isin(_LEVEL_UNITS)]
    own = [stated[stated["corridor_id"] == corridor] for corridor in corridors]
    shared = stated[(stated["corridor_id"] == "") & stated["measure_id"].isin(_SHARED)]
    return pd.concat([*own, shared])


def bases(figures: pd.DataFrame, level: pd.Series) -> pd.DataFrame:
    """Give the figures a pace to a level could start from: same subject and quantity, observed or derived.

    Those of part of a year are left out, for they are no yearly level. Adds `same_sentence` (the base stands in
    the very wording of the level; these come first).
    """
    found = _comparable(figures, level)
    found = found[~_part_of_a_year(found)]
    same = pd.Series(True, index=found.index)
    for column in ("source_id", "paragraph", "as_stated"):
        same &= found[column] == level[column]
    return found.assign(same_sentence=same).sort_values("same_sentence", ascending=False, kind="stable")


def part_year_figures(figures: pd.DataFrame, level: pd.Series) -> pd.DataFrame:
    """Give the comparable figures that are no base because they count only a part of a year."""
    found = _comparable(figures, level)
    return found[_part_of_a_year(found)]


def stated_year(figure: pd.Series) -> int | None:
    """Give the year a figure refers to, that of its end where it names several; nothing where it names none."""
    day = figure["period_start"] if pd.isna(figure["period_end"]) else figure["period_end"]
    return None if pd.isna(day) else int(day.year)


def _comparable(figures: pd.DataFrame, level: pd.Series) -> pd.DataFrame:
    alike = figures["quantity"] == level["quantity"]
    if level["unit"] == "count":
        alike &= figures["measure_id"] == level["measure_id"]
    return figures[
        alike & (figures["subject_id"] == level["subject_id"]) & figures["claim_type"].isin(["observed", "derived"])
    ]


def _part_of_a_year(figures: pd.DataFrame) -> pd.Series:
    return (figures["period_end"] - figures["period_start"]).dt.days < _WHOLE_YEAR
