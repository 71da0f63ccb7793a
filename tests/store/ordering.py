"""Orders and trials as the tests of the store ask for them."""

from datetime import datetime
from decimal import Decimal

import pytest

from store import accounts, product_uses, subscriptions
from store.engine import transaction
from subscriptions import catalogue
from subscriptions.add_subscription import Item, Order
from subscriptions.catalogue import Catalogue
from subscriptions.dates import BillingCycle
from subscriptions.model import Subscription
from tests.databases import NOW
from tests.store.acting import HOLDER

MONTHLY, ANNUAL = BillingCycle.MONTHLY, BillingCycle.ANNUAL
TRAINING = Item(product="GoToTraining", tier="starter", seats=2, billing_cycle=MONTHLY)
"""158.00 a month."""
PRO = Item(product="LogMeIn Pro", tier="pro", seats=1, billing_cycle=ANNUAL)
"""589.00 a year."""
BOTH = Order(items=(TRAINING, PRO))


def held(url: str, person: str = HOLDER, *, now: datetime = NOW) -> dict[str, Subscription]:
    """Give the subscriptions of an account by id, as they are at `now`."""
    with transaction(url) as connection:
        account = accounts.person(connection, person).account
        return {each.id: each for each in subscriptions.of_account(connection, account, now=now)}


def used(url: str, account: str) -> frozenset[str]:
    with transaction(url) as connection:
        return product_uses.of_account(connection, account)


def sell_at(
    monkeypatch: pytest.MonkeyPatch,
    product: str,
    tier: str | None,
    cycle: BillingCycle,
    price: str,
) -> None:
    """Let the catalogue have another price from now on."""
    changed = _another_catalogue(monkeypatch)
    changed.products[product].prices[tier][cycle] = Decimal(price)


def no_longer_sell(monkeypatch: pytest.MonkeyPatch, product: str) -> None:
    """Take a product out of the catalogue from now on."""
    del _another_catalogue(monkeypatch).products[product]


def _another_catalogue(monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    changed = catalogue.load.__wrapped__()
    monkeypatch.setattr("store.facts.catalogue.load", lambda: changed)
    return changed
