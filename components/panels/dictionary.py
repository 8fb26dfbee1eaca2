"""The data dictionary and the licences, read from the schema, and the numbers that are left out."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from components.exhibits.dictionary_table import allowed
from components.panels.markup import text
from components.panels.rest import MOST_ROWS, left_out
from components.panels.wide_table import wide_table
from components.tables import Tables


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
    publishers = dict(zip(tables.sources["source_id"], tables.sources["publisher"], strict=True))
    body = "".join(
        f'<tr><td><q>{text(row.as_stated)}</q></td><td><a href="#{text(row.source_id)}">'
        f"{text(publishers[row.source_id])}</a>, par. {row.paragraph}</td><td>{text(row.reason)}</td></tr>"
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
