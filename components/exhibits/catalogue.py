"""The exhibits that `exhibits.csv` describes, page by page, and what no exhibit of its page takes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from components import charts, derive
from components.exhibits.exhibit import FORMS, Exhibit, Section, make_exhibit
from components.exhibits.tables import figures_table, ledger_table
from components.selection import Selection
from components.style import period_length_words
from components.tables import Tables, once, takes, units_of

ALSO_STATED = "Also stated"
PAGES = {
    "trade": ("Trade", "How much is traded?"),
    "cargo": ("Cargo", "How much is carried, and how much could be?"),
    "investment": ("Investment", "What money and energy is named?"),
}
# The page of each kind of subject, on which a figure stands that no exhibit there takes.
PAGE_OF_KIND = {
    "trade_flow": "trade",
    "cargo_flow": "cargo",
    "corridor": "cargo",
    "highway": "cargo",
    "rail_line": "cargo",
    "waterway": "cargo",
    "crossing": "cargo",
    "terminal": "cargo",
    "port": "cargo",
    "energy": "investment",
    "project": "investment",
    "programme": "investment",
    "event": "investment",
}
_YEAR = pd.Timedelta(days=364)
_MOST_DEFINED, _LONGEST_TITLE = 2, 150
_TELLING = ("differs", "does not fit", "fits")
_STAGES_READ = ["Subject", "Figure or stage", "Wording", "What is counted", "Said", "Id"]


def section(page: str, tables: Tables, selection: Selection) -> Section:
    """Choose and word what stands on one of `PAGES`."""
    title, question = PAGES[page]
    rows = derive.ledger_rows(tables)
    numbers = rows[(rows["row_kind"] == "figure") & (rows["repeats"] == "")]
    described = tables.exhibits[tables.exhibits["page"] == page].sort_values("order", kind="stable").to_dict("records")
    taken = [_taken(exhibit, rows) for exhibit in described]
    at_home = numbers["kind"].map(PAGE_OF_KIND) == page
    own = numbers[at_home | numbers.index.isin([key for of in taken for key in of.index])]
    selection_text = selection.sentence(own, tables.corridor_names, page=page)
    kept = [
        of.loc[selection.keep(of.drop(columns="claim_type") if _of_stages(exhibit) else of).index]
        for exhibit, of in zip(described, taken, strict=True)
    ]
    known = set(selection.keep(rows)["figure_id"])
    told = titles(tables, known)
    shown = [
        _exhibit(tables, exhibit, of, selection_text, options, told.get(exhibit["exhibit_id"], ""))
        for exhibit, of, options in zip(described, kept, _axes(described, kept), strict=True)
    ]
    found = {key for exhibit in shown for key in exhibit.shown["figure_id"]}
    left = selection.keep(numbers[at_home & ~numbers["figure_id"].isin(found)])
    shown += _also_stated(tables, page, left, selection_text)
    by_key = {exhibit.key: exhibit for exhibit in shown}
    first = next((exhibit.key for exhibit in shown if len(exhibit.shown)), "")
    lead = "" if first in told else _lead(page, tables, known & set(numbers["figure_id"]))
    beside = _beside(tables, known & set(numbers.loc[at_home, "figure_id"]))
    return Section(title, question, selection_text, by_key, tuple(_silences(page, tables, selection)), lead, beside)


def _silences(page: str, tables: Tables, selection: Selection) -> Iterator[str]:
    """Say what no document states of subjects of the page; nothing of some years or types."""
    if selection != Selection(corridors=selection.corridors):
        return
    subjects = tables.subjects.set_index("subject_id")
    for silence in tables.silent.itertuples(index=False):
        about = subjects.loc[silence.subjects.split(";")] if silence.subjects else subjects.iloc[:0]
        chosen = not selection.corridors or about["corridor_id"].isin(selection.corridors).any()
        if chosen and page in set(about["kind"].map(PAGE_OF_KIND)):
            yield silence.text


@once()
def findings(tables: Tables) -> pd.DataFrame:
    """Return what `derive.findings` says of tables."""
    return derive.findings(tables, derive.ledger_rows(tables))


def titles(tables: Tables, kept: set[str]) -> dict[str, str]:
    """Return the most telling finding of each exhibit, by its id, of those that rest on kept rows alone.

    One that is too long for a title, or not a single sentence, is none.
    """
    chosen: dict[str, str] = {}
    for finding in findings(tables).itertuples(index=False):
        text = finding.text.removesuffix(".")
        fits = len(text) <= _LONGEST_TITLE and ". " not in text
        if finding.exhibit_id and fits and kept.issuperset(finding.figure_ids.split(";")):
            chosen.setdefault(finding.exhibit_id, text)
    return chosen


def exhibits_taking(tables: Tables, row: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of `exhibits.csv` that take a statement, one row of `derive.ledger_rows`, in the pages' order."""
    described = tables.exhibits.sort_values("order", kind="stable").to_dict("records")
    kind = row["row_kind"].iloc[0]
    return [
        exhibit
        for page in PAGES
        for exhibit in described
        if exhibit["page"] == page
        and kind == ("milestone" if _of_stages(exhibit) else "figure")
        and takes(exhibit, row).any()
    ]


