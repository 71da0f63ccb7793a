"""Passwords of the desk's local accounts, with argon2."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def hashed(password: str) -> str:
    """The hash to store."""
    return _hasher().hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Compare; for somebody without a password it takes as long, and is never right."""
    try:
        return _hasher().verify(stored or _nobodys(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher().check_needs_rehash(stored)


def is_acceptable(password: str) -> bool:
    """Long enough to be kept, and not so long that hashing it is an attack."""
    return SHORTEST <= len(password) <= LONGEST


def generated() -> str:
    """A new random password, easy to copy."""
    return secrets.token_urlsafe(12)
