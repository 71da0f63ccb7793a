"""Forms that only our own pages can send.

The token of a form is derived from the visitor's cookie, which no other site can read; browsers
also say where a request comes from, and another site is refused by that alone.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

SESSION_COOKIE = "desk_session"
VISITOR_COOKIE = "desk_visitor"
"""Before the sign-in: random, and good for nothing but its form."""
FIELD = "csrf"
HEADER = "x-csrf-token"


def csrf_token(request: Request) -> str:
    """The token that forms of this visitor carry; empty for who has no cookie yet."""
    kept = getattr(request.state, "visitor", None) or _cookie(request)
    return hashlib.sha256(f"csrf {kept}".encode()).hexdigest() if kept else ""


async def is_our_own(request: Request) -> bool:
    """Whether a request that changes something was sent by a page of ours."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return False
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    given = request.headers.get(HEADER) or (await request.form()).get(FIELD) or ""
    expected = csrf_token(request)
    return bool(expected) and hmac.compare_digest(str(given).encode(), expected.encode())


def _cookie(request: Request) -> str | None:
    return request.cookies.get(SESSION_COOKIE) or request.cookies.get(VISITOR_COOKIE)
