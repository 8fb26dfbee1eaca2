"""The filter of a page, as a value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from components.selection.filters import FILTERS, Filter, filters_of
from components.tables import Tables, once, units_of


def with_subject(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add `subject, kind, mode, corridor_id, corridor_colour` to a frame with `subject_id`; the row order stays."""
    subjects = tables.subjects.set_index("subject_id")[["name", "kind", "mode", "corridor_id"]]
    colours = [tables.corridor_colours.get(corridor, "") for corridor in subjects["corridor_id"]]
    subjects = subjects.assign(corridor_colour=pd.Series(colours, index=subjects.index, dtype="str"))
    return frame.join(subjects.rename(columns={"name": "subject"}), on="subject_id")


def with_measure(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add `measure, unit, quantity` and the columns of the unit to a frame with `measure_id`; the row order stays.

    These are `unit_name, dimension, prefix, suffix, unit_family`.
    """
    measures = tables.measures.set_index("measure_id")[["name", "unit", "quantity"]]
    described = measures.join(units_of(tables.units).columns, on="unit")
    return frame.join(described.rename(columns={"name": "measure"}), on="measure_id")


def document_name(source: Mapping[str, Any]) -> str:
    """Return the short name of a row of the table of sources: its label, else its publisher, else its title."""
    return str(source["label"] or source["publisher"] or source["title"])


def with_source(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add `document, url, event_date, date_basis` to a frame that has `source_id`; the row order stays.

    `document` is its short name.
    """
    names = [document_name(source) for source in tables.sources.to_dict("records")]
    sources = tables.sources.assign(document=names).set_index("source_id")
    return frame.join(sources[["document", "url", "event_date", "date_basis"]], on="source_id")


def claims_in_context(tables: Tables) -> pd.DataFrame:
    """Return all claims, one row each, with their subject, measure and document."""
    return with_source(with_measure(with_subject(tables.claims, tables), tables), tables)


@once()
def milestones_in_context(tables: Tables) -> pd.DataFrame:
    """Return all milestones with their subject and document, and `period_start, period_end`.

    The period is when the thing happened, or where the document gives no such date, when it is due. Everybody shares
    the frame, as those of the tables.
    """
    joined = with_source(with_subject(tables.milestones, tables), tables)
    happened = joined["happened_start"].notna() | joined["happened_end"].notna()
    return joined.assign(
        period_start=joined["happened_start"].where(happened, joined["due_start"]),
        period_end=joined["happened_end"].where(happened, joined["due_end"]),
    )


@once()
def year_span(tables: Tables) -> tuple[int, int] | None:
    """Return the first and last year that any figure or milestone refers to; None where none has a date."""
    frames = (
        (tables.claims, ("period_start", "period_end")),
        (tables.milestones, ("happened_start", "happened_end", "due_start", "due_end")),
        (tables.derivations, ("period_start", "period_end")),
    )
    years = pd.concat([frame[column] for frame, columns in frames for column in columns]).dropna().dt.year
    return (int(years.min()), int(years.max())) if len(years) else None


def as_known(tables: Tables, day: pd.Timestamp | None) -> Tables:
    """Return what documents of a day and before it say, and what rests on them alone; all of it for no day."""
    return tables if day is None else _as_known(tables, day)


@once(8)
def _as_known(tables: Tables, day: pd.Timestamp) -> Tables:
    sources = tables.sources[tables.sources["event_date"] <= day]
    known = set(sources["source_id"])
    said = {
        name: getattr(tables, name)["source_id"].isin(known)
        for name in ("claims", "milestones", "omissions", "mentions")
    }
    return _reduced(replace(tables, sources=sources.reset_index(drop=True)), said)


def within(tables: Tables, corridors: Sequence[str]) -> Tables:
    """Return what is said of things that belong to some corridors, and what rests on it alone; all of it for none."""
    return _within(tables, tuple(corridors)) if corridors else tables


@once(8)
def _within(tables: Tables, corridors: tuple[str, ...]) -> Tables:
    own = set(tables.subjects.loc[tables.subjects["corridor_id"].isin(corridors), "subject_id"])
    return _reduced(tables, {name: getattr(tables, name)["subject_id"].isin(own) for name in ("claims", "milestones")})


def _reduced(tables: Tables, kept: Mapping[str, pd.Series]) -> Tables:
    """Keep the marked rows of some tables, and of derivations and comparisons those that rest on them alone."""
    said = {name: getattr(tables, name)[rows].reset_index(drop=True) for name, rows in kept.items()}
    known = {*said["claims"]["claim_id"], *said["milestones"]["milestone_id"]}
    derivations, inputs = tables.derivations, tables.derivations["inputs"].str.split(";")
    while True:  # a derivation may rest on others
        follows = inputs.map(known.issuperset).astype(bool)
        if known.issuperset(ids := derivations["derivation_id"][follows]):
            break
        known.update(ids)
    pairs = tables.comparisons
    return replace(
        tables,
        derivations=derivations[follows].reset_index(drop=True),
        comparisons=pairs[pairs["earlier_id"].isin(known) & pairs["later_id"].isin(known)].reset_index(drop=True),
        silences=tables.silences.iloc[:0],  # they are of the whole evidence
        broken_silences=(),
        **said,
    )


def is_undated(frame: pd.DataFrame) -> pd.Series:
    """Mark the rows that refer to no stated period: neither `period_start` nor `period_end`."""
    return frame["period_start"].isna() & frame["period_end"].isna()


@dataclass(frozen=True)
class Selection:
    """What an analyst has chosen; an empty choice means all.

    `years` are the first and last year referred to, `corridors` are corridor ids, `claim_types` claim types,
    `as_of` keeps what documents of that date or earlier say, `undated` keeps figures without a stated period.
    """

    years: tuple[int, int] | None = None
    corridors: tuple[str, ...] = ()
    claim_types: tuple[str, ...] = ()
    as_of: pd.Timestamp | None = None
    undated: bool = True

    def keep(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Keep the chosen rows of a frame, in their order; a criterion whose column is missing does not apply.

        Columns read: `corridor_id, claim_type, event_date, period_start, period_end`. Derived figures stay
        whatever claim types are chosen if `derived` is among them or none is chosen.
        """
        return frame[self._chosen(frame) & (self._in_years(frame) | self._undated_kept(frame))]

    def keep_on_timeline(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Keep the chosen rows of a frame, and of those without a period only what was said within the years."""
        kept = self.keep(frame)
        if self.years is None:
            return kept
        return kept[~is_undated(kept) | kept["event_date"].dt.year.between(*self.years)]

    def hidden_undated(self, frame: pd.DataFrame) -> int:
        """Count the undated rows that only the undated toggle hides."""
        if self.undated or "period_start" not in frame:
            return 0
        return int((self._chosen(frame) & is_undated(frame)).sum())

    def touched(self) -> tuple[Filter, ...]:
        """Return the filters that are set to something else than all."""
        untouched = Selection()
        return tuple(one for one in FILTERS if getattr(self, one.field) != getattr(untouched, one.field))

    def on(self, page: str) -> "Selection":
        """Leave what the filters of a page, or of the section with this name, choose; no other applies to it."""
        return Selection(**{one.field: getattr(self, one.field) for one in filters_of(page)})

    def sentence(
        self, frame: pd.DataFrame, corridor_names: Mapping[str, str], what: str = "figure", page: str = "ledger"
    ) -> str:
        """Return the selection in words, as in “Trans-Caspian route; 2021–2030; 3 undated figures kept”.

        `frame` is the frame before `keep`; the sentence has the filters that the page uses, by default all of them.
        """
        parts = [one.phrase(getattr(self, one.field), corridor_names) for one in filters_of(page)]
        sentence = "; ".join(filter(None, [*parts, self._undated_words(frame, what)]))
        return sentence[:1].upper() + sentence[1:]

    def _undated_words(self, frame: pd.DataFrame, what: str) -> str:
        if "period_start" not in frame:
            return ""
        hidden = self.hidden_undated(frame)
        count = hidden if not self.undated else int((self._chosen(frame) & is_undated(frame)).sum())
        noun = f"undated {what}" + ("" if count == 1 else "s")
        if count == 0:
            return f"no {noun}"
        return f"{count} {noun} {'hidden' if hidden else 'kept'}"

    def _chosen(self, frame: pd.DataFrame) -> pd.Series:
        chosen = pd.Series(True, index=frame.index)
        if self.corridors and "corridor_id" in frame:
            chosen &= frame["corridor_id"].isin(self.corridors)
        if self.claim_types and "claim_type" in frame:
            chosen &= frame["claim_type"].isin(self.claim_types)
        if self.as_of is not None and "event_date" in frame:
            chosen &= frame["event_date"] <= self.as_of
        return chosen

    def _in_years(self, frame: pd.DataFrame) -> pd.Series:
        if "period_start" not in frame:
            return pd.Series(True, index=frame.index)
        dated = ~is_undated(frame)
        if self.years is None:
            return dated
        start = frame["period_start"].fillna(frame["period_end"]).dt.year
        end = frame["period_end"].fillna(frame["period_start"]).dt.year
        return dated & (start <= self.years[1]) & (end >= self.years[0])

    def _undated_kept(self, frame: pd.DataFrame) -> pd.Series:
        if "period_start" not in frame:
            return pd.Series(True, index=frame.index)
        return is_undated(frame) & self.undated
