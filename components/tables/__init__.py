"""Read the evidence in `data/` and hold it against its one schema: all of it, or every fault at once."""

from components.tables.basemap import BASEMAP, read_basemap
from components.tables.checks import RELATIONS
from components.tables.faults import Fault, TablesError
from components.tables.files import evidence_files, fingerprint, read_folder
from components.tables.guards.exhibits import takes
from components.tables.guards.series import printed_interval
from components.tables.intervals import FORMULAS, Interval, apart, computed, exactly, written
from components.tables.parsing import HIDDEN, content_faults, escape_formula, normalised
from components.tables.quantities import (
    find_numbers,
    find_quantities,
    hedges_of,
    last_digit_value,
    readings,
    stated_readings,
)
from components.tables.reader import TABLES, Tables, check, load, once
from components.tables.schema import contract, description_faults, read_descriptor
from components.tables.units import Units, units_of
