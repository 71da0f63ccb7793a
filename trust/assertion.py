"""What the channel vouches for, message by message: who wrote it, in which conversation.

The channel signs with its private key; the action server holds the public key only, so that
nothing else that touches a conversation on its way can speak in a customer's name.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import jwt

LIFETIME = timedelta(minutes=2)
_ALGORITHM = "EdDSA"


@dataclass(frozen=True, kw_only=True)
class Assertion:
    """The proven facts of one message. `person_id` is `None` for an anonymous visitor."""

    person_id: str | None
    channel: str


def make_assertion(
    private_key: bytes,
    *,
    person_id: str | None,
    conversation_id: str,
    message_id: str,
    channel: str,
    now: datetime,
) -> str:
    """Sign the facts of one message."""
    claims = {
        "iss": "channel",
        "aud": "actions",
        "sub": person_id or "",
        "conversation": conversation_id,
        "message": message_id,
        "channel": channel,
        "iat": now,
        "exp": now + LIFETIME,
    }
    return str(jwt.encode(claims, private_key, algorithm=_ALGORITHM))


def read_assertion(
    token: str, public_key: bytes, *, conversation_id: str, message_id: str
) -> Assertion | None:
    """Check an assertion for that very message; `None` if it proves nothing."""
    try:
        claims = jwt.decode(
            token,
            public_key,
            algorithms=[_ALGORITHM],
            audience="actions",
            issuer="channel",
            options={"require": ["exp", "iat", "sub", "conversation", "message", "channel"]},
            leeway=5,
        )
    except jwt.InvalidTokenError:
        return None
    if claims["conversation"] != conversation_id or claims["message"] != message_id:
        return None
    return Assertion(person_id=claims["sub"] or None, channel=str(claims["channel"]))
