"""What an operator can set, by environment variable, and the defaults that work at once.

The README lists these in one table; a test holds the two together.
"""

import os
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo

from subscriptions.opening_hours import OpeningHours
from subscriptions.vat import STANDARD_RATES, normalised

VAR = Path("var")
"""Everything the demo writes: databases, keys, e-mails. Ignored by git."""

_LAST_HOUR = 23

_VIES_URL = "https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number"


class SettingError(ValueError):
    """An environment variable has a value that cannot be used; the message says which."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The configuration of one process, read once at its start."""

    host: str
    port: int
    action_port: int
    desk_port: int
    database_url: str
    tracker_database_url: str
    redis_url: str | None
    smtp_url: str | None
    mail_from: str
    outbox_directory: Path
    secrets_directory: Path
    token_jwks: str | None
    token_issuer: str | None
    allowed_origins: tuple[str, ...]
    secure_cookies: bool
    public_url: str
    desk_url: str
    demo: bool


def _number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdecimal():
        raise SettingError(f"{name} must be a whole number, not {value!r}")
    return int(value)


def _sqlite(name: str) -> str:
    return f"sqlite:///{(VAR / name).absolute()}"


def load() -> Settings:
    """Read the settings from the environment.

    :raises SettingError: if a value cannot be used.
    """
    env = os.environ.get
    port = _number("BILLING_PORT", 5005)
    desk_port = _number("BILLING_DESK_PORT", 5006)
    return Settings(
        host=env("BILLING_HOST", "127.0.0.1"),
        port=port,
        action_port=_number("BILLING_ACTION_PORT", 5055),
        desk_port=desk_port,
        database_url=env("BILLING_DATABASE_URL") or _sqlite("billing.db"),
        tracker_database_url=env("TRACKER_DATABASE_URL") or _sqlite("trackers.db"),
        redis_url=env("REDIS_URL") or None,
        smtp_url=env("SMTP_URL") or None,
        mail_from=env("BILLING_MAIL_FROM", "facturation@billing.example"),
        outbox_directory=Path(env("BILLING_OUTBOX_DIRECTORY", "outbox")),
        secrets_directory=Path(env("BILLING_SECRETS_DIRECTORY", str(VAR / "secrets"))),
        token_jwks=env("BILLING_TOKEN_JWKS") or None,
        token_issuer=env("BILLING_TOKEN_ISSUER") or None,
        allowed_origins=tuple(env("BILLING_ALLOWED_ORIGINS", "").split()),
        secure_cookies=env("BILLING_SECURE_COOKIES", "no") == "yes",
        public_url=env("BILLING_PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        desk_url=env("BILLING_DESK_URL", f"http://127.0.0.1:{desk_port}").rstrip("/"),
        demo=env("BILLING_DEMO", "no") == "yes",
    )


@dataclass(frozen=True, kw_only=True)
class OpenIdConnect:
    """Where the desk's people sign in, when it is not with an account of the desk's own.

    :param claim: of the ID token, that says what groups somebody is in.
    :param roles: the desk's role of each group that has one.
    """

    issuer: str
    client_id: str
    client_secret: str
    claim: str
    roles: dict[str, str]


def desk_openid() -> OpenIdConnect | None:
    """Give the desk's OpenID Connect provider, if one is set.

    :raises SettingError: if it is set in part only.
    """
    env = os.environ.get
    issuer = env("BILLING_DESK_OIDC_ISSUER") or None
    if issuer is None:
        return None
    client_id, secret = env("BILLING_DESK_OIDC_CLIENT_ID"), env("BILLING_DESK_OIDC_CLIENT_SECRET")
    if not client_id or not secret:
        raise SettingError("BILLING_DESK_OIDC_CLIENT_ID and _CLIENT_SECRET go with _ISSUER")
    pairs = [part.partition("=") for part in env("BILLING_DESK_OIDC_ROLES", "").split()]
    roles = {group: role for group, _, role in pairs}
    if not roles or not set(roles.values()) <= {"agent", "reviewer", "admin"}:
        raise SettingError(
            "BILLING_DESK_OIDC_ROLES must name groups and roles, such as support=agent it=admin"
        )
    return OpenIdConnect(
        issuer=issuer.rstrip("/"),
        client_id=client_id,
        client_secret=secret,
        claim=env("BILLING_DESK_OIDC_CLAIM", "groups"),
        roles=roles,
    )


def desk_has_local_accounts() -> bool:
    """Tell whether people sign in to the desk with accounts of its own."""
    return os.environ.get("BILLING_DESK_LOCAL_SIGN_IN", "yes") == "yes"


def seller_country() -> str:
    """Give the country that the company sells from: its customers there pay its VAT (E18).

    :raises SettingError: if no VAT rate is known for it.
    """
    country = os.environ.get("BILLING_SELLER_COUNTRY", "FR").upper()
    if country not in STANDARD_RATES:
        known = ", ".join(sorted(STANDARD_RATES))
        raise SettingError(f"BILLING_SELLER_COUNTRY must be one of {known}, not {country!r}")
    return country


def seller_vat_number() -> str | None:
    """Give the company's own VAT number in its one form, if it is set (E18).

    With it, VIES gives a consultation number: the proof that a customer's number was checked.

    :raises SettingError: if it is not a VAT number.
    """
    given = os.environ.get("BILLING_SELLER_VAT_NUMBER") or None
    number = None if given is None else normalised(given)
    if given is not None and number is None:
        raise SettingError(f"BILLING_SELLER_VAT_NUMBER must be a VAT number, not {given!r}")
    return number


def vies_url() -> str:
    """Give the address that `billing vat check` sends VAT numbers to (E18).

    :raises SettingError: if it is no web address.
    """
    url = os.environ.get("BILLING_VIES_URL") or _VIES_URL
    if not url.startswith(("https://", "http://")):
        raise SettingError(f"BILLING_VIES_URL must begin with https:// or http://, not {url!r}")
    return url


def opening_hours() -> OpeningHours:
    """Give the hours in which people answer; `domain.yml` and the help page name them too.

    :raises SettingError: if they are not two whole hours such as `9-18`.
    """
    given = os.environ.get("BILLING_DESK_HOURS", "9-18")
    opens, _, closes = given.partition("-")
    if not (opens.isdecimal() and closes.isdecimal() and int(opens) < int(closes) <= _LAST_HOUR):
        raise SettingError(f"BILLING_DESK_HOURS must be two hours such as 9-18, not {given!r}")
    return OpeningHours(
        opens=time(int(opens)),
        closes=time(int(closes)),
        zone=ZoneInfo("Europe/Paris"),
        country="FR",
    )


def training_data() -> Path:
    """Give the folder of training sentences that corrections are compared with and written to."""
    return Path(os.environ.get("BILLING_TRAINING_DATA", "data/nlu"))
