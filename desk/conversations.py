"""The pages that list conversations and show one of them, turn by turn."""

from functools import partial
from typing import Any

from babel.numbers import format_percent
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import clock
from desk import conversation_filters, conversation_view
from desk.context import Desk
from desk.conversation_filters import Asked, asked_by, conversation_id, with_query
from desk.differences import differences, shown
from desk.guard import needs
from desk.known_words import FIELDS, REASONS, TASKS
from desk.pages import page
from store import conversation_list, list_details, words
from store.engine import reading
from store.list_filters import MOST_COUNTED, OUTCOMES
from store.turn_by_turn import UnknownConversationError


def routes(desk: Desk) -> list[Route]:
    """Give the routes of these pages."""
    pages = _Pages(desk)
    one = "/conversations/{conversation_id}"
    return [
        Route("/conversations", needs("agent")(pages.listing), name="conversations"),
        Route(one, needs("agent")(pages.conversation), name="conversation"),
    ]


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url
        self._tracker_url = desk.settings.tracker_database_url

    def listing(self, request: Request) -> Response:
        asked = asked_by(request)
        cursor = conversation_filters.cursor(request.query_params)
        address = with_query("/conversations", asked.with_more(**cursor))
        found = self._list(asked, cursor)
        if request.headers.get("HX-Target") == "conversation-list":
            part = _page(request, "conversations_list.html", asked=asked, **found)
            part.headers["HX-Push-Url"] = address
            return part
        if "" in request.query_params.values():  # of a form that was sent without a script
            return RedirectResponse(address, 303)
        return _page(request, "conversations.html", asked=asked, **found, **self._choices())

    def _list(self, asked: Asked, cursor: dict[str, int]) -> dict[str, Any]:
        terms = words.understand(asked.filters.words or "")
        with reading(self._url) as connection:
            listed = conversation_list.page(connection, asked.filters, **cursor)
            return {
                "listed": listed,
                "total": conversation_list.count(connection, asked.filters),
                "most": MOST_COUNTED,
                "owners": list_details.owners(connection, listed.rows),
                "hits": list_details.hits(connection, listed.rows, terms, asked.filters.said_by)
                if terms
                else {},
            }

    def _choices(self) -> dict[str, Any]:
        with reading(self._url) as connection:
            return {
                "intents": conversation_list.values_of(connection, "intent"),
                "tags": conversation_list.values_of(connection, "tag"),
                "tasks": TASKS,
                "outcomes": OUTCOMES,
            }

    def conversation(self, request: Request) -> Response:
        asked = asked_by(request)
        first = request.query_params.get("first", "")
        try:
            view = conversation_view.read(
                self._url,
                self._tracker_url,
                conversation_id(request),
                filters=asked.filters,
                first=int(first) if first.isdecimal() and len(first) < 9 else 1,
                turn=request.query_params.get("turn"),
            )
        except UnknownConversationError:
            return page(request, "conversation_unknown.html", status=404)
        return _page(request, "conversation.html", asked=asked, view=view, now=clock.now())


def _page(request: Request, name: str, **values: Any) -> Response:
    """Render a page with what its macros need to name and show stored values."""
    language = request.state.staff.language
    return page(
        request,
        name,
        named_tasks=TASKS,
        named_reasons=REASONS,
        named_fields=FIELDS,
        differences=differences,
        plain=shown,
        percent=partial(format_percent, locale=language),
        **values,
    )
