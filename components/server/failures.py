"""What is answered where the server itself fails."""

import logging

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ToldFailures:
    """Middleware that answers a failure in plain words, and tells the log what was asked for and why it failed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer 500 where that fails before an answer has begun. One that has begun is broken off."""
        begun = scope["type"] != "http"

        async def send_and_see(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_see)
        except Exception:
            if begun:
                raise
            logging.getLogger("atlas").exception("%s %r could not be answered", scope["method"], scope["path"])
            answer = PlainTextResponse("The server could not answer this.\n", 500, {"cache-control": "no-store"})
            await answer(scope, receive, send)
