"""The secrets that the parts share: made at first start, kept in files only the owner reads.

A company sets its own by environment variable: `BILLING_TOKEN_SECRET` and
`BILLING_ACTION_SECRET`; the assertion key pair and the secret of links never leave the machine.
"""

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from settings import Settings

_PRIVATE, _PUBLIC = "assertion-private.pem", "assertion-public.pem"


class MissingKeyError(FileNotFoundError):
    """A key was not made yet; `billing db upgrade` or `make run` makes them."""


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    temporary.replace(path)


def _read(settings: Settings, name: str) -> bytes:
    path = settings.secrets_directory / name
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingKeyError(f"{path} is missing: run `billing db upgrade` first") from None


def create_missing(settings: Settings) -> None:
    """Make every secret that is not there yet."""
    directory = settings.secrets_directory
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("token-secret", "action-secret", "link-secret", "desk-secret"):
        if not (directory / name).exists():
            _write(directory / name, secrets.token_hex(32).encode())
    if not (directory / _PRIVATE).exists():
        _write_key_pair(directory)


def _write_key_pair(directory: Path) -> None:
    private = Ed25519PrivateKey.generate()
    public_pem = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private_pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(directory / _PUBLIC, public_pem)
    _write(directory / _PRIVATE, private_pem)


def token_secret(settings: Settings) -> bytes:
    """Give the secret that HS256 tokens are signed with."""
    given = os.environ.get("BILLING_TOKEN_SECRET")
    return given.encode() if given else _read(settings, "token-secret")


def action_secret(settings: Settings) -> bytes:
    """Give the secret that the assistant's calls to the action server are signed with."""
    given = os.environ.get("BILLING_ACTION_SECRET")
    return given.encode() if given else _read(settings, "action-secret")


def link_secret(settings: Settings) -> bytes:
    """Give the secret that links to receipts are signed with."""
    return _read(settings, "link-secret")


def desk_secret(settings: Settings) -> bytes:
    """Give the secret that the desk signs the state of a sign-in elsewhere with."""
    return _read(settings, "desk-secret")


def assertion_private_key(settings: Settings) -> bytes:
    """Give the key that the channel signs its assertions with."""
    return _read(settings, _PRIVATE)


def assertion_public_key(settings: Settings) -> bytes:
    """Give the key that the action server checks assertions with."""
    return _read(settings, _PUBLIC)
