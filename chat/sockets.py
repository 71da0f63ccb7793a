"""The Socket.IO side of the channel, with Rasa's usual events.

The token is checked when a client connects and its expiry on every message, so that a long
connection does not outlive it.
"""

import secrets
from typing import Any

from sanic import Sanic
from socketio import AsyncServer

from chat.channel import NOT_STORED, BadMessageError, NotReadyError, SupportChannel
from chat.tokens import BadTokenError, Identity
from store.engine import DatabaseUnreachableError

_LARGEST_MESSAGE = 64 * 1024


class Sockets:
    """Connections of chat windows."""

    def __init__(self, channel: SupportChannel, allowed_origins: tuple[str, ...]) -> None:
        self._channel = channel
        # None means the page's own origin only.
        self.server = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=list(allowed_origins) or None,
            max_http_buffer_size=_LARGEST_MESSAGE,
        )
        self.server.on("connect", self._connect)
        self.server.on("session_request", self._session_request)
        self.server.on("user_uttered", self._user_uttered)

    def attach(self, app: Sanic) -> None:
        """Serve `/socket.io` on the application."""
        self.server.attach(app, "/socket.io")

    async def _connect(self, sid: str, _environ: Any, auth: Any = None) -> None:
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            identity = None if not token else self._channel.identify(str(token))
        except BadTokenError:
            raise ConnectionRefusedError("The token is not valid.") from None
        session = {"identity": identity, "visitor": secrets.token_urlsafe(24)}
        await self.server.save_session(sid, session)

    async def _session_request(self, sid: str, _data: Any = None) -> None:
        """Confirm the session; its id is the connection's own, whatever was asked for."""
        await self.server.emit("session_confirm", {"session_id": sid}, room=sid)

    async def _user_uttered(self, sid: str, data: Any = None) -> dict[str, Any]:
        session = await self.server.get_session(sid)
        identity: Identity | None = session["identity"]
        if identity is not None and identity.has_expired():
            await self.server.emit("auth_expired", {}, room=sid)
            return {"error": "auth_expired"}
        try:
            answered = await self._channel.answer(
                identity, session["visitor"], data, transport="socketio"
            )
        except (BadMessageError, NotReadyError) as error:
            return {"error": str(error)}
        except DatabaseUnreachableError:
            return {"error": NOT_STORED}
        for reply in answered.replies:
            await self.server.emit("bot_uttered", _as_event(reply), room=sid)
        return {"ok": True}


def _as_event(reply: Any) -> dict[str, Any]:
    """Give a reply as Rasa's Socket.IO channel does, with the buttons also as `buttons`."""
    event: dict[str, Any] = {"text": reply.text}
    if reply.buttons:
        event["buttons"] = reply.buttons
        event["quick_replies"] = [{"content_type": "text", **each} for each in reply.buttons]
    if reply.custom:
        event["custom"] = reply.custom
    return event
