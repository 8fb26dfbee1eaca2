"""Read official statistics: `python -m components.series FILE [FILE ...]` prints one tidy CSV."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from components.series import LAYOUTS, SeriesError, read_series, tidy_csv
from components.tables.files import read_file


def main(given: Sequence[str] | None = None) -> int:
    """Print the values of all files and return 0, or print nothing, say of each file why not, and return 1."""
    parser = argparse.ArgumentParser(
        prog="python -m components.series",
        description=(__doc__ or "").splitlines()[0],
        epilog=f"Layouts, recognised by the header: {'; '.join(LAYOUTS)}.",
    )
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="a CSV file, of at most 10 MB")
    parser.add_argument("--reporter", default="", help="whose statistics: a name, an ISO code or a number")
    parser.add_argument(
        "--partner", default="", help="trade with whom; without it all, the world only where no other partner is"
    )
    asked = parser.parse_args(given)
    frames, failed = [], False
    for file in asked.files:
        try:
            frames.append(read_series(read_file(file), file.name, reporter=asked.reporter, partner=asked.partner))
        except SeriesError as error:
            failed = True
            print(f"{file}: {error}", file=sys.stderr)
        except OSError as error:
            failed = True
            print(f"{file}: {error.strerror or error}", file=sys.stderr)
    if failed:
        return 1
    sys.stdout.write(tidy_csv(pd.concat(frames, ignore_index=True)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
