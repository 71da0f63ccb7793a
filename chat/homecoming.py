"""The assistant's coming back to conversations that people have given back.

It takes a turn of the dialogue without a message of the customer's, so that an open form puts
its question again, with fresh buttons. What it says is stored in one transaction with the mark
that it was said: a process that dies before that leaves it to the next one.
"""

import asyncio
import logging
from datetime import datetime, timezone

from rasa.core.channels.channel import UserMessage

import clock
from chat.output import Replies
from chat.processor import Processor
from chat.windows import Key, Windows
from store import conversations, returns, schema
from store.conversations import GONE_BUTTON, Conversation, Reply
from store.engine import reading, transaction
from store.returns import Return
from trust.assertion import make_assertion

logger = logging.getLogger(__name__)

CHANNEL = "support"


class Homecoming:
    """Speaks, once each, in conversations given back; its callers hold their turns."""

    def __init__(
        self, *, database_url: str, processor: Processor, private_key: bytes, windows: Windows
    ) -> None:
        self._url = database_url
        self._processor = processor
        self._private_key = private_key
        self._windows = windows

    def waiting(self) -> list[Return]:
        """Give the conversations in which the assistant has to speak."""
        with reading(self._url) as connection:
            return returns.waiting(connection)

    async def of_session(self, subject: str, sid: str) -> list[Reply]:
        """Speak in the conversation of a session, if it was given back, before its next turn."""
        return [
            reply
            for each in await asyncio.to_thread(self._waiting_in, subject, sid)
            for reply in await self.of(each)
        ]

    async def of(self, back: Return) -> list[Reply]:
        """Speak in a conversation given back, and give what was said.

        When it cannot be done now, the customer's next turn or the next look does it.
        """
        conversation = await asyncio.to_thread(self._still_waiting, back)
        if conversation is None:
            return []
        turn = schema.new_id("turn")
        output = Replies()
        message = UserMessage(
            GONE_BUTTON,
            output,
            conversation.id,
            input_channel=CHANNEL,
            message_id=turn,
            metadata={
                "assertion": self._vouch(back, turn),
                "is_known": True,
                returns.HANDOFF: back.handoff_id,
            },
        )
        try:
            await self._processor.take_turn(
                message, current=conversation.language, hint=None, notices=[]
            )
            said = await asyncio.to_thread(self._store, back, turn, output.collected)
        except Exception as error:
            # Tried again every second: one line each, without what customers said.
            why = type(error).__name__
            logger.warning("the assistant cannot come back to %s yet: %s", conversation.id, why)
            return []
        await self._windows.changed(Key(subject=back.subject, sid=back.sid), at_work=False)
        return said

    def _waiting_in(self, subject: str, sid: str) -> list[Return]:
        with reading(self._url) as connection:
            known = conversations.find(connection, subject, sid)
            return [] if known is None else returns.waiting(connection, known.id)

    def _still_waiting(self, back: Return) -> Conversation | None:
        """Give the conversation, unless it was spoken in meanwhile or taken over again."""
        with transaction(self._url) as connection:
            conversation = conversations.lock(connection, back.conversation_id)
            if conversation.owner == "human":
                returns.mark_done(connection, back.handoff_id, now=clock.now())
                return None
            open_ones = returns.waiting(connection, back.conversation_id)
            return conversation if back in open_ones else None

    def _store(self, back: Return, turn: str, replies: list[Reply]) -> list[Reply]:
        with transaction(self._url) as connection:
            conversation = conversations.lock(connection, back.conversation_id)
            first = returns.mark_done(connection, back.handoff_id, now=clock.now())
            if not first or conversation.owner == "human":
                return []  # said by another process, or taken over again in the meantime
            return conversations.answer(
                connection,
                conversation,
                turn,
                replies,
                state="answered",
                understood=None,
                now=clock.now(),
                language=conversation.language,
            )

    def _vouch(self, back: Return, turn: str) -> str:
        return make_assertion(
            self._private_key,
            person_id=back.person_id,
            conversation_id=back.conversation_id,
            message_id=turn,
            channel="desk",
            now=datetime.now(timezone.utc),
        )
