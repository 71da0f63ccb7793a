"""The audit of the desk: what its people did, for administrators to read and to keep."""

from datetime import date, datetime, time, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from desk.context import Desk
from desk.csv_file import csv_file
from desk.guard import needs
from desk.pages import ZONE, page
from store import desk_audit, staff
from store.engine import reading

_MOST_ROWS = 50_000
_COLUMNS = ("at", "staff", "action", "object", "address", "detail")


def routes(desk: Desk) -> list[Route]:
    """Give the routes of the audit."""
    pages = _Pages(desk)
    return [
        Route("/audit", needs("admin")(pages.show), name="audit"),
        Route("/audit/audit.csv", needs("admin")(pages.download), name="audit_csv"),
    ]


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url

    def show(self, request: Request) -> Response:
        query = request.query_params
        before = query.get("before", "")
        with reading(self._url) as connection:
            rows = desk_audit.page(
                connection,
                **_wanted(request),
                before=int(before) if before.isdecimal() and len(before) < 10 else None,
            )
            return page(
                request,
                "audit.html",
                rows=rows,
                people=staff.everybody(connection),
                actions=desk_audit.actions(connection),
                asked=query,
                last=rows[-1]["number"] if len(rows) == desk_audit.PAGE else None,
            )

    def download(self, request: Request) -> Response:
        with reading(self._url) as connection:
            rows = desk_audit.page(connection, **_wanted(request), limit=_MOST_ROWS)
        return csv_file("audit.csv", _COLUMNS, (_line(row) for row in rows))


def _line(row: dict[str, Any]) -> tuple[Any, ...]:
    detail = "; ".join(f"{key}: {value}" for key, value in (row["detail"] or {}).items())
    known = (row["staff_email"], row["action"], row["object"], row["address"])
    return (row["at"].isoformat(), *known, detail)


def _wanted(request: Request) -> dict[str, Any]:
    query = request.query_params
    until = _day(query.get("until"))
    return {
        "staff_id": query.get("staff") or None,
        "action": query.get("action") or None,
        "since": _day(query.get("since")),
        "until": None if until is None else until + timedelta(days=1),
    }


def _day(given: str | None) -> datetime | None:
    """The beginning of a day in the desk's zone; of what is no day, nothing."""
    try:
        return datetime.combine(date.fromisoformat(given or ""), time(), ZONE)
    except ValueError:
        return None
