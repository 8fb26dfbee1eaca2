"""Make the small fonts in this folder from those that Streamlit brings, which hold far more than a page here shows.

The dashboard serves the finished files and needs neither this script nor fontTools. To make them again, say after
another version of Streamlit: `python components/server/fonts/make_fonts.py`.

- Source Sans and Source Serif keep the Latin and Cyrillic letters, figures, punctuation and signs; what they
  lose, a browser takes from the system. They are © Adobe, SIL Open Font License 1.1 (OFL.txt), which asks that
  changed versions have names of their own. Of Source Serif's optical sizes one is kept, for headings.
- Material Symbols keep the icons that Streamlit's scripts name. They are © Google, Apache License 2.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from importlib.metadata import distribution
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import Ligature
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
STATIC = Path(str(distribution("streamlit").locate_file("streamlit/static/static")))
LETTERS = (
    *range(0x20, 0x180), 0x18F, 0x259, *range(0x2B0, 0x370), *range(0x400, 0x530),
    *range(0x2000, 0x2300), *range(0x2500, 0x2700), 0xFEFF, 0xFFFD,
)  # fmt: skip
FEATURES = ("tnum", "lnum")
TEXT_FONTS: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "SourceSansVF-Upright": ("Atlas Sans", {}),
    "SourceSerifVariable-Roman": ("Atlas Serif", {"wght": (400, 400, 700), "opsz": 24}),
}
ICONS = "MaterialSymbols-Rounded"
NAMES, POSTSCRIPT_NAMES, LEGAL_NAMES = (1, 3, 4, 16), (6, 25), (0, 7, 13, 14)
ICON_NAME = re.compile(r"""["'`/:]([a-z0-9_]{2,40})(?=["'`:])""")


def original(stem: str) -> Path:
    """Find the font whose hashed name begins with the stem, among those that Streamlit brings."""
    return next((STATIC / "media").glob(f"{stem}.*"))


def small_text_font(stem: str) -> TTFont:
    """Cut a text font down to the letters and weights that pages show, under a name of its own."""
    name, axes = TEXT_FONTS[stem]
    font = TTFont(original(stem), recalcTimestamp=False)
    _keep(font, unicodes=LETTERS)
    font = instantiateVariableFont(font, dict(axes))
    for record in font["name"].names:
        if record.nameID in (*NAMES, *POSTSCRIPT_NAMES):
            record.string = name.replace(" ", "") if record.nameID in POSTSCRIPT_NAMES else name
        elif record.nameID not in LEGAL_NAMES:
            record.string = str(record).replace("Source", "Atlas")
    return font


def small_icon_font(icon_names: Set[str]) -> TTFont:
    """Cut the icons down to those that Streamlit's scripts name; an icon is written as its name."""
    font = TTFont(original(ICONS), recalcTimestamp=False)
    named = {name: glyph for name, glyph in icons(font).items() if name in icon_names}
    for substitutions in _substitutions(font):
        for first, ligatures in substitutions.items():
            substitutions[first] = [ligature for ligature in ligatures if ligature.LigGlyph in named.values()]
    _keep(font, unicodes={ord(letter) for name in named for letter in name}, glyphs=named.values())
    return font


def named_icons() -> set[str]:
    """Collect every word in quotes in Streamlit's scripts: the names of icons are among them."""
    return {name for script in (STATIC / "js").glob("*.js") for name in ICON_NAME.findall(script.read_text("utf-8"))}


def icons(font: TTFont) -> dict[str, str]:
    """Return the glyph of each icon by its name."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {_written(letters, first, ligature): ligature.LigGlyph for first, ligature in _ligatures(font)}


def _substitutions(font: TTFont) -> Iterator[dict[str, list[Ligature]]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if hasattr(table, "ligatures"):
                yield table.ligatures


def _ligatures(font: TTFont) -> Iterator[tuple[str, Ligature]]:
    for substitutions in _substitutions(font):
        for first, ligatures in substitutions.items():
            yield from ((first, ligature) for ligature in ligatures)


def _written(letters: Mapping[str, str], first: str, ligature: Ligature) -> str:
    return "".join(letters.get(glyph, "\N{REPLACEMENT CHARACTER}") for glyph in (first, *ligature.Component))


def _keep(font: TTFont, unicodes: Iterable[int], glyphs: Iterable[str] = ()) -> None:
    options = Options()
    options.layout_features = [*options.layout_features, *FEATURES]
    options.hinting = False
    cut = Subsetter(options)
    cut.populate(unicodes=list(unicodes), glyphs=list(glyphs))
    cut.subset(font)


def main() -> None:
    """Write the fonts beside this script and print how much smaller they are."""
    made = {stem: small_text_font(stem) for stem in TEXT_FONTS} | {ICONS: small_icon_font(named_icons())}
    for stem, font in made.items():
        font.flavor = "woff2"
        path = HERE / f"{stem}.woff2"
        font.save(path)
        print(f"{path.name}: {original(stem).stat().st_size:,} → {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
