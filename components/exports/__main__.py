"""Make the files of a briefing: `python -m components.exports OUTDIR` writes slides, a workbook and an archive."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from components.derive import figures
from components.exports.command import (
    COMMAND,
    UnknownValueError,
    parse_claim_types,
    parse_corridors,
    parse_date,
    parse_sections,
    parse_years,
)
from components.selection import Selection
from components.tables import Tables, TablesError, load

NAME = "atlas-briefing"
_USAGE = f"""{COMMAND} OUTDIR [--corridor LABEL ...] [--years FIRST LAST] [--claim-type KIND ...]
       [--as-of DATE] [--hide-undated] [--sections NAME ...] [--full]"""


def main(arguments: Sequence[str]) -> int:
    """Write the three files, print their paths and return 0; print why not and return 1; exit with 2 for bad words."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        tables = load()
    except TablesError as error:
        print(error, file=sys.stderr)
        return 1
    try:
        selection, sections = _selection(tables, options), parse_sections(options.sections)
    except UnknownValueError as error:
        parser.error(str(error))
    paths = {ending: options.outdir / f"{NAME}.{ending}" for ending in ("pptx", "xlsx", "zip")}
    try:
        _check_writable(options.outdir, paths.values())
        for ending, content in _contents(tables, selection, sections, full=options.full).items():
            paths[ending].write_bytes(content)
            print(paths[ending])
    except OSError as error:
        print(f"cannot write to {options.outdir}: {error.strerror or error}", file=sys.stderr)
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
    parser.add_argument("--sections", **more, metavar="NAME", help="sections of the briefing, in this order; or all")
    parser.add_argument("--full", action="store_true", help="put every row into the archive, whatever the filters")
    return parser


def _selection(tables: Tables, options: argparse.Namespace) -> Selection:
    return Selection(
        years=parse_years(tables, tuple(options.years)) if options.years else None,
        corridors=parse_corridors(tables, options.corridor),
        claim_types=parse_claim_types(tables, options.claim_type),
        as_of=parse_date(tables, options.as_of) if options.as_of else None,
        undated=not options.hide_undated,
    )


def _check_writable(folder: Path, files: Iterable[Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    TemporaryFile(dir=folder).close()
    for file in files:
        if file.exists():
            file.open("r+b").close()


def _contents(tables: Tables, selection: Selection, sections: Sequence[str], *, full: bool) -> dict[str, bytes]:
    from components.exports.archive import zip_bytes  # imported where needed, so that a refusal is quick
    from components.exports.deck import pptx_bytes
    from components.exports.workbook import xlsx_bytes

    known = figures(tables)
    return {
        "pptx": pptx_bytes(tables, known, selection, sections),
        "xlsx": xlsx_bytes(tables, known, selection, sections),
        "zip": zip_bytes(tables, known, selection, sections, full=full),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
