"""One's own account: the password, and signing out everywhere."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import clock
from desk import passwords, tries
from desk.context import Desk
from desk.guard import needs
from desk.pages import page
from desk.sign_in import address_of, begin_session
from store import desk_audit, staff
from store.engine import reading, transaction


def routes(desk: Desk) -> list[Route]:
    """Give the routes of one's own account."""
    pages = _Pages(desk)
    return [
        Route("/me", needs("agent")(pages.show), name="me"),
        Route("/me", needs("agent")(pages.change_password), methods=["POST"]),
    ]


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url
        self._secure = desk.settings.secure_cookies

    def show(self, request: Request) -> Response:
        return self._shown(request)

    def change_password(self, request: Request) -> Response:
        person, form = request.state.staff, request.state.form
        old, new = str(form.get("old", "")), str(form.get("new", ""))
        minutes = tries.minutes_to_wait(self._url, person.email, address_of(request))
        if minutes:
            return self._shown(request, "sign_in.wait", count=minutes, status=429)
        with reading(self._url) as connection:
            stored = staff.password_hash(connection, person.email)
        if not passwords.is_right(stored, old):
            return self._shown(request, "me.wrong", status=422)
        if not passwords.is_acceptable(new) or new == old:
            return self._shown(request, "me.too_weak", status=422)
        with transaction(self._url) as connection:
            staff.change(
                connection, person.id, password_hash=passwords.hashed(new), must_change=False
            )
            desk_audit.record(connection, person, "password_changed", now=clock.now())
            # Every session has ended with the old password; this one goes on anew.
            return begin_session(connection, request, person, "/", secure=self._secure)

    def _shown(
        self, request: Request, problem: str | None = None, *, count: int = 0, status: int = 200
    ) -> Response:
        values = {"problem": problem, "count": count, "shortest": passwords.SHORTEST}
        return page(request, "me.html", status=status, **values)
