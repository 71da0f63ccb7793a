"""`billing token | account | audit | outbox`."""

from argparse import Namespace
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from typing import Any

import clock
import settings
from chat.tokens import make_token
from cli.database import reachable_database
from store import accounts, audit, outbox
from store import subscriptions as rows
from store.engine import transaction
from subscriptions.dates import local_day
from subscriptions.model import Subscription
from subscriptions.money import price_of_seats
from trust import keys


@dataclass(frozen=True)
class Plain:
    """A value with a shorter form for people."""

    value: Any
    text: str


def token(options: Namespace) -> Plain:
    """Make a demo token for a user."""
    with transaction(reachable_database()) as connection:
        person = accounts.person_by_email(connection, options.email)
    secret = keys.token_secret(settings.load())
    made, expires = make_token(secret, subject=person.id, sid=options.sid, ttl=options.ttl)
    expires_at = datetime.fromtimestamp(expires, timezone.utc).isoformat()
    return Plain({"token": made, "expires_at": expires_at}, made)


def account(options: Namespace) -> dict[str, Any]:
    """Give a user's account with its subscriptions as they are now."""
    now = clock.now()
    with transaction(reachable_database()) as connection:
        person = accounts.person_by_email(connection, options.email)
        contact = accounts.billing_contact(connection, person.account.id)
        subscriptions = rows.of_account(connection, person.account, now=now)
    held = person.account
    card = (
        None if held.card_last4 is None else {"brand": held.card_brand, "last4": held.card_last4}
    )
    today = local_day(now, held.zone)
    return {
        "account": {
            "id": held.id,
            "name": held.name,
            "kind": held.kind.value,
            "payment": held.payment,
            "language": held.language,
            "country": held.country,
            "card": card,
        },
        "user": {"email": person.email, "role": person.role.value},
        "billing_contact": asdict(contact),
        "subscriptions": [_shown(each, today) for each in subscriptions],
    }


def _shown(subscription: Subscription, today: Any) -> dict[str, Any]:
    cycle = None if subscription.trial else subscription.billing_cycle
    return {
        "id": subscription.id,
        "product": subscription.product,
        "tier": subscription.tier,
        "seats": subscription.seats,
        "billing_cycle": None if cycle is None else cycle.value,
        "status": subscription.status(today).value,
        "period_start": subscription.period.start.isoformat(),
        "period_end": subscription.period.last_day.isoformat(),
        "price": str(price_of_seats(subscription.unit_price, subscription.seats)),
    }


def audit_trail(options: Namespace) -> list[dict[str, Any]]:
    """Give every attempt and change on a user's account, oldest first."""
    with transaction(reachable_database()) as connection:
        person = accounts.person_by_email(connection, options.email)
        return audit.of_account(connection, person.account.id)


def emails(options: Namespace) -> list[dict[str, Any]]:
    """Give the e-mails of a user's account, or all."""
    with transaction(reachable_database()) as connection:
        if options.email is None:
            return outbox.emails(connection)
        person = accounts.person_by_email(connection, options.email)
        return outbox.emails(connection, person.account.id)
