"""The interval of each figure, stated or derived: what its written digits and its hedge allow, or its formula."""

from graphlib import TopologicalSorter

from components.tables import Interval, Tables, computed, once, units_of, written


@once()
def inputs_of(tables: Tables) -> dict[str, list[str]]:
    """Return the two figures that each derivation is computed of, by its id."""
    rows = zip(tables.derivations["derivation_id"], tables.derivations["inputs"], strict=True)
    return {identifier: cell.split(";") for identifier, cell in rows}


def _claim_intervals(tables: Tables) -> dict[str, Interval]:
    """Return the interval of each claim by its id; targets and counts are exact, as the schema says."""
    claims = tables.claims
    units = units_of(tables.units)
    exact_measures = tables.measures["measure_id"][[units[name].exact for name in tables.measures["unit"]]]
    exact = (claims["claim_type"] == "target") | claims["measure_id"].isin(exact_measures)
    cells = (claims["value_written"], claims["hedge"], exact, claims["value_high_written"])
    written_figures = list(zip(*(column.tolist() for column in cells), strict=True))
    known = {key: written(key[0], key[1], exact=key[2], high_text=key[3]) for key in set(written_figures)}
    return {
        identifier: known[key] for identifier, key in zip(claims["claim_id"].tolist(), written_figures, strict=True)
    }


@once()
def figure_intervals(tables: Tables) -> dict[str, Interval]:
    """Return the interval of each claim and derivation by its id; everybody shares them."""
    known, inputs = _claim_intervals(tables), inputs_of(tables)
    formulas = dict(zip(tables.derivations["derivation_id"], tables.derivations["formula"], strict=True))
    years = _years(tables)
    for identifier in TopologicalSorter(inputs).static_order():
        if identifier in formulas:
            first, second = inputs[identifier]
            between = years.get(second, 0) - years.get(first, 0)
            known[identifier] = computed(formulas[identifier], known[first], known[second], between)
    return known


def _years(tables: Tables) -> dict[str, int]:
    """Return the year in which the period of each figure ends, for those that a required growth leads from or to."""
    needed = tables.derivations[tables.derivations["formula"] == "required_growth"]
    named = {part for cell in needed["inputs"] for part in cell.split(";")}
    ends: dict[str, int] = {}
    for frame, key in ((tables.claims, "claim_id"), (tables.derivations, "derivation_id")):
        rows = frame[frame[key].isin(named)] if named else frame.iloc[:0]
        ends |= zip(rows[key].tolist(), rows["period_end"].dt.year.tolist(), strict=True)
    return ends
