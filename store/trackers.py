"""Rasa's own record of conversations, which Rasa never deletes from by itself."""

from collections.abc import Sequence

from sqlalchemy import bindparam, inspect, text

from store.engine import transaction

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
