"""Check a data directory: `python -m components.tables [DIR]` prints what it holds, or every fault."""

import sys
from collections.abc import Sequence

from components.tables import TablesError, load

COUNTED = (
    "claims", "milestones", "derivations", "comparisons", "omissions", "silences", "mentions", "subjects", "sources",
    "places", "series", "observations", "outcomes",
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Print the counts, the data version and the broken silences and give 0, or print the faults and give 1."""
    if len(arguments) > 1:
        print("usage: python -m components.tables [DIR]")
        return 1
    try:
        tables = load(*arguments)
    except TablesError as error:
        print(error)
        return 1
    counts = ", ".join(f"{len(getattr(tables, name))} {name}" for name in COUNTED)
    broken = tables.broken_silences
    said = f", broken silences: {len(broken)}" if broken else ""
    print(f"{counts}: no faults{said}, data version {tables.version}", *broken, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
