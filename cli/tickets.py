"""`billing tickets [EMAIL]` and `billing tickets confirm NUMBER`."""

from argparse import Namespace
from typing import Any

import clock
from cli.database import reachable_database
from store import accounts, ticket_confirmation, tickets
from store.engine import transaction

USAGE = "billing: tickets [EMAIL], or tickets confirm NUMBER"


def tickets_of(options: Namespace) -> list[dict[str, Any]] | dict[str, str]:
    """Give the tickets of a user's account or all, or confirm one."""
    match options.what:
        case ["confirm", number]:
            return confirm(number)
        case [email] if email != "confirm":
            return listing(email)
        case []:
            return listing(None)
    raise SystemExit(USAGE)


def listing(email: str | None) -> list[dict[str, Any]]:
    """Give the tickets, oldest first."""
    with transaction(reachable_database()) as connection:
        if email is None:
            return tickets.of_account(connection)
        person = accounts.person_by_email(connection, email)
        return tickets.of_account(connection, person.account.id)


def confirm(number: str) -> dict[str, str]:
    """Make what a ticket asks for the account's data, and queue the e-mail that says so."""
    with transaction(reachable_database()) as connection:
        ticket_confirmation.confirm(connection, number, now=clock.now())
    return {"id": number, "status": "confirmed"}
