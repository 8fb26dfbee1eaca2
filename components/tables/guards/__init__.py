"""Refuse data that are well-formed but wrong: each guard looks at what rows say together."""

from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

import pandas

from components.tables.faults import Fault
from components.tables.guards.claims import (
    comparison_refusals,
    contradiction_refusals,
    figure_refusals,
    relation_refusals,
    repeat_refusals,
)
from components.tables.guards.dates import (
    format_span,
    period_refusals,
    remainder,
    source_refusals,
    whole_years,
    year_refusals,
)
from components.tables.guards.derivations import FORMULAS, UNLESS, Figure, derivation_refusals, derived_value
from components.tables.guards.exhibits import exhibit_refusals, silence_refusals
from components.tables.guards.places import (
    corridor_refusals,
    countries_of,
    extents_of,
    kilometres,
    place_refusals,
    route_refusals,
    subject_refusals,
)
from components.tables.guards.refusal import cell_text
from components.tables.guards.series import outcome_refusals, printed_interval, series_refusals
from components.tables.guards.wordings import mention_refusals, twin_refusals, unit_refusals, wording_refusals

GUARDS = (
    unit_refusals,
    source_refusals,
    corridor_refusals,
    subject_refusals,
    figure_refusals,
    relation_refusals,
    wording_refusals,
    period_refusals,
    year_refusals,
    repeat_refusals,
    contradiction_refusals,
    twin_refusals,
    derivation_refusals,
    comparison_refusals,
    route_refusals,
    silence_refusals,
    mention_refusals,
    series_refusals,
    outcome_refusals,
)


def guard_faults(
    frames: Mapping[str, pandas.DataFrame], where: Callable[[str, int], tuple[str, int]], basemap: Mapping[str, Any]
) -> list[Fault]:
    """List what contradicts itself in tables whose cells and keys are sound.

    `frames` are the typed tables by name, `where` gives the file and line of a table's row by its position, and
    `basemap` is the GeoJSON whose countries tell where a place can lie. An empty list means that nothing does.
    """
    found = [*chain.from_iterable(guard(frames) for guard in GUARDS), *place_refusals(frames, basemap)]
    found = found or list(exhibit_refusals(frames))  # what an exhibit takes is known once its rows are sound
    return [
        Fault(*where(table, position), column, cell_text(frames[table], position, column), expected)
        for table, position, column, expected in found
    ]
