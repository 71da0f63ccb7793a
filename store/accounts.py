"""Accounts, the people on them, and their billing contact record."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import schema
from subscriptions.roles import AccountKind, Role


@dataclass(frozen=True, kw_only=True)
class Account:
    """An account as stored. `representative` is set for Corporate accounts."""

    id: str
    name: str
    kind: AccountKind
    payment: str
    language: str
    country: str
    zone: ZoneInfo
    card_brand: str | None
    card_last4: str | None
    representative: str | None


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


def _one(connection: Connection, condition: object, who: str) -> Person:
    row = connection.execute(_PEOPLE.where(condition)).mappings().one_or_none()
    if row is None:
        raise UnknownPersonError(who)
    account = Account(
        id=row["id"],
        name=row["name"],
        kind=AccountKind(row["kind"]),
        payment=row["payment"],
        language=row["language"],
        country=row["country"],
        zone=ZoneInfo(row["time_zone"]),
        card_brand=row["card_brand"],
        card_last4=row["card_last4"],
        representative=row["representative"],
    )
    return Person(id=row["person_id"], email=row["email"], role=Role(row["role"]), account=account)


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


def billing_contact(connection: Connection, account_id: str) -> dict[str, str | None]:
    """Read the billing contact record of an account."""
    table = schema.billing_contact
    row = (
        connection.execute(select(table).where(table.c.account_id == account_id)).mappings().one()
    )
    return {key: value for key, value in row.items() if key != "account_id"}


def email_of(connection: Connection, account_id: str) -> str:
    """Give the account's e-mail address: where confirmations go (A07, A8.8)."""
    table = schema.billing_contact
    chosen = select(table.c.email).where(table.c.account_id == account_id)
    address: str = connection.execute(chosen).scalar_one()
    return address
