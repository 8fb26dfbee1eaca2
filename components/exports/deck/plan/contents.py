"""What stands on the slides of an exhibit: charts, tables, an agenda or the map, one content a slide."""

from collections.abc import Callable
from typing import Any

from components import charts, maps
from components.exhibits import Exhibit
from components.exports.deck.plan.agenda import Agenda, agendas
from components.exports.deck.plan.frame import Box
from components.exports.deck.plan.lying import against_capacity, lying
from components.exports.deck.plan.matrices import coverage_tables, stage_tables
from components.exports.deck.plan.plots import Plot
from components.exports.deck.plan.standing import dated_and_undated, standing
from components.exports.deck.plan.table import Table
from components.style import Palette

Content = Table | Agenda | tuple[Plot, ...] | Exhibit
Ids = tuple[str, ...]
Pages = list[tuple[Content, Ids]]


def exhibit_pages(exhibit: Exhibit, palette: Palette, body: Box) -> Pages:
    """Give the contents of an exhibit's slides, each with the ids of what it shows."""
    return _DRAWN[exhibit.draw](exhibit, palette, body)


def table_pages(tables: list[Table]) -> Pages:
    """Give tables as contents of slides."""
    return [(table, _ids_of(table)) for table in tables]


def _ids_of(table: Table) -> Ids:
    return tuple(dict.fromkeys(key for row in table.rows for key in row.ids))


def _plot_pages(plots: list[tuple[Plot, ...]]) -> Pages:
    pages: Pages = []
    for slide in plots:
        behind = [plot.behind["figure_id"] for plot in slide if plot.behind is not None]
        pages.append((slide, tuple([bar.figure["figure_id"] for plot in slide for bar in plot.bars] + behind)))
    return pages


def _documents(exhibit: Exhibit) -> Any:
    return exhibit.options["documents"]


# What stands on the slides of an exhibit, by the function that draws it on the screen.
_DRAWN: dict[Callable[..., Any], Callable[[Exhibit, Palette, Box], Pages]] = {
    charts.bars: lambda exhibit, palette, body: _plot_pages(
        standing(exhibit.shown, body, top=exhibit.options.get("top"))
    ),
    charts.timeline: lambda exhibit, palette, body: _plot_pages(dated_and_undated(exhibit.shown, body)),
    charts.rows: lambda exhibit, palette, body: _plot_pages(lying(exhibit.shown, body, **exhibit.options)),
    charts.bullet: lambda exhibit, palette, body: _plot_pages(against_capacity(exhibit.shown, body)),
    charts.coverage_matrix: lambda exhibit, palette, body: table_pages(
        coverage_tables(exhibit.shown, _documents(exhibit), palette, body.height)
    ),
    charts.status_matrix: lambda exhibit, palette, body: table_pages(
        stage_tables(exhibit.shown, _documents(exhibit), palette, body.height)
    ),
    charts.agenda: lambda exhibit, palette, body: [
        (agenda, _ids_of(agenda.table)) for agenda in agendas(exhibit.shown, palette, body)
    ],
    maps.picture: lambda exhibit, palette, body: [(exhibit, tuple(exhibit.shown["figure_id"]))],
}
