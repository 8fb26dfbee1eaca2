"""Choose and word what is held against official statistics: a chart a subject, its verdicts, and their series."""

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from components import charts, derive
from components.exhibits.exhibit import Exhibit, Section, make_exhibit
from components.exhibits.tables import figures_table
from components.style import number, open_ended, period
from components.tables import Tables

TITLE, QUESTION = "Statistics", "Does it fit the statistics, and whose?"
OFFICIAL = "official series"
OUTSIDE = "Official statistics stand outside the documents: each reporter by itself, a claim never joined to them."
NOTE = "Grey: official series, outside the documents; a dot is a part of a year. Their sources stand below."
# The most telling verdict first, with words for a count of figures.
ORDER = {
    "differs": "fit one reporter and not another",
    "does not fit": "do not fit",
    "fits": "fit",
    "would fit": "would fit a year, where none is stated",
    "would not fit": "would fit no year",
    "beside": "look ahead",
    "cannot be compared": "cannot be compared",
}
_DIFFERS, *_, _UNCOMPARED = ORDER
_NUMBERS = ("Value", "Value to", "Lowest", "Highest")
_LONGEST_TITLE, _LONGEST_YEAR = 150, 366
_ROOM, _MOST_LEADING = 1.25, 2


@dataclass(frozen=True, eq=False)
class Held:
    """Hold what is held against official values of one subject: its chart, sentences and rows of verdicts, and series.

    `sentences` has rows of `derive.fit_sentences`, the most telling first, `verdicts` of `derive.fits`, `levels` of
    `derive.official_levels`.
    """

    subject_id: str
    subject: str
    exhibit: Exhibit
    sentences: pd.DataFrame
    verdicts: pd.DataFrame
    levels: pd.DataFrame


def held(tables: Tables, figures: pd.DataFrame, observations: pd.DataFrame | None = None) -> list[Held]:
    """Return what each subject with official values has, those where reporters differ first.

    `figures` has all rows of `derive.figures`; `observations` are as `derive.fits` takes them, by default the
    evidence's own.
    """
    levels = derive.official_levels(tables, observations)
    verdicts = derive.fits(tables, figures, observations) if observations is not None else derive.fits(tables)
    sentences = derive.fit_sentences(tables, verdicts)
    rank = sentences["verdict"].map({verdict: place for place, verdict in enumerate(ORDER)})
    sentences = sentences.assign(rank=rank).sort_values("rank", kind="stable")
    found = [
        _held(tables, figures, subject, levels, verdicts, sentences)
        for subject in dict.fromkeys(sentences["subject_id"])
        if subject in set(levels["subject_id"])
    ]
    return [one for one in found if one is not None]


def section(found: list[Held]) -> Section:
    """Return what stands on the page as a section, for programs that read its exhibits."""
    return Section(TITLE, QUESTION, OUTSIDE, {one.exhibit.key: one.exhibit for one in found})


def lead(found: list[Held]) -> str:
    """Return what is most telling of all: the figures that fit one reporter and not another; blank for none."""
    told = [text for one in found for text in one.sentences.loc[one.sentences["verdict"] == _DIFFERS, "text"]]
    return " ".join(told[:_MOST_LEADING])


def with_file(tables: Tables, figures: pd.DataFrame, subject: str, observations: pd.DataFrame) -> Held | None:
    """Return what a subject has beside a reader's own values: those alone judge, on a chart with the evidence's own."""
    both = pd.concat([derive.official(tables), observations], ignore_index=True)
    alone = next((one for one in held(tables, figures, observations) if one.subject_id == subject), None)
    drawn = next((one for one in held(tables, figures, both) if one.subject_id == subject), None)
    if alone is None or drawn is None:
        return None
    return replace(alone, exhibit=replace(drawn.exhibit, key="own-statistics"))


