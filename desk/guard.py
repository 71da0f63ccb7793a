"""Who may see a page, and send its forms."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

import clock
from desk.context import Desk
from desk.forms import SESSION_COOKIE, is_our_own
from desk.pages import page
from store import staff_sessions
from store.engine import reading, transaction
from store.staff import Staff

_SAFE = ("GET", "HEAD", "OPTIONS")
_OPEN_TO_NEW_PASSWORDS = ("/me", "/sign-out", "/language")

Endpoint = Callable[[Request], Any]


def needs(role: str) -> Callable[[Endpoint], Callable[[Request], Awaitable[Response]]]:
    """Open a page to who is signed in and has at least that role.

    `request.state.staff` is then the person. Who is not signed in is sent to the sign-in, who
    may not is told so, and a form from another site is refused. An endpoint that is no coroutine
    runs in a thread; of a form that was sent it finds the fields in `request.state.form`.
    """

    def guarding(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            person = await asyncio.to_thread(_signed_in, request)
            if person is None:
                return _to_sign_in(request)
            request.state.staff = person
            if not person.may(role):
                return page(request, "forbidden.html", status=403)
            if request.method not in _SAFE:
                if not await is_our_own(request):
                    return page(request, "foreign_form.html", status=403)
                request.state.form = await request.form()
            if person.must_change and request.url.path not in _OPEN_TO_NEW_PASSWORDS:
                return RedirectResponse("/me", 303)
            if iscoroutinefunction(endpoint):
                answer: Response = await endpoint(request)
                return answer
            return await asyncio.to_thread(endpoint, request)

        guarded.needs = role  # type: ignore[attr-defined] # a test asks every route
        return guarded

    return guarding


def _signed_in(request: Request) -> Staff | None:
    token = request.cookies.get(SESSION_COOKIE)
    if not token:
        return None
    desk: Desk = request.app.state.desk
    with reading(desk.settings.database_url) as connection:
        found = staff_sessions.holder(connection, token, now=clock.now())
    if found is None:
        return None
    person, to_be_noted = found
    if to_be_noted:
        with transaction(desk.settings.database_url) as connection:
            staff_sessions.seen(connection, token, now=clock.now())
    return person


def _to_sign_in(request: Request) -> Response:
    if request.headers.get("hx-request"):
        # htmx would put the sign-in page in the middle of another one.
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    wanted = request.url.path if request.method in _SAFE else "/"
    if request.url.query and request.method in _SAFE:
        wanted += f"?{request.url.query}"
    address = request.url_for("sign_in").include_query_params(to=wanted)
    return RedirectResponse(f"{address.path}?{address.query}", 303)
