"""Signing in with an account of the desk's own, and out again."""

import asyncio
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import clock
from desk import passwords, tries
from desk.context import Desk
from desk.forms import SESSION_COOKIE, VISITOR_COOKIE, is_our_own
from desk.guard import needs
from desk.pages import page
from store import desk_audit, staff, staff_sessions
from store.engine import reading, transaction

_REFUSED = "sign_in_refused"


def routes(desk: Desk, *, elsewhere: bool, local: bool) -> list[Route]:
    """Give the routes of signing in and out.

    :param elsewhere: whether people may sign in with the company's provider.
    :param local: whether they may with an account of the desk's own.
    """
    pages = _Pages(desk, {"elsewhere": elsewhere, "local": local})
    entering = [Route("/sign-in", pages.sign_in, methods=["POST"])] if local else []
    return [
        Route("/sign-in", pages.form, name="sign_in"),
        *entering,
        Route("/sign-out", needs("agent")(pages.sign_out), methods=["POST"]),
        Route("/sign-out-everywhere", needs("agent")(pages.sign_out_everywhere), methods=["POST"]),
        Route("/language", needs("agent")(pages.language), methods=["POST"]),
    ]


class _Pages:
    def __init__(self, desk: Desk, ways: dict[str, bool]) -> None:
        self._ways = ways
        self._url = desk.settings.database_url
        self._secure = desk.settings.secure_cookies

    async def form(self, request: Request) -> Response:
        return self._shown(request, to=_local(request.query_params.get("to")))

    async def sign_in(self, request: Request) -> Response:
        form = await request.form()
        email = str(form.get("email", "")).strip().casefold()[:254]
        to = _local(str(form.get("to", "")))
        if not await is_our_own(request):
            return self._shown(request, status=403, problem="sign_in.again", email=email, to=to)
        password = str(form.get("password", ""))
        return await asyncio.to_thread(self._checked, request, email, password, to)

    def _checked(self, request: Request, email: str, password: str, to: str) -> Response:
        minutes = tries.minutes_to_wait(self._url, email, address_of(request))
        if minutes:
            known = {"problem": "sign_in.wait", "count": minutes, "email": email, "to": to}
            return self._shown(request, status=429, **known)
        with reading(self._url) as connection:
            stored = staff.password_hash(connection, email)
        if not passwords.is_right(stored, password):
            with transaction(self._url) as connection:
                desk_audit.record(
                    connection,
                    None,
                    _REFUSED,
                    object=email,
                    address=address_of(request),
                    now=clock.now(),
                )
            return self._shown(request, status=401, problem="sign_in.wrong", email=email, to=to)
        with transaction(self._url) as connection:
            person = staff.by_email(connection, email)
            if stored is not None and passwords.is_outdated(stored):
                staff.change(connection, person.id, password_hash=passwords.hashed(password))
            return begin_session(connection, request, person, to, secure=self._secure)

    def _shown(self, request: Request, *, status: int = 200, **values: Any) -> Response:
        known = request.cookies.get(VISITOR_COOKIE)
        request.state.visitor = known or secrets.token_urlsafe(32)
        shown = {"problem": None, "count": 0, "email": "", "to": "/", **self._ways, **values}
        answer = page(request, "sign_in.html", status=status, **shown)
        if known is None:
            _set_cookie(answer, VISITOR_COOKIE, request.state.visitor, secure=self._secure)
        return answer

    def sign_out(self, request: Request) -> Response:
        with transaction(self._url) as connection:
            staff_sessions.end(connection, request.cookies[SESSION_COOKIE])
            desk_audit.record(connection, request.state.staff, "sign_out", now=clock.now())
        return _left()

    def sign_out_everywhere(self, request: Request) -> Response:
        with transaction(self._url) as connection:
            staff_sessions.end_all(connection, request.state.staff.id)
            person = request.state.staff
            desk_audit.record(connection, person, "sign_out_everywhere", now=clock.now())
        return _left()

    def language(self, request: Request) -> Response:
        chosen = str(request.state.form.get("language", ""))
        if chosen in staff.LANGUAGES:
            with transaction(self._url) as connection:
                staff.change(connection, request.state.staff.id, language=chosen)
        return RedirectResponse(_local(str(request.state.form.get("to", ""))), 303)


def begin_session(
    connection: Any, request: Request, person: staff.Staff, to: str, *, secure: bool
) -> Response:
    """Begin a new session for who has proved who they are, and go where they wanted."""
    token = staff_sessions.begin(connection, person.id, now=clock.now())
    desk_audit.record(connection, person, "sign_in", address=address_of(request), now=clock.now())
    answer = RedirectResponse(to, 303)
    _set_cookie(answer, SESSION_COOKIE, token, secure=secure)
    answer.delete_cookie(VISITOR_COOKIE)
    return answer


def _left() -> Response:
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def _set_cookie(answer: Response, name: str, value: str, *, secure: bool) -> None:
    answer.set_cookie(name, value, httponly=True, samesite="lax", secure=secure)


def _local(address: str | None) -> str:
    """An address of this desk, never of another site."""
    is_local = address and address.startswith("/") and not address.startswith(("//", "/\\"))
    return str(address) if is_local else "/"


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""
