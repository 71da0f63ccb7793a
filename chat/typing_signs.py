"""The sign that the customer is writing, for the person who answers."""

from chat.windows import Key
from store import conversations, typing_signs
from store.engine import transaction


def show_typing(database_url: str, key: Key) -> None:
    """Show it while a person owns the conversation; the assistant has no use for it."""
    with transaction(database_url) as connection:
        conversation = conversations.find(connection, key.subject, key.sid)
        if conversation is not None and conversation.owner == "human":
            typing_signs.show(connection, conversation.id, "customer")
