"""Our input channel: REST and Socket.IO, one identity, one way in.

Nothing that the client says of itself is trusted: the person comes from the token, the
conversation from the person, and every message is vouched for to the action server.
"""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from chat.reception import Answered, Incoming, Reception
from chat.tokens import BadTokenError, Identity, TokenVerifier
from chat.windows import Key
from store.engine import DatabaseUnreachableError

COOKIE = "billing_visitor"
_COOKIE_SECONDS = 24 * 3600
LONGEST_CLIENT_ID = 128
NOT_STORED = "The message could not be stored: send it again in a moment."


class BadMessageError(ValueError):
    """The client sent something that is no message; the text says what was expected."""


class SupportChannel(InputChannel):
    """The one channel of the assistant."""

    def __init__(self, *, verifier: TokenVerifier, secure_cookies: bool) -> None:
        self._verifier = verifier
        self._secure_cookies = secure_cookies
        self.reception: Reception | None = None

    @classmethod
    def name(cls) -> str:
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Give the REST routes. `on_new_message` is not used: it would skip our turn."""
        routes = Blueprint("support_rest")

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request)

        return routes

    def identify(self, token: str) -> Identity:
        """Verify a token.

        :raises BadTokenError: if it proves nobody.
        """
        return self._verifier.verify(token)

    async def answer(
        self, identity: Identity | None, visitor: str, payload: Any, *, transport: str
    ) -> Answered:
        """Answer what a client sent.

        :param visitor: the random id of an anonymous visitor, used without an identity.
        :raises BadMessageError: if the payload is no message.
        """
        if self.reception is None:
            raise NotReadyError("the assistant is still starting")
        if not isinstance(payload, dict) or not isinstance(payload.get("message"), str):
            raise BadMessageError("expected a JSON object with a text in `message`")
        metadata = payload.get("metadata")
        hint = metadata.get("language") if isinstance(metadata, dict) else None
        client_id = payload.get("message_id")
        if client_id is not None and not (
            isinstance(client_id, str) and 0 < len(client_id) <= LONGEST_CLIENT_ID
        ):
            raise BadMessageError("`message_id` must be a text of 1 to 128 characters")
        key = key_of(identity, visitor)
        incoming = Incoming(
            person_id=None if identity is None else identity.subject,
            subject=key.subject,
            sid=key.sid,
            text=payload["message"],
            client_id=client_id,
            hint=hint if hint in ("fr", "it") else None,
            transport=transport,
        )
        return await self.reception.receive(incoming)

    async def _receive(self, request: Request) -> HTTPResponse:
        header = request.headers.get("authorization")
        identity = None
        if header is not None:
            scheme, _, token = header.partition(" ")
            try:
                if scheme.lower() != "bearer":
                    raise BadTokenError("expected a bearer token")
                identity = self.identify(token.strip())
            except BadTokenError:
                return _error(401, "The token is not valid.")
        visitor = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
        try:
            answered = await self.answer(identity, visitor, request.json, transport="rest")
        except BadMessageError as error:
            return _error(400, str(error))
        except NotReadyError as error:
            return _error(503, str(error))
        except DatabaseUnreachableError:
            return _error(503, NOT_STORED)
        reply = response.json([as_rest(answered, each) for each in answered.replies])
        if identity is None:
            self._set_visitor(reply, visitor)
        return reply

    def _set_visitor(self, reply: HTTPResponse, visitor: str) -> None:
        reply.cookies[COOKIE] = visitor
        reply.cookies[COOKIE]["httponly"] = True
        reply.cookies[COOKIE]["samesite"] = "Lax"
        reply.cookies[COOKIE]["secure"] = self._secure_cookies
        reply.cookies[COOKIE]["max-age"] = _COOKIE_SECONDS


def key_of(identity: Identity | None, visitor: str) -> Key:
    """Tell whose conversation it is: the proven person's, or the anonymous visitor's."""
    if identity is None:
        return Key(subject=f"visitor:{visitor}", sid="")
    return Key(subject=f"person:{identity.subject}", sid=identity.sid)


class NotReadyError(RuntimeError):
    """The model is not loaded yet: nothing can be answered."""


def as_rest(answered: Answered, reply: Any) -> dict[str, Any]:
    """Give a reply in the shape of Rasa's REST channel."""
    shown: dict[str, Any] = {"recipient_id": answered.conversation_id, "text": reply.text}
    if reply.buttons:
        shown["buttons"] = reply.buttons
    if reply.custom:
        shown["custom"] = reply.custom
    return shown


def _error(status: int, text: str) -> HTTPResponse:
    return response.json({"error": text}, status=status)
