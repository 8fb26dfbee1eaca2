"""The one HTML page that every URL opens with: title, scripts to preload, and our own scripts."""

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.assets import Assets, Encoded, EncodedOnce, choose_encoding, encode, respond

# Our component draws charts, maps and the text that is being added; only charts need Plotly.
_PART, _TABLE = "BidiComponent", "DataFrame"
_WITHOUT_CHARTS = ("/", "/map", "/intake")
_EVERYWHERE = ("Html", "Checkbox", "ButtonGroup", "Slider", "Multiselect")
# The largest first. What a reader has to ask for, as the matrix of the overview, is none of them.
NEEDED: Mapping[str, Sequence[str]] = {
    "/": (_PART, *_EVERYWHERE, "TextInput", "PageLink"),
    "/corridors": (_PART, *_EVERYWHERE, "Selectbox", "NumberInput"),
    "/map": (_PART, *_EVERYWHERE, "Selectbox"),
    "/commitments": _EVERYWHERE,
    "/statistics": (_PART, *_EVERYWHERE),
    "/ledger": (_TABLE, *_EVERYWHERE, "TextInput"),
    "/sources": (_TABLE, *_EVERYWHERE),
    "/briefing": (*_EVERYWHERE, "Button"),
    "/intake": (_PART, *_EVERYWHERE, "TextArea", "TextInput", "Button"),
}
NEEDED_ELSEWHERE: Sequence[str] = (_PART, *_EVERYWHERE)
DIRECTORY = Path(__file__).parent / "browser"
# What Streamlit loads of our component for charts.
CHART_MODULE = "/_stcore/bidi-components/atlas_plot.plot/plot.js"
# What draws charts: the build for the kinds of charts that there are, where it was fetched, else the whole one.
PLOTLY = "plotly.min.js"
_PLOTLY_BASIC = Path(__file__).parents[1] / "panels/plot/node_modules/plotly.js-basic-dist-min/plotly-basic.min.js"
NOT_PAGES = ("/static/", "/_stcore/", "/media/", "/component/", "/data/", "/exhibits/", "/figure/", "/atlas/")
# Without it, Streamlit looks for its server below the URL of each deep link first, and fails once.
WHERE_THE_SERVER_IS = """<script>
      window.__streamlit = { BACKEND_BASE_URL: new URL(".", window.location.href).href }
    </script>"""
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
NO_SCRIPT = """<noscript>
      <p>{title} needs JavaScript. The evidence it shows can be read without:
      <a href="./data/claims.csv">its figures</a> and <a href="./data/datapackage.json">their description</a>.
      </p>
    </noscript>"""


def browser_scripts(directory: Path = DIRECTORY) -> dict[str, bytes]:
    """Read the scripts that every page loads, by file name; each stands by itself."""
    return {path.name: path.read_bytes() for path in sorted(directory.glob("*.js"))}


def plotly_script(basic: Path = _PLOTLY_BASIC) -> dict[str, bytes]:
    """Return Plotly's script, under its file name, as browsers load it with the first chart."""
    found = find_spec("plotly")
    shipped = Path(found.origin if found and found.origin else "").parent / "package_data" / PLOTLY
    return {PLOTLY: (basic if basic.is_file() else shipped).read_bytes()}


def script_addresses(scripts: Mapping[str, bytes]) -> list[str]:
    """Return each script's address relative to the page, with the version that lets a browser keep it for good."""
    return [f"./atlas/{name}?v={_version(body)}" for name, body in scripts.items()]


def script_routes(scripts: Mapping[str, bytes], base: str = "") -> list[Route]:
    """Return the route that answers with the scripts, below the URL path `base`.

    Asked for without its version in the query, a script is to be checked anew each time.
    """
    versions = {name: _version(body) for name, body in scripts.items()}
    packed = EncodedOnce()

    def script(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in scripts:
            return Response("There is no such script.\n", 404, {"cache-control": "no-store"}, "text/plain")
        kept = request.query_params.get("v") == versions[name]
        encoded = packed.encoded(name, scripts[name], choose_encoding(request.headers))
        cache_control = "public, immutable, max-age=31536000" if kept else "no-cache"
        return respond(encoded, request.headers, "text/javascript", cache_control)

    return [Route(f"{base}/atlas/{{name:path}}", script)]


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:12]