def _held(
    tables: Tables,
    figures: pd.DataFrame,
    subject: str,
    levels: pd.DataFrame,
    verdicts: pd.DataFrame,
    said: pd.DataFrame,
) -> Held | None:
    own = figures[(figures["subject_id"] == subject) & (figures["repeats"] == "")]
    said, counted = said[said["subject_id"] == subject], levels[levels["subject_id"] == subject]
    units = tables.measures.set_index("measure_id")
    known = counted.assign(quantity=counted["measure_id"].map(units["quantity"]))
    # The quantity of which there are most official values beside claims of the same; a flow of one side is none.
    claimed = own[own["quantity"].isin(known["quantity"]) & own["measure_id"].isin(_beside(tables, known))]
    if claimed.empty:
        return None
    family = claimed["unit_family"].mode().iloc[0]
    shown = claimed[claimed["unit_family"] == family]
    lines = known[known["measure_id"].isin(set(shown["measure_id"]) | _alike(tables, shown))]
    days = (lines["period_end"] - lines["period_start"]).dt.days
    lines = lines[days < _LONGEST_YEAR].drop(columns="quantity")
    name = str(shown["subject"].iloc[0])
    label = f"{name}: {shown['measure'].iloc[0].lower()} beside official statistics"
    telling = said[said["figure_id"].isin(shown["figure_id"]) & (said["verdict"] != _UNCOMPARED)]["text"]
    title = str(telling.iloc[0]).removesuffix(".") if len(telling) else label
    exhibit = make_exhibit(
        tables,
        f"statistics-{subject}",
        shown,
        "timeline",
        title=title if len(title) <= _LONGEST_TITLE and ". " not in title else label,
        subtitle=f"{label}, in {shown['unit_name'].iloc[0]}",
        selection="All figures of this subject with an official series",
        note=NOTE,
        alt_text=lambda rows: f"{charts.alt_text(rows)} {_lines_words(lines)}",
        options={**_axes(shown, lines), "beside": lines},
        table=partial(_with_official, lines=lines),
    )
    return Held(subject, name, exhibit, said, verdicts[verdicts["subject_id"] == subject], counted)


def _with_official(tables: Tables, figures: pd.DataFrame, *, lines: pd.DataFrame) -> pd.DataFrame:
    """Return figures as a table for reading, and after them the official values, each with its reporter and source."""
    stated = figures_table(tables, figures)
    names = dict(zip(tables.measures["measure_id"], tables.measures["name"], strict=True))
    units = dict(zip(tables.units["unit"], tables.units["name"], strict=True))
    values = [
        {
            "Subject": stated["Subject"].iloc[0],
            "Measure": names[one["measure_id"]],
            "Figure": open_ended(one["value"], one["low"], one["high"]),
            "Value": one["value"],
            "Unit": units[one["unit"]],
            "Type": OFFICIAL,
            "Period": period(one["period_start"], one["period_end"]),
            "Lowest": one["low"],
            "Highest": math.nan if math.isinf(one["high"]) else one["high"],
            "What is counted": one["reporter"],
            "Doubt or assumption": one["note"],
            "Document": "; ".join(filter(None, (f"outside the documents: {one['source_title']}", one["url"]))),
        }
        for one in lines.to_dict("records")
    ]
    blank = {name: math.nan if name in _NUMBERS else "" for name in stated.columns}
    return pd.concat([stated, pd.DataFrame([blank | value for value in values])], ignore_index=True)


def _beside(tables: Tables, known: pd.DataFrame) -> set[str]:
    measures = set(known["measure_id"])
    parts = set(tables.measures.loc[tables.measures["part_of"] != "", "measure_id"])
    wanted = measures - parts
    return wanted | _alike(tables, pd.DataFrame({"measure_id": sorted(wanted)}))


def _alike(tables: Tables, rows: pd.DataFrame) -> set[str]:
    """Return the measures of rows, and those that count the same at a rate a year, or as an amount."""
    dimensions = dict(zip(tables.units["unit"], tables.units["dimension"].str.removesuffix("_per_year"), strict=True))
    of = tables.measures.assign(family=tables.measures["unit"].map(dimensions))
    known = of[of["measure_id"].isin(rows["measure_id"])]
    found = set(known["measure_id"])
    for one in known.itertuples(index=False):
        same = (of["quantity"] == one.quantity) & (of["family"] == one.family) & (of["unit"] != one.unit)
        found |= set(of.loc[same, "measure_id"])
    return found


def _axes(shown: pd.DataFrame, lines: pd.DataFrame) -> dict[str, Any]:
    options = charts.shared_axis(shown)
    if lines.empty:
        return options
    first, last = options.get("years", (9999, 0))
    years = min(first, lines["period_start"].min().year), max(last, lines["period_end"].max().year)
    return {"top": max(options.get("top", 0.0), float(lines["value"].max()) * _ROOM), "years": years}


def _lines_words(lines: pd.DataFrame) -> str:
    said = [
        f"{reporter} {' to '.join(map(_value_words, rows.iloc[[0, -1]].to_dict('records')))}"
        for reporter, rows in lines.groupby("reporter", sort=False)
    ]
    return f"Official series: {'; '.join(said)}." if said else ""


def _value_words(one: dict[str, Any]) -> str:
    return f"{open_ended(one['value'], one['low'], one['high'])} in {period(one['period_start'], one['period_end'])}"


def difference(value: float) -> str:
    """Format a difference with its sign; blank for none."""
    return "" if pd.isna(value) else f"{'+' if value > 0 else '−' if value < 0 else ''}{number(f'{abs(value):.4g}')}"
