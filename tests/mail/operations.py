"""Operations of the demo customers, each of which leaves one e-mail in the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from store import accounts, operations, outbox, reminders, schema
from store.audit import Context
from store.engine import transaction
from subscriptions.decisions import Wish
from subscriptions.roles import Operation

# In the past, so that a worker with a real clock finds due what is queued at this moment.
NOW = datetime(2025, 3, 10, 9, 0, tzinfo=timezone.utc)
LATER = NOW + timedelta(hours=1)

CANCEL = Operation.CANCEL_SUBSCRIPTION
WITHDRAW = Operation.WITHDRAW_CANCELLATION
REACTIVATE = Operation.REACTIVATE_SUBSCRIPTION
CHANGE = Operation.CHANGE_SUBSCRIPTION
ADD = Operation.ADD_SUBSCRIPTION
TRY = Operation.START_TRIAL

ATELIER, STUDIO, BOTTEGA = "atelier_titulaire", "studio_titolare", "bottega_titolare"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a demo customer asks for.

    :param number: which of their subscriptions it is about, if it is about one.
    :param first: what they ask for on the same subscription before.
    :param account: what is different on their account, such as its balance.
    """

    person: str
    operation: Operation
    number: int | None = None
    wish: Wish | None = None
    first: Operation | None = None
    account: Mapping[str, str] = field(default_factory=dict)


def ask(database_url: str, asked: Asked, *, language: str) -> dict[str, Any]:
    """Do what a customer asks for, and give the row of the e-mail that confirms it."""
    change_account(database_url, asked.person.partition("_")[0], **asked.account)
    if asked.first is not None:
        carry_out(database_url, asked.person, asked.first, asked.number)
        claimed(database_url)
    carry_out(
        database_url,
        asked.person,
        asked.operation,
        asked.number,
        wish=asked.wish,
        language=language,
    )
    return claimed(database_url)


def carry_out(
    database_url: str,
    person: str,
    operation: Operation,
    number: int | None = None,
    *,
    wish: Wish | None = None,
    language: str = "fr",
) -> None:
    """Review an operation, perhaps on a person's `number`-th subscription, and say yes."""
    context = Context(conversation_id=person, channel="rest", language=language, now=NOW)
    user, account = f"user_{person}", person.partition("_")[0]
    subscription = None if number is None else f"sub_{account}_{number}"
    with transaction(database_url) as connection:
        reviewed = operations.review(connection, user, context, operation, subscription, wish)
        assert isinstance(reviewed, operations.Reviewed)
        assert reviewed.proposal_id is not None, reviewed.outcome
        done = operations.carry_out(connection, user, context, reviewed.proposal_id)
        assert isinstance(done, operations.Done)


def change_account(database_url: str, account: str, **values: str) -> None:
    """Make something different on a demo account."""
    if values:
        with transaction(database_url) as connection:
            accounts.update_account(connection, f"acc_{account}", **values)


def reminded(database_url: str, account: str, *, now: datetime) -> dict[str, Any]:
    """Queue the reminders that are due, and give the row of the account's."""
    reminders.queue_due(database_url, now=now)
    table = schema.outbox
    chosen = table.select().where(
        table.c.template == "reminder", table.c.account_id == f"acc_{account}"
    )
    with transaction(database_url) as connection:
        return dict(connection.execute(chosen).mappings().one())


def claimed(database_url: str, *, now: datetime = NOW) -> dict[str, Any]:
    """Give the row of the next e-mail that is due, as the worker gets it."""
    with transaction(database_url) as connection:
        row = outbox.claim_email(connection, now=now)
    assert row is not None
    return row


def emails(database_url: str) -> list[dict[str, Any]]:
    """Give the e-mails as `billing outbox` shows them."""
    with transaction(database_url) as connection:
        return outbox.emails(connection)


def enqueue(database_url: str, *, recipient: str, key: str) -> None:
    """Queue one more e-mail: the French cancellation of another address."""
    like = any_row(database_url)
    with transaction(database_url) as connection:
        outbox.enqueue(
            connection,
            account_id=like["account_id"],
            kind="email",
            template=like["template"],
            language=like["language"],
            recipient=recipient,
            payload=like["payload"],
            dedupe_key=key,
            now=NOW,
        )


def any_row(database_url: str) -> dict[str, Any]:
    """Give any stored e-mail row, without taking it."""
    with transaction(database_url) as connection:
        return dict(connection.execute(schema.outbox.select().limit(1)).mappings().one())
