"""The token of a link to one receipt: whoever holds it may read it, for a quarter of an hour.

It goes by the real time, as all tokens do.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

LIFETIME = timedelta(minutes=15)
_ALGORITHM, _AUDIENCE = "HS256", "receipts"


@dataclass(frozen=True, kw_only=True)
class ReceiptLink:
    """What a link opens, for whom it was made, and the language it speaks."""

    invoice_id: str
    account_id: str
    person_id: str
    language: str


@dataclass(frozen=True, kw_only=True)
class ExpiredLink:
    """A link of ours whose time is over."""

    language: str


def make_token(link: ReceiptLink, secret: bytes, *, now: datetime) -> str:
    """Sign a link; it may be opened several times until it expires."""
    claims = {
        "aud": _AUDIENCE,
        "invoice": link.invoice_id,
        "account": link.account_id,
        "sub": link.person_id,
        "language": link.language,
        "exp": now + LIFETIME,
    }
    return str(jwt.encode(claims, secret, algorithm=_ALGORITHM))


def read_token(token: str, secret: bytes) -> ReceiptLink | ExpiredLink | None:
    """Check a token; `None` if we never signed it."""
    try:
        return _link(token, secret, verify_exp=True)
    except jwt.ExpiredSignatureError:
        return ExpiredLink(language=_link(token, secret, verify_exp=False).language)
    except jwt.InvalidTokenError:
        return None


def _link(token: str, secret: bytes, *, verify_exp: bool) -> ReceiptLink:
    required = ["exp", "aud", "invoice", "account", "sub", "language"]
    claims = jwt.decode(
        token,
        secret,
        algorithms=[_ALGORITHM],
        audience=_AUDIENCE,
        options={"require": required, "verify_exp": verify_exp},
    )
    return ReceiptLink(
        invoice_id=claims["invoice"],
        account_id=claims["account"],
        person_id=claims["sub"],
        language=claims["language"],
    )
