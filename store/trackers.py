"""Rasa's own record of conversations, which Rasa never deletes from by itself."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, inspect, text
from sqlalchemy.orm import sessionmaker

from store.engine import engine_for, transaction


def share_engine(tracker_store: Any, url: str) -> None:
    """Let Rasa's SQLTrackerStore work on our engine: open connections, WAL, safe waiting."""
    tracker_store.engine.dispose()
    tracker_store.engine = engine_for(url)
    tracker_store.sessionmaker = sessionmaker(bind=tracker_store.engine)


_EVENTS = "events"  # the table of Rasa's SQLTrackerStore


def forget(url: str, conversation_ids: Sequence[str]) -> None:
    """Delete the dialogue events of those conversations."""
    if not conversation_ids:
        return
    with transaction(url) as connection:
        if not inspect(connection).has_table(_EVENTS):
            return
        query = text(f"DELETE FROM {_EVENTS} WHERE sender_id IN :ids").bindparams(
            bindparam("ids", expanding=True)
        )
        connection.execute(query, {"ids": list(conversation_ids)})
