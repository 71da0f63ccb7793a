"""Who writes: verified tokens of the company's own sign-in.

A token says who a person is, never what they may do: roles are read from the store at the
moment of execution.
"""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jwt
from jwt import PyJWKClient, PyJWKSet

AUDIENCE = "billing-assistant"
_ASYMMETRIC = ["RS256", "ES256"]


class BadTokenError(PermissionError):
    """The token is missing a claim, expired, foreign or forged."""


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A proven person and the session they write in. `expires_at` is in Unix seconds."""

    subject: str
    sid: str
    expires_at: float

    def has_expired(self) -> bool:
        return time.time() >= self.expires_at


class TokenVerifier:
    """Checks tokens: HS256 with a shared secret, or RS256/ES256 by a JWKS file or URL.

    With a JWKS, keys are chosen by `kid`, so that two overlap while they rotate; HS256 is
    then refused.
    """

    def __init__(self, *, secret: bytes, jwks: str | None, issuer: str | None) -> None:
        self._secret = secret
        self._issuer = issuer
        self._jwks_file = None if jwks is None or "://" in jwks else Path(jwks)
        self._client = (
            PyJWKClient(jwks, lifespan=300) if jwks is not None and "://" in jwks else None
        )

    def verify(self, token: str) -> Identity:
        """Give the identity that a token proves.

        :raises BadTokenError: if it proves none.
        """
        try:
            key, algorithms = self._key_for(token)
            claims = jwt.decode(
                token,
                key,
                algorithms=algorithms,
                audience=AUDIENCE,
                issuer=self._issuer,
                options={"require": ["exp", "iat", "sub", "jti"]},
            )
        except (jwt.PyJWTError, KeyError, ValueError) as error:
            raise BadTokenError(str(error)) from error
        subject = claims["sub"]
        if not isinstance(subject, str) or not subject.strip():
            raise BadTokenError("the token names nobody")
        sid = str(claims.get("sid") or "")
        return Identity(subject=subject, sid=sid[:128], expires_at=float(claims["exp"]))

    def _key_for(self, token: str) -> tuple[Any, list[str]]:
        if self._client is not None:
            return self._client.get_signing_key_from_jwt(token).key, _ASYMMETRIC
        if self._jwks_file is not None:
            # Read anew each time: replacing the file rotates the keys, without a restart.
            keys = PyJWKSet.from_dict(json.loads(self._jwks_file.read_text(encoding="utf-8")))
            return keys[jwt.get_unverified_header(token)["kid"]].key, _ASYMMETRIC
        return self._secret, ["HS256"]


def make_token(secret: bytes, *, subject: str, sid: str | None, ttl: int) -> tuple[str, int]:
    """Make a demo token as a company's sign-in would, and the Unix second it expires at."""
    now = int(time.time())
    claims: dict[str, Any] = {
        "sub": subject,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + ttl,
        "jti": f"{now}-{time.monotonic_ns()}",
    }
    if sid:
        claims["sid"] = sid
    return jwt.encode(claims, secret, algorithm="HS256"), now + ttl