def _lead(page: str, tables: Tables, figures: set[str]) -> str:
    """Return the first sentence of the most telling finding about the page's subjects that rests on these figures."""
    of_page = findings(tables)
    of_page = of_page[of_page["topic"] == page]
    rests_on = zip(of_page["text"], of_page["figure_ids"], strict=True)
    found = (text for text, ids in rests_on if figures.issuperset(ids.split(";")))
    return re.sub(r"\. .*", ".", next(found, ""))


def _beside(tables: Tables, figures: set[str]) -> str:
    """Return the most telling verdict of official statistics on these figures; blank where none fits or misses one."""
    said = derive.fit_sentences(tables, derive.fits(tables))
    judged = said[said["figure_id"].isin(figures) & said["verdict"].isin(_TELLING)]
    return str(
        min(judged.to_dict("records"), key=lambda one: _TELLING.index(one["verdict"]), default={"text": ""})["text"]
    )


def _of_stages(exhibit: Mapping[str, Any]) -> bool:
    return bool(exhibit["form"] == "status_matrix")


def _taken(exhibit: Mapping[str, Any], rows: pd.DataFrame) -> pd.DataFrame:
    kind = "milestone" if _of_stages(exhibit) else "figure"
    of_kind = rows[rows["row_kind"] == kind]
    return of_kind[takes(exhibit, of_kind)]


def _axes(described: list[dict[str, Any]], kept: list[pd.DataFrame]) -> list[dict[str, Any]]:
    """Return for each exhibit the options of the axes that it shares with its axis group."""
    groups: dict[str, list[pd.DataFrame]] = {}
    for exhibit, rows in zip(described, kept, strict=True):
        groups.setdefault(exhibit["axis_group"], []).append(rows)
    shared = {group: charts.shared_axis(pd.concat(rows)) for group, rows in groups.items() if group}
    return [
        {
            name: value
            for name, value in shared.get(exhibit["axis_group"], {}).items()
            if name in FORMS[exhibit["form"]].axes
        }
        for exhibit in described
    ]


def _exhibit(
    tables: Tables,
    exhibit: Mapping[str, Any],
    rows: pd.DataFrame,
    selection_text: str,
    options: Mapping[str, Any],
    finding: str,
) -> Exhibit:
    return make_exhibit(
        tables,
        exhibit["exhibit_id"],
        rows,
        exhibit["form"],
        section=exhibit["section"],
        title=finding or exhibit["title"],
        subtitle=". ".join(
            filter(None, [exhibit["title"] if finding else "", _subtitle(tables, exhibit["form"], rows)])
        ),
        selection=selection_text,
        note=exhibit["note"],
        options=options,
        table=_stages_table if _of_stages(exhibit) else figures_table,
    )


def _subtitle(tables: Tables, form: str, rows: pd.DataFrame) -> str:
    """Return what is measured, in which unit and over what time, as the rows have it."""
    if form == "status_matrix":
        return "the darker, the further on"
    defined = dict(zip(tables.measures["measure_id"], tables.measures["definition"], strict=True))
    measures = rows["measure_id"].unique()
    if form == "tiles" or rows.empty:
        return " ".join(defined[measure] for measure in measures) if len(measures) <= _MOST_DEFINED else ""
    unit = units_of(tables.units)[rows["unit_family"].iloc[0]].name
    measured = defined[measures[0]].rstrip(".") if len(measures) == 1 else unit
    parts = (measured[:1].upper() + measured[1:], _times(rows), charts.AT_MIDDLE if form == "timeline" else "")
    return "; ".join(filter(None, parts))


def _times(rows: pd.DataFrame) -> str:
    """Return what time figures are of, the longest first, as in “a year, 9 months or a time not stated”."""
    yearly = rows["unit"] != rows["unit_family"]
    periods = [
        (_YEAR, "a year") if a_year else (end - start, period_length_words(start, end))
        for start, end, a_year in zip(rows["period_start"], rows["period_end"], yearly, strict=True)
    ]
    words = list(dict.fromkeys(words for _, words in sorted(filter(lambda one: one[1], periods), reverse=True)))
    words += ["a time not stated"] if not all(words for _, words in periods) else []
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _also_stated(tables: Tables, page: str, left: pd.DataFrame, selection_text: str) -> list[Exhibit]:
    """Return the figures that no exhibit of the page shows, those of one subject and unit together."""
    groups = left.groupby(["subject_id", "unit_family"], sort=False)
    return [
        make_exhibit(
            tables,
            f"also-{page}-{subject_id}-{unit.lower().replace('_', '-')}",
            rows,
            "tiles",
            section=ALSO_STATED,
            title=f"{rows['subject'].iloc[0]}, {units_of(tables.units)[unit].name}",
            subtitle="",
            selection=selection_text,
        )
        for (subject_id, unit), rows in groups
    ]


def _stages_table(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    return ledger_table(tables, rows)[_STAGES_READ]
