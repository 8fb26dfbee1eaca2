"""Choose and word what stands on the map."""

from collections import Counter
from collections.abc import Collection

import pandas as pd

from components import charts, derive, maps
from components.derive import sentences
from components.exhibits.exhibit import Exhibit, Section
from components.exhibits.tables import places_table
from components.selection import Selection, milestones_in_context
from components.style import number, stage_words
from components.tables import Tables

TITLE, QUESTION = "Map", "Where is it, and at which stage?"
_LABEL = "Crossings, lines and sites"


def section(tables: Tables, selection: Selection) -> Section:
    """Choose and word what stands on the map: each thing with a place, at its last stage mentioned."""
    names = tables.corridor_names
    milestones = milestones_in_context(tables).rename(columns={"milestone_id": "figure_id"})
    unperiodic = milestones.drop(columns=["period_start", "period_end"])
    selection_text = f"{selection.sentence(unperiodic, names, page='map')}; stages at last mention"
    drawn = of_milestones(tables, selection.keep(milestones), selection_text)
    return Section(TITLE, QUESTION, selection_text, {"map": drawn})


def of_milestones(tables: Tables, milestones: pd.DataFrame, selection_text: str) -> Exhibit:
    """Return the map of what has a place, each at the latest of its milestones, which a selection in words has kept.

    `milestones` has the columns of `selection.milestones_in_context`, with their id as `figure_id`.
    """
    stages = derive.latest_stages(milestones)
    sites, lines = maps.sites(tables, stages), maps.lines(tables, stages)
    drawn = stages[stages.index.isin([*sites["subject_id"], *lines["subject_id"]])]
    return _map(tables, drawn.sort_values(["kind", "subject"]).reset_index(), sites, lines, selection_text)


def of_kinds(tables: Tables, exhibit: Exhibit, kinds: Collection[str]) -> Exhibit:
    """Leave on the map of `places` only subjects of some kinds."""
    shown, sites, lines = exhibit.shown, exhibit.options["sites"], exhibit.options["lines"]
    if set(shown["kind"]) <= set(kinds):
        return exhibit
    shown, sites, lines = (frame[frame["kind"].isin(kinds)] for frame in (shown, sites, lines))
    left = ", ".join(kind.replace("_", " ") for kind in dict.fromkeys(shown["kind"]))
    return _map(tables, shown, sites, lines, f"{exhibit.caption.selection}; only: {left}")


def _finding(shown: pd.DataFrame) -> str:
    """Say how many of the things on the map are in which phase, the furthest first; blank where there is none."""
    if len(shown) <= 1:
        return "".join(f"{one['subject']}: {stage_words(one['stage'])}" for one in shown.to_dict("records"))
    phases = [derive.STAGES[stage].phase for stage in sorted(shown["stage"], key=derive.stage_rank, reverse=True)]
    counts = [(number(str(count)), " or ".join(phase.rsplit(", ", 1))) for phase, count in Counter(phases).items()]
    (first, phase), *others = counts
    told = [f"{first} {'is' if first == '1' else 'are'} {phase}", *(" ".join(other) for other in others)]
    return f"Of {number(str(len(shown)))} things with a place, {sentences.listed(told)}"


def _map(tables: Tables, shown: pd.DataFrame, sites: pd.DataFrame, lines: pd.DataFrame, selection_text: str) -> Exhibit:
    caption = charts.caption(
        tables,
        shown,
        title=_finding(shown) or _LABEL,
        subtitle=f"{_LABEL} at the stage of their last mention; a thing that no document places is not drawn",
        selection=selection_text,
        note=maps.ATTRIBUTION,
        alt_text=maps.alt_text(sites, lines),
    )
    options = {"sites": sites, "lines": lines, "basemap": tables.basemap}
    return Exhibit("map", shown, caption, "map", options, places_table)
