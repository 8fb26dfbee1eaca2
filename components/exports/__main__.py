"""Make the files of a briefing: `python -m components.exports OUTDIR` writes slides, a workbook and an archive."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from components.derive import figures
from components.exports.command import (
    COMMAND,
    UnknownValueError,
    asked_claim_types,
    asked_corridors,
    asked_date,
    asked_sections,
    asked_years,
)
from components.selection import Selection
from components.tables import Tables, TablesError, load

NAME = "atlas-briefing"
_USAGE = f"""{COMMAND} OUTDIR [--corridor LABEL ...] [--years FIRST LAST] [--claim-type KIND ...]
       [--as-of DATE] [--hide-undated] [--sections NAME ...] [--full]"""


def main(arguments: Sequence[str]) -> int:
    """Write the three files, print their paths and give 0; print why not and give 1; exit with 2 for unknown words."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        tables = load()
    except TablesError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        selection, sections = _selection(tables, asked), asked_sections(asked.sections)
    except UnknownValueError as error:
        parser.error(str(error))
    try:
        for path in _write(asked.outdir, _files(tables, selection, sections, full=asked.full)):
            print(path)
    except OSError as error:
        print(f"cannot write to {asked.outdir}: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=COMMAND, usage=_USAGE, description=__doc__)
    more: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
    parser.add_argument("outdir", metavar="OUTDIR", type=Path, help="folder for the files; made where there is none")
    parser.add_argument("--corridor", **more, metavar="LABEL", help="corridors, by label or id; all without it")
    parser.add_argument("--years", nargs=2, type=int, metavar=("FIRST", "LAST"), help="years that figures refer to")
    parser.add_argument("--claim-type", **more, metavar="KIND", help="kinds of figures, as observed or target")
    parser.add_argument("--as-of", metavar="DATE", help="what documents until then say: 2024-12-31, or “Dec 2024”")
    parser.add_argument("--hide-undated", action="store_true", help="leave out figures without a stated period")
    parser.add_argument("--sections", **more, metavar="NAME", help="sections of the briefing; all without it")
    parser.add_argument("--full", action="store_true", help="put every row into the archive, whatever the filters")
    return parser


def _selection(tables: Tables, asked: argparse.Namespace) -> Selection:
    return Selection(
        years=asked_years(tables, tuple(asked.years)) if asked.years else None,
        corridors=asked_corridors(tables, asked.corridor),
        claim_types=asked_claim_types(tables, asked.claim_type),
        as_of=asked_date(tables, asked.as_of) if asked.as_of else None,
        undated=not asked.hide_undated,
    )


def _files(tables: Tables, selection: Selection, sections: Sequence[str], *, full: bool) -> dict[str, bytes]:
    from components.exports.archive import zip_bytes  # imported where needed, so that a refusal is quick
    from components.exports.deck import pptx_bytes
    from components.exports.workbook import xlsx_bytes

    known = figures(tables)
    return {
        f"{NAME}.pptx": pptx_bytes(tables, known, selection, sections),
        f"{NAME}.xlsx": xlsx_bytes(tables, known, selection, sections),
        f"{NAME}.zip": zip_bytes(tables, known, selection, sections, full=full),
    }


def _write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
