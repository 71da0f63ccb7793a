"""The page of one hand-off: the conversation live, the dossier, and its live signs."""

from collections.abc import AsyncIterator
from typing import Any

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import clock
import settings
from desk import handoff_view
from desk.colleagues import colleagues, teams
from desk.context import Desk
from desk.guard import needs
from desk.handoff_view import UnknownHandoffError, named
from desk.known_words import FIELDS, REASONS, TASKS
from desk.live import changes
from desk.pages import page
from store import schema

ONE = "/handoffs/{handoff_id}"


def routes(desk: Desk) -> list[Route]:
    """Give the routes that only read."""
    pages = Pages(desk)
    return [
        Route(ONE, needs("agent")(pages.one), name="handoff"),
        Route(f"{ONE}/transcript", needs("agent")(pages.transcript), name="handoff_transcript"),
        Route(f"{ONE}/writing", needs("agent")(pages.writing), name="handoff_writing"),
        Route(f"{ONE}/live", needs("agent")(pages.live), name="handoff_live"),
    ]


class Pages:
    """Renders a hand-off."""

    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url
        self._tracker_url = desk.settings.tracker_database_url
        self._hours = settings.opening_hours()

    def one(self, request: Request) -> Response:
        return self.show(request, request.path_params["handoff_id"])

    def show(
        self,
        request: Request,
        handoff_id: str,
        *,
        problem: str | None = None,
        by: str = "",
        kept: str = "",
        client_id: str | None = None,
    ) -> Response:
        """Render the page.

        :param problem: why the last step did not succeed: `claimed` (by a colleague, `by`),
            `ended`, or `empty`.
        :param kept: what was written and could not be sent.
        """
        now = clock.now()
        try:
            view = handoff_view.read(
                self._url, self._tracker_url, handoff_id, hours=self._hours, now=now
            )
        except UnknownHandoffError:
            return page(request, "handoff_unknown.html", status=404)
        return page(
            request,
            "handoff.html",
            status=409 if problem else 200,
            view=view,
            handoff=view.row.entry,
            named=named,
            tasks=TASKS,
            reasons=REASONS,
            fields=FIELDS,
            now=now,
            problem=problem,
            by=by,
            kept=kept,
            client_id=client_id or schema.new_id("say"),
            colleagues=colleagues(self._url, request.state.staff),
            teams=teams(self._url),
        )

    def transcript(self, request: Request) -> Response:
        try:
            status, messages = handoff_view.messages(self._url, request.path_params["handoff_id"])
        except UnknownHandoffError:
            return Response(status_code=404)
        return page(request, "handoff_transcript.html", messages=messages, status_shown=status)

    def writing(self, request: Request) -> Response:
        writes = handoff_view.customer_writes(self._url, request.path_params["handoff_id"])
        return page(request, "handoff_writing.html", writes=writes)

    async def live(self, request: Request) -> Response:
        """Say `changed` when there is something new, `writing` when that sign comes or goes."""
        handoff_id = request.path_params["handoff_id"]
        return EventSourceResponse(_events(self._url, handoff_id))


async def _events(url: str, handoff_id: str) -> AsyncIterator[ServerSentEvent]:
    shown: Any = None
    wrote: bool | None = None

    def look() -> tuple[object, bool]:
        return handoff_view.print_of(url, handoff_id)

    async for seen, writes in changes(look):
        if writes != wrote:
            wrote = writes
            yield ServerSentEvent(event="writing", data="")
        if seen != shown:
            shown = seen
            yield ServerSentEvent(event="changed", data="")
