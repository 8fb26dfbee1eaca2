"""The documents: what each is, how sure its date is, what is doubtful in it, and where it disagrees with another."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from components import controls
from components.exhibits import MOST_MARKS, ledger_table
from components.exhibits.tables import allowed
from components.panels.markup import MOST_ROWS, definition_list, left_out, pairs_left_out, public_link, text, wide_table
from components.selection import document_name
from components.style import NO_DATE, counted, month, period
from components.tables import Tables

_DISAGREEING = ("conflicting", "different_perimeter")
_HEADS = ("Subject", "Figure or stage", "Wording", "Doubt")


def doubts(tables: Tables, rows: pd.DataFrame) -> dict[str, str]:
    """Write as HTML, for each document that has any, its doubts and its disagreements, the first of many.

    `rows` are all rows of `derive.ledger_rows`; the keys are ids of documents.
    """
    doubted = rows[(rows["doubt"] != "") & (rows["source_id"] != "")]
    foremost = doubted.groupby("source_id", sort=False).head(MOST_MARKS)
    paired = _disagreements(tables, rows)
    shown = {source: pairs.head(MOST_MARKS) for source, pairs in paired.items()}
    named = {key for pairs in shown.values() for key in (*pairs["earlier_id"], *pairs["later_id"])}
    asked = rows[rows["figure_id"].isin({*foremost["figure_id"], *named})]
    read = {row["Id"]: row for row in ledger_table(tables, asked).to_dict("records")}
    counts = doubted["source_id"].value_counts().to_dict()
    listed = {
        str(source): _doubts(str(source), [read[key] for key in own["figure_id"]], counts[source])
        for source, own in foremost.groupby("source_id", sort=False)
    }
    for source, pairs in shown.items():
        listed[source] = listed.get(source, "") + _pairs(read, pairs, len(paired[source]))
    return listed


def _doubts(source_id: str, doubted: list[dict[str, Any]], count: int) -> str:
    body = "".join(
        f'<tr><th scope="row"><a href="ledger?id={text(row["Id"])}" target="_self">{text(row["Subject"])}</a></th>'
        f"<td>{text(row['Figure or stage'])}</td><td><q>{text(row['Wording'])}</q> ({_place(row['Paragraph'])})</td>"
        f"<td>{text(row['Doubt or assumption'])}</td></tr>"
        for row in doubted
    )
    table = wide_table("Doubts of this document", _HEADS, body)
    rest = left_out(len(doubted), count, "doubts", address=f"ledger?find={source_id}")
    return f"<details><summary>{counted(count, 'doubt')}</summary>{table}{rest}</details>"


def _place(paragraph: int) -> str:
    return "headline or dateline" if paragraph == 0 else f"par.\u00a0{paragraph}"


def _disagreements(tables: Tables, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    pairs = tables.comparisons[tables.comparisons["kind"].isin(_DISAGREEING)].sort_values("kind", kind="stable")
    sources = dict(zip(rows["figure_id"], rows["source_id"], strict=True))
    stated_in = [{sources[pair.earlier_id], sources[pair.later_id]} - {""} for pair in pairs.itertuples(index=False)]
    return {
        source: pairs[[source in own for own in stated_in]]
        for source in dict.fromkeys(key for own in stated_in for key in own)
    }


def _pairs(read: dict[str, dict[str, Any]], pairs: pd.DataFrame, count: int) -> str:
    items = "".join(
        f"<li><strong>{text(pair.kind.replace('_', ' '))}</strong>: {_side(read[pair.earlier_id])} and "
        f"{_side(read[pair.later_id])}. {text(pair.reading)}</li>"
        for pair in pairs.itertuples(index=False)
    )
    heading = f"{counted(count, 'place')} where another statement conflicts or counts something else"
    rest = pairs_left_out(len(pairs), count)
    return f"<details><summary>{heading}</summary><ul>{items}</ul>{rest}</details>"


def _side(row: dict[str, Any]) -> str:
    said = "" if pd.isna(row["Said"]) else f", {month(row['Said'])}"
    return (
        f'<a href="ledger?id={text(row["Id"])}" target="_self">{text(row["Subject"])}, '
        f"{text(row['Figure or stage'])}</a>{text(said)}"
    )


def data_dictionary(tables: Tables) -> None:
    """Show every table of the schema with its columns: type, unit, what is allowed, and what it means."""
    st.html("".join(_table(resource, tables) for resource in tables.schema["resources"] if "schema" in resource))


def licences(tables: Tables) -> None:
    """List whose the tables, places and base map are, as the schema says."""
    package = tables.schema
    named: list[tuple[str, list[Any], list[Any]]] = [("The tables", package.get("licenses", []), [])]
    named += [
        (resource["title"], resource.get("licenses", []), resource.get("sources", []))
        for resource in package["resources"]
        if resource.get("licenses")
    ]
    items = "".join(
        f"<tr><th scope='row'>{text(title)}</th><td>{_links(given)}</td><td>{_links(sources)}</td></tr>"
        for title, given, sources in named
    )
    st.html(wide_table("Licences", ("What", "Licence", "From"), items))


def omissions(tables: Tables) -> None:
    """List the numbers of the documents that are deliberately no figure, each with the reason."""
    names = {source["source_id"]: document_name(source) for source in tables.sources.to_dict("records")}
    body = "".join(
        f'<tr><td><q>{text(row.as_stated)}</q></td><td><a href="#{text(row.source_id)}">'
        f"{text(names[row.source_id])}</a>, par. {row.paragraph}</td><td>{text(row.reason)}</td></tr>"
        for row in tables.omissions.head(MOST_ROWS).itertuples(index=False)
    )
    rest = left_out(MOST_ROWS, len(tables.omissions), "wordings", address="data/omissions.csv", where="omissions.csv")
    table = wide_table("Numbers left out", ("Wording", "Where", "Why it is no figure"), body)
    st.html(
        f'<details class="atlas-fold"><summary>{len(tables.omissions)} wordings with a number, each with its reason'
        f"</summary>{table}{rest}</details>"
    )


def _table(resource: dict[str, Any], tables: Tables) -> str:
    schema = resource["schema"]
    keys = {key["fields"][0]: key["reference"] for key in schema.get("foreignKeys", [])}
    body = "".join(
        f'<tr><th scope="row"><code>{text(field["name"])}</code><br>{text(field.get("title", ""))}</th>'
        f"<td>{text(field['type'])}</td><td>{text(field.get('unit', ''))}</td>"
        f"<td>{text(allowed(field, keys.get(field['name'])))}</td><td>{text(field.get('description', ''))}</td></tr>"
        for field in schema["fields"]
    )
    name, rows = resource["name"], len(getattr(tables, resource["name"]))
    table = wide_table(
        f"Columns of {name}", ("Column", "Type", "Unit", "Allowed", "Meaning"), body, kind="atlas-dictionary"
    )
    return (
        f'<details class="atlas-fold"><summary><strong>{text(name)}</strong>, {rows} rows. '
        f"{text(resource.get('description', ''))}</summary>{table}</details>"
    )


def _links(named: Iterable[dict[str, Any]]) -> str:
    return "<br>".join(f'<a href="{text(entry["path"])}">{text(entry["title"])}</a>' for entry in named)


_STYLE = (Path(__file__).parent / "sources.css").read_text(encoding="utf-8")
_BASIS = {"stated": "stated", "inferred": "inferred"}
_COUNTED = ("Figures", "Repeats", "Stages", "With a doubt")
_NONE = dict.fromkeys(_COUNTED, 0)


def source_overview(tables: Tables, rows: pd.DataFrame) -> None:
    """List the documents in one table: date, how sure it is, and how much stands in each; each links to its part.

    `rows` are all rows of `derive.ledger_rows`.
    """
    st.html(controls.evidence().once("source overview", lambda: _overview(tables, rows)))


def counts(rows: pd.DataFrame) -> dict[str, dict[str, int]]:
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


def source_articles(tables: Tables, rows: pd.DataFrame) -> None:
    """Show each document with its dates, speaker, notes, doubts and disagreements; `sources#source_id` leads to it.

    `rows` are all rows of `derive.ledger_rows`.
    """
    written = controls.evidence().once("source articles", lambda: _articles(tables, rows))
    for source_id, title, article in written:
        st.subheader(as_markdown(title), anchor=source_id)
        st.html(article)


def as_markdown(words: str) -> str:
    """Write a text so that Markdown shows it as it stands: no markup, formula, colour, emoji or arrow."""
    apart = re.sub(r"(?<=[!-/:-@[-`{-~])(?=[!-/:-@[-`{-~])|(?<=:)(?=\w)", "\u2060", " ".join(words.split()))
    return re.sub(r"([!-/:-@[-`{-~])", r"\\\1", apart)


def _overview(tables: Tables, rows: pd.DataFrame) -> str:
    totals = counts(rows)
    body = "".join(
        f'<tr><th scope="row"><a href="#{text(source["source_id"])}">{text(document_name(source))}</a>'
        f"</th><td>{text(_day(source['event_date']))}</td><td>{_BASIS[source['date_basis']]}</td>"
        + "".join(f'<td class="atlas-count">{count}</td>' for count in totals.get(source["source_id"], _NONE).values())
        + "</tr>"
        for source in _by_date(tables)
    )
    heads = ("Document", "Date", "The date is", *_COUNTED)
    table = wide_table("The documents at a glance", heads, body, kind="atlas-documents")
    return f"<style>{_STYLE}</style>{table}"


def _articles(tables: Tables, rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    totals, doubted = counts(rows), doubts(tables, rows)
    return [
        (
            source["source_id"],
            source["title"],
            f'<article class="atlas-source" aria-label="{text(source["title"])}">'
            f"{definition_list(_facts(source, totals.get(source['source_id'], _NONE)))}"
            f"{doubted.get(source['source_id'], '')}</article>",
        )
        for source in _by_date(tables)
    ]


def _by_date(tables: Tables) -> list[dict[str, Any]]:
    return list(tables.sources.sort_values("event_date", kind="stable").to_dict("records"))


def _day(day: pd.Timestamp) -> str:
    return NO_DATE if pd.isna(day) else period(day, day)


def _facts(source: dict[str, Any], totals: dict[str, int]) -> list[tuple[str, str]]:
    published = "not stated" if pd.isna(source["published_date"]) else period(*[source["published_date"]] * 2)
    told = f"{counted(totals['Figures'], 'figure')}, {counted(totals['Stages'], 'stage')}"
    told += f"; {counted(totals['Repeats'], 'figure')} said again" if totals["Repeats"] else ""
    return [
        ("Publisher", text(source["publisher"] or "not stated")),
        ("Public page", public_link(source["url"], source["url"])),
        ("Words mainly of", text(source["speaker"] or "nobody named")),
        ("Date of the event", f"{text(_day(source['event_date']))}, <strong>{_BASIS[source['date_basis']]}</strong>"),
        ("Published", text(published)),
        ("How the date is known", text(source["date_note"])),
        ("Note", text(source["note"])),
        (
            "What it states",
            f'{text(told)}. <a href="ledger?find={text(source["source_id"])}" target="_self">All in the ledger</a>',
        ),
        ("Name in links", f"<code>{text(source['source_id'])}</code>"),
    ]
