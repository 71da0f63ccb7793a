"""Accounts, the people on them, and their billing contact record."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from store import schema
from subscriptions.facts import BillingContact, Payment
from subscriptions.roles import AccountKind, Role
from subscriptions.vat import VatStatus


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account as stored. `representative` is set for Corporate accounts."""

    id: str
    name: str
    kind: AccountKind
    payment: Payment
    language: str
    country: str
    zone: ZoneInfo
    card_brand: str | None
    card_last4: str | None
    representative: str | None
    balance: Decimal
    vat_status: VatStatus


@dataclass(frozen=True, kw_only=True)
class Person:
    """A user with the role they have at this very moment."""

    id: str
    email: str
    role: Role
    account: Account


class UnknownPersonError(LookupError):
    """Nobody is stored under this id or address."""

    def __init__(self, who: str) -> None:
        super().__init__(f"no such user: {who}")
        self.who = who


_PEOPLE = select(
    schema.person.c.id.label("person_id"),
    schema.person.c.email,
    schema.person.c.role,
    schema.account,
).join_from(schema.person, schema.account)


def representatives(connection: Connection) -> list[str]:
    """Everybody who represents a Corporate account, by name."""
    column = schema.account.c.representative
    found = select(column).where(column.is_not(None)).distinct().order_by(column)
    return list(connection.execute(found).scalars())


def _one(connection: Connection, condition: object, who: str) -> Person:
    row = connection.execute(_PEOPLE.where(condition)).mappings().one_or_none()
    if row is None:
        raise UnknownPersonError(who)
    account = _account(row)
    return Person(id=row["person_id"], email=row["email"], role=Role(row["role"]), account=account)


def _account(row: Any) -> Account:
    return Account(
        id=row["id"],
        name=row["name"],
        kind=AccountKind(row["kind"]),
        payment=Payment(row["payment"]),
        language=row["language"],
        country=row["country"],
        zone=ZoneInfo(row["time_zone"]),
        card_brand=row["card_brand"],
        card_last4=row["card_last4"],
        representative=row["representative"],
        balance=Decimal(row["balance"]),
        vat_status=VatStatus(row["vat_status"]),
    )


def account(connection: Connection, account_id: str) -> Account:
    """Read an account by id."""
    found = select(schema.account).where(schema.account.c.id == account_id)
    return _account(connection.execute(found).mappings().one())


def person(connection: Connection, person_id: str) -> Person:
    """Read a user by id, with role and account as they are now.

    :raises UnknownPersonError: if there is none.
    """
    return _one(connection, schema.person.c.id == person_id, person_id)


def person_by_email(connection: Connection, email: str) -> Person:
    """Read a user by e-mail address.

    :raises UnknownPersonError: if there is none.
    """
    return _one(connection, schema.person.c.email == email.strip().lower(), email)


def billing_contact(connection: Connection, account_id: str) -> BillingContact:
    """Read the billing contact record of an account."""
    table = schema.billing_contact
    row = (
        connection.execute(select(table).where(table.c.account_id == account_id)).mappings().one()
    )
    return BillingContact(**{name: row[name] for name in row if name != "account_id"})


def save_billing_contact(
    connection: Connection, account_id: str, before: BillingContact, after: BillingContact
) -> bool:
    """Store a changed record if it is still as it was read; `False` if it is not (E6)."""
    table = schema.billing_contact
    unchanged = [table.c[name] == value for name, value in asdict(before).items()]
    written = connection.execute(
        update(table).where(table.c.account_id == account_id, *unchanged).values(asdict(after))
    )
    return bool(written.rowcount == 1)


def roles_of(connection: Connection, account_id: str) -> dict[str, Role]:
    """Read the role of each user of an account, by e-mail address."""
    table = schema.person
    rows = connection.execute(select(table).where(table.c.account_id == account_id)).mappings()
    return {row["email"]: Role(row["role"]) for row in rows}


def set_role(connection: Connection, account_id: str, email: str, role: Role) -> None:
    """Give a user of an account another role."""
    table = schema.person
    connection.execute(
        update(table)
        .where(table.c.account_id == account_id, table.c.email == email)
        .values(role=role.value)
    )


def save_balance(connection: Connection, account_id: str, before: Decimal, after: Decimal) -> bool:
    """Store a changed balance if it is still as it was read; `False` if it is not (E6, E8)."""
    table = schema.account
    written = connection.execute(
        update(table)
        .where(table.c.id == account_id, table.c.balance == str(before))
        .values(balance=str(after))
    )
    return bool(written.rowcount == 1)


def update_account(connection: Connection, account_id: str, **values: str | None) -> None:
    """Store changed fields of the account itself, such as its name."""
    table = schema.account
    connection.execute(update(table).where(table.c.id == account_id).values(**values))


def email_of(connection: Connection, account_id: str) -> str:
    """Give the account's e-mail address: where confirmations go (A07, A8.8)."""
    table = schema.billing_contact
    chosen = select(table.c.email).where(table.c.account_id == account_id)
    address: str = connection.execute(chosen).scalar_one()
    return address