class EntryPage:
    """Streamlit's HTML page with the dashboard's title and the scripts that a page will need."""

    def __init__(
        self,
        assets: Assets,
        title: str,
        scripts: Mapping[str, Sequence[str]],
        default_scripts: Sequence[str],
        own_scripts: Iterable[str] = (),
        plotly_address: str = "",
    ) -> None:
        """Read the page.

        `scripts` names, per URL path, the scripts whose loading starts with the page, and `default_scripts` those of
        every other path; `own_scripts` are the addresses of the scripts that run on every page besides Streamlit's, and
        `plotly_address` is that of Plotly, whose loading starts where a path needs charts.
        """
        self._assets = assets
        self._scripts = {path: tuple(stems) for path, stems in scripts.items()}
        self._default_scripts = tuple(default_scripts)
        self._plotly = html.escape(plotly_address)
        self._encoded: dict[tuple[str, str], Encoded] = {}
        text = (assets.directory / "index.html").read_text("utf-8")
        text = re.sub(r"<title>.*?</title>", f"<title>{html.escape(title)}</title>", text, count=1)
        text = re.sub(r"<html(?![^>]*\slang=)", '<html lang="en"', text, count=1)
        text = text.replace("<script", f"{WHERE_THE_SERVER_IS}\n    <script", 1)
        own = "".join(f'  <script type="module" src="{html.escape(script)}"></script>\n  ' for script in own_scripts)
        named = f'  <meta name="atlas-plotly" content="{self._plotly}">\n  ' if plotly_address else ""
        text = text.replace("</head>", f"{named}{own}</head>", 1)
        no_script = NO_SCRIPT.format(title=html.escape(title))
        self._text = re.sub(r"<noscript>.*?</noscript>", lambda _: no_script, text, count=1, flags=re.DOTALL)

    @property
    def named_assets(self) -> list[str]:
        """The URL paths of the scripts and styles that the page itself names."""
        return ["/" + path for path in re.findall(r'(?:src|href)="\./(static/(?:js|css)/[^"]+)"', self._text)]

    @property
    def script_hashes(self) -> list[str]:
        """The sources that a content security policy needs to allow the page's inline scripts."""
        digests = (hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(self._text))
        return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]

    def preloaded(self, url_path: str) -> list[str]:
        """List the scripts whose loading starts together with the page at this URL path."""
        found: list[str] = []
        for stem in self._scripts.get(url_path, self._default_scripts):
            found += self._assets.scripts_with_imports(stem, known={*self.named_assets, *found})
        return found

    def document(self, url_path: str) -> str:
        """Write the page for one URL path."""
        links = "".join(
            f'    <link rel="modulepreload" crossorigin href=".{path}">\n' for path in self.preloaded(url_path)
        )
        if _PART in self._scripts.get(url_path, self._default_scripts):
            if self._plotly and url_path not in _WITHOUT_CHARTS:
                links += f'    <link rel="preload" as="script" href="{self._plotly}">\n'
            links += f'    <link rel="modulepreload" href=".{CHART_MODULE}">\n'
        return self._text.replace("</head>", f"{links}  </head>", 1)

    def encoded(self, url_path: str, encoding: str) -> Encoded:
        """Return the encoded page for one URL path, from memory after the first time."""
        key = (url_path if url_path in self._scripts else "", encoding)
        if key not in self._encoded:
            self._encoded[key] = encode(self.document(url_path).encode(), encoding)
        return self._encoded[key]


class ServedEntryPage:
    """Middleware that puts the entry page in the place of Streamlit's."""

    def __init__(self, app: ASGIApp, page: EntryPage, base: str = "") -> None:
        """Serve the page below the URL path `base`."""
        self.app = app
        self.page = page
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Replace the answer where it is the HTML page, which is given whole; pass on everything else."""
        path = str(scope.get("path", "")).removeprefix(self.base)
        if scope["type"] != "http" or path.startswith(NOT_PAGES):
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": [header for header in scope["headers"] if header[0] != b"range"]}
        replaced = False

        async def send_page(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and message["status"] == 200:
                answer = Headers(raw=message["headers"])
                replaced = answer.get("content-type", "").startswith("text/html")
                if replaced:
                    request = Headers(scope=scope)
                    encoded = self.page.encoded(path, choose_encoding(request))
                    await respond(encoded, request, "text/html", "no-cache")(scope, receive, send)
            if not replaced:
                await send(message)

        await self.app(scope, receive, send_page)
