"""The headers that keep a page to itself."""

from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What no page of the dashboard asks a browser for; copying a citation and filling the screen stay possible.
UNUSED_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
EVERY_ANSWER = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
}


def content_security_policy(script_sources: Iterable[str] = (), frame_ancestors: Iterable[str] = ("'none'",)) -> str:
    """State what a page may load, only what this server gives besides the named script sources, and who frames it."""
    rules = {
        "default-src": ["'self'"],
        # The map's drawing library brings WebAssembly, which is code of this server too.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *script_sources],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", "data:", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": list(frame_ancestors),
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


class SecurityHeaders:
    """Middleware that adds security headers to every answer, and the policy to every HTML page."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self.app = app
        self.policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the answer's start."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                headers = MutableHeaders(scope=message)
                headers.update(EVERY_ANSWER)
                # What programs of any origin may read, pages of any origin may hold.
                anywhere = headers.get("access-control-allow-origin") == "*"
                headers["cross-origin-resource-policy"] = "cross-origin" if anywhere else "same-origin"
                if headers.get("content-type", "").startswith("text/html"):
                    headers["content-security-policy"] = self.policy
            await send(message)

        await self.app(scope, receive, send_with_headers)
