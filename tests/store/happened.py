"""Facts of conversations as they are counted, without holding the conversations."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert

from store.engine import transaction
from store.review_schema import conversation_facts

_NOTHING: dict[str, Any] = {
    "language": "fr",
    "opening": "",
    "messages": 0,
    "asked": 0,
    "fallbacks": 0,
    "doubts": 0,
    "failed": 0,
    "refused": 0,
    "done": 0,
    "handed_off": 0,
    "helpful": 0,
    "unhelpful": 0,
    "reviewed": False,
    "flagged": False,
    "intents": [],
    "tasks": [],
    "tags": [],
}


def happened(url: str, conversation: str, at: datetime, **facts: Any) -> None:
    """Store the facts of a conversation that began at an instant."""
    row = _NOTHING | {"conversation_id": conversation, "started_at": at, "last_at": at} | facts
    with transaction(url) as connection:
        connection.execute(insert(conversation_facts).values(row))
