"""The built files of the chat widget, as browsers fetch them.

The launcher is `/widget.js`, asked for anew each time; what it loads has the hash of its
content in its name, and is kept for ever.
"""

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

BUILT = Path(__file__).with_name("widget") / "dist"
LAUNCHER = "widget.js"
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, no-cache"


class NotBuiltError(FileNotFoundError):
    """The widget was not built; the message says how to."""


@dataclass(frozen=True)
class _File:
    content: bytes
    compressed: bytes
    type: str
    tag: str


def _read(path: Path) -> _File:
    content = path.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    return _File(content, gzip.compress(content, 9, mtime=0), _TYPES[path.suffix], tag)


class WidgetFiles:
    """Serves what `make front` built, from memory.

    :raises NotBuiltError: if it was not built.
    """

    def __init__(self, directory: Path = BUILT) -> None:
        built = directory.iterdir() if directory.is_dir() else []
        self._files = {each.name: _read(each) for each in built if each.suffix in _TYPES}
        if LAUNCHER not in self._files:
            raise NotBuiltError(f"no chat widget in {directory}: run `make front` first")

    @property
    def style_of_page(self) -> str:
        """Give the address of the help page's style."""
        return next(f"/widget/{name}" for name in self._files if name.startswith("page-"))

    def attach(self, app: Sanic) -> None:
        """Serve the files."""
        app.add_route(self._launcher, f"/{LAUNCHER}")
        app.add_route(self._file, "/widget/<name:str>")

    async def _launcher(self, request: Request) -> HTTPResponse:
        return self._answer(request, LAUNCHER, _ASK_AGAIN)

    async def _file(self, request: Request, name: str) -> HTTPResponse:
        if name not in self._files:
            return response.text("", status=404)
        return self._answer(request, name, _FOR_EVER)

    def _answer(self, request: Request, name: str, caching: str) -> HTTPResponse:
        file = self._files[name]
        headers = {
            "Cache-Control": caching,
            "ETag": file.tag,
            "Vary": "Accept-Encoding",
            "X-Content-Type-Options": "nosniff",
            # The code is public, and pages of other sites load it as a module.
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        if request.headers.get("if-none-match") == file.tag:
            return response.raw(b"", status=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            return response.raw(file.compressed, content_type=file.type, headers=headers)
        return response.raw(file.content, content_type=file.type, headers=headers)
