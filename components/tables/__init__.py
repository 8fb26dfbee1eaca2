"""Read the evidence in `data/` and hold it against its one schema: all of it, or every fault at once."""

from .faults import Fault, TablesError
from .files import fingerprint
from .load import Tables, load

__all__ = ["Fault", "Tables", "TablesError", "fingerprint", "load"]
