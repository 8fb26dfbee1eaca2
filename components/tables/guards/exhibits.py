"""Which rows each exhibit takes; and whether it, and each silence, names what there is, in a form that can show it."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

import pandas

from components.tables.guards.refusal import Frames, Refusal
from components.tables.schema import choices
from components.tables.units import units_of

CHOICES = {
    "subjects": "subject_id",
    "kinds": "kind",
    "quantities": "quantity",
    "measures": "measure_id",
    "claim_types": "claim_type",
}
_OF_FIGURES = ("quantities", "measures", "claim_types", "months", "axis_group")
_BREAKING = ("quantities", "claim_types", "stages")
_ANY_UNIT = ("tiles", "status_matrix")


def takes(exhibit: Mapping[str, Any], rows: pandas.DataFrame) -> pandas.Series:
    """Mark the rows that an exhibit takes; a blank cell of the exhibit asks for nothing.

    `exhibit` is a row of the table `exhibits`; `rows` has `subject_id, kind, repeats` and, if they are figures,
    `quantity, measure_id, claim_type, period_start, period_end`. A figure that repeats another is never taken.
    """
    taken = rows["repeats"] == ""
    for column, key in CHOICES.items():
        if exhibit[column]:
            taken &= rows[key].isin(exhibit[column].split(";"))
    return taken if pandas.isna(exhibit["months"]) else taken & (period_months(rows) == exhibit["months"])


def period_months(rows: pandas.DataFrame) -> pandas.Series:
    """Return the length of each period in months; NaN where it has none, or is not of whole months."""
    start, after = rows["period_start"], rows["period_end"] + pandas.Timedelta(days=1)
    months = (after.dt.year - start.dt.year) * 12 + after.dt.month - start.dt.month
    return months.where(start.dt.day == after.dt.day).astype("float64")


def known_names(frames: Frames) -> dict[str, set[str]]:
    """Collect what columns of exhibits and silences may name: what tables hold, and the kinds that the schema lists."""
    return {
        "subjects": set(frames["subjects"]["subject_id"]),
        "measures": set(frames["measures"]["measure_id"]),
        "quantities": set(frames["measures"]["quantity"]),
        "kinds": set(choices("subjects", "kind")),
        "claim_types": set(choices("claims", "claim_type")),
        "stages": set(choices("milestones", "stage")),
    }


def unknown_refusals(frames: Frames, table: str, known: Mapping[str, Container[str]]) -> Iterator[Refusal]:
    """Refuse the cells of a table in which one of the names joined by ; is none of those known for its column."""
    for column, names in known.items():
        for position, cell in enumerate(frames[table][column]):
            for name in filter(None, cell.split(";")):
                if name not in names:
                    words = f"{column.replace('_', ' ')} that there are, joined by ;, and “{name}” is none"
                    yield Refusal(table, position, column, words)


def silence_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse a silence that names what there is not, and one that no row could break."""
    known = known_names(frames)
    yield from unknown_refusals(frames, "silences", {column: known[column] for column in ("subjects", *_BREAKING)})
    for position, silence in enumerate(frames["silences"].to_dict("records")):
        if not any(silence[column] for column in _BREAKING):
            yield Refusal("silences", position, "claim_types", "what would break it: claim_types, quantities or stages")


def exhibit_refusals(frames: Frames) -> Iterator[Refusal]:
    """Refuse what an exhibit asks for and nobody has, and a form that cannot show the rows that the exhibit takes."""
    known = known_names(frames)
    known["claim_types"] |= {"derived"}
    named = {column: known[column] for column in ("subjects", "kinds", "measures", "claim_types")}
    yield from unknown_refusals(frames, "exhibits", named)
    figures = _figures(frames) if len(frames["exhibits"]) else pandas.DataFrame()
    for position, exhibit in enumerate(frames["exhibits"].to_dict("records")):
        if exhibit["form"] == "status_matrix":
            for column in _OF_FIGURES:
                if pandas.notna(exhibit[column]) and exhibit[column] != "":
                    yield Refusal("exhibits", position, column, "a blank: stages have none")
        elif problem := _unfit(exhibit, figures[takes(exhibit, figures)]):
            yield Refusal("exhibits", position, "form", problem)


def _figures(frames: Frames) -> pandas.DataFrame:
    derived = frames["derivations"].assign(
        claim_type="derived", repeats="", claim_id=frames["derivations"]["derivation_id"]
    )
    columns = ["claim_id", "subject_id", "measure_id", "claim_type", "repeats", "period_start", "period_end"]
    figures = pandas.concat([frames["claims"][columns], derived[columns]], ignore_index=True)
    for table, key, wanted in (("subjects", "subject_id", ["kind"]), ("measures", "measure_id", ["quantity", "unit"])):
        figures = figures.join(frames[table].set_index(key)[wanted], on=key)
    return figures.join(units_of(frames["units"]).columns, on="unit")


def _unfit(exhibit: Mapping[str, Any], taken: pandas.DataFrame) -> str:
    form = exhibit["form"]
    if form in _ANY_UNIT or taken.empty:
        return ""
    units = taken.groupby("unit_family", sort=False)["claim_id"].first()
    if len(units) > 1:
        named = " and ".join(f"{unit} ({claim})" for unit, claim in units.items())
        return f"tiles, or rows of one unit: it takes {named}"
    if form != "bars":
        return ""
    months = period_months(taken)
    if taken["measure_id"].nunique() > 1:
        return f"rows of one measure for bars: it takes {' and '.join(sorted(set(taken['measure_id'])))}"
    if months.isna().any() or months.nunique() > 1:
        return "periods of one length for bars: name it in months"
    return ""
