"""Whom staff mean by an e-mail address or a name, and whose a conversation is."""

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from store import schema

MOST = 50
"""People or accounts that one search may mean."""


def person_of(subject: str) -> str | None:
    """Give the person whose conversations have that subject; `None` for a visitor's."""
    kind, _, person_id = subject.partition(":")
    return person_id if kind == "person" else None


def person_ids(connection: Connection, typed: str) -> tuple[str, ...]:
    """Give the person with that e-mail address, if there is one."""
    person = schema.person
    found = select(person.c.id).where(person.c.email == typed.strip().lower())
    return tuple(connection.execute(found).scalars())


def account_ids(connection: Connection, typed: str) -> tuple[str, ...]:
    """Give the accounts with that in their name, or whose people have it in their address."""
    account, person = schema.account, schema.person
    wanted = typed.strip().lower()
    if not wanted:
        return ()
    named = select(account.c.id).where(
        func.lower(account.c.name).contains(wanted, autoescape=True)
    )
    addressed = select(person.c.account_id).where(person.c.email.contains(wanted, autoescape=True))
    found = connection.execute(named.union(addressed).limit(MOST))
    return tuple(found.scalars())
