"""Chat windows that are open: each gets what is new in its conversation, whoever wrote it.

What a window shows is read from the store alone, so that a message of another tab, of another
device, of another instance or of a representative reaches it by the one same way. A change in
this process is delivered at once; others are found by looking every second.
"""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

from socketio import AsyncServer

from chat.tokens import Identity
from store import conversations, typing_signs, windows
from store.engine import DatabaseUnreachableError, transaction
from store.windows import Standing

logger = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True, kw_only=True)
class Key:
    """Whose conversation it is, in which session."""

    subject: str
    sid: str

    @property
    def room(self) -> str:
        return f"conversation {self.subject} {self.sid}"


@dataclass(kw_only=True)
class _Followed:
    """A conversation with open windows, and how far all of them have been given it."""

    windows: dict[str, Identity | None] = field(default_factory=dict)
    conversation_id: str | None = None
    last: int = 0
    standing: Standing | None = None
    writer: str | None = None


class Windows:
    """Follows conversations for the windows that asked for their history."""

    def __init__(self, server: AsyncServer, database_url: str) -> None:
        self._server = server
        self._url = database_url
        self._followed: dict[Key, _Followed] = {}
        self._one_at_a_time = asyncio.Lock()

    async def follow(
        self, sid: str, identity: Identity | None, key: Key, after: int
    ) -> dict[str, Any]:
        """Give a window its history after a number, and from now on what is new."""
        await self._server.enter_room(sid, key.room)
        followed = self._followed.setdefault(key, _Followed())
        followed.windows[sid] = identity
        async with self._one_at_a_time:
            return await asyncio.to_thread(self._history, key, followed, after)

    def renew(self, sid: str, identity: Identity, key: Key) -> None:
        """Go on with a window that has shown a newer token."""
        followed = self._followed.get(key)
        if followed is not None and sid in followed.windows:
            followed.windows[sid] = identity

    async def leave(self, sid: str, key: Key) -> None:
        """Forget a window; a conversation without any is not looked at any more."""
        await self._server.leave_room(sid, key.room)
        followed = self._followed.get(key)
        if followed is not None:
            followed.windows.pop(sid, None)
            if not followed.windows:
                del self._followed[key]

    async def changed(self, key: Key, *, at_work: bool) -> None:
        """Deliver what is new at once, and whether the assistant is at work on a reply."""
        if key not in self._followed:
            return
        if at_work:
            await self._deliver([key])
            await self._server.emit("typing", {"on": True}, room=key.room)
        else:
            await self._server.emit("typing", {"on": False}, room=key.room)
            await self._deliver([key])

    async def look(self) -> None:
        """Look for what other processes wrote, for as long as this one lives."""
        while True:
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
            await self._dismiss_expired()
            known = [key for key, each in self._followed.items() if each.conversation_id]
            await self._deliver(known)

    async def _dismiss_expired(self) -> None:
        """A window whose token has expired hears nothing more until it shows a new one."""
        for key, followed in list(self._followed.items()):
            for sid, identity in list(followed.windows.items()):
                if identity is not None and identity.has_expired():
                    await self._server.emit("auth_expired", {}, room=sid)
                    await self.leave(sid, key)

    async def _deliver(self, keys: list[Key]) -> None:
        async with self._one_at_a_time:
            followed = {key: self._followed[key] for key in keys if key in self._followed}
            if not followed:
                return
            try:
                news = await asyncio.to_thread(self._news, followed)
            except DatabaseUnreachableError as error:
                logger.warning("windows are not up to date: %s", error)
                return
            for key, event, data in news:
                await self._server.emit(event, data, room=key.room)

    def _history(self, key: Key, followed: _Followed, after: int) -> dict[str, Any]:
        with transaction(self._url) as connection:
            conversation = conversations.find(connection, key.subject, key.sid)
            if conversation is None:
                return {"conversation": None, "messages": [], "owner": "assistant", "more": False}
            messages = windows.messages_since(connection, conversation.id, after)
            standing = Standing(owner=conversation.owner, language=conversation.language)
            if followed.conversation_id != conversation.id:
                last = windows.last_numbers(connection, [conversation.id])
                followed.conversation_id = conversation.id
                followed.last = last.get(conversation.id, 0)
                followed.standing = standing
        more = len(messages) == windows.PAGE
        return {**_batch(conversation.id, standing, messages), "more": more}

    def _news(self, followed: dict[Key, _Followed]) -> list[tuple[Key, str, dict[str, Any]]]:
        """Give the events that bring windows up to date: who is writing, what was said."""
        found: list[tuple[Key, str, dict[str, Any]]] = []
        with transaction(self._url) as connection:
            for key, each in followed.items():
                if each.conversation_id is None:
                    conversation = conversations.find(connection, key.subject, key.sid)
                    each.conversation_id = None if conversation is None else conversation.id
            ids = [each.conversation_id for each in followed.values() if each.conversation_id]
            standings = windows.standings(connection, ids)
            last = windows.last_numbers(connection, ids)
            people = [each for each in standings if standings[each].owner == "human"]
            writers = typing_signs.writing(connection, people, "representative")
            for key, each in followed.items():
                known = each.conversation_id
                if known is None or known not in standings:
                    continue
                if writers.get(known) != each.writer:
                    each.writer = writers.get(known)
                    found.append((key, "person_typing", {"name": each.writer}))
                standing = standings[known]
                if last.get(known, 0) <= each.last and standing == each.standing:
                    continue
                messages = windows.messages_since(connection, known, each.last)
                found.append((key, "messages", _batch(known, standing, messages)))
                each.last = messages[-1]["number"] if messages else each.last
                each.standing = standing
        return found


def _batch(
    conversation_id: str, standing: Standing, messages: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "conversation": conversation_id,
        "owner": standing.owner,
        "language": standing.language,
        "messages": messages,
    }
