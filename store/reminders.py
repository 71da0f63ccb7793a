"""Queueing the reminders that are due: each once, whoever is running at the same time (E15)."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from store import accounts, codec, outbox, schema
from store import subscriptions as rows
from store.engine import transaction
from subscriptions.dates import local_day
from subscriptions.reminders import MARKS, Reminder, due
from subscriptions.roles import AccountKind

_table = schema.reminder

codec.register(Reminder)  # `still_due` reads back what was queued

_LOOK_AHEAD = timedelta(days=max(MARKS) + 2)
"""No reminder is due for what ends later: the last day, and one more for the clock's changes."""


def queue_due(url: str, *, now: datetime) -> list[dict[str, Any]]:
    """Queue every reminder that is due and not sent yet, in the shape of `billing reminders`.

    May run in several processes at once. Each reminder has a transaction of its own: the claim
    and the e-mail are there together or not at all. Corporate accounts get none: their
    representative speaks with them (A30, A31).

    :raises DatabaseUnreachableError: if the database does not answer.
    """
    with transaction(url) as connection:
        found = _unsent(connection, now=now)
    queued = []
    for person_id, subscription_id in found:
        with transaction(url) as connection:
            told = _queue(connection, person_id, subscription_id, now=now)
        if told is not None:
            queued.append(told)
    return queued


def still_due(connection: Connection, row: dict[str, Any], *, now: datetime) -> bool:
    """Tell whether what a queued reminder says is still so, at the moment of sending (E15)."""
    told: Reminder = codec.from_json(row["payload"]["outcome"])
    account = accounts.account(connection, row["account_id"])
    today = local_day(now, account.zone)
    current = rows.one(connection, account, told.subscription.id, now=now)
    again = due(current, today=today)
    return again is not None and (again.ending, again.last_day) == (told.ending, told.last_day)


def _unsent(connection: Connection, *, now: datetime) -> list[tuple[str, str]]:
    """Give what seems due, each with a user of its account; nothing is kept from others."""
    found = []
    for person_id in _concerned(connection, now=now):
        account = accounts.person(connection, person_id).account
        today = local_day(now, account.zone)
        for subscription in rows.of_account(connection, account, now=now):
            reminder = due(subscription, today=today)
            if reminder is not None and not _is_sent(connection, reminder):
                found.append((person_id, subscription.id))
    return found


def _concerned(connection: Connection, *, now: datetime) -> list[str]:
    """Give one user of each account that may have something to be reminded of."""
    ending, person, account = schema.subscription, schema.person, schema.account
    chosen = (
        select(func.min(person.c.id))
        .select_from(ending)
        .join(account, account.c.id == ending.c.account_id)
        .join(person, person.c.account_id == account.c.id)
        .where(
            account.c.kind == AccountKind.ONLINE.value,
            ending.c.period_end_at > now,
            ending.c.period_end_at <= now + _LOOK_AHEAD,
            or_(ending.c.trial, ending.c.renews.is_(False)),
        )
        .group_by(account.c.id)
        .order_by(account.c.id)
    )
    return list(connection.execute(chosen).scalars())


def _queue(
    connection: Connection, person_id: str, subscription_id: str, *, now: datetime
) -> dict[str, Any] | None:
    """Decide again, on the row as it is now and stays until the end of the transaction.

    `None` if there is nothing left to say: it was withdrawn, or another process was first.
    """
    account = accounts.person(connection, person_id).account
    if account.kind is AccountKind.CORPORATE:
        return None
    subscription = rows.one(connection, account, subscription_id, now=now)
    reminder = due(subscription, today=local_day(now, account.zone))
    if reminder is None or not _claim(connection, reminder, now=now):
        return None
    recipient = accounts.email_of(connection, account.id)
    last_day, mark = reminder.last_day.isoformat(), reminder.days_before
    outbox.enqueue(
        connection,
        account_id=account.id,
        kind="email",
        template="reminder",
        language=account.language,
        recipient=recipient,
        payload={"outcome": codec.to_json(reminder), "account": account.name},
        dedupe_key=f"{subscription_id}:reminder:{last_day}:{mark}",
        now=now,
    )
    return {
        "account": account.id,
        "subscription": subscription_id,
        "to": recipient,
        "ending": reminder.ending.value,
        "last_day": last_day,
        "days_before": mark,
    }


def _key(reminder: Reminder) -> dict[str, str | date | int]:
    return {
        "subscription_id": reminder.subscription.id,
        "last_day": reminder.last_day,
        "days_before": reminder.days_before,
    }


def _is_sent(connection: Connection, reminder: Reminder) -> bool:
    claimed = [_table.c[name] == value for name, value in _key(reminder).items()]
    return connection.execute(select(_table.c.sent_at).where(*claimed)).first() is not None


def _claim(connection: Connection, reminder: Reminder, *, now: datetime) -> bool:
    """Take a reminder for sending; `False` if it was taken before. The table's key decides."""
    try:
        with connection.begin_nested():
            connection.execute(insert(_table).values(sent_at=now, **_key(reminder)))
    except IntegrityError:
        return False
    return True
