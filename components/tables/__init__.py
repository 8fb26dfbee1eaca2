"""Read the evidence in `data/` and hold it against its one schema: all of it, or every fault at once."""

from components.tables.faults import Fault, TablesError
from components.tables.files import fingerprint
from components.tables.reader import Tables, load
