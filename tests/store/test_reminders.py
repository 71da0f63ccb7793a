"""Reminders: each once, whoever runs at the same time, and none of what is no longer so."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest

from store import outbox, reminders, schema
from store.codec import to_json
from store.engine import transaction
from subscriptions.reminders import Ending, Reminder
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    HOLDER,
    PENDING,
    WITHDRAW,
    at_once,
    carry_out,
    emails,
    make_corporate,
    rows_of,
    stored,
)

STUDIO_TRIAL, BOTTEGA_TRIAL = "sub_studio_2", "sub_bottega_1"

WEEK_BEFORE = datetime(2026, 3, 10, 23, tzinfo=timezone.utc)
"""11 March begins in Rome: seven days before the last day of the two trials, 18 March."""

THREE_DAYS_BEFORE = WEEK_BEFORE + timedelta(days=4)
LAST_MOMENT = WEEK_BEFORE + timedelta(days=8, seconds=-1)
THE_END = WEEK_BEFORE + timedelta(days=8)

BEFORE_ACTIVE_ENDS = datetime(2026, 3, 20, 9, tzinfo=timezone.utc)
"""Seven days before the last day of ACTIVE, 27 March, once it is cancelled."""


def queued(url: str, *, now: datetime) -> list[tuple[str, int]]:
    """Give what one run has queued: subscription and mark."""
    return [
        (each["subscription"], each["days_before"]) for each in reminders.queue_due(url, now=now)
    ]


def told(url: str) -> list[dict[str, Any]]:
    return [row for row in rows_of(url, schema.outbox) if row["template"] == "reminder"]


# E15
def test_a_reminder_goes_to_the_accounts_address_in_its_language(database_url: str) -> None:
    carry_out(database_url, CANCEL, ACTIVE)

    assert reminders.queue_due(database_url, now=BEFORE_ACTIVE_ENDS) == [
        {
            "account": "acc_atelier",
            "subscription": ACTIVE,
            "to": "facturation@atelier.example",
            "ending": "cancellation",
            "last_day": "2026-03-27",
            "days_before": 7,
        }
    ]
    [row] = told(database_url)
    subscription = stored(database_url, ACTIVE)
    reminder = Reminder(
        subscription=subscription,
        ending=Ending.CANCELLATION,
        days_before=7,
        last_day=subscription.period.last_day,
    )
    assert (row["recipient"], row["language"]) == ("facturation@atelier.example", "fr")
    assert row["payload"] == {"outcome": to_json(reminder), "account": "Atelier Lumière"}


# E10, E15
def test_the_days_are_those_of_the_account(database_url: str) -> None:
    assert queued(database_url, now=WEEK_BEFORE - timedelta(seconds=1)) == []
    assert queued(database_url, now=WEEK_BEFORE) == [(BOTTEGA_TRIAL, 7), (STUDIO_TRIAL, 7)]


# E15
def test_each_mark_is_told_once(database_url: str) -> None:
    hourly = [WEEK_BEFORE + timedelta(hours=each) for each in range(0, 24 * 8, 6)]

    runs = [each for now in hourly for each in queued(database_url, now=now)]

    assert sorted(runs) == [
        (BOTTEGA_TRIAL, 3),
        (BOTTEGA_TRIAL, 7),
        (STUDIO_TRIAL, 3),
        (STUDIO_TRIAL, 7),
    ]
    assert len(told(database_url)) == len(rows_of(database_url, schema.reminder)) == 4


# E15
def test_where_both_marks_are_past_one_reminder_is_enough(database_url: str) -> None:
    assert queued(database_url, now=LAST_MOMENT) == [(BOTTEGA_TRIAL, 3), (STUDIO_TRIAL, 3)]
    assert queued(database_url, now=LAST_MOMENT) == []


# E11, E15
def test_nothing_is_told_after_the_end(database_url: str) -> None:
    assert queued(database_url, now=THE_END) == []


# E15
def test_what_renews_or_ends_much_later_is_left_alone(database_url: str) -> None:
    assert queued(database_url, now=NOW) == []
    assert not stored(database_url, PENDING).renews


# A21, E15
def test_what_was_withdrawn_is_not_told(database_url: str) -> None:
    carry_out(database_url, CANCEL, ACTIVE)
    carry_out(database_url, WITHDRAW, ACTIVE)

    assert queued(database_url, now=BEFORE_ACTIVE_ENDS) == []


# E15
def test_cancelled_withdrawn_and_cancelled_again_it_is_told_once(database_url: str) -> None:
    carry_out(database_url, CANCEL, ACTIVE)
    first = queued(database_url, now=BEFORE_ACTIVE_ENDS)
    carry_out(database_url, WITHDRAW, ACTIVE)
    carry_out(database_url, CANCEL, ACTIVE)

    assert first == [(ACTIVE, 7)]
    assert queued(database_url, now=BEFORE_ACTIVE_ENDS) == []


def still_looks_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the run believe what it saw a moment ago: ACTIVE is cancelled."""
    monkeypatch.setattr(reminders, "_unsent", lambda _, *, now: [(HOLDER, ACTIVE)])  # noqa: ARG005


