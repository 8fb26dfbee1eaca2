"""The documents and all that the page Sources says of the data: doubts, numbers left out, dictionary, licences."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from markupsafe import Markup

from components import controls
from components.exhibits import MOST_MARKS, dictionary_table, ledger_table
from components.exports import licensed
from components.panels import markup
from components.panels.comparisons import pairs_truncation_note
from components.selection import document_name
from components.style import COMPARISONS, NO_DATE, counted, month, paragraph_words, period
from components.tables import Tables

_DISAGREEING = ("conflicting", "different_perimeter")
_COUNTED = ("Figures", "Repeats", "Stages", "With a doubt")
_NAMED = ["name", "kind", "as_stated", "paragraph"]
_NONE = dict.fromkeys(_COUNTED, 0)
_ANCHOR = Markup('<a href="#{}">{}</a>')
_OUTSIDE = Markup('<a href="{}">{}</a>')
_FOLD = Markup("<details{}><summary>{}</summary>{}{}</details>")
_FOLDED = Markup(' class="atlas-fold"')
_CODE = Markup("<code>{}</code>")
_ARTICLE = Markup('<article class="atlas-source" aria-label="{}"><h3 id="{}">{}</h3>{}{}</article>')
_ITEM = Markup("<li>{}</li>")
_BROKEN = Markup(
    '<p class="atlas-notice" role="status">The silence {} of silences.csv is not shown any more: {} breaks it ({}).</p>'
)
_DISAGREEMENT = Markup("<li><strong>{}</strong>: {} and {}. {}</li>")


def source_overview(tables: Tables, rows: pd.DataFrame) -> None:
    """List the documents in one table: date, how sure it is, and how much stands in each; each links to its part.

    `rows` are all rows of `derive.ledger_rows`.
    """
    markup.show(controls.evidence().memoize("source overview", lambda: _overview(tables, rows)))


def source_articles(tables: Tables, rows: pd.DataFrame) -> None:
    """Show each document with its dates, speaker, notes, doubts and disagreements; `sources#source_id` leads to it.

    `rows` are all rows of `derive.ledger_rows`.
    """
    for article in controls.evidence().memoize("source articles", lambda: _articles(tables, rows)):
        markup.show(article)


def omissions(tables: Tables) -> None:
    """List the numbers of the documents that are deliberately no figure, each with the reason."""
    names = {source["source_id"]: document_name(source) for source in tables.sources.to_dict("records")}
    rows = [
        markup.row(
            _quoted(omission.as_stated),
            Markup("{}, {}").format(
                _ANCHOR.format(omission.source_id, names[omission.source_id]), paragraph_words(omission.paragraph)
            ),
            omission.reason,
            head=False,
        )
        for omission in tables.omissions.head(markup.MOST_ROWS).itertuples(index=False)
    ]
    count = len(tables.omissions)
    note = markup.truncation_note(
        markup.MOST_ROWS, count, "wordings", address="data/omissions.csv", where="omissions.csv"
    )
    table = markup.wide_table("Numbers left out", ("Wording", "Where", "Why it is no figure"), rows)
    title = f"{counted(count, 'wording')} with a number, each with its reason"
    markup.show(_FOLD.format(_FOLDED, title, table, note))


def silences(tables: Tables) -> None:
    """List what no document states, and name the rows by which a silence is none any more."""
    for broken in tables.broken_silences[: markup.MOST_ROWS]:
        where = f"{broken.file}, line {broken.line}" + (f", and {broken.more} more" if broken.more else "")
        row = markup.evidence_link({"figure_id": broken.row_id}, broken.row_id)
        markup.show(_BROKEN.format(_CODE.format(broken.silence_id), row, where))
    texts = tables.silent["text"]
    listed = Markup("<ul>{}</ul>").format(markup.NOTHING.join(map(_ITEM.format, texts.head(markup.MOST_ROWS))))
    note = markup.truncation_note(
        markup.MOST_ROWS, len(texts), "silences", address="data/silences.csv", where="silences.csv"
    )
    if len(texts):
        markup.show(_FOLD.format(_FOLDED, "What no document states", listed, note))
    else:
        markup.empty_note("No absence is noted.")


def data_dictionary(tables: Tables) -> None:
    """Show every table of the schema with its columns: type, unit, what is allowed, and what it means."""
    columns = dict(list(dictionary_table(tables).groupby("Table")))
    for resource in tables.schema["resources"]:
        name = resource["name"]
        if name not in columns:
            continue
        rows = [
            markup.row(Markup("<code>{}</code><br>{}").format(cells.Column, cells.Title), *cells[3:])
            for cells in columns[name].itertuples(index=False)
        ]
        heads = ("Column", "Type", "Unit", "Allowed", "Meaning")
        table = markup.wide_table(f"Columns of {name}", heads, rows, kind="atlas-dictionary")
        count, about = counted(len(getattr(tables, name)), "row"), resource.get("description", "")
        markup.show(_FOLD.format(_FOLDED, Markup("<strong>{}</strong>, {}. {}").format(name, count, about), table, ""))


def licences(tables: Tables) -> None:
    """List whose the tables, places and base map are, as the schema says."""
    rows = [markup.row(title, _links(given), _links(sources)) for title, given, sources in licensed(tables)]
    markup.show(markup.wide_table("Licences", ("What", "Licence", "From"), rows))


def _overview(tables: Tables, rows: pd.DataFrame) -> Markup:
    totals = _totals(rows)
    written = [
        markup.row(
            _ANCHOR.format(source["source_id"], document_name(source)),
            _day(source["event_date"]),
            source["date_basis"],
            *totals.get(source["source_id"], _NONE).values(),
        )
        for source in _by_date(tables)
    ]
    heads = ("Document", "Date", "The date is", *_COUNTED)
    return markup.wide_table("The documents at a glance", heads, written, kind="atlas-documents")


def _articles(tables: Tables, rows: pd.DataFrame) -> list[Markup]:
    totals, doubted, named = _totals(rows), _doubts(tables, rows), _mentions(tables)
    return [
        _ARTICLE.format(
            source["title"],
            source["source_id"],
            source["title"],
            markup.definition_list(_facts(source, totals.get(source["source_id"], _NONE))),
            doubted.get(source["source_id"], markup.NOTHING) + named.get(source["source_id"], ""),
        )
        for source in _by_date(tables)
    ]


def _by_date(tables: Tables) -> list[dict[str, Any]]:
    return list(tables.sources.sort_values("event_date", kind="stable").to_dict("records"))


def _day(day: pd.Timestamp) -> str:
    return NO_DATE if pd.isna(day) else period(day, day)


def _facts(source: dict[str, Any], totals: dict[str, int]) -> list[tuple[str, str]]:
    day, basis = _day(source["event_date"]), source["date_basis"]
    held = f"{counted(totals['Figures'], 'figure')}, {counted(totals['Stages'], 'stage')}"
    held += f"; {counted(totals['Repeats'], 'figure')} said again" if totals["Repeats"] else ""
    in_ledger = markup.link(f"ledger?find={source['source_id']}", "All in the ledger")
    return [
        ("Publisher", source["publisher"] or "not stated"),
        ("Public page", markup.public_link(source["url"], source["url"])),
        ("Words mainly of", source["speaker"] or "nobody named"),
        ("Date of the event", Markup("{}, <strong>{}</strong>").format(day, basis)),
        ("Published", "not stated" if pd.isna(source["published_date"]) else _day(source["published_date"])),
        ("How the date is known", source["date_note"]),
        ("Note", source["note"]),
        ("What it states", Markup("{}. {}").format(held, in_ledger)),
        ("Name in links", _CODE.format(source["source_id"])),
    ]


def _totals(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Count what each document states, by its id: figures, headline and other repeats of them, stages, and doubts."""
    figures, again = rows["row_kind"] == "figure", rows["repeats"] != ""
    marked = pd.DataFrame(
        {
            "Figures": figures & ~again,
            "Repeats": figures & again,
            "Stages": rows["row_kind"] == "milestone",
            "With a doubt": rows["doubt"] != "",
        }
    )
    summed = marked.groupby(rows["source_id"]).sum().to_dict("index")
    return {str(source): {name: int(own[name]) for name in _COUNTED} for source, own in summed.items()}


