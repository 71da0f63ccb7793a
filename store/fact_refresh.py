"""Bringing the facts of conversations up to date, a few at a time, after their turns.

Triggers note each conversation that something was written of. A customer's turn does nothing
else for the desk; whoever runs `refresh` works the facts out from the rows as they are.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, text, tuple_, update
from sqlalchemy.engine import Connection

from store import review_schema, schema, words
from store.conversation_facts import Sources, facts_of, marks_of
from store.engine import reading, transaction

_touched = review_schema.conversation_touched
_facts = review_schema.conversation_facts
_mark = review_schema.conversation_mark

BATCH = 20
"""Conversations of one transaction: on SQLite a customer's turn may have to wait for it."""

_WINDOW = 1000
"""Marks looked at in one transaction."""

_ONE_AT_A_TIME = 616_007
"""PostgreSQL's advisory lock: a slower refresh may not overwrite what a later one has seen."""


def refresh(url: str, *, most: int = BATCH) -> int:
    """Bring the facts of the next conversations up to date; give how many there were."""
    with reading(url) as connection:
        if connection.execute(select(_touched.c.number).limit(1)).first() is None:
            return 0
    with transaction(url) as connection:
        _take_turns(connection)
        conversation_ids = _take_touched(connection, most)
        _write(connection, conversation_ids)
    return len(conversation_ids)


def _take_touched(connection: Connection, most: int) -> list[str]:
    """Take the marks off the conversations that wait longest, before anything is read of them.

    What is written of them later leaves a mark that stays.
    """
    first = connection.execute(select(func.min(_touched.c.number))).scalar_one()
    if first is None:
        return []
    near = _touched.c.number.between(first, first + _WINDOW)
    found = select(_touched.c.conversation_id).where(near).order_by(_touched.c.number)
    taken = list(dict.fromkeys(connection.execute(found).scalars()))[:most]
    connection.execute(delete(_touched).where(near, _touched.c.conversation_id.in_(taken)))
    return taken


def refresh_all(url: str) -> int:
    """Bring all facts up to date; give how many conversations were looked at."""
    total = 0
    while done := refresh(url):
        total += done
    return total


def rebuild(url: str) -> int:
    """Work the facts of every conversation out anew."""
    known = select(schema.conversation.c.id).order_by(schema.conversation.c.started_at)
    with transaction(url) as connection:
        connection.execute(insert(_touched).from_select(["conversation_id"], known))
    return refresh_all(url)


def refresh_one(connection: Connection, conversation_id: str) -> None:
    """Bring one conversation up to date at once, in the transaction that changed it."""
    _take_turns(connection)
    _write(connection, [conversation_id])


def _take_turns(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        lock = text("SELECT pg_advisory_xact_lock(:lock)")
        connection.execute(lock, {"lock": _ONE_AT_A_TIME})


def _write(connection: Connection, conversation_ids: Sequence[str]) -> None:
    sources = _gather(connection, conversation_ids)
    numbers = _numbers(connection, conversation_ids)
    gone = [numbers[each] for each in conversation_ids if each not in sources and each in numbers]
    connection.execute(delete(_mark).where(_mark.c.number.in_(gone)))
    connection.execute(delete(_facts).where(_facts.c.number.in_(gone)))
    wanted: set[tuple[str, str, int]] = set()
    for conversation_id in conversation_ids:
        if conversation_id not in sources:
            continue
        known = numbers.get(conversation_id)
        facts = facts_of(sources[conversation_id])
        number = _put(connection, facts, known)
        said = [(row["author"], row["text"]) for row in sources[conversation_id].messages]
        words.keep(connection, number, said, anew=known is None)
        wanted |= {(kind, value, number) for kind, value in marks_of(facts)}
    _put_marks(connection, list(numbers.values()), wanted)


def _put(connection: Connection, facts: dict[str, Any], number: int | None) -> int:
    if number is None:
        made: int = connection.execute(insert(_facts).values(facts)).inserted_primary_key[0]
        return made
    connection.execute(update(_facts).where(_facts.c.number == number).values(facts))
    return number


def _put_marks(
    connection: Connection, numbers: Sequence[int], wanted: set[tuple[str, str, int]]
) -> None:
    found = select(_mark.c.kind, _mark.c.value, _mark.c.number).where(_mark.c.number.in_(numbers))
    present = {tuple(row) for row in connection.execute(found)}
    if gone := present - wanted:
        key = tuple_(_mark.c.kind, _mark.c.value, _mark.c.number)
        connection.execute(delete(_mark).where(key.in_(sorted(gone))))
    if new := sorted(wanted - present):
        rows = [{"kind": kind, "value": value, "number": number} for kind, value, number in new]
        connection.execute(insert(_mark), rows)


def _numbers(connection: Connection, conversation_ids: Sequence[str]) -> dict[str, int]:
    found = select(_facts.c.conversation_id, _facts.c.number).where(
        _facts.c.conversation_id.in_(conversation_ids)
    )
    return {row[0]: row[1] for row in connection.execute(found)}


def _gather(connection: Connection, conversation_ids: Sequence[str]) -> dict[str, Sources]:
    conversation, person = schema.conversation, schema.person
    about = select(conversation).where(conversation.c.id.in_(conversation_ids))
    rows = list(connection.execute(about).mappings())
    subjects = [row["subject"] for row in rows]
    known = select(person.c.id, person.c.account_id).where(person.c.id.in_(subjects))
    people = {row["id"]: row for row in connection.execute(known).mappings()}
    messages = _grouped(connection, schema.message, conversation_ids, schema.message.c.number)
    audit = _grouped(connection, schema.audit, conversation_ids, schema.audit.c.number)
    feedback = _grouped(connection, schema.feedback, conversation_ids, schema.feedback.c.at)
    reviews = _grouped(connection, review_schema.review, conversation_ids)
    tags = _grouped(connection, review_schema.review_tag, conversation_ids)
    return {
        row["id"]: Sources(
            conversation=row,
            person=people.get(row["subject"]),
            messages=messages[row["id"]],
            audit=audit[row["id"]],
            feedback=feedback[row["id"]],
            review=next(iter(reviews[row["id"]]), None),
            tags=[each["tag"] for each in tags[row["id"]]],
        )
        for row in rows
    }


def _grouped(
    connection: Connection, table: Any, conversation_ids: Sequence[str], *order: Any
) -> dict[str, list[Any]]:
    found = select(table).where(table.c.conversation_id.in_(conversation_ids)).order_by(*order)
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(found).mappings():
        grouped[row["conversation_id"]].append(row)
    return grouped
