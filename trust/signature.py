"""The signature on calls to the action server: a shared secret over time and body."""

import hashlib
import hmac
import time

HEADER = "X-Billing-Signature"
MOST_SECONDS_OLD = 30


def sign(body: bytes, secret: bytes, *, at: float | None = None) -> str:
    """Give the header's value for a body: the second it was signed at, and the signature."""
    second = str(int(time.time() if at is None else at))
    return f"{second}.{_digest(second, body, secret)}"


def is_valid(value: str, body: bytes, secret: bytes, *, at: float | None = None) -> bool:
    """Tell whether a body was signed with the secret, and lately."""
    second, _, digest = value.partition(".")
    if not second.isdecimal():
        return False
    # As bytes: text with an accent in it, which a header may hold, cannot be compared.
    expected = _digest(second, body, secret).encode()
    if not hmac.compare_digest(digest.encode(errors="replace"), expected):
        return False
    return abs((time.time() if at is None else at) - int(second)) <= MOST_SECONDS_OLD


def _digest(second: str, body: bytes, secret: bytes) -> str:
    return hmac.new(secret, second.encode() + b"." + body, hashlib.sha256).hexdigest()
