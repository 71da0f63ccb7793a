"""Reports of new models: what changes and what breaks, and which an admin lets go live."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import clock
from desk.context import Desk
from desk.guard import needs
from desk.pages import page
from store import desk_audit, model_reports
from store.engine import reading, transaction
from store.model_reports import NoReportError

_KNOWN = ("broken", "mended", "still_wrong")
_PAST = ("intents", "entities", "into_doubt", "out_of_doubt")


def routes(desk: Desk) -> list[Route]:
    """Give the routes of the reports."""
    pages = _Pages(desk)
    return [
        Route("/reports", needs("reviewer")(pages.listing), name="reports"),
        Route("/reports/{number:int}", needs("reviewer")(pages.show)),
        Route("/reports/{number:int}", needs("admin")(pages.approve), methods=["POST"]),
    ]


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url

    def listing(self, request: Request) -> Response:
        with reading(self._url) as connection:
            return page(request, "reports.html", reports=model_reports.listing(connection))

    def show(self, request: Request) -> Response:
        with reading(self._url) as connection:
            try:
                row = model_reports.by_number(connection, request.path_params["number"])
            except NoReportError:
                raise HTTPException(404) from None
        return page(
            request, "report.html", row=row, report=row["report"], known=_KNOWN, past=_PAST
        )

    def approve(self, request: Request) -> Response:
        number, person, now = request.path_params["number"], request.state.staff, clock.now()
        with transaction(self._url) as connection:
            try:
                model_reports.approve(connection, number, by=person.name, now=now)
            except NoReportError:
                raise HTTPException(404) from None
            desk_audit.record(connection, person, "model_approved", object=str(number), now=now)
        return RedirectResponse(f"/reports/{number}", 303)
