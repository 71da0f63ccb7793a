"""Whom a hand-off can be given to."""

from store import inbox, staff
from store.engine import reading
from store.staff import Staff


def colleagues(url: str, but: Staff) -> list[Staff]:
    """Give everybody else who may work on hand-offs, by name."""
    with reading(url) as connection:
        return [
            each for each in staff.everybody(connection) if each.id != but.id and not each.disabled
        ]


def teams(url: str) -> list[str]:
    """Give the teams that answer for accounts."""
    with reading(url) as connection:
        return inbox.teams(connection)
