"""A copy of the evidence in which every free text tries to be more than text, and still keeps the contract.

Each text carries a word of its own, a canary, so that one can look for it. What would come alive would set
`window.__canary`, ask a foreign host, or stand on the page as an element.
"""

import csv
import json
import shutil
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
FOREIGN = "http://canary.invalid"
LONG = "x" * 10_000
RIGHT_TO_LEFT = "\u200fשלום"
# {c} is the canary, {t} the text as curated.
PAYLOADS = (
    "{t} <img src=x onerror=\"window.__canary='{c}'\">",
    "<script>window.__canary='{c}'</script> {t}",
    "\"><svg/onload=window.__canary='{c}'> {t}",
    "{t}'><a href=\"javascript:window.__canary='{c}'\">{c}</a>",
    "[{c}](javascript:window.__canary='{c}') {t}",
    "![{c}](" + FOREIGN + "/{c}.png) {t}",
    "$\\href{{javascript:window.__canary='{c}'}}{{{c}}}$ {t}",
    ":red[{c}] :material/delete: :sparkles: -> {t}",
    "**{c}** _{c}_ ~~{c}~~ `{c}` {t}",
    "See www.canary.invalid/{c} or {c}@canary.invalid {t}",
    "%{{x}} %{{customdata}} <b>{c}</b><br><a href='" + FOREIGN + "/{c}'>{c}</a> &lt;{c}&gt; &quot; {t}",
    "@@=window.__canary='{c}' {t}",
    "@@#{c}.{c} {t}",
    '=HYPERLINK("' + FOREIGN + '/{c}","{c}") {t}',
    "+1-1|{c} {t}",
    "-2+3+cmd|'{c}'!A0 {t}",
    "@SUM(A1:A9) {c} {t}",
    RIGHT_TO_LEFT + " {c} {t}",
    "{t} {c}\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1f0\U0001f1ff",
    "</style></script></textarea></title><style>*{{display:none}}</style>{c} {t}",
    "{{subject_id}} {{{{{c}}}}} ${{{c}}} %s%n {t}",
    "--><!-- {c} {t}",
    "x;=1+1;{c} {t}",
    "{t} {c}" + LONG,
)
# A wording has twelve words at most, and its figure must stand in it as it is.
WORDING_PAYLOADS = (
    "<img/src=x/onerror=window.__canary='{c}'>",
    "<script>window.__canary='{c}'</script>",
    "[{c}](javascript:window.__canary='{c}')",
    "$\\href{{javascript:window.__canary='{c}'}}{{{c}}}$",
    ":red[{c}]:material/delete:",
    "**{c}**`{c}`%{{x}}&lt;{c}&gt;",
    RIGHT_TO_LEFT + "{c}",
    "{c}" + LONG,
)
MOST_WORDS = 12
TEXTS = {
    "sources": ("title", "label", "publisher", "speaker", "date_note", "note"),
    "corridors": ("name", "label", "description"),
    "subjects": ("name", "aliases", "note"),
    "units": ("name",),
    "measures": ("name", "definition"),
    "claims": ("perimeter", "speaker", "doubt", "note"),
    "milestones": ("statement", "speaker", "doubt", "note"),
    "derivations": ("assumption", "reading"),
    "comparisons": ("reading",),
    "omissions": ("reason",),
    "silences": ("text",),
    "mentions": ("name",),
    "places": ("name", "aliases", "coordinate_source"),
    "series": ("name", "reporter", "definition"),
    "observations": ("source_title", "publisher", "note"),
    "outcomes": ("what", "source_title", "publisher", "note"),
}
# What an address of a page may hold, and what no text may end or leave by.
ADDRESS = "https://example.org/?q='onfocus=1%22%3E%3Cscript%3E&amp;b=**x**[x](javascript:1)#a:~:text=b"
WORDINGS = ("claims", "milestones", "omissions", "mentions")
# A perimeter of a part of the year begins with that of the year.
PART_OF_YEAR = ", January"
# Pages look for how these begin, or read them.
BEGINNINGS = ("Election platform", "answered from outside")


def write_hostile_data(folder: Path) -> dict[str, tuple[str, str]]:
    """Write the hostile copy of `data/` into a folder and give where each canary stands: its table and column."""
    copy_data(folder)
    canaries, names, turns = {}, _names(), count()
    for table in TEXTS:
        given: dict[tuple[str, str], str] = {}
        for file in sorted((folder / table).glob("*.csv")) or [folder / f"{table}.csv"]:
            rows = read_rows(file)
            for place, row in enumerate(rows):
                # Two values of one series and period come from two addresses.
                address = ADDRESS.replace("/?", f"/{place}?") if table == "observations" else ADDRESS
                row |= {"url": address} if "url" in row else {}
                if table == "mentions":  # a wording holds its name or an alias
                    row["aliases"] = f"{row['name']};{row['aliases']}".strip(";")
                for column in (*TEXTS[table], *(["as_stated"] if table in WORDINGS else [])):
                    text = row[column]
                    if not text or (column == "aliases" and ";" in text and len(text) > 80):
                        continue
                    text, part, months = text.partition(PART_OF_YEAR)
                    if (column, text) not in given:
                        canary = next(names)
                        canaries[canary] = table, column
                        given[column, text] = _hostile(column, text, canary, next(turns))
                    row[column] = given[column, text] + part + months
            write_rows(file, rows)
    _describe(folder / "datapackage.json", canaries, names, turns)
    return canaries


def copy_data(folder: Path) -> None:
    """Copy the evidence into a folder that does not exist yet."""
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))


def read_rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_rows(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _names() -> Iterator[str]:
    """Give words that stand in no document, are no number, and do not change in lower case."""
    return (f"kanarya{''.join(letters)}" for letters in product("bdfghjkpqvwz", repeat=4))


def _hostile(column: str, text: str, canary: str, turn: int) -> str:
    if column == "as_stated":
        payload = WORDING_PAYLOADS[turn % len(WORDING_PAYLOADS)].format(c=canary)
        return f"{text}{' ' if len(text.split()) < MOST_WORDS else '…'}{payload}"
    if text.startswith(BEGINNINGS):
        return f"{text} {PAYLOADS[0].format(c=canary, t='')}"
    return PAYLOADS[turn % len(PAYLOADS)].format(c=canary, t=text)


def _describe(file: Path, canaries: dict[str, tuple[str, str]], names: Iterator[str], turns: Iterator[int]) -> None:
    package = json.loads(file.read_text("utf-8"))

    def spoil(entry: dict[str, str], key: str) -> None:
        canary = next(names)
        canaries[canary] = "datapackage", key
        entry[key] = _hostile(key, entry[key], canary, next(turns))

    for resource in package["resources"]:
        for entry in [resource, *resource.get("schema", {}).get("fields", [])]:
            for key in {"title", "description"} & entry.keys():
                spoil(entry, key)
        for entry in [*resource.get("licenses", []), *resource.get("sources", [])]:
            spoil(entry, "title")
    for entry in package.get("licenses", []):
        spoil(entry, "title")
    file.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