def _doubts(tables: Tables, rows: pd.DataFrame) -> dict[str, Markup]:
    """Return for each document that has any, by its id, its doubts and its disagreements, the first of many."""
    doubted = rows[(rows["doubt"] != "") & (rows["source_id"] != "")]
    first = doubted.groupby("source_id", sort=False).head(MOST_MARKS)
    paired = _disagreements(tables, rows)
    shown = {source: pairs.head(MOST_MARKS) for source, pairs in paired.items()}
    named = {key for pairs in shown.values() for key in (*pairs["earlier_id"], *pairs["later_id"])}
    needed = rows[rows["figure_id"].isin({*first["figure_id"], *named})]
    read = {cells["Id"]: cells for cells in ledger_table(tables, needed).to_dict("records")}
    counts = doubted["source_id"].value_counts().to_dict()
    listed = {
        str(source): _doubts_of(str(source), [read[key] for key in own["figure_id"]], counts[source])
        for source, own in first.groupby("source_id", sort=False)
    }
    for source, pairs in shown.items():
        listed[source] = listed.get(source, markup.NOTHING) + _pairs(read, pairs, len(paired[source]))
    return listed


def _doubts_of(source_id: str, doubted: list[dict[str, Any]], count: int) -> Markup:
    rows = [
        markup.row(
            _in_ledger(cells, cells["Subject"]),
            cells["Figure or stage"],
            Markup("{} ({})").format(_quoted(cells["Wording"]), paragraph_words(cells["Paragraph"])),
            cells["Doubt or assumption"],
        )
        for cells in doubted
    ]
    table = markup.wide_table("Doubts of this document", ("Subject", "Figure or stage", "Wording", "Doubt"), rows)
    note = markup.truncation_note(len(doubted), count, "doubts", address=f"ledger?find={source_id}")
    return _FOLD.format("", counted(count, "doubt"), table, note)


