"""The evidence of one figure or stage as a plain page, which the drawer of every other page shows too."""

import json
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from components import controls
from components.exhibits import places
from components.exhibits.catalogue import PAGES, exhibits_taking
from components.exports import PRODUCT, full_citation, inline_citation
from components.panels import markup
from components.panels.card import card_html
from components.panels.comparisons import pair_html
from components.panels.outside import outside_parts
from components.selection import Selection
from components.tables import Tables

_STYLE = """:root{color-scheme:light dark;font:16px/1.5 "Source Sans",system-ui,sans-serif}
body{max-width:44rem;margin:2rem auto;padding:0 1rem}a{color:inherit}dt{color:GrayText}dd{margin:0 0 .5rem}
h1,h2{font-size:1.1rem;margin:1.2rem 0 .3rem}.atlas-card-figure{font-size:1.6rem;font-weight:600}ul{padding-left:1.1rem}
.atlas-aside{border-left:1px solid GrayText;padding-left:.8rem}
nav{display:flex;gap:1rem;border-top:1px solid;padding-top:.6rem;margin-top:1.2rem}@media print{nav{display:none}}"""
_PAGE = Markup(
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><base href="../">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title><style>{style}</style>'
    '<script type="application/ld+json">{data}</script></head><body>{evidence}</body></html>\n'
)
_EVIDENCE = Markup(
    '<main class="atlas-evidence"><h1>{subject}</h1>{card}{note}{outside}{leads}{pairs}{citation}{others}'
    "<nav>{steps}</nav></main>"
)
_LEADS = Markup('<ul class="atlas-leads">{}</ul>')
_ITEM = Markup("<li>{}</li>")
_PART = Markup("<h2>{}</h2>{}")
_CITED = Markup('<p class="atlas-cited">{}</p>')
_NOTE = Markup("<p>{}</p>")
_STEP = Markup('<a rel="{}" href="{}">{}</a>')


def evidence_page(identifier: str) -> bytes:
    """Return the page of a claim, derivation or milestone as HTML without script, as the evidence has it now.

    Raises FileNotFoundError for an unknown id, OSError where the evidence was never good.
    """
    known = controls.current()
    if known.tables is None:
        raise OSError("there is no good evidence")
    if identifier not in known.rows_by_id.index:
        raise FileNotFoundError(identifier)
    read = known.tables
    row = known.rows_by_id.loc[identifier].to_dict()
    title = f"{row['subject']}: {markup.statement_words(row)} – {PRODUCT}"
    return _PAGE.format(
        title=title, style=Markup(_STYLE), data=_linked_data(read, row), evidence=_evidence(read, known, row)
    ).encode()


def _evidence(tables: Tables, known: controls.Evidence, row: dict[str, Any]) -> Markup:
    identifier, rows = row["figure_id"], known.rows
    note = dict(zip(tables.subjects["subject_id"], tables.subjects["note"], strict=True))[row["subject_id"]]
    pairs = known.pairs[(known.pairs["earlier_id"] == identifier) | (known.pairs["later_id"] == identifier)]
    sides = markup.NOTHING.join(pair_html(known.rows_by_id, pair) for pair in pairs.to_dict("records"))
    of_subject = rows[(rows["subject_id"] == row["subject_id"]) & (rows["repeats"] == "")]
    others, more = markup.latest(of_subject, "statements", f"ledger?find={quote(row['subject'])}")
    listed = markup.NOTHING.join(_ITEM.format(_summary(other, identifier)) for other in others.to_dict("records"))
    cited = _CITED.format(inline_citation(tables, row)) + _CITED.format(full_citation(tables, row))
    return _EVIDENCE.format(
        subject=row["subject"],
        note=_NOTE.format(note) if note else "",
        card=card_html(tables, known.figures, identifier),
        outside=outside_parts(tables, known, row),
        leads=_LEADS.format(markup.NOTHING.join(map(_ITEM.format, _leads(tables, known, row)))),
        pairs=_PART.format("Beside other statements", sides) if sides else "",
        citation=_PART.format("To quote it", cited),
        others=_PART.format(f"All that is said of {row['subject']}", _LEADS.format(listed) + more),
        steps=_steps(list(rows["figure_id"]), identifier),
    )


def _leads(tables: Tables, known: controls.Evidence, row: dict[str, Any]) -> list[Markup]:
    """Return links to where else the statement stands: charts, board, map, corridor and ledger."""
    identifier = row["figure_id"]
    leads = [
        markup.link(f"{one['page']}#exhibit-{one['exhibit_id']}", f"{PAGES[one['page']][0]}: {one['title']}")
        for one in exhibits_taking(tables, known.rows_by_id.loc[[identifier]])
    ]
    if (known.register["figure_id"] == identifier).any():
        leads.append(markup.link("commitments#exhibit-board", "The board of commitments"))
    if row["subject_id"] in known.memoize("placed", lambda: _placed(tables)):
        leads.append(markup.link(f"map?{urlencode({'object': row['subject']})}", "On the map"))
    if row["corridor_id"]:
        label = dict(zip(tables.corridors["corridor_id"], tables.corridors["label"], strict=True))[row["corridor_id"]]
        leads.append(
            markup.link(f"corridors?{urlencode({'corridor': label})}", tables.corridor_names[row["corridor_id"]])
        )
    return [*leads, markup.link(f"ledger?find={quote(row['subject'])}", "In the ledger")]


def _placed(tables: Tables) -> set[str]:
    return set(places.section(tables, Selection()).exhibits["map"].shown["subject_id"])


def _summary(row: dict[str, Any], current: str) -> Markup:
    words = ", ".join([markup.kind_words(row), markup.when_words(row)])
    said = "derived" if row["claim_type"] == "derived" else markup.document_words(row)
    told = markup.statement_words(row)
    shown = Markup("<b>{}</b>").format(told) if row["figure_id"] == current else markup.evidence_link(row, told)
    return Markup("{} {}; {}").format(shown, words, said)


def _steps(identifiers: list[str], current: str) -> Markup:
    at = identifiers.index(current)
    steps = (("prev", at - 1, "Previous"), ("next", at + 1, "Next"))
    return markup.NOTHING.join(
        _STEP.format(rel, f"figure/{quote(identifiers[to], safe='')}", words)
        for rel, to, words in steps
        if 0 <= to < len(identifiers)
    )


def _linked_data(tables: Tables, row: dict[str, Any]) -> Markup:
    """Return the statement for programs: schema.org's Dataset, and for a wording the W3C's Web Annotation of it."""
    graph: list[dict[str, Any]] = [
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": PRODUCT,
            "version": tables.version,
            "distribution": {"@type": "DataDownload", "contentUrl": "data/claims.csv", "encodingFormat": "text/csv"},
        }
    ]
    if row["as_stated"]:
        source = row["url"] or f"sources#{row['source_id']}"
        graph.append(
            {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "type": "Annotation",
                "body": {"type": "TextualBody", "value": inline_citation(tables, row)},
                "target": {"source": source, "selector": {"type": "TextQuoteSelector", "exact": row["as_stated"]}},
            }
        )
    # Inside a script only “</” could end it; as JSON it stays the same.
    return Markup(json.dumps(graph, ensure_ascii=False).replace("<", "\\u003c"))
