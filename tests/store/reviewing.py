"""Conversations as the desk lists them, made by the store's own functions."""

from typing import Any

from store import conversation_list, fact_refresh
from store.conversations import Conversation, Reply
from store.engine import reading
from store.list_filters import Filters
from tests.store.acting import HOLDER, open_conversation
from tests.store.talking import answer, receive


def understood(
    intent: str, confidence: float = 0.97, *others: tuple[str, float], **more: Any
) -> dict[str, Any]:
    """Give a prediction as the assistant stores it."""
    base, _, rest = intent.partition("/")
    named = {"name": base, "confidence": confidence}
    if rest:
        named["full_retrieval_intent_name"] = intent
    ranking = [(intent, confidence), *others]
    return {
        "intent": named,
        "intent_ranking": [{"name": name, "confidence": sure} for name, sure in ranking],
        "entities": [],
        "language": {"name": "fr", "confidence": 1.0},
        **more,
    }


def subject_of(person: str) -> str:
    """Give the subject of a person's conversations, as the channel gives it."""
    return f"person:{person}"


def hold(
    url: str,
    *texts: str,
    subject: str = subject_of(HOLDER),
    sid: str = "tab",
    heard: dict[str, Any] | None = None,
    state: str = "answered",
    reply: str = "Très bien.",
) -> Conversation:
    """Hold a conversation of those messages, each answered."""
    conversation = open_conversation(url, subject=subject, sid=sid)
    for text in texts:
        turn = receive(url, conversation, text).turn
        said = Reply(text=reply, buttons=[])
        made = heard or understood("greet")
        answer(url, conversation, turn, said, state=state, understood=made)
    return conversation


def listed(url: str, **filters: Any) -> list[str]:
    """Give the ids of the conversations of a list, its facts brought up to date before."""
    fact_refresh.refresh_all(url)
    with reading(url) as connection:
        found = conversation_list.page(connection, Filters(**filters))
    return [row["conversation_id"] for row in found.rows]


def facts(url: str, conversation: Conversation) -> dict[str, Any]:
    fact_refresh.refresh_all(url)
    with reading(url) as connection:
        rows = conversation_list.page(connection, Filters()).rows
    [found] = [row for row in rows if row["conversation_id"] == conversation.id]
    return found
