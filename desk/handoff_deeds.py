"""What colleagues do with a hand-off: each deed is audited in its own transaction."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

import clock
from desk.colleagues import colleagues
from desk.context import Desk
from desk.guard import needs
from desk.handoffs import ONE, Pages
from store import desk_audit, handoff_work, inbox, typing_signs
from store.engine import transaction
from store.handoff_work import ClaimedError, NobodyKnownError, NotOpenError, TurnUnderWayError
from store.staff import Staff

LONGEST = 4000
"""Characters of a reply or a note."""
LONGEST_CLIENT_ID = 64

SECONDS_BETWEEN_TRIES = 0.2
TRIES = 50
"""How often a take-over asks again while the assistant answers: ten seconds."""

Step = Callable[..., Any]


def routes(desk: Desk) -> list[Route]:
    """Give the routes that change something."""
    deeds = _Deeds(desk)
    endpoints = {
        "claim": deeds.claim,
        "transfer": deeds.transfer,
        "note": deeds.note,
        "reply": deeds.reply,
        "release": deeds.release,
        "close": deeds.close,
        "typing": deeds.typing,
    }
    return [
        *(
            Route(f"{ONE}/{name}", needs("agent")(each), methods=["POST"], name=f"handoff_{name}")
            for name, each in endpoints.items()
        ),
        Route(
            "/conversations/{conversation_id}/take-over",
            needs("agent")(deeds.take_over),
            methods=["POST"],
            name="take_over",
        ),
    ]


class _Deeds:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url
        self._pages = Pages(desk)

    async def claim(self, request: Request) -> Response:
        return await self._do(request, handoff_work.claim, "handoff_claimed")

    async def transfer(self, request: Request) -> Response:
        """Give it to a colleague (`staff:ID`), to a team (`team:NAME`) or to the pool."""
        kind, _, name = str(request.state.form.get("to", "")).partition(":")
        staff: Staff = request.state.staff
        known = await asyncio.to_thread(colleagues, self._url, staff)
        to = next((each for each in known if kind == "staff" and each.id == name), None)
        if kind == "staff" and to is None:
            return await self._show(request, problem="nobody")
        step = partial(
            handoff_work.transfer,
            to=to,
            team=name if kind == "team" else None,
            whoever_holds_it=staff.role == "admin",  # such as of a colleague who is ill
        )
        given = {"to": to.name if to else name or None}
        return await self._do(request, step, "handoff_transferred", detail=given)

    async def note(self, request: Request) -> Response:
        text = _text(request)
        if not text:
            return await self._show(request, problem="empty")
        return await self._do(request, partial(_note, text=text), "handoff_noted")

    async def reply(self, request: Request) -> Response:
        """Speak to the customer. What cannot be sent is shown again, to be copied or sent."""
        text = _text(request)
        client_id = str(request.state.form.get("client_id", ""))[:LONGEST_CLIENT_ID]
        if not text or not client_id:
            return await self._show(request, problem="empty")
        step = partial(_reply, text=text, client_id=client_id)
        return await self._do(request, step, "handoff_replied", kept=text, client_id=client_id)

    async def release(self, request: Request) -> Response:
        return await self._do(request, handoff_work.release, "handoff_released")

    async def close(self, request: Request) -> Response:
        return await self._do(request, handoff_work.close, "handoff_closed")

    async def typing(self, request: Request) -> Response:
        """Show the customer that their answer is being written; nothing depends on it."""
        await asyncio.to_thread(self._show_typing, _id(request), request.state.staff)
        return Response(status_code=204)

    async def take_over(self, request: Request) -> Response:
        """Take a live conversation, once the assistant has said what it is about to say."""
        conversation_id = request.path_params["conversation_id"]
        handoff_id: str | None = None
        for _ in range(TRIES):
            try:
                handoff_id = await asyncio.to_thread(
                    self._take_over, conversation_id, request.state.staff
                )
            except TurnUnderWayError:
                await asyncio.sleep(SECONDS_BETWEEN_TRIES)
            else:
                break
        if handoff_id is None:  # a visitor's, or the assistant has not come to an end
            return RedirectResponse(f"/conversations/{conversation_id}?not_taken=1", 303)
        return RedirectResponse(f"/handoffs/{handoff_id}", 303)

    async def _do(
        self,
        request: Request,
        step: Step,
        action: str,
        *,
        detail: dict[str, Any] | None = None,
        kept: str = "",
        client_id: str | None = None,
    ) -> Response:
        staff: Staff = request.state.staff
        try:
            await asyncio.to_thread(self._take_step, _id(request), step, staff, action, detail)
        except ClaimedError as error:
            return await self._show(
                request, problem="claimed", by=error.by, kept=kept, client_id=client_id
            )
        except NotOpenError:
            return await self._show(request, problem="ended", kept=kept, client_id=client_id)
        sent = "" if client_id is None else f"?{urlencode({'sent': client_id})}"
        return RedirectResponse(f"/handoffs/{_id(request)}{sent}", 303)

    def _take_step(
        self,
        handoff_id: str,
        step: Step,
        staff: Staff,
        action: str,
        detail: dict[str, Any] | None,
    ) -> None:
        now = clock.now()
        with transaction(self._url) as connection:
            step(connection, handoff_id, staff, now=now)
            desk_audit.record(
                connection, staff, action, object=handoff_id, detail=detail or {}, now=now
            )

    def _take_over(self, conversation_id: str, staff: Staff) -> str | None:
        now = clock.now()
        with transaction(self._url) as connection:
            try:
                handoff_id = handoff_work.take_over(connection, conversation_id, staff, now=now)
            except ClaimedError:  # its page says by whom
                return inbox.open_in(connection, conversation_id)
            except NobodyKnownError:
                return None
            detail = {"conversation": conversation_id}
            desk_audit.record(
                connection, staff, "conversation_taken_over", object=handoff_id, detail=detail,
                now=now,
            )  # fmt: skip
        return handoff_id

    def _show_typing(self, handoff_id: str, staff: Staff) -> None:
        with transaction(self._url) as connection:
            entry = inbox.entry(connection, handoff_id)
            if entry is None or entry.status != "open" or entry.claimed_by != staff.id:
                return
            typing_signs.show(
                connection,
                entry.conversation_id,
                "representative",
                name=staff.name,
            )

    async def _show(self, request: Request, **more: Any) -> Response:
        return await asyncio.to_thread(partial(self._pages.show, request, _id(request), **more))


def _note(connection: Any, handoff_id: str, staff: Staff, *, text: str, now: Any) -> None:
    handoff_work.note(connection, handoff_id, staff, text, now=now)


def _reply(
    connection: Any, handoff_id: str, staff: Staff, *, text: str, client_id: str, now: Any
) -> None:
    handoff_work.reply(connection, handoff_id, staff, text, client_id=client_id, now=now)


def _id(request: Request) -> str:
    return str(request.path_params["handoff_id"])


def _text(request: Request) -> str:
    return str(request.state.form.get("text", "")).strip()[:LONGEST]
