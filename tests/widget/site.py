"""A company's own site with the widget on it: another origin, its own sign-in, a strict policy."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from tests.services import Services, free_port

_PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Site</title><link rel="icon" href="/icon.svg"></head>
<body><main><h1>Site</h1><p><a href="#a">Link</a></p></main>
<script src="{assistant}/widget.js" data-token-endpoint="/chat-token" defer></script>
</body></html>"""


@dataclass
class Site:
    """Signs its one customer in for `ttl` seconds at a time; nobody, without an e-mail address.

    `delay` is how long its token endpoint takes, in seconds.
    """

    services: Services
    port: int = field(default_factory=free_port)
    email: str | None = None
    sid: str = "site"
    ttl: int = 600
    language: str = "fr"
    delay: float = 0
    tokens_given: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def policy(self) -> str:
        assistant = self.services.url
        sockets = assistant.replace("http", "ws", 1)
        return (
            f"default-src 'none'; script-src {assistant}; img-src 'self'; "
            f"connect-src 'self' {assistant} {sockets}; "
            "require-trusted-types-for 'script'; trusted-types 'none'"
        )

    def answer(self, path: str) -> tuple[int, str, str]:
        """Give status, type and body for a path."""
        if path == "/icon.svg":
            return 200, "image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg"/>'
        if path != "/chat-token":
            page = _PAGE.format(language=self.language, assistant=self.services.url)
            return 200, "text/html; charset=utf-8", page
        if self.email is None:
            return 204, "application/json", ""
        time.sleep(self.delay)
        self.tokens_given += 1
        token = self.services.token(self.email, sid=self.sid, ttl=self.ttl)
        return 200, "application/json", json.dumps({"token": token})


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve the site for the time of a block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = site.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", site.policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", site.port), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
