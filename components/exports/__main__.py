"""Make the files of a briefing: `python -m components.exports OUTDIR` writes slides, a workbook and an archive."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from components.exports.command import COMMAND, UnknownValueError, file_stem, parse_sections, parse_value
from components.selection import FILTERS, Selection
from components.tables import Tables, TablesError, load

_LENGTHS = ("onepage", "brief", "full")
_MORE: dict[str, Any] = {"nargs": "+", "action": "extend", "default": []}
_FORMS: dict[str, dict[str, Any]] = {
    "several": _MORE,
    "span": {"nargs": 2, "type": int},
    "date": {},
    "switch": {"action": "store_false"},
}


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
    stem = file_stem(tables, selection)
    paths = {ending: options.outdir / f"{stem}.{ending}" for ending in ("pptx", "xlsx", "zip")}
    if wrong := [words for words in options.title if "=" not in words]:
        parser.error(f"--title takes KEY=TEXT, not {wrong[0]}")
    try:
        deck = _options(options)
        missing = _missing_layouts(deck.template)
        _check_slides(tables, selection, sections, deck)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    if missing:
        print(f"the template has no layout for: {', '.join(missing)}; others of it stand in", file=sys.stderr)
    try:
        _check_writable(options.outdir, paths.values())
        for ending, content in _contents(tables, selection, sections, deck, full=options.full).items():
            paths[ending].write_bytes(content)
            print(paths[ending])
    except OSError as error:
        print(f"cannot write to {options.outdir}: {error.strerror or error}", file=sys.stderr)
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
    parser.add_argument("--sections", **_MORE, metavar="NAME", help="sections of the briefing, in this order; or all")
    parser.add_argument("--length", choices=_LENGTHS, default="brief", help="of the slides: a brief of ten, or all")
    parser.add_argument("--context", action="store_true", help="show also what the corridors leave out, so marked")
    parser.add_argument("--for", dest="audience", default="", metavar="TEXT", help="for whom it is, on the title slide")
    parser.add_argument("--by", dest="author", default="", metavar="TEXT", help="who made it, on the title slide")
    parser.add_argument("--slides", **_MORE, metavar="KEY", help="which slides, in this order; the brief's keys")
    parser.add_argument("--title", **_MORE, metavar="KEY=TEXT", help="titles of your own for slides")
    parser.add_argument(
        "--pace", nargs=4, metavar=("LEVEL", "BASE", "FROM", "TO"), help="ids and years of a pace slide"
    )
    parser.add_argument("--statistics", action="store_true", help="a slide of verdicts by official statistics")
    parser.add_argument("--template", type=Path, metavar="FILE", help="slides in the look of a .pptx or .potx file")
    parser.add_argument("--full", action="store_true", help="put every row into the archive, whatever the filters")
    more = "[--length LENGTH] [--context] [--for TEXT] [--by TEXT] [--slides KEY ...] [--title KEY=TEXT ...]"
    more += " [--pace LEVEL BASE FROM TO] [--statistics] [--template FILE]"
    parser.usage = f"{usage} [--sections NAME ...] {more} [--full]"
    return parser


def _selection(tables: Tables, options: argparse.Namespace) -> Selection:
    return Selection(**{one.field: parse_value(tables, one, getattr(options, one.field)) for one in FILTERS})


def _check_writable(folder: Path, files: Iterable[Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    TemporaryFile(dir=folder).close()
    for file in files:
        if file.exists():
            file.open("r+b").close()


def _options(asked: argparse.Namespace) -> Any:
    from components.exports.deck import Options, PaceAsked  # imported where needed, so that a refusal is quick

    titles = tuple((key, title) for key, _, title in (words.partition("=") for words in asked.title))
    pace = None
    if asked.pace:
        level, base, *years = asked.pace
        if not all(year.isdecimal() for year in years):
            raise ValueError("--pace takes two ids and two years")
        pace = PaceAsked(level, base, int(years[0]), int(years[1]))
    template = asked.template.read_bytes() if asked.template else b""
    name = str(asked.template) if asked.template else ""
    return Options(
        asked.length,
        asked.context,
        asked.audience,
        asked.author,
        tuple(asked.slides),
        titles,
        pace,
        asked.statistics,
        template,
        name,
    )


def _missing_layouts(template: bytes) -> tuple[str, ...]:
    from components.exports.deck import missing_layouts

    return missing_layouts(template)


def _check_slides(tables: Tables, selection: Selection, sections: Sequence[str], deck: Any) -> None:
    """Raise ValueError for a slide or a figure that there is not."""
    if not deck.slides and not deck.pace:
        return
    from components.exports.deck import slide_titles

    try:
        slide_titles(tables, selection, sections, deck)
    except KeyError as error:
        raise ValueError(f"there is no slide or figure {error.args[0]} in this selection") from None


def _contents(
    tables: Tables, selection: Selection, sections: Sequence[str], deck: Any, *, full: bool
) -> dict[str, bytes]:
    from components.exports.archive import zip_bytes
    from components.exports.deck import pptx_bytes
    from components.exports.workbook import xlsx_bytes

    return {
        "pptx": pptx_bytes(tables, selection, sections, deck),
        "xlsx": xlsx_bytes(tables, selection, sections),
        "zip": zip_bytes(tables, selection, sections, full=full),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
