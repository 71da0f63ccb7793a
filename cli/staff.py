"""`billing staff`: the people of the support desk."""

import getpass
import sys
from argparse import Namespace
from typing import Any

import clock
from cli.database import reachable_database
from desk import passwords
from settings import Settings
from store import desk_audit, staff
from store.engine import transaction

_DEMO = {
    "agent@desk.example": ("Camille Laurent", "agent"),
    "reviewer@desk.example": ("Giulia Conti", "reviewer"),
    "admin@desk.example": ("Alex Martin", "admin"),
}


class BadPasswordError(ValueError):
    """The password that was given cannot be used; the message says why."""


def listing(_options: Namespace) -> list[dict[str, Any]]:
    """Give everybody of the desk."""
    with transaction(reachable_database()) as connection:
        return [_shown(each) for each in staff.everybody(connection)]


def add(options: Namespace) -> dict[str, Any]:
    """Add a person; without `--password` a password is made, to be changed at first sign-in."""
    given = _given_password() if options.password else None
    password = given or passwords.generated()
    with transaction(reachable_database()) as connection:
        person = staff.add(
            connection,
            email=options.email,
            name=options.name,
            role=options.role,
            language=options.language,
            teams=options.team or (),
            password_hash=passwords.hashed(password),
            must_change=given is None,
        )
        _record(connection, "staff_added", person)
    return _shown(person) | ({} if given else {"password": password})


def new_password(options: Namespace) -> dict[str, Any]:
    """Give a person a new password, to be changed at the next sign-in; their sessions end."""
    password = passwords.generated()
    with transaction(reachable_database()) as connection:
        person = staff.by_email(connection, options.email)
        staff.change(
            connection, person.id, password_hash=passwords.hashed(password), must_change=True
        )
        _record(connection, "staff_password_reset", person)
    return {"email": person.email, "password": password}


def disable(options: Namespace) -> dict[str, Any]:
    """Let a person sign in no more; their sessions end at once."""
    with transaction(reachable_database()) as connection:
        person = staff.by_email(connection, options.email)
        staff.change(connection, person.id, disabled=True)
        _record(connection, "staff_disabled", person)
    return {"email": person.email, "disabled": True}


def add_demo(loaded: Settings) -> None:
    """Add the demo's people to a desk that has nobody, and print their password, once."""
    password = passwords.generated()
    with transaction(loaded.database_url) as connection:
        if staff.everybody(connection):
            return
        for email, (name, role) in _DEMO.items():
            staff.add(
                connection,
                email=email,
                name=name,
                role=role,
                password_hash=passwords.hashed(password),
            )
    print(f"The desk's demo staff is stored: {', '.join(_DEMO)}")
    print(f"Their password, shown this once: {password}", flush=True)


def _given_password() -> str:
    if sys.stdin.isatty():
        password = getpass.getpass("Password: ")
    else:
        password = sys.stdin.readline().rstrip("\n")
    if not passwords.is_acceptable(password):
        raise BadPasswordError(f"a password has at least {passwords.SHORTEST} characters")
    return password


def _record(connection: Any, action: str, person: staff.Staff) -> None:
    desk_audit.record(
        connection,
        None,
        action,
        object=person.email,
        detail={"by": "command line"},
        now=clock.now(),
    )


def _shown(person: staff.Staff) -> dict[str, Any]:
    return {
        "email": person.email,
        "name": person.name,
        "role": person.role,
        "language": person.language,
        "teams": list(person.teams),
        "disabled": person.disabled,
    }
