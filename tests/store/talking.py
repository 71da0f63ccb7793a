"""Messages and replies as the channel stores them, each in a transaction of its own."""

from typing import Any

from store import conversations
from store.conversations import Button, Conversation, Received, Reply
from store.engine import transaction
from tests.databases import NOW

YES = {"title": "Oui, annuler", "payload": '/affirm{"proposal": "prop_1"}'}
NO = {"title": "Ne pas annuler", "payload": "/deny"}


def receive(
    url: str, conversation: Conversation, text: str = "bonjour", *, client_id: str | None = None
) -> Received:
    with transaction(url) as connection:
        return conversations.receive(
            connection, conversation.id, text=text, client_id=client_id, now=NOW
        )


def answer(
    url: str,
    conversation: Conversation,
    turn: str,
    *replies: Reply,
    state: str = "answered",
    understood: dict[str, Any] | None = None,
) -> list[Reply]:
    with transaction(url) as connection:
        return conversations.answer(
            connection,
            conversation,
            turn,
            list(replies),
            state=state,
            understood=understood,
            now=NOW,
        )


def offer(
    url: str, conversation: Conversation, *buttons: dict[str, str], state: str = "answered"
) -> list[str]:
    """Answer a message with buttons, and give the payloads that the customer gets."""
    turn = receive(url, conversation).turn
    reply = Reply(text="Confirmez-vous ?", buttons=list(buttons))
    [said] = answer(url, conversation, turn, reply, state=state)
    return [button["payload"] for button in said.buttons]


def press(url: str, conversation: Conversation, button_id: str) -> Button | None:
    with transaction(url) as connection:
        return conversations.press(connection, conversation.id, button_id)


def transcript(url: str, conversation: Conversation) -> list[tuple[str, str, str]]:
    """Give who said what, and the state of each message."""
    with transaction(url) as connection:
        rows = conversations.transcript(connection, conversation.id)
    return [(row["author"], row["text"], row["state"]) for row in rows]
