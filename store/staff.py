"""The people of the support desk: who they are and what they may do there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from store import schema
from store.staff_schema import staff as _table
from store.staff_schema import staff_session

ROLES = ("agent", "reviewer", "admin")
"""Each may do what those before it may."""
LANGUAGES = ("fr", "it", "en")


class UnknownStaffError(LookupError):
    """Nobody of the support desk has this e-mail address."""


class StaffExistsError(ValueError):
    """Somebody of the support desk has this e-mail address already."""


@dataclass(frozen=True, kw_only=True)
class Staff:
    """One person of the support desk.

    :param role: `agent`, `reviewer` or `admin`.
    :param language: of the desk's pages: `fr`, `it` or `en`.
    :param teams: names as an account's `representative`, whose hand-offs come to them first.
    """

    id: str
    name: str
    email: str
    role: str
    language: str
    teams: tuple[str, ...] = ()
    disabled: bool = False
    must_change: bool = False

    def may(self, role: str) -> bool:
        """Whether this person's role is at least `role`."""
        return ROLES.index(self.role) >= ROLES.index(role)


def read(row: Any) -> Staff:
    """A row of the table as a person."""
    return Staff(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        role=row["role"],
        language=row["language"],
        teams=tuple(row["teams"]),
        disabled=row["disabled"],
        must_change=row["must_change"],
    )


def add(
    connection: Connection,
    *,
    email: str,
    name: str,
    role: str,
    language: str = "fr",
    teams: Sequence[str] = (),
    password_hash: str | None = None,
    must_change: bool = False,
) -> Staff:
    """Store a new person; without a password they sign in with OpenID Connect only.

    :raises StaffExistsError: if the address is taken.
    """
    values = {
        "id": schema.new_id("staff"),
        "email": email.casefold(),
        "name": name,
        "role": role,
        "language": language,
        "teams": list(teams),
        "disabled": False,
        "must_change": must_change,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(_table).values(**values, password_hash=password_hash))
    except IntegrityError as error:
        raise StaffExistsError(f"already of the support desk: {email}") from error
    return read(values)


def everybody(connection: Connection) -> list[Staff]:
    """All people of the desk, by name."""
    rows = connection.execute(select(_table).order_by(_table.c.name)).mappings()
    return [read(row) for row in rows]


def by_email(connection: Connection, email: str) -> Staff:
    """The person with that address.

    :raises UnknownStaffError: if there is none.
    """
    found = select(_table).where(_table.c.email == email.casefold())
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise UnknownStaffError(f"nobody of the support desk has the address {email}")
    return read(row)


def by_id(connection: Connection, staff_id: str) -> Staff:
    """The person with that id.

    :raises UnknownStaffError: if there is none.
    """
    row = (
        connection.execute(select(_table).where(_table.c.id == staff_id)).mappings().one_or_none()
    )
    if row is None:
        raise UnknownStaffError(f"nobody of the support desk has the id {staff_id}")
    return read(row)


def password_hash(connection: Connection, email: str) -> str | None:
    """The stored hash of an active person's password, if they have one."""
    found = select(_table.c.password_hash).where(
        _table.c.email == email.casefold(), _table.c.disabled.is_(False)
    )
    stored: str | None = connection.execute(found).scalar_one_or_none()
    return stored


def change(connection: Connection, staff_id: str, **values: Any) -> None:
    """Store new values of a person; all but a new name or language ends their sessions."""
    connection.execute(update(_table).where(_table.c.id == staff_id).values(**values))
    if values.keys() - {"name", "language"}:
        end = staff_session.delete().where(staff_session.c.staff_id == staff_id)
        connection.execute(end)
