"""Make the files of a briefing: `python -m components.exports OUTDIR` writes slides, a workbook and an archive."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from components.derive import figures
from components.exports.command import COMMAND, UnknownValueError, asked_sections, read_value
from components.selection import FILTERS, Selection
from components.tables import Tables, TablesError, load

NAME = "atlas-briefing"
_MORE: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
_FORMS: dict[str, dict[str, Any]] = {
    "several": _MORE,
    "span": {"nargs": 2, "type": int},
    "date": {},
    "switch": {"action": "store_false"},
}


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
    usage = f"{COMMAND} OUTDIR"
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("outdir", metavar="OUTDIR", type=Path, help="folder for the files; made where there is none")
    for one in FILTERS:
        words = one.metavar.split()
        shown: dict[str, Any] = {"metavar": words[0] if len(words) == 1 else tuple(words)} if words else {}
        parser.add_argument(one.option, dest=one.field, help=one.help, **_FORMS[one.kind], **shown)
        usage += f" [{' '.join([one.option, *words, *['...'] * (one.kind == 'several')])}]"
    parser.add_argument("--sections", **_MORE, metavar="NAME", help="sections of the briefing; all without it")
    parser.add_argument("--full", action="store_true", help="put every row into the archive, whatever the filters")
    parser.usage = f"{usage} [--sections NAME ...] [--full]"
    return parser


def _selection(tables: Tables, asked: argparse.Namespace) -> Selection:
    return Selection(**{one.field: read_value(tables, one, getattr(asked, one.field)) for one in FILTERS})


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
