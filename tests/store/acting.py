"""What the tests of the store do and look at, each in a transaction of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from threading import Barrier
from typing import Any, TypeVar

from sqlalchemy import select, update

from store import accounts, audit, operations, outbox, schema, subscriptions
from store.audit import Context
from store.conversations import Conversation, of_subject
from store.engine import transaction
from store.operations import Denied, Done, Reviewed, Stale
from subscriptions.decisions import Outcome, Wish
from subscriptions.model import Subscription
from subscriptions.roles import Operation
from tests.databases import NOW

CANCEL = Operation.CANCEL_SUBSCRIPTION
WITHDRAW = Operation.WITHDRAW_CANCELLATION
REACTIVATE = Operation.REACTIVATE_SUBSCRIPTION
CHANGE = Operation.CHANGE_SUBSCRIPTION
ORDER = Operation.ADD_SUBSCRIPTION
TRY = Operation.START_TRIAL

HOLDER, CONTACT = "user_atelier_titulaire", "user_atelier_facturation"
MEMBER = "user_atelier_membre"
ATELIER = "acc_atelier"
ACTIVE, PENDING, EXPIRED = "sub_atelier_1", "sub_atelier_2", "sub_atelier_3"

T = TypeVar("T")


def context(conversation: str = "conv_one", *, now: datetime = NOW) -> Context:
    return Context(conversation_id=conversation, channel="rest", language="fr", now=now)


def review(
    url: str,
    operation: Operation,
    subscription_id: str | None = None,
    *,
    wish: Wish | None = None,
    person: str = HOLDER,
    conversation: str = "conv_one",
    now: datetime = NOW,
) -> Reviewed | Denied:
    with transaction(url) as connection:
        seen = context(conversation, now=now)
        return operations.review(connection, person, seen, operation, subscription_id, wish)


def outcome_of(
    url: str, operation: Operation, subscription_id: str | None = None, **how: Any
) -> Outcome:
    """Review, and give what it says."""
    reviewed = review(url, operation, subscription_id, **how)
    assert isinstance(reviewed, Reviewed), reviewed
    return reviewed.outcome


def propose(url: str, operation: Operation, subscription_id: str | None = None, **how: Any) -> str:
    """Review what can be done, and give the proposal's id."""
    reviewed = review(url, operation, subscription_id, **how)
    assert isinstance(reviewed, Reviewed)
    assert reviewed.proposal_id is not None, reviewed.outcome
    return reviewed.proposal_id


def say_yes(
    url: str,
    proposal_id: str,
    *,
    person: str = HOLDER,
    conversation: str = "conv_one",
    now: datetime = NOW,
) -> Done | Stale | Denied:
    with transaction(url) as connection:
        seen = context(conversation, now=now)
        return operations.carry_out(connection, person, seen, proposal_id)


def carry_out(
    url: str,
    operation: Operation,
    subscription_id: str | None = None,
    *,
    wish: Wish | None = None,
    **how: Any,
) -> Done:
    """Review and say yes."""
    done = say_yes(url, propose(url, operation, subscription_id, wish=wish, **how), **how)
    assert isinstance(done, Done)
    return done


def stored(
    url: str, subscription_id: str, *, person: str = HOLDER, now: datetime = NOW
) -> Subscription:
    with transaction(url) as connection:
        account = accounts.person(connection, person).account
        return subscriptions.one(connection, account, subscription_id, now=now)


def audited(url: str, *fields: str, account: str = ATELIER) -> list[Any]:
    """Give those fields of the account's audit: bare values for one field, else tuples."""
    with transaction(url) as connection:
        rows = audit.of_account(connection, account)
    return [row[fields[0]] if len(fields) == 1 else tuple(map(row.get, fields)) for row in rows]


def emails(url: str) -> list[dict[str, Any]]:
    with transaction(url) as connection:
        return outbox.emails(connection)


def rows_of(url: str, table: Any) -> list[dict[str, Any]]:
    """Give the rows of a table: numbered ones oldest first, others in no order."""
    numbered = [table.c.number] if table in (schema.audit, schema.message) else []
    with transaction(url) as connection:
        found = connection.execute(select(table).order_by(*numbered))
        return [dict(row) for row in found.mappings()]


def charges(url: str) -> list[dict[str, Any]]:
    """Give what a payment provider is asked to charge."""
    return [row["payload"] for row in rows_of(url, schema.outbox) if row["kind"] == "charge"]


def unpaid_invoices(url: str) -> list[dict[str, Any]]:
    """Give the invoices written since the demo accounts were stored."""
    return [row for row in rows_of(url, schema.invoice) if not row["paid"]]


def proposal_states(url: str) -> dict[str, str]:
    return {row["id"]: row["state"] for row in rows_of(url, schema.proposal)}


def set_role(url: str, person: str, role: str) -> None:
    table = schema.person
    with transaction(url) as connection:
        connection.execute(update(table).where(table.c.id == person).values(role=role))


def make_corporate(url: str, account: str = ATELIER) -> None:
    table = schema.account
    with transaction(url) as connection:
        connection.execute(
            update(table)
            .where(table.c.id == account)
            .values(kind="corporate", representative="Service Grands Comptes")
        )


def set_account(url: str, account: str = ATELIER, **values: str | None) -> None:
    """Make something of an account different, such as its balance or its country."""
    with transaction(url) as connection:
        accounts.update_account(connection, account, **values)


def balance_of(url: str, person: str = HOLDER) -> Decimal:
    with transaction(url) as connection:
        return accounts.person(connection, person).account.balance


def open_conversation(url: str, subject: str = HOLDER, sid: str = "tab") -> Conversation:
    with transaction(url) as connection:
        return of_subject(connection, subject, sid, language="fr", now=NOW)


def at_once(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Run every job in a thread of its own, all released at the same moment."""
    start = Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T:
        start.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as threads:
        return list(threads.map(run, jobs))
