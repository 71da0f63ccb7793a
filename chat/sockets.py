"""The Socket.IO side of the channel, with Rasa's usual events, and those of the chat window.

The token is checked when a client connects and its expiry on every message, so that a long
connection does not outlive it; `reauth` shows a newer one. A window that asks for its
`history` gets `messages` and `typing` from then on, whoever writes in the conversation.
"""

import asyncio
import logging
import re
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from sanic import Sanic
from socketio import AsyncServer

from chat.channel import NOT_STORED, BadMessageError, NotReadyError, SupportChannel, key_of
from chat.feedback import BadFeedbackError, store_feedback
from chat.tokens import BadTokenError, Identity
from chat.typing_signs import show_typing
from chat.windows import Key, Windows
from store.engine import DatabaseUnreachableError

logger = logging.getLogger(__name__)

_LARGEST_MESSAGE = 64 * 1024
_VISITOR = re.compile(r"[A-Za-z0-9_-]{32,64}")


class Sockets:
    """Connections of chat windows."""

    def __init__(
        self, channel: SupportChannel, allowed_origins: tuple[str, ...], database_url: str
    ) -> None:
        self._channel = channel
        self._url = database_url
        self.server = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=_origins(allowed_origins),
            max_http_buffer_size=_LARGEST_MESSAGE,
        )
        self.windows = Windows(self.server, database_url)
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        self.server.on("session_request", self._session_request)
        self.server.on("user_uttered", self._user_uttered)
        self.server.on("reauth", self._reauth)
        self.server.on("history", self._history)
        self.server.on("feedback", self._feedback)
        self.server.on("typing", self._typing)

    def attach(self, app: Sanic) -> None:
        """Serve `/socket.io` on the application, and keep its windows up to date."""
        self.server.attach(app, "/socket.io")
        app.add_task(self.windows.look())

    async def _connect(self, sid: str, _environ: Any, auth: Any = None) -> None:
        auth = auth if isinstance(auth, dict) else {}
        token = auth.get("token")
        try:
            identity = None if not token else self._channel.identify(str(token))
        except BadTokenError:
            raise ConnectionRefusedError("The token is not valid.") from None
        session = {"identity": identity, "visitor": _visitor(auth.get("visitor"))}
        await self.server.save_session(sid, session)

    async def _disconnect(self, sid: str, _reason: Any = None) -> None:
        _, key = await self._who(sid)
        await self.windows.leave(sid, key)

    async def _session_request(self, sid: str, _data: Any = None) -> None:
        """Confirm the session; its id is the connection's own, whatever was asked for."""
        await self.server.emit("session_confirm", {"session_id": sid}, room=sid)

    async def _user_uttered(self, sid: str, data: Any = None) -> dict[str, Any]:
        session = await self.server.get_session(sid)
        identity: Identity | None = session["identity"]
        if identity is not None and identity.has_expired():
            return await self._expired(sid)
        try:
            answered = await self._channel.answer(
                identity, session["visitor"], data, transport="socketio"
            )
        except BadMessageError as error:
            return {"error": str(error)}
        except NotReadyError as error:
            return {"error": str(error), "retry": True}
        except DatabaseUnreachableError:
            return {"error": NOT_STORED, "retry": True}
        for reply in answered.replies:
            await self.server.emit("bot_uttered", _as_event(reply), room=sid)
        return {"ok": True}

    async def _reauth(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Take a newer token of the same person and session; any other changes nothing."""
        session = await self.server.get_session(sid)
        token = data.get("token") if isinstance(data, dict) else None
        try:
            identity = self._channel.identify(str(token))
        except BadTokenError:
            return {"error": "bad_token"}
        known = key_of(session["identity"], session["visitor"])
        if key_of(identity, "") != known:
            return {"error": "other_person"}
        await self.server.save_session(sid, {**session, "identity": identity})
        self.windows.renew(sid, identity, known)
        return {"ok": True}

    async def _history(self, sid: str, data: Any = None) -> dict[str, Any]:
        """Give the conversation after a message's number, and follow it from now on."""
        after = data.get("after", 0) if isinstance(data, dict) else None
        if not isinstance(after, int) or isinstance(after, bool) or not 0 <= after < 2**31:
            return {"error": "expected a number in `after`"}
        identity, key = await self._who(sid)
        if identity is not None and identity.has_expired():
            return await self._expired(sid)
        try:
            return await self.windows.follow(sid, identity, key, after)
        except DatabaseUnreachableError:
            return {"error": "the conversation could not be read", "retry": True}

    async def _feedback(self, sid: str, data: Any = None) -> dict[str, Any]:
        identity, key = await self._who(sid)
        if identity is not None and identity.has_expired():
            return await self._expired(sid)
        try:
            await asyncio.to_thread(store_feedback, self._url, key, data)
        except BadFeedbackError as error:
            return {"error": str(error)}
        except DatabaseUnreachableError:
            return {"error": NOT_STORED, "retry": True}
        return {"ok": True}

    async def _typing(self, sid: str, _data: Any = None) -> None:
        """Show the person who answers that the customer is writing; nothing depends on it."""
        identity, key = await self._who(sid)
        if identity is not None and identity.has_expired():
            return
        try:
            await asyncio.to_thread(show_typing, self._url, key)
        except DatabaseUnreachableError:
            logger.warning("nobody was shown that a customer is writing")

    async def _who(self, sid: str) -> tuple[Identity | None, Key]:
        session = await self.server.get_session(sid)
        identity: Identity | None = session["identity"]
        return identity, key_of(identity, session["visitor"])

    async def _expired(self, sid: str) -> dict[str, Any]:
        await self.server.emit("auth_expired", {}, room=sid)
        return {"error": "auth_expired"}


def _origins(allowed: tuple[str, ...]) -> Callable[[str | None, dict[str, str]], bool] | None:
    """Tell whose pages may open a socket: the assistant's own, and those allowed."""
    if not allowed:
        return None  # engineio's own rule, which is the page's own origin

    def may_open(origin: str | None, environ: dict[str, str]) -> bool:
        is_own = urlsplit(origin or "").netloc == environ.get("HTTP_HOST")
        return is_own or "*" in allowed or origin in allowed

    return may_open


def _visitor(claimed: Any) -> str:
    """Give the id of an anonymous visitor: their window's own secret, or the connection's.

    A window that keeps a secret finds its conversation again after a reload. It is long enough
    not to be guessed, and never names a conversation of the REST cookie.
    """
    if isinstance(claimed, str) and _VISITOR.fullmatch(claimed):
        return f"window:{claimed}"
    return secrets.token_urlsafe(24)


def _as_event(reply: Any) -> dict[str, Any]:
    """Give a reply as Rasa's Socket.IO channel does, with the buttons also as `buttons`."""
    event: dict[str, Any] = {"text": reply.text}
    if reply.buttons:
        event["buttons"] = reply.buttons
        event["quick_replies"] = [{"content_type": "text", **each} for each in reply.buttons]
    if reply.custom:
        event["custom"] = reply.custom
    return event
