"""Conversations and their transcript: what was said, by whom, and what was understood.

A turn is one message of the customer with the replies to it. Its customer message is
stored before it is answered, so that nothing said is lost.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from store import schema

_conversation = schema.conversation
_message = schema.message
_button = schema.button


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A conversation; `owner` is `assistant`, or `human` from a hand-off to its release."""

    id: str
    subject: str
    language: str
    owner: str


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One message of the assistant's. Buttons are `{"title", "payload"}`."""

    text: str
    buttons: list[dict[str, str]]
    custom: dict[str, Any] | None = None


def find(connection: Connection, subject: str, sid: str) -> Conversation | None:
    """Give the conversation of that person and session, if anything was said in it."""
    found = select(_conversation).where(
        _conversation.c.subject == subject, _conversation.c.sid == sid
    )
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else _read(row)


def _read(row: Any) -> Conversation:
    return Conversation(
        id=row["id"], subject=row["subject"], language=row["language"], owner=row["owner"]
    )


def of_subject(
    connection: Connection, subject: str, sid: str, *, language: str, now: datetime
) -> Conversation:
    """Give the conversation of that person and session, a new one if need be."""
    known = find(connection, subject, sid)
    if known is not None:
        return known
    try:
        with connection.begin_nested():
            connection.execute(
                insert(_conversation).values(
                    id=schema.new_id("conv"),
                    subject=subject,
                    sid=sid,
                    language=language,
                    owner="assistant",
                    started_at=now,
                )
            )
    except IntegrityError:
        pass  # another instance opened it at the same moment: theirs is found below
    opened = find(connection, subject, sid)
    assert opened is not None
    return opened


def by_id(connection: Connection, conversation_id: str) -> Conversation:
    """Read a conversation as it is now."""
    found = select(_conversation).where(_conversation.c.id == conversation_id)
    return _read(connection.execute(found).mappings().one())


def lock(connection: Connection, conversation_id: str) -> Conversation:
    """Read a conversation as it is now, and keep it so until the transaction ends."""
    found = select(_conversation).where(_conversation.c.id == conversation_id)
    return _read(connection.execute(found.with_for_update()).mappings().one())


@dataclass(frozen=True, kw_only=True)
class Received:
    """A customer's message as stored. `state` is `received` when it has to be answered."""

    turn: str
    state: str


def receive(
    connection: Connection,
    conversation_id: str,
    *,
    text: str,
    client_id: str | None,
    now: datetime,
) -> Received:
    """Store a customer's message; the same `client_id` again gives the first one's turn."""
    if client_id is not None:
        known = select(_message.c.turn, _message.c.state).where(
            _message.c.conversation_id == conversation_id, _message.c.client_id == client_id
        )
        row = connection.execute(known).mappings().one_or_none()
        if row is not None and row["state"] != "failed":
            return Received(turn=row["turn"], state=row["state"])
        if row is not None:
            _forget_failure(connection, row["turn"])
            return Received(turn=row["turn"], state="received")
    turn = schema.new_id("turn")
    _append(
        connection,
        conversation_id,
        at=now,
        author="customer",
        text=text,
        client_id=client_id,
        turn=turn,
        state="received",
    )
    return Received(turn=turn, state="received")


def represent(
    connection: Connection,
    conversation_id: str,
    *,
    name: str | None,
    text: str,
    client_id: str | None = None,
    now: datetime,
) -> bool:
    """Store what a person of the company says to the customer, with their name if known.

    The same `client_id` again stores nothing more, and gives `False`.
    """
    conversation = lock(connection, conversation_id)
    if client_id is not None:
        known = select(_message.c.number).where(
            _message.c.conversation_id == conversation_id, _message.c.client_id == client_id
        )
        if connection.execute(known).first() is not None:
            return False
    _append(
        connection,
        conversation_id,
        at=now,
        author="representative",
        text=text,
        custom=None if name is None else {"name": name},
        client_id=client_id,
        turn=schema.new_id("turn"),
        state="answered",
        language=conversation.language,
    )
    return True


def _append(connection: Connection, conversation_id: str, **columns: Any) -> None:
    """Add a message to a conversation.

    Numbers of one conversation become visible in their order, since writers wait for its row:
    whoever reads on from a number misses none.
    """
    row = select(_conversation.c.id).where(_conversation.c.id == conversation_id)
    connection.execute(row.with_for_update()).scalar_one()
    connection.execute(insert(_message).values(conversation_id=conversation_id, **columns))


def _forget_failure(connection: Connection, turn: str) -> None:
    """Make a failed turn one that has still to be answered."""
    replies = (_message.c.turn == turn, _message.c.author == "assistant")
    connection.execute(delete(_message).where(*replies))
    customers = (_message.c.turn == turn, _message.c.author == "customer")
    connection.execute(update(_message).where(*customers).values(state="received"))


