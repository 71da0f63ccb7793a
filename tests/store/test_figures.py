"""Figures agree with what was counted by hand, on both engines."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import insert

from store import figures
from store.engine import reading, transaction
from store.figures import Span
from store.schema import audit, handoff
from tests.store.acting import ATELIER, HOLDER
from tests.store.happened import happened

BEGIN = datetime(2026, 3, 1, tzinfo=timezone.utc)
SPAN = Span(BEGIN, BEGIN + timedelta(days=7))


def tell(url: str, conversation: str, operation: str, outcome: str) -> None:
    with transaction(url) as connection:
        connection.execute(
            insert(audit).values(
                at=BEGIN,
                account_id=ATELIER,
                person_id=HOLDER,
                role="account_holder",
                channel="rest",
                conversation_id=conversation,
                operation=operation,
                outcome=outcome,
            )
        )


def due_of(opened: datetime) -> datetime:
    return opened + timedelta(hours=1)


def handed_over(
    url: str, conversation: str, *, reply_after: int | None, reason: str = "corporate"
) -> None:
    reply = None if reply_after is None else BEGIN + timedelta(seconds=reply_after)
    with transaction(url) as connection:
        connection.execute(
            insert(handoff).values(
                id=f"handoff-{conversation}",
                conversation_id=conversation,
                account_id=ATELIER,
                person_id=HOLDER,
                role="account_holder",
                reason=reason,
                request={},
                status="open",
                opened_at=BEGIN,
                first_reply_at=reply,
            )
        )


def test_sums_are_those_counted_by_hand(database_url: str) -> None:
    happened(database_url, "silent", BEGIN)
    happened(
        database_url, "done", BEGIN, asked=3, messages=7, done=1, helpful=1, lowest_confidence=0.6
    )
    happened(
        database_url, "lost", BEGIN, asked=2, messages=4, fallbacks=2, doubts=1, refused=1,
        unhelpful=1, lowest_confidence=0.59, language="it",
    )  # fmt: skip
    happened(database_url, "human", BEGIN, asked=1, messages=2, handed_off=1)
    handed_over(database_url, "human", reply_after=None)

    with reading(database_url) as connection:
        [found] = figures.count(connection, [SPAN])
        languages = figures.by_language(connection, SPAN)

    assert found == figures.Counts(
        conversations=4, used=3, contained=2, messages=13, asked=6, fallbacks=2, doubts=1,
        guessed=2, unsure=1, done=1, refused=1, handed_off=1, helpful=1, unhelpful=1,
    )  # fmt: skip
    assert {name: each.conversations for name, each in languages.items()} == {"fr": 3, "it": 1}


def test_a_span_holds_its_beginning_but_not_its_end(database_url: str) -> None:
    happened(database_url, "first", SPAN.begin)
    happened(database_url, "next", SPAN.end)
    later = Span(SPAN.end, SPAN.end + timedelta(days=1))
    with reading(database_url) as connection:
        counted = figures.count(connection, [SPAN, later])
    assert [each.conversations for each in counted] == [1, 1]


def test_of_nothing_everything_is_zero_and_nobody_waited(database_url: str) -> None:
    with reading(database_url) as connection:
        [found] = figures.count(connection, [SPAN])
        waited = figures.waiting(connection, SPAN, due=due_of, now=SPAN.end)
    assert found.conversations == found.contained == found.messages == 0
    assert waited == figures.Waiting(opened=0, replied=0, owed=0, on_time=0, median=None, p90=None)


def test_the_median_confidence_is_that_of_the_middle(database_url: str) -> None:
    for number, sure in enumerate([0.9, 0.2, 0.5, None, 0.8]):
        happened(database_url, str(number), BEGIN, lowest_confidence=sure)
    happened(database_url, "italian", BEGIN, lowest_confidence=0.3, language="it")
    with reading(database_url) as connection:
        everybody = figures.confidence(connection, SPAN)
        french = figures.confidence(connection, SPAN, "fr")
        nobody = figures.confidence(connection, SPAN, "en")
    assert (everybody, french, nobody) == (0.5, pytest.approx(0.65), None)


def test_tasks_are_counted_by_outcome(database_url: str) -> None:
    happened(database_url, "one", BEGIN)
    happened(database_url, "two", BEGIN, language="it")
    tell(database_url, "one", "cancel_subscription", "refused")
    tell(database_url, "one", "cancel_subscription", "done")
    tell(database_url, "two", "cancel_subscription", "done")
    tell(database_url, "two", "start_trial", "done")
    with reading(database_url) as connection:
        everybody = figures.tasks(connection, SPAN)
        french = figures.tasks(connection, SPAN, "fr")
    assert everybody == {
        "cancel_subscription": {"refused": 1, "done": 2},
        "start_trial": {"done": 1},
    }
    assert french == {"cancel_subscription": {"refused": 1, "done": 1}}


def test_whoever_is_late_or_never_answered_was_not_answered_in_time(database_url: str) -> None:
    handed_over(database_url, "in time", reply_after=3600)
    handed_over(database_url, "late", reply_after=3601)
    handed_over(database_url, "waits", reply_after=None)
    with reading(database_url) as connection:
        owed = figures.waiting(
            connection, SPAN, due=due_of, now=due_of(BEGIN) + timedelta(seconds=1)
        )
        early = figures.waiting(connection, SPAN, due=due_of, now=BEGIN)
    assert (owed.on_time, owed.owed) == (1, 3)
    assert (early.on_time, early.owed) == (1, 2)


def test_nobody_waited_where_staff_took_over_on_their_own(database_url: str) -> None:
    handed_over(database_url, "own", reply_after=5, reason="taken_over")
    with reading(database_url) as connection:
        waited = figures.waiting(connection, SPAN, due=due_of, now=SPAN.end)
    assert waited.opened == 0


def test_waits_are_counted_of_those_who_were_answered(database_url: str) -> None:
    for number, wait in enumerate([60, 120, 180, 600, None]):
        handed_over(database_url, str(number), reply_after=wait)
    with reading(database_url) as connection:
        waited = figures.waiting(connection, SPAN, due=due_of, now=SPAN.end)
    assert waited == figures.Waiting(opened=5, replied=4, owed=5, on_time=4, median=150, p90=600)
