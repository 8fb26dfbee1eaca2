"""What stands before every answer, put together as the server's settings ask."""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from components.server.failures import ToldFailures
from components.server.headers import SecurityHeaders, content_security_policy
from components.server.hosts import EVERY_ADDRESS, OwnOrigin, allowed_hosts, frame_ancestors
from components.server.routes import OnlyRoutes

ALLOWED_HOSTS, FRAME_ANCESTORS = "ATLAS_ALLOWED_HOSTS", "ATLAS_FRAME_ANCESTORS"


def guards(
    settings: Mapping[str, str], address: str, assets: Path, script_hashes: Iterable[str] = (), base: str = ""
) -> list[Middleware]:
    """Give the middleware that decides whom and what the server answers, the outermost first.

    `settings` are the environment's, `address` is the one listened at, `assets` the folder of Streamlit's own files,
    and `base` the URL path below which the dashboard stands. A setting that says nothing sensible ends the program in
    words for whoever set it.
    """
    named = settings.get(ALLOWED_HOSTS, "")
    try:
        hosts = allowed_hosts(named, address)
        framed_by = frame_ancestors(settings.get(FRAME_ANCESTORS, ""))
    except ValueError as error:
        raise SystemExit(str(error)) from None
    if address in EVERY_ADDRESS and not named.strip():
        told = "Listening on every address, but answering only as %s: name the other hosts in %s"
        logging.getLogger("atlas").warning(told, ", ".join(hosts), ALLOWED_HOSTS)
    return [
        Middleware(SecurityHeaders, policy=content_security_policy(script_hashes, framed_by)),
        Middleware(ToldFailures),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(OwnOrigin),
        Middleware(OnlyRoutes, assets=assets, base=base),
    ]
