"""Operations of the demo customers, each of which leaves one e-mail in the outbox."""

from datetime import datetime, timedelta, timezone
from typing import Any

from store import operations, outbox, schema
from store.audit import Context
from store.engine import transaction
from subscriptions.roles import Operation

# In the past, so that a worker with a real clock finds due what is queued at this moment.
NOW = datetime(2025, 3, 10, 9, 0, tzinfo=timezone.utc)
LATER = NOW + timedelta(hours=1)

CANCEL = Operation.CANCEL_SUBSCRIPTION
WITHDRAW = Operation.WITHDRAW_CANCELLATION
REACTIVATE = Operation.REACTIVATE_SUBSCRIPTION

ATELIER, STUDIO, BOTTEGA = "atelier_titulaire", "studio_titolare", "bottega_titolare"


def carry_out(
    database_url: str, person: str, operation: Operation, number: int, *, language: str = "fr"
) -> None:
    """Review an operation on a person's `number`-th subscription, and say yes."""
    context = Context(conversation_id=person, channel="rest", language=language, now=NOW)
    user, account = f"user_{person}", person.partition("_")[0]
    subscription = f"sub_{account}_{number}"
    with transaction(database_url) as connection:
        reviewed = operations.review(connection, user, context, operation, subscription)
        assert isinstance(reviewed, operations.Reviewed)
        assert reviewed.proposal_id is not None
        done = operations.carry_out(connection, user, context, reviewed.proposal_id)
        assert isinstance(done, operations.Done)


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
