"""Correcting a message of a conversation, and making a story of the conversation."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

import clock
import settings
from desk import story
from desk.context import Desk
from desk.corrections import form as forms
from desk.corrections import showing
from desk.corrections.sentences import LANGUAGES, read
from desk.guard import needs
from desk.pages import page
from store import corrections, desk_audit
from store import story as stories
from store.conversation_facts import heard
from store.corrections import DecidedMeanwhileError, Taught, UnknownMessageError
from store.engine import reading, transaction
from store.turn_by_turn import UnknownConversationError


def routes(desk: Desk) -> list[Route]:
    """Give the routes that begin at a conversation."""
    pages = _Pages(desk)
    correct = "/conversations/{conversation}/turns/{turn}/correction"
    return [
        Route(correct, needs("reviewer")(pages.show), name="correct"),
        Route(correct, needs("reviewer")(pages.propose), methods=["POST"]),
        Route("/conversations/{conversation}/story.txt", needs("reviewer")(pages.story)),
    ]


class _Pages:
    def __init__(self, desk: Desk) -> None:
        self._url = desk.settings.database_url

    def show(self, request: Request) -> Response:
        conversation, turn = _place(request)
        with reading(self._url) as connection:
            try:
                message = corrections.message(connection, conversation, turn)
            except UnknownMessageError:
                raise HTTPException(404) from None
            before = corrections.of_message(connection, conversation, turn)
            about = corrections.about_customer(connection, conversation)
        if before is not None:
            return RedirectResponse(f"/corrections/{before['number']}", 303)
        guess = heard(message["understood"])
        spoken = next((each for each in (message["language"], "fr") if each in LANGUAGES), "fr")
        taught = Taught(
            sentence=message["text"],
            intent=guess.ranking[0][0] if guess.ranking else "",
            language=spoken,
        )
        rows = forms.understood_rows(message["text"], message["understood"])
        return self._shown(request, message, taught, rows, about)

    def propose(self, request: Request) -> Response:
        conversation, turn = _place(request)
        sent = forms.read(request.state.form)
        refused = showing.refusals(sent, read(settings.training_data()))
        with reading(self._url) as connection:
            try:
                message = corrections.message(connection, conversation, turn)
            except UnknownMessageError:
                raise HTTPException(404) from None
            about = corrections.about_customer(connection, conversation)
        if not refused:
            with transaction(self._url) as connection:
                number = self._propose(connection, request, sent.taught)
            return RedirectResponse(f"/corrections/{number}", 303)
        return self._shown(
            request, message, sent.taught, list(sent.rows), about, refused, status=422
        )

    def _propose(self, connection: Any, request: Request, taught: Taught) -> int:
        conversation, turn = _place(request)
        person, now = request.state.staff, clock.now()
        try:
            number = corrections.propose(
                connection, conversation, turn, taught, by=person.name, now=now
            )
        except DecidedMeanwhileError:
            raise HTTPException(409) from None
        desk_audit.record(
            connection,
            person,
            "correction_proposed",
            object=str(number),
            detail={"conversation": conversation, "intent": taught.intent},
            now=now,
        )
        return number

    def _shown(
        self,
        request: Request,
        message: dict[str, Any],
        taught: Taught,
        rows: list[forms.Row],
        about: set[str],
        problems: tuple[showing.Problem, ...] = (),
        *,
        status: int = 200,
    ) -> Response:
        learnt = read(settings.training_data())
        return page(
            request,
            "correct.html",
            status=status,
            message=message,
            guess=heard(message["understood"]),
            problems=problems,
            **showing.form(taught, rows, learnt, about),
        )

    def story(self, request: Request) -> Response:
        conversation = request.path_params["conversation"]
        name = " ".join(request.query_params.get("name", "").split())[:80]
        with reading(self._url) as connection:
            try:
                told = stories.tell(connection, conversation)
            except UnknownConversationError:
                raise HTTPException(404) from None
        with transaction(self._url) as connection:
            desk_audit.record(
                connection, request.state.staff, "story_made", object=conversation, now=clock.now()
            )
        return PlainTextResponse(
            story.text(told, name or f"as in {conversation}"),
            headers={"Content-Disposition": f'attachment; filename="{conversation}.txt"'},
        )


def _place(request: Request) -> tuple[str, str]:
    return request.path_params["conversation"], request.path_params["turn"]
