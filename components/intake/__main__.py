"""Draft the rows of a document: `python -m components.intake FILE --date YYYY-MM-DD --out DIR`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from components.intake import Source, draft, warnings, write
from components.tables import TablesError, load

MOST_BYTES = 200_000


def main(given: Sequence[str] | None = None) -> int:
    """Write the drafts and say what they hold; return 0, or 1 with the reason if there is nothing to read."""
    parser = argparse.ArgumentParser(prog="python -m components.intake", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, help="plain text in UTF-8, paragraphs apart by blank lines")
    parser.add_argument(
        "--date", type=date.fromisoformat, required=True, help="the day that its “last year” counts from"
    )
    parser.add_argument("--published", type=date.fromisoformat, help="the day of publication, if it is known")
    parser.add_argument("--publisher", default="", help="who published it")
    parser.add_argument("--title", default="", help="its title, if the text does not begin with it")
    parser.add_argument("--url", default="", help="its public address")
    parser.add_argument("--source-id", default="", help="the id of the document; made of date and publisher without it")
    parser.add_argument("--data", type=Path, help="the evidence that it comes to (by default $ATLAS_DATA, else data/)")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the drafts, which must be empty or new")
    asked = parser.parse_args(given)
    try:
        content = asked.file.read_bytes()
        if len(content) > MOST_BYTES:
            raise ValueError(f"{asked.file} has {len(content):,} bytes, of at most {MOST_BYTES:,}")
        if asked.out.exists() and any(asked.out.iterdir()):
            raise ValueError(f"{asked.out} is not empty")
        said = Source(asked.date, asked.published, asked.publisher, asked.title, asked.url, asked.source_id)
        known = load(asked.data)
        drafts = draft(content.decode("utf-8-sig"), said, known)
        written = write(drafts, asked.out)
    except (OSError, UnicodeDecodeError, ValueError, TablesError) as error:
        print(error)
        return 1
    blank = sum(not claim[name] for claim in drafts.claims for name in ("subject_id", "measure_id", "claim_type"))
    print(
        f"{len(drafts.claims)} figures and {len(drafts.omissions)} other numbers in {len(drafts.paragraphs)} "
        f"paragraphs, {len(drafts.milestones)} stages, {len(drafts.mentions)} names that nothing covers; {blank} cells "
        "of figures are left to fill.",
        *written,
        sep="\n",
    )
    printed = {paragraph.number: paragraph.printed for paragraph in drafts.paragraphs}
    for claim in drafts.claims:
        for warning in warnings(known, claim, printed[claim["paragraph"]]):
            print(f"{claim['claim_id']} (“{claim['as_stated']}”): {warning}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
