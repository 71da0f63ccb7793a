"""The page at `/`: what answers here, for somebody who opens it in a browser."""

from pathlib import Path

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

_PAGE = Path(__file__).with_name("page.html")
_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


async def help_page(_request: Request) -> HTTPResponse:
    """Give the help page, in both languages."""
    return response.html(_PAGE.read_text(encoding="utf-8"), headers=_HEADERS)
