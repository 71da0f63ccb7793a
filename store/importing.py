"""Storing real customers: accounts that were checked before, all of them or none."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from store import product_uses, schema
from store import subscriptions as rows
from store.accounts import Account, Person
from subscriptions.facts import BillingContact
from subscriptions.model import Subscription


@dataclass(frozen=True, kw_only=True)
class Imported:
    """An account with all that belongs to it, as it will be stored; invoices are never part."""

    account: Account
    contact: BillingContact
    people: Sequence[Person]
    subscriptions: Sequence[Subscription]


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What is stored already and cannot be stored again."""

    accounts: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    subscriptions: frozenset[str] = frozenset()


class StoredMeanwhileError(RuntimeError):
    """Somebody else stored one of the same ids or addresses first: nothing was stored."""


def taken(connection: Connection) -> Taken:
    """Read every id and e-mail address that is in use."""

    def all_of(column: object) -> frozenset[str]:
        return frozenset(connection.execute(select(column)).scalars())

    return Taken(
        accounts=all_of(schema.account.c.id),
        people=all_of(schema.person.c.id),
        emails=all_of(schema.person.c.email),
        subscriptions=all_of(schema.subscription.c.id),
    )


def store(connection: Connection, accounts: Sequence[Imported], *, now: datetime) -> None:
    """Store accounts, each with its users, its billing contact and its subscriptions.

    :raises StoredMeanwhileError: if one of them is there by now; the caller's transaction must
        be undone.
    """
    try:
        for each in accounts:
            _store_one(connection, each, now=now)
    except IntegrityError:
        raise StoredMeanwhileError(
            "another import was quicker: nothing was stored; check the file again"
        ) from None


def _store_one(connection: Connection, imported: Imported, *, now: datetime) -> None:
    account = imported.account
    connection.execute(
        insert(schema.account).values(
            id=account.id,
            name=account.name,
            kind=account.kind.value,
            payment=account.payment.value,
            language=account.language,
            country=account.country,
            time_zone=account.zone.key,
            card_brand=account.card_brand,
            card_last4=account.card_last4,
            representative=account.representative,
            balance=str(account.balance),
            vat_status=account.vat_status.value,
        )
    )
    for person in imported.people:
        connection.execute(
            insert(schema.person).values(
                id=person.id, account_id=account.id, email=person.email, role=person.role.value
            )
        )
    contact = asdict(imported.contact)
    connection.execute(insert(schema.billing_contact).values(account_id=account.id, **contact))
    for subscription in imported.subscriptions:
        rows.add(connection, account, subscription)
        product_uses.note(connection, account.id, subscription.product, now=now)
