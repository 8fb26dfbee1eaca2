"""What the server does besides running the pages: packed scripts, the data files, guards, limits."""

from components.server.assets import Assets, CompressedAssets, small_fonts
from components.server.connections import Connections
from components.server.data_files import data_routes, exhibit_routes, place_under
from components.server.entry_page import (
    CHART_MODULE,
    NEEDED,
    NEEDED_ELSEWHERE,
    EntryPage,
    ServedEntryPage,
    browser_scripts,
    plotly_script,
    script_addresses,
    script_routes,
)
from components.server.middleware import (
    EVERY_ANSWER,
    OnlyRoutes,
    allowed_hosts,
    content_security_policy,
    frame_ancestors,
    guards,
)
