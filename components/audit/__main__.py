"""Run `python -m components.audit DOCUMENTS_DIR` (exit 1 on any finding)."""

import argparse
import sys
from pathlib import Path

from components import audit, tables


def main() -> int:
    """Print every finding of the audit; return 0 for none, 1 for some or for faulty tables."""
    parser = argparse.ArgumentParser(prog="python -m components.audit", description=audit.__doc__)
    parser.add_argument("documents", type=Path, help="the directory that holds the documents' text files")
    try:
        loaded = tables.load()
    except tables.TablesError as error:
        print(error)
        return 1
    found = audit.findings(loaded, parser.parse_args().documents)
    for finding in found:
        print(finding)
    if not found:
        print(
            f"{len(loaded.sources)} documents, {len(loaded.claims)} claims, {len(loaded.milestones)} milestones, "
            f"{len(loaded.omissions)} omissions: every wording stands, every number is covered"
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
