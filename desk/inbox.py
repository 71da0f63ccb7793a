"""The inbox of hand-offs: what is mine, my team's, everybody's; and what colleagues hold."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from babel.dates import format_timedelta
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import clock
import settings
from desk.context import Desk
from desk.guard import needs
from desk.inbox_sections import Row, Sections, row, sections
from desk.known_words import REASONS
from desk.live import changes
from desk.pages import page
from store import inbox
from store.engine import reading
from store.staff import Staff


def routes(desk: Desk) -> list[Route]:
    """Give the routes of the inbox."""
    pages = _Inbox(desk)
    return [
        Route("/inbox", needs("agent")(pages.show), name="inbox"),
        Route("/inbox/list", needs("agent")(pages.listing), name="inbox_list"),
        Route("/inbox/live", needs("agent")(pages.live), name="inbox_live"),
    ]


class _Inbox:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url
        self._hours = settings.opening_hours()

    def show(self, request: Request) -> Response:
        return page(request, "inbox.html", **self._values(request))

    def listing(self, request: Request) -> Response:
        return page(request, "inbox_list.html", **self._values(request))

    async def live(self, request: Request) -> Response:
        """Say `changed` whenever the inbox is not what it was."""
        staff: Staff = request.state.staff

        async def events() -> AsyncIterator[ServerSentEvent]:
            async for _ in changes(lambda: self._print_of(staff)):
                yield ServerSentEvent(event="changed", data="")

        return EventSourceResponse(events())

    def _values(self, request: Request) -> dict[str, Any]:
        mine, ended = self._read(request.state.staff)
        now = clock.now()
        return {
            "sections": mine,
            "ended": ended,
            "now": now,
            "is_open": self._hours.is_open(now),
            "reasons": REASONS,
            "lasting": partial(format_timedelta, locale=request.state.staff.language),
            "opens": self._hours.next_opening(now),
        }

    def _read(self, staff: Staff) -> tuple[Sections, list[Row]]:
        now = clock.now()
        with reading(self._url) as connection:
            opened, ended = inbox.open_entries(connection), inbox.ended_entries(connection)
        return (
            sections(opened, staff, self._hours, now),
            [row(each, self._hours, now) for each in ended],
        )

    def _print_of(self, staff: Staff) -> object:
        """Give something that differs whenever the list would."""
        mine, ended = self._read(staff)
        minute = clock.now().replace(second=0, microsecond=0)  # for how long each has waited
        shown = (*mine.mine, *mine.team, *mine.pool, *mine.others)
        return (
            minute,
            [(each.entry.id, each.entry.claimed_by, each.entry.team, each.due) for each in shown],
            [each.entry.id for each in ended],
        )
