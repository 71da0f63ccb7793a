"""What customers think of a task that was carried out for them: helpful or not, and why.

Feedback is about a turn that finished a task. It is no message: the assistant never sees it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from store import schema

_table = schema.feedback
_conversation = schema.conversation
_message = schema.message


class NothingFinishedError(LookupError):
    """The turn finished no task, or is not of this conversation."""


def give(
    connection: Connection,
    conversation_id: str,
    turn: str,
    *,
    helpful: bool,
    words: str | None,
    now: datetime,
) -> None:
    """Store what the customer thinks of a finished task; said again, the last word counts.

    :raises NothingFinishedError: if there is nothing to have an opinion of.
    """
    operation = finished(connection, conversation_id, [turn]).get(turn)
    if operation is None:
        raise NothingFinishedError(f"no finished task in turn {turn!r}")
    # Two clicks at once come one after the other.
    row = select(_conversation.c.id).where(_conversation.c.id == conversation_id)
    connection.execute(row.with_for_update())
    opinion = {"helpful": helpful, "words": words, "at": now}
    known = (_table.c.conversation_id == conversation_id, _table.c.turn == turn)
    if connection.execute(update(_table).where(*known).values(opinion)).rowcount == 0:
        connection.execute(
            insert(_table).values(
                conversation_id=conversation_id, turn=turn, operation=operation, **opinion
            )
        )


def finished(connection: Connection, conversation_id: str, turns: list[str]) -> dict[str, str]:
    """Give the operation that each of these turns finished, of those that finished one."""
    found = select(_message.c.turn, _message.c.understood).where(
        _message.c.conversation_id == conversation_id,
        _message.c.author == "customer",
        _message.c.turn.in_(turns),
    )
    rows = connection.execute(found).mappings()
    named = {row["turn"]: (row["understood"] or {}).get("finished") for row in rows}
    return {turn: operation for turn, operation in named.items() if operation is not None}


def of_conversation(connection: Connection, conversation_id: str) -> dict[str, dict[str, Any]]:
    """Give a conversation's feedback by turn."""
    found = select(_table).where(_table.c.conversation_id == conversation_id)
    return {
        row["turn"]: {"helpful": row["helpful"], "words": row["words"]}
        for row in connection.execute(found).mappings()
    }


def everything(connection: Connection) -> list[dict[str, Any]]:
    """Give all feedback, oldest first, in the shape of `billing feedback`."""
    rows = connection.execute(select(_table).order_by(_table.c.at)).mappings()
    return [
        {
            "at": row["at"].isoformat(),
            "operation": row["operation"],
            "helpful": row["helpful"],
            "words": row["words"],
            "conversation": row["conversation_id"],
        }
        for row in rows
    ]
