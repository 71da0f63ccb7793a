"""Gathering what a decision may look at, in the transaction that acts."""

from datetime import datetime

from sqlalchemy.engine import Connection

import settings
from store import accounts, product_uses
from store import subscriptions as rows
from store.accounts import Account, Person
from subscriptions import catalogue
from subscriptions.facts import Facts
from subscriptions.vat import Vat, applicable


def gather(connection: Connection, person: Person, *, now: datetime) -> Facts:
    """Read an account as it is at `now`."""
    account = person.account
    return Facts(
        now=now,
        zone=account.zone,
        catalogue=catalogue.load(),
        payment=account.payment,
        card_last4=account.card_last4,
        country=account.country,
        seller_country=settings.seller_country(),
        vat_status=account.vat_status,
        balance=account.balance,
        contact=accounts.billing_contact(connection, account.id),
        people=accounts.roles_of(connection, account.id),
        subscriptions=tuple(rows.of_account(connection, account, now=now)),
        used_products=product_uses.of_account(connection, account.id),
    )


def vat_of(account: Account) -> Vat:
    """Give the VAT that an account is charged today."""
    return applicable(account.country, settings.seller_country(), account.vat_status)
