"""The peer: the figures of the Trade and Cargo pages in Dash, with the same filter of years, redrawn as it changes.

`python -m tests.benchmarks.peers.dash_app [compress] PORT`. Waitress serves it; the figures of the first page come
with the layout, so that they need no callback.
"""

import sys

import plotly.graph_objects as go
import waitress
from dash import ALL, Dash, Input, Output, State, dcc, html
from dash.exceptions import PreventUpdate

from tests.benchmarks.peers import drawn

SHOWN = ("trade", "cargo")
Years = list[int]


def charts(page: str, years: Years) -> list[dcc.Graph]:
    chosen = None if tuple(years) == drawn.span() else (years[0], years[1])
    return [dcc.Graph(id={"figure": key}, figure=figure) for key, figure in drawn.figures(page, chosen).items()]


def layout() -> html.Div:
    first, last = drawn.span()
    return html.Div(
        [
            dcc.Location(id="address"),
            dcc.Store(id="shown", data=SHOWN[0]),
            html.Nav([dcc.Link(page.capitalize(), href=f"/{page}", style={"marginRight": "1em"}) for page in SHOWN]),
            html.Label(drawn.FILTER),
            dcc.RangeSlider(first, last, 1, value=list(drawn.STARTING), marks=None, id="years"),
            html.Div(charts(SHOWN[0], list(drawn.STARTING)), id="page"),
        ]
    )


def app(compress: bool) -> Dash:
    built = Dash(compress=compress)
    built.layout = layout

    @built.callback(
        Output("page", "children"),
        Output("shown", "data"),
        Input("address", "pathname"),
        State("shown", "data"),
        State("years", "value"),
        prevent_initial_call=True,
    )
    def turn(path: str, shown: str, years: Years) -> tuple[list[dcc.Graph], str]:
        page = path.strip("/")
        if page == shown or page not in SHOWN:
            raise PreventUpdate
        return charts(page, years), page

    @built.callback(
        Output({"figure": ALL}, "figure"),
        Input("years", "value"),
        State("shown", "data"),
        State({"figure": ALL}, "id"),
        prevent_initial_call=True,
    )
    def redraw(years: Years, shown: str, identifiers: list[dict[str, str]]) -> list[go.Figure]:
        found = drawn.figures(shown, (years[0], years[1]))
        return [found.get(identifier["figure"], go.Figure()) for identifier in identifiers]

    return built


if __name__ == "__main__":
    server = app(compress="compress" in sys.argv).server
    waitress.serve(server, host="localhost", port=int(sys.argv[-1]), threads=8)
