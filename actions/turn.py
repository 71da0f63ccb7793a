"""One turn as an action sees it: who speaks, where, when, and what was understood.

Who speaks is proven by the channel's assertion on the customer's own message, never by a
slot, which customers can set, nor by the conversation id, which proves nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker

import clock
from settings import Settings
from store.audit import Context
from store.returns import HANDOFF
from trust.assertion import Assertion, read_assertion


class UnprovenTurnError(PermissionError):
    """The message carries no valid assertion of the channel: nothing may be done with it."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What an action needs to know of the message it answers.

    :param person_id: `None` for an anonymous visitor.
    :param intent: the full name, such as `faq/refund`.
    :param also: further requests of the same message: `intent`, `start` and `end`.
    :param is_first: no other action has answered this message yet.
    :param handoff: the hand-off that has just ended, when the message is not a customer's but
        the assistant's coming back.
    """

    database_url: str
    person_id: str | None
    context: Context
    text: str
    intent: str
    entities: list[dict[str, Any]]
    also: list[dict[str, Any]]
    is_first: bool
    handoff: str | None = None

    @property
    def language(self) -> str:
        return self.context.language

    @property
    def now(self) -> datetime:
        return self.context.now


def _last_message(tracker: Tracker) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    for index in range(len(tracker.events) - 1, -1, -1):
        if tracker.events[index].get("event") == "user":
            return tracker.events[index], tracker.events[index + 1 :]
    raise UnprovenTurnError("there is no message to answer")


def _others_answered(since: list[dict[str, Any]], form: str | None) -> bool:
    own = (form, "action_extract_slots")
    return any(
        event.get("event") == "action_execution_rejected"
        or (event.get("event") == "action" and event.get("name") not in own)
        for event in since
    )


def full_intent(message: dict[str, Any]) -> str:
    """Give the full name of a message's intent, such as `faq/refund`."""
    parsed = message.get("parse_data") or {}
    intent = parsed.get("intent") or {}
    name = intent.get("full_retrieval_intent_name") or intent.get("name") or ""
    return str(name)


def read(
    tracker: Tracker, settings: Settings, public_key: bytes, *, form: str | None = None
) -> Turn:
    """Read the turn from the tracker.

    :param form: the form whose step this is, when it is one.
    :raises UnprovenTurnError: if the channel did not vouch for this very message.
    """
    message, since = _last_message(tracker)
    metadata = message.get("metadata") or {}
    token = metadata.get("assertion", "")
    proof: Assertion | None = read_assertion(
        token,
        public_key,
        conversation_id=tracker.sender_id,
        message_id=str(message.get("message_id")),
    )
    if proof is None:
        raise UnprovenTurnError("the message is not vouched for by the channel")
    parsed = message.get("parse_data") or {}
    return Turn(
        database_url=settings.database_url,
        person_id=proof.person_id,
        context=Context(
            conversation_id=tracker.sender_id,
            channel=proof.channel,
            language=str(tracker.get_slot("language")),
            now=clock.now(),
            turn=str(message.get("message_id")),
        ),
        text=str(message.get("text") or ""),
        intent=full_intent(message),
        entities=list(parsed.get("entities") or []),
        also=list(parsed.get("also") or []),
        is_first=not _others_answered(since, form),
        handoff=metadata.get(HANDOFF),
    )
