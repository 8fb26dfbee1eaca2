"""What the server does besides running the pages: packed scripts, the data files, security headers."""

from components.server.assets import Assets, PackedAssets
from components.server.browser_scripts import browser_scripts, script_addresses, script_routes
from components.server.data_routes import data_routes
from components.server.entry_page import EntryPage, ServedEntryPage
from components.server.headers import SecurityHeaders, content_security_policy

__all__ = [
    "Assets",
    "EntryPage",
    "PackedAssets",
    "SecurityHeaders",
    "ServedEntryPage",
    "browser_scripts",
    "content_security_policy",
    "data_routes",
    "script_addresses",
    "script_routes",
]
