"""The demo accounts as the contract tells them, and as a database holds them."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import accounts, schema, subscriptions
from subscriptions.dates import local_day

HOLDER, CONTACT, MEMBER = "account_holder", "billing_contact", "member"

TABLE: dict[str, dict[str, Any]] = {
    "Atelier Lumière": {
        "account": ("online", "card", ("visa", "4242"), "fr", "FR", "Europe/Paris"),
        "users": {
            "titulaire@atelier.example": HOLDER,
            "facturation@atelier.example": CONTACT,
            "membre@atelier.example": MEMBER,
        },
        "e-mail": "facturation@atelier.example",
        "subscriptions": [
            ("RescueAssist", "pro", "monthly", 5, "active"),
            ("GoToWebinar", "pro", "annual", 10, "pending_cancellation"),
            ("GoToMeeting", "pro", "monthly", 3, "expired"),
            ("LogMeIn Central", "starter", "annual", 2, "active"),
            ("LogMeIn Central", "plus", "monthly", 8, "active"),
        ],
    },
    "Studio Bianchi": {
        "account": ("online", "card", ("mastercard", "4444"), "it", "IT", "Europe/Rome"),
        "users": {
            "titolare@studio.example": HOLDER,
            "fatturazione@studio.example": CONTACT,
            "utente@studio.example": MEMBER,
        },
        "e-mail": "fatturazione@studio.example",
        "subscriptions": [
            ("GoToAssist Remote Support v4", None, "annual", 4, "active"),
            ("RescueAssist", "pro", None, 3, "trialing"),
            ("GoToTraining", "pro", "monthly", 2, "expired"),
        ],
    },
    "Imprimerie du Port": {
        "account": ("online", "invoice", None, "fr", "FR", "Europe/Paris"),
        "users": {
            "titulaire@imprimerie.example": HOLDER,
            "facturation@imprimerie.example": CONTACT,
        },
        "e-mail": "facturation@imprimerie.example",
        "subscriptions": [("GoToTraining", "pro", "annual", 12, "active")],
    },
    "Groupe Delorme": {
        "account": ("corporate", "invoice", None, "fr", "FR", "Europe/Paris"),
        "users": {
            "titulaire@groupe.example": HOLDER,
            "facturation@groupe.example": CONTACT,
        },
        "e-mail": "facturation@groupe.example",
        "subscriptions": [("GoToWebinar", "plus", "annual", 200, "active")],
    },
    "Gruppo Ferri": {
        "account": ("corporate", "invoice", None, "it", "IT", "Europe/Rome"),
        "users": {
            "titolare@gruppo.example": HOLDER,
            "fatturazione@gruppo.example": CONTACT,
        },
        "e-mail": "fatturazione@gruppo.example",
        "subscriptions": [("RescueAssist", "plus", "annual", 350, "active")],
    },
    "Bottega Nova": {
        "account": ("online", "card", ("visa", "1881"), "it", "IT", "Europe/Rome"),
        "users": {"titolare@bottega.example": HOLDER},
        "e-mail": "titolare@bottega.example",
        "subscriptions": [("GoToMeeting", "pro", "monthly", 2, "trialing")],
    },
}


def all_accounts(connection: Connection) -> list[accounts.Account]:
    """Read every account that has a user, by way of one of its users."""
    people = connection.execute(select(schema.person.c.id).order_by(schema.person.c.id))
    found = [accounts.person(connection, each).account for each in people.scalars()]
    return list({account.id: account for account in found}.values())


def as_table(connection: Connection, *, now: datetime) -> dict[str, dict[str, Any]]:
    """Read the database in the shape of `TABLE`."""
    return {account.name: _entry(connection, account, now) for account in all_accounts(connection)}


def _entry(connection: Connection, account: accounts.Account, now: datetime) -> dict[str, Any]:
    card = account.card_brand and (account.card_brand, account.card_last4)
    people = select(schema.person).where(schema.person.c.account_id == account.id)
    today = local_day(now, account.zone)
    return {
        "account": (
            account.kind.value,
            account.payment,
            card,
            account.language,
            account.country,
            account.zone.key,
        ),
        "users": {row["email"]: row["role"] for row in connection.execute(people).mappings()},
        "e-mail": accounts.email_of(connection, account.id),
        "subscriptions": [
            (
                each.product,
                each.tier,
                each.billing_cycle and each.billing_cycle.value,
                each.seats,
                each.status(today).value,
            )
            for each in subscriptions.of_account(connection, account, now=now)
        ],
    }
