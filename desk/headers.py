"""What browsers are told with every answer: nothing foreign runs, nothing private is kept."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.built import ADDRESS

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_KEPT = "public, max-age=31536000, immutable"


class SecurityHeaders:
    """Adds the headers to every answer of an application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_file = scope["path"].startswith(f"{ADDRESS}/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = message["status"] < 400
                headers = MutableHeaders(scope=message)
                headers.update(_ALWAYS)
                headers["cache-control"] = _KEPT if is_file and found else "no-store"
            await send(message)

        await self._app(scope, receive, with_headers)
