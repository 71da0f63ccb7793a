"""The people of the desk, for administrators: who is there, their role, teams and access."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import clock
from desk import passwords
from desk.context import Desk
from desk.guard import needs
from desk.pages import page
from store import accounts, desk_audit, staff
from store.engine import reading, transaction


def routes(desk: Desk) -> list[Route]:
    """Give the routes of the page for administrators."""
    pages = _Pages(desk)
    one = "/staff/{staff_id}"
    return [
        Route("/staff", needs("admin")(pages.show), name="staff"),
        Route("/staff", needs("admin")(pages.add), methods=["POST"]),
        Route(one, needs("admin")(pages.change), methods=["POST"]),
        Route(f"{one}/access", needs("admin")(pages.access), methods=["POST"]),
        Route(f"{one}/password", needs("admin")(pages.password), methods=["POST"]),
    ]


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url

    def show(self, request: Request) -> Response:
        return self._shown(request)

    def add(self, request: Request) -> Response:
        given = _fields(request)
        problem = _problem(given)
        if problem is not None:
            return self._shown(request, status=422, problem=problem, given=given)
        password = passwords.generated()
        try:
            with transaction(self._url) as connection:
                person = staff.add(
                    connection,
                    **given,
                    password_hash=passwords.hashed(password),
                    must_change=True,
                )
                self._record(connection, request, "staff_added", person, role=person.role)
        except staff.StaffExistsError:
            return self._shown(request, status=422, problem="staff.taken", given=given)
        return self._shown(request, password=password, whose=person)

    def change(self, request: Request) -> Response:
        given = _fields(request)
        with transaction(self._url) as connection:
            person = staff.by_id(connection, request.path_params["staff_id"])
            role = person.role if person.id == request.state.staff.id else given["role"]
            if given["name"] and role in staff.ROLES:
                staff.change(
                    connection, person.id, name=given["name"], role=role, teams=given["teams"]
                )
                detail = {"name": given["name"], "role": role, "teams": given["teams"]}
                self._record(connection, request, "staff_changed", person, **detail)
        return RedirectResponse("/staff", 303)

    def access(self, request: Request) -> Response:
        """Take the access away or give it back; nobody can lock themselves out."""
        ends = request.state.form.get("deed") == "disable"
        with transaction(self._url) as connection:
            person = staff.by_id(connection, request.path_params["staff_id"])
            if person.id != request.state.staff.id:
                staff.change(connection, person.id, disabled=ends)
                deed = "staff_disabled" if ends else "staff_enabled"
                self._record(connection, request, deed, person)
        return RedirectResponse("/staff", 303)

    def password(self, request: Request) -> Response:
        password = passwords.generated()
        with transaction(self._url) as connection:
            person = staff.by_id(connection, request.path_params["staff_id"])
            hashed = passwords.hashed(password)
            staff.change(connection, person.id, password_hash=hashed, must_change=True)
            self._record(connection, request, "staff_password_reset", person)
        return self._shown(request, password=password, whose=person)

    def _shown(self, request: Request, *, status: int = 200, **values: Any) -> Response:
        with reading(self._url) as connection:
            people = staff.everybody(connection)
            teams = accounts.representatives(connection)
        known = {"problem": None, "given": {}, "password": None, "whose": None, **values}
        return page(
            request,
            "staff.html",
            status=status,
            people=people,
            all_teams=sorted({*teams, *(team for each in people for team in each.teams)}),
            roles=staff.ROLES,
            **known,
        )

    @staticmethod
    def _record(
        connection: Any, request: Request, action: str, person: staff.Staff, **detail: Any
    ) -> None:
        desk_audit.record(
            connection,
            request.state.staff,
            action,
            object=person.email,
            detail=detail,
            now=clock.now(),
        )


def _fields(request: Request) -> dict[str, Any]:
    form = request.state.form
    return {
        "email": str(form.get("email", "")).strip().casefold(),
        "name": str(form.get("name", "")).strip()[:200],
        "role": str(form.get("role", "agent")),
        "language": str(form.get("language", "fr")),
        "teams": [str(team) for team in form.getlist("teams") if team],
    }


def _problem(given: dict[str, Any]) -> str | None:
    try:
        validate_email(given["email"], check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return "staff.bad_email"
    if not given["name"]:
        return "staff.no_name"
    known = given["role"] in staff.ROLES and given["language"] in staff.LANGUAGES
    return None if known else "staff.unknown_choice"