def answer(
    connection: Connection,
    conversation: Conversation,
    turn: str,
    replies: list[Reply],
    *,
    state: str,
    understood: dict[str, Any] | None,
    now: datetime,
    language: str | None = None,
) -> list[Reply]:
    """Store the replies of a turn, and give them with opaque one-use button payloads.

    :param state: `answered`; `failed`, when the turn changed nothing in the dialogue and may
        be sent again; or `kept`, when people own the conversation.
    :param language: of the message and its replies.
    """
    connection.execute(
        update(_message)
        .where(_message.c.turn == turn, _message.c.author == "customer")
        .values(state=state, understood=understood, language=language)
    )
    if any(reply.buttons for reply in replies) and state == "answered":
        _withdraw_buttons(connection, conversation.id)
    spoken = [_with_opaque_buttons(connection, conversation.id, turn, each) for each in replies]
    for reply in spoken:
        _append(
            connection,
            conversation.id,
            at=now,
            author="assistant",
            text=reply.text,
            buttons=reply.buttons or None,
            custom=reply.custom,
            turn=turn,
            state=state,
            language=language,
        )
    return spoken


def replies_of(connection: Connection, turn: str) -> list[Reply]:
    """Read the stored replies of a turn, for a message that arrives again."""
    found = select(_message).where(_message.c.turn == turn, _message.c.author == "assistant")
    rows = connection.execute(found.order_by(_message.c.number)).mappings()
    return [
        Reply(text=row["text"], buttons=row["buttons"] or [], custom=row["custom"]) for row in rows
    ]


def set_language(connection: Connection, conversation_id: str, language: str) -> None:
    """Remember the language that the conversation is held in."""
    connection.execute(
        update(_conversation)
        .where(_conversation.c.id == conversation_id)
        .values(language=language)
    )


def last_customer_text(connection: Connection, conversation_id: str) -> str:
    """Give what the customer wrote last, or an empty text."""
    found = (
        select(_message.c.text)
        .where(_message.c.conversation_id == conversation_id, _message.c.author == "customer")
        .order_by(_message.c.number.desc())
        .limit(1)
    )
    return connection.execute(found).scalar_one_or_none() or ""


def has_answered(connection: Connection, conversation_id: str) -> bool:
    """Tell whether the assistant has said anything in a conversation yet."""
    found = (
        select(_message.c.number)
        .where(_message.c.conversation_id == conversation_id, _message.c.author == "assistant")
        .limit(1)
    )
    return connection.execute(found).first() is not None


def transcript(connection: Connection, conversation_id: str) -> list[dict[str, Any]]:
    """Read a whole conversation, oldest message first, with what NLU made of it."""
    found = select(_message).where(_message.c.conversation_id == conversation_id)
    return [dict(row) for row in connection.execute(found.order_by(_message.c.number)).mappings()]


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button that the assistant offered. `state` is `offered`, `used` or `gone`."""

    id: str
    title: str
    payload: str
    state: str


GONE_BUTTON = "/nlu_fallback"
"""What the dialogue gets for a button that no longer counts: it says so, and asks again."""


def is_button(text: str) -> bool:
    """Tell whether a message is a button's payload rather than words."""
    return text.startswith("btn_")


def button(connection: Connection, conversation_id: str, button_id: str) -> Button | None:
    """Read a button of this conversation, keeping it from others until the transaction ends."""
    found = (
        select(_button)
        .where(_button.c.id == button_id, _button.c.conversation_id == conversation_id)
        .with_for_update()
    )
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        return None
    return Button(id=row["id"], title=row["title"], payload=row["payload"], state=row["state"])


def press(connection: Connection, conversation_id: str, button_id: str) -> Button | None:
    """Use a button of this conversation; its former state tells whether it still counted."""
    pressed = button(connection, conversation_id, button_id)
    if pressed is not None and pressed.state == "offered":
        connection.execute(update(_button).where(_button.c.id == button_id).values(state="used"))
    return pressed


def unpress(connection: Connection, button_id: str) -> None:
    """Offer a button again, since the turn it began has failed."""
    connection.execute(update(_button).where(_button.c.id == button_id).values(state="offered"))


def _withdraw_buttons(connection: Connection, conversation_id: str) -> None:
    connection.execute(
        update(_button)
        .where(_button.c.conversation_id == conversation_id, _button.c.state == "offered")
        .values(state="gone")
    )


def _with_opaque_buttons(
    connection: Connection, conversation_id: str, turn: str, reply: Reply
) -> Reply:
    shown = []
    for each in reply.buttons:
        button_id = schema.new_id("btn")
        connection.execute(
            insert(_button).values(
                id=button_id,
                conversation_id=conversation_id,
                turn=turn,
                title=each["title"],
                payload=each["payload"],
                state="offered",
            )
        )
        shown.append({"title": each["title"], "payload": button_id})
    return Reply(text=reply.text, buttons=shown, custom=reply.custom)