def _mentions(tables: Tables) -> dict[str, Markup]:
    """Return for each document that mentions what no subject covers, by its id, the names."""
    listed = {}
    for source, own in tables.mentions.groupby("source_id", sort=False):
        rows = [
            markup.row(name, kind, Markup("{} ({})").format(_quoted(wording), paragraph_words(paragraph)))
            for name, kind, wording, paragraph in own.head(MOST_MARKS)[_NAMED].itertuples(index=False)
        ]
        table = markup.wide_table("Names in this document", ("Name", "Kind", "Wording"), rows)
        note = markup.truncation_note(len(rows), len(own), "names", address="data/mentions.csv", where="mentions.csv")
        listed[str(source)] = _FOLD.format("", f"{counted(len(own), 'name')} that no subject covers", table, note)
    return listed


def _disagreements(tables: Tables, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    pairs = tables.comparisons[tables.comparisons["kind"].isin(_DISAGREEING)].sort_values("kind", kind="stable")
    sources = dict(zip(rows["figure_id"], rows["source_id"], strict=True))
    stated_in = [{sources[pair.earlier_id], sources[pair.later_id]} - {""} for pair in pairs.itertuples(index=False)]
    return {
        source: pairs[[source in own for own in stated_in]]
        for source in dict.fromkeys(key for own in stated_in for key in own)
    }


def _pairs(read: dict[str, dict[str, Any]], pairs: pd.DataFrame, count: int) -> Markup:
    items = [
        _DISAGREEMENT.format(
            COMPARISONS[pair.kind], _side(read[pair.earlier_id]), _side(read[pair.later_id]), pair.reading
        )
        for pair in pairs.itertuples(index=False)
    ]
    heading = f"{counted(count, 'place')} where another statement conflicts or counts something else"
    listed = Markup("<ul>{}</ul>").format(markup.NOTHING.join(items))
    return _FOLD.format("", heading, listed, pairs_truncation_note(len(pairs), count))


def _side(cells: dict[str, Any]) -> Markup:
    when = "" if pd.isna(cells["Said"]) else f", {month(cells['Said'])}"
    return _in_ledger(cells, f"{cells['Subject']}, {cells['Figure or stage']}") + when


def _in_ledger(cells: dict[str, Any], words: str) -> Markup:
    return markup.evidence_link({"figure_id": cells["Id"]}, words)


def _quoted(wording: str) -> Markup:
    return Markup("<q>{}</q>").format(wording)


def _links(named: Iterable[dict[str, Any]]) -> Markup:
    return Markup("<br>").join(
        _OUTSIDE.format(entry["path"], entry["title"]) if entry["path"] else entry["title"] for entry in named
    )