# E6, E15
def test_what_is_withdrawn_at_this_very_moment_is_not_told(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    still_looks_due(monkeypatch)

    assert queued(database_url, now=BEFORE_ACTIVE_ENDS) == []
    assert rows_of(database_url, schema.reminder) == []


# E6, E15
def test_what_another_run_has_just_told_is_not_told_again(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out(database_url, CANCEL, ACTIVE)
    still_looks_due(monkeypatch)

    assert queued(database_url, now=BEFORE_ACTIVE_ENDS) == [(ACTIVE, 7)]
    assert queued(database_url, now=BEFORE_ACTIVE_ENDS) == []


# A31, E15, E23
def test_a_corporate_accounts_representative_reminds_it(database_url: str) -> None:
    carry_out(database_url, CANCEL, ACTIVE)
    make_corporate(database_url)

    assert queued(database_url, now=BEFORE_ACTIVE_ENDS) == []


# A31, E15, E23
def test_an_account_that_becomes_corporate_at_this_very_moment_is_not_told(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry_out(database_url, CANCEL, ACTIVE)
    make_corporate(database_url)
    still_looks_due(monkeypatch)

    assert queued(database_url, now=BEFORE_ACTIVE_ENDS) == []


# E6, E15
@pytest.mark.parametrize("instances", [2, 8])
def test_several_instances_at_once_tell_each_reminder_once(
    database_url: str, instances: int
) -> None:
    for now in (WEEK_BEFORE, THREE_DAYS_BEFORE):
        run: Callable[[], list[tuple[str, int]]] = partial(queued, database_url, now=now)

        found = [each for queue in at_once([run] * instances) for each in queue]

        mark = 7 if now == WEEK_BEFORE else 3
        assert sorted(found) == [(BOTTEGA_TRIAL, mark), (STUDIO_TRIAL, mark)]

    assert len(told(database_url)) == len(emails(database_url)) == 4


# E15, E21
def test_a_claim_without_its_e_mail_is_undone(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "enqueue", _crash)
        with pytest.raises(RuntimeError, match="the process dies"):
            reminders.queue_due(database_url, now=WEEK_BEFORE)

    assert rows_of(database_url, schema.reminder) == []
    assert queued(database_url, now=WEEK_BEFORE) == [(BOTTEGA_TRIAL, 7), (STUDIO_TRIAL, 7)]


def _crash(*_: Any, **__: Any) -> None:
    raise RuntimeError("the process dies")


# E6, E15
def test_a_withdrawal_and_a_reminder_at_once_do_not_block_each_other(database_url: str) -> None:
    carry_out(database_url, CANCEL, ACTIVE)
    both: list[Callable[[], object]] = [
        partial(carry_out, database_url, WITHDRAW, ACTIVE),
        partial(queued, database_url, now=BEFORE_ACTIVE_ENDS),
    ]

    _, found = at_once(both)

    assert stored(database_url, ACTIVE).renews
    assert found in ([], [(ACTIVE, 7)])
    assert len(emails(database_url)) == 2 + len(told(database_url))


# E15
def test_a_queued_reminder_is_looked_at_again_before_it_is_sent(database_url: str) -> None:
    """Withdrawn between queueing and sending: nothing is said."""
    carry_out(database_url, CANCEL, ACTIVE, now=BEFORE_ACTIVE_ENDS)
    (told,) = [
        each
        for each in reminders.queue_due(database_url, now=BEFORE_ACTIVE_ENDS)
        if each["subscription"] == ACTIVE
    ]
    (row,) = [
        each
        for each in rows_of(database_url, schema.outbox)
        if each["template"] == "reminder" and each["recipient"] == told["to"]
    ]

    def still_due() -> bool:
        with transaction(database_url) as connection:
            return reminders.still_due(connection, row, now=BEFORE_ACTIVE_ENDS)

    assert still_due()
    carry_out(database_url, WITHDRAW, ACTIVE, now=BEFORE_ACTIVE_ENDS)
    assert not still_due()
