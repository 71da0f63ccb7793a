"""Bringing the facts of conversations up to date, a few at a time, after their turns.

Triggers note each conversation that something was written of. A customer's turn does nothing
else for the desk; whoever runs `refresh` works the facts out from the rows as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, text, tuple_, update
from sqlalchemy.engine import Connection

from store import accounts_found, review_schema, schema, words
from store.conversation_facts import Sources, facts_of, marks_of
from store.engine import reading, transaction

_touched = review_schema.conversation_touched
_facts = review_schema.conversation_facts
_mark = review_schema.conversation_mark

BATCH = 10
"""Conversations of one transaction: on SQLite a customer's turn may have to wait for it."""

_WINDOW = 1000
"""Marks looked at in one transaction."""

_ONE_AT_A_TIME = 616_007
"""PostgreSQL's advisory lock: two processes may not store the same conversation at once."""


@dataclass(frozen=True)
class _WorkedOut:
    facts: dict[str, Any]
    marks: set[tuple[str, str]]
    words: list[tuple[str, list[str]]]


def refresh(url: str, *, most: int = BATCH) -> int:
    """Bring the facts of the next conversations up to date; give how many there were.

    They are worked out before the short transaction that stores them begins.
    """
    with reading(url) as connection:
        touched = _next_touched(connection, most)
        if not touched:
            return 0
        worked_out = _work_out(connection, list(dict.fromkeys(touched.values())))
    with transaction(url) as connection:
        _take_turns(connection)
        # What was written since has left a mark of its own, which stays.
        taken = connection.execute(delete(_touched).where(_touched.c.number.in_(list(touched))))
        if taken.rowcount == len(touched):  # otherwise another refresh was first
            _write(connection, worked_out)
        else:
            connection.execute(insert(_touched), _marks_again(worked_out))
    return len(worked_out)


def _next_touched(connection: Connection, most: int) -> dict[int, str]:
    """Give number and conversation of the marks that wait longest."""
    found = select(_touched).order_by(_touched.c.number).limit(_WINDOW)
    rows = [(row.number, row.conversation_id) for row in connection.execute(found)]
    chosen = set(list(dict.fromkeys(each for _, each in rows))[:most])
    return {number: each for number, each in rows if each in chosen}


def _marks_again(conversation_ids: Iterable[str]) -> list[dict[str, str]]:
    return [{"conversation_id": each} for each in conversation_ids]


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
    """Bring one conversation up to date at once, in the transaction that changed it.

    It is marked as well: a refresh under way may not have seen the change, and write later.
    """
    _take_turns(connection)
    _write(connection, _work_out(connection, [conversation_id]))
    connection.execute(insert(_touched), _marks_again([conversation_id]))


def _take_turns(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite has one writer anyway
        lock = text("SELECT pg_advisory_xact_lock(:lock)")
        connection.execute(lock, {"lock": _ONE_AT_A_TIME})


def _work_out(
    connection: Connection, conversation_ids: Sequence[str]
) -> dict[str, _WorkedOut | None]:
    """Work the facts out; `None` for a conversation that is gone."""
    sources = _gather(connection, conversation_ids)
    worked_out: dict[str, _WorkedOut | None] = {}
    for each in conversation_ids:
        if each not in sources:
            worked_out[each] = None
            continue
        facts = facts_of(sources[each])
        said = [(row["author"], row["text"]) for row in sources[each].messages]
        worked_out[each] = _WorkedOut(facts, marks_of(facts), words.folded(said))
    return worked_out


def _write(connection: Connection, worked_out: Mapping[str, _WorkedOut | None]) -> None:
    numbers = _numbers(connection, list(worked_out))
    gone = [numbers[each] for each, made in worked_out.items() if made is None and each in numbers]
    if gone:
        connection.execute(delete(_mark).where(_mark.c.number.in_(gone)))
        connection.execute(delete(_facts).where(_facts.c.number.in_(gone)))
    wanted: set[tuple[str, str, int]] = set()
    for conversation_id, made in worked_out.items():
        if made is None:
            continue
        known = numbers.get(conversation_id)
        number = _put(connection, made.facts, known)
        words.keep(connection, number, made.words, anew=known is None)
        wanted |= {(kind, value, number) for kind, value in made.marks}
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
    whose = {row["id"]: accounts_found.person_of(row["subject"]) for row in rows}
    known = select(person.c.id, person.c.account_id).where(person.c.id.in_(whose.values()))
    people = {row["id"]: row for row in connection.execute(known).mappings()}
    messages = _grouped(connection, schema.message, conversation_ids, schema.message.c.number)
    audit = _grouped(connection, schema.audit, conversation_ids, schema.audit.c.number)
    feedback = _grouped(connection, schema.feedback, conversation_ids, schema.feedback.c.at)
    reviews = _grouped(connection, review_schema.review, conversation_ids)
    tags = _grouped(connection, review_schema.review_tag, conversation_ids)
    return {
        row["id"]: Sources(
            conversation=row,
            person=people.get(whose[row["id"]]),
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
