"""One message of a customer's, from what was typed to the stored replies.

Order matters here: what must not be stored is masked first; what was said is stored before
it is answered; replies are stored before they are sent.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import Any

from rasa.core.channels.channel import UserMessage

import clock
from chat.homecoming import Homecoming
from chat.output import Replies
from chat.processor import Notice, Processor
from chat.turns import Turns
from chat.typed import MAX_CHARACTERS, neutralise
from chat.windows import Key, Windows
from store import accounts, conversations, typing_signs
from store.conversations import Button, Conversation, Received, Reply
from store.engine import transaction
from trust.assertion import make_assertion
from trust.redaction import redact, redact_joined

logger = logging.getLogger(__name__)

CHANNEL = "support"
_ENOUGH_TO_TELL_A_LANGUAGE = 300


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A message as it arrives: who writes (proven), in which session, what, and from where.

    :param person_id: `None` for an anonymous visitor.
    :param subject: of the conversation: the person, or the visitor's own random id.
    :param client_id: the client's id of the message, to recognise one sent twice.
    :param hint: the language of the customer's page.
    """

    person_id: str | None
    subject: str
    sid: str
    text: str
    client_id: str | None
    hint: str | None
    transport: str


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The replies to one message, with the conversation they belong to."""

    conversation_id: str
    replies: list[Reply]


@dataclass(frozen=True, kw_only=True)
class _Cleaned:
    """What is left of a message after cleaning: what is stored, what Rasa gets, what to say."""

    stored: str
    for_rasa: str | None = None
    button: Button | None = None
    notices: list[Notice] = field(default_factory=list)
    is_first: bool = False

    @property
    def introduction(self) -> list[Notice]:
        """The first reply says that this is an automated assistant."""
        return [Notice("utter_introduction")] if self.is_first else []


class Reception:
    """Receives messages and answers them, one at a time in each conversation."""

    def __init__(
        self,
        *,
        database_url: str,
        processor: Processor,
        turns: Turns,
        private_key: bytes,
        windows: Windows,
    ) -> None:
        self._url = database_url
        self._processor = processor
        self._turns = turns
        self._private_key = private_key
        self._windows = windows
        self._homecoming = Homecoming(
            database_url=database_url,
            processor=processor,
            private_key=private_key,
            windows=windows,
        )
        self._under_way: set[asyncio.Task[Answered]] = set()

    async def receive(self, incoming: Incoming) -> Answered:
        """Answer a message. The turn goes on when the client that sent it goes away."""
        task = asyncio.ensure_future(self._receive(incoming))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def finish(self, seconds: float) -> None:
        """Wait for the turns under way, when the process is to stop."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)

    async def _receive(self, incoming: Incoming) -> Answered:
        async with self._turns.of(f"{incoming.subject} {incoming.sid}"):
            return await self._take_turn(incoming)

    @asynccontextmanager
    async def _shown(self, incoming: Incoming, conversation: Conversation) -> AsyncIterator[None]:
        """Show the message in every open window while it is answered, and then the reply."""
        key = Key(subject=incoming.subject, sid=incoming.sid)
        await self._windows.changed(key, at_work=conversation.owner == "assistant")
        try:
            yield
        finally:
            await self._windows.changed(key, at_work=False)

    def _open(self, connection: Any, incoming: Incoming) -> Conversation:
        return conversations.of_subject(
            connection,
            incoming.subject,
            incoming.sid,
            language=incoming.hint or self._home_language(connection, incoming),
            now=clock.now(),
        )

    @staticmethod
    def _home_language(connection: Any, incoming: Incoming) -> str:
        try:
            return accounts.person(connection, incoming.person_id or "").account.language
        except accounts.UnknownPersonError:
            return "fr"

    async def _take_turn(self, incoming: Incoming) -> Answered:
        back = await self._homecoming.of_session(incoming.subject, incoming.sid)
        conversation, received, cleaned = await asyncio.to_thread(self._store, incoming)
        if received.state != "received":
            replies = await asyncio.to_thread(self._stored_replies, received.turn)
            return Answered(conversation_id=conversation.id, replies=[*back, *replies])
        async with self._shown(incoming, conversation):
            answered = await self._reply(incoming, conversation, received, cleaned)
        return replace(answered, replies=[*back, *answered.replies])

    async def come_back(self) -> None:
        """Speak in every conversation that people have given back since the last time."""
        for each in await asyncio.to_thread(self._homecoming.waiting):
            async with self._turns.of(f"{each.subject} {each.sid}"):
                await self._homecoming.of(each)

    async def _reply(
        self,
        incoming: Incoming,
        conversation: Conversation,
        received: Received,
        cleaned: _Cleaned,
    ) -> Answered:
        if conversation.owner == "human":
            await self._finish(conversation, received, [], state="kept")
            return Answered(conversation_id=conversation.id, replies=[])
        output = Replies()
        message = UserMessage(
            cleaned.for_rasa,
            output,
            conversation.id,
            input_channel=CHANNEL,
            message_id=received.turn,
            metadata={
                "assertion": self._vouch(conversation.id, received.turn, incoming),
                "first": cleaned.is_first,
                "is_known": incoming.person_id is not None,
            },
        )
        try:
            result = await self._answer(conversation, cleaned, message, incoming.hint)
            state = "answered"
        except Exception:
            # Whatever went wrong, the customer is told so, and the dialogue was not saved:
            # the same message can be sent again.
            logger.exception("a turn failed in conversation %s", conversation.id)
            output.collected.clear()
            for notice in [*cleaned.introduction, Notice("utter_technical_problem")]:
                await self._processor.say(notice, message, conversation.language)
            result, state = {}, "failed"
        replies = await self._finish(
            conversation, received, output.collected, state=state, button=cleaned.button, **result
        )
        return Answered(conversation_id=conversation.id, replies=replies)

    async def _answer(
        self,
        conversation: Conversation,
        cleaned: _Cleaned,
        message: UserMessage,
        hint: str | None,
    ) -> dict[str, Any]:
        if cleaned.for_rasa is None:
            return await self._notify(conversation, cleaned, message, hint)
        result = await self._processor.take_turn(
            message,
            current=conversation.language,
            hint=hint,
            notices=[*cleaned.introduction, *cleaned.notices],
        )
        if not message.output_channel.collected:
            await self._processor.say(Notice("utter_default"), message, result.language)
        understood = result.understood
        if result.finished is not None:
            understood = {**understood, "finished": result.finished}
        return {"language": result.language, "understood": understood}

    async def _notify(
        self,
        conversation: Conversation,
        cleaned: _Cleaned,
        message: UserMessage,
        hint: str | None,
    ) -> dict[str, Any]:
        """Answer what never reaches the dialogue."""
        spoken = conversation.language
        if cleaned.stored and cleaned.button is None:
            start = cleaned.stored[:_ENOUGH_TO_TELL_A_LANGUAGE]
            spoken = await self._processor.language_of(start, current=spoken, hint=hint)
        for notice in [*cleaned.introduction, *cleaned.notices]:
            await self._processor.say(notice, message, spoken)
        return {"language": spoken}

    def _vouch(self, conversation_id: str, message_id: str, incoming: Incoming) -> str:
        return make_assertion(
            self._private_key,
            person_id=incoming.person_id,
            conversation_id=conversation_id,
            message_id=message_id,
            channel=incoming.transport,
            now=datetime.now(timezone.utc),
        )

    def _store(self, incoming: Incoming) -> tuple[Conversation, Received, _Cleaned]:
        with transaction(self._url) as connection:
            # Locked, so that the owner stays who it is until the message is stored: whoever
            # takes the conversation over finds the message, or the message finds them.
            conversation = conversations.lock(connection, self._open(connection, incoming).id)
            typing_signs.clear(connection, conversation.id, "customer")
            cleaned = replace(
                self._clean(connection, conversation, incoming.text),
                is_first=not conversations.has_answered(connection, conversation.id),
            )
            received = conversations.receive(
                connection,
                conversation.id,
                text=cleaned.stored,
                client_id=incoming.client_id,
                now=clock.now(),
            )
        return conversation, received, cleaned

    @staticmethod
    def _clean(connection: Any, conversation: Conversation, typed: str) -> _Cleaned:
        if conversations.is_button(typed):
            if conversation.owner == "human":
                # Kept as words for the person who answers; the button counts as before.
                known = conversations.button(connection, conversation.id, typed)
                return _Cleaned(stored="" if known is None else known.title)
            button = conversations.press(connection, conversation.id, typed)
            if button is None or button.state != "offered":
                title = "" if button is None else button.title
                return _Cleaned(stored=title, for_rasa=conversations.GONE_BUTTON)
            return _Cleaned(stored=button.title, for_rasa=button.payload, button=button)
        if len(typed) > MAX_CHARACTERS:
            shortened = redact(neutralise(typed[:MAX_CHARACTERS])).text
            blanks = {"most": str(MAX_CHARACTERS)}
            return _Cleaned(stored=shortened, notices=[Notice("utter_message_too_long", blanks)])
        before = conversations.last_customer_text(connection, conversation.id)
        redacted = redact_joined(before, neutralise(typed))
        text = redacted.text.strip()
        if not text:
            return _Cleaned(stored="", notices=[Notice("utter_empty_message")])
        return _Cleaned(
            stored=text,
            for_rasa=text,
            notices=[Notice("utter_card_masked")] if redacted.found else [],
        )

    def _stored_replies(self, turn: str) -> list[Reply]:
        with transaction(self._url) as connection:
            return conversations.replies_of(connection, turn)

    async def _finish(
        self,
        conversation: Conversation,
        received: Received,
        replies: list[Reply],
        *,
        state: str,
        language: str | None = None,
        understood: dict[str, Any] | None = None,
        button: Button | None = None,
    ) -> list[Reply]:
        def store() -> list[Reply]:
            with transaction(self._url) as connection:
                if state == "failed" and button is not None:
                    conversations.unpress(connection, button.id)
                if language is not None and language != conversation.language:
                    conversations.set_language(connection, conversation.id, language)
                return conversations.answer(
                    connection,
                    conversation,
                    received.turn,
                    replies,
                    state=state,
                    understood=understood,
                    now=clock.now(),
                    language=language or conversation.language,
                )

        return await asyncio.to_thread(store)
