"""What reviewers do on the page of a conversation; every change is audited with it."""

from collections.abc import Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import clock
from desk.context import Desk
from desk.conversation_filters import asked_by, conversation_id, plain, with_query
from desk.guard import needs
from store import desk_audit, reviews
from store.engine import transaction

Change = Callable[..., object]
"""What is written of a conversation, given a connection and the conversation's id."""


def routes(desk: Desk) -> list[Route]:
    """Give the routes of what reviewers send."""
    forms = _Forms(desk)
    one = "/conversations/{conversation_id}"
    return [
        Route(f"{one}/review", needs("reviewer")(forms.review), methods=["POST"]),
        Route(f"{one}/tags", needs("reviewer")(forms.tag), methods=["POST"]),
        Route(f"{one}/notes", needs("reviewer")(forms.note), methods=["POST"]),
    ]


class _Forms:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url

    def review(self, request: Request) -> Response:
        deed = str(request.state.form.get("deed", ""))
        match deed:
            case "reviewed":
                by = request.state.staff.name
                change: Change | None = partial(reviews.mark_reviewed, by=by, now=clock.now())
            case "unreviewed":
                change = reviews.mark_unreviewed
            case "flag" | "unflag":
                change = partial(reviews.flag, flagged=deed == "flag")
            case _:
                change = None
        return self._change(request, deed, change)

    def tag(self, request: Request) -> Response:
        form = request.state.form
        tag = reviews.plain_tag(str(form.get("tag", "")))
        takes_off = form.get("deed") == "remove"
        change = partial(reviews.remove_tag if takes_off else reviews.add_tag, tag=tag)
        return self._change(
            request, "untag" if takes_off else "tag", change if tag else None, tag=tag
        )

    def note(self, request: Request) -> Response:
        text = plain(str(request.state.form.get("text", "")))
        author = request.state.staff.name
        change = partial(reviews.add_note, text=text, author=author, now=clock.now())
        return self._change(request, "note", change if text else None)

    def _change(
        self, request: Request, deed: str, change: Change | None, **detail: str
    ) -> Response:
        """Carry a change out and audit it, then show the conversation as it is now."""
        wanted = conversation_id(request)
        if change is not None:
            with transaction(self._url) as connection:
                if reviews.exists(connection, wanted):
                    change(connection, wanted)
                    desk_audit.record(
                        connection,
                        request.state.staff,
                        f"conversation_{deed}",
                        object=wanted,
                        detail=detail,
                        now=clock.now(),
                    )
        address = with_query(f"/conversations/{wanted}", asked_by(request).query)
        return RedirectResponse(f"{address}#review", 303)
