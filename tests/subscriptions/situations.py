"""The subscriptions and accounts that the specifications in this folder speak of."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from subscriptions.catalogue import Catalogue, Product
from subscriptions.dates import BillingCycle, Period
from subscriptions.facts import BillingContact, Facts, Payment
from subscriptions.model import Subscription
from subscriptions.roles import Role
from subscriptions.vat import VatStatus

PARIS = ZoneInfo("Europe/Paris")

MONTHLY = Subscription(
    id="sub-monthly",
    product="RescueAssist",
    tier="pro",
    seats=5,
    billing_cycle=BillingCycle.MONTHLY,
    unit_price=Decimal("20.00"),
    anchor=date(2026, 1, 31),
    period=Period(start=date(2026, 2, 28), end=date(2026, 3, 31)),
    renews=True,
    version=7,
)
"""Billed on the 31st, and today somewhere in its second month."""

ANNUAL = replace(
    MONTHLY,
    id="sub-annual",
    billing_cycle=BillingCycle.ANNUAL,
    anchor=date(2028, 2, 29),
    period=Period(start=date(2028, 2, 29), end=date(2029, 2, 28)),
)
"""Bought on a leap day."""

TRIAL = replace(
    MONTHLY,
    id="sub-trial",
    anchor=date(2026, 1, 17),
    period=Period(start=date(2026, 1, 17), end=date(2026, 1, 31)),
    trial=True,
)
"""A trial with billing details: on 31 January it becomes a monthly subscription."""

FREE_TRIAL = replace(
    TRIAL, id="sub-free-trial", billing_cycle=None, unit_price=Decimal(0), renews=False
)
"""A trial without billing details."""

PENDING, PENDING_ANNUAL, PENDING_TRIAL = (
    replace(each, renews=False) for each in (MONTHLY, ANNUAL, TRIAL)
)
"""The same three, cancelled. PENDING has access through 30 March 2026."""


def _prices(monthly: str, annual: str) -> dict[BillingCycle, Decimal]:
    return {BillingCycle.MONTHLY: Decimal(monthly), BillingCycle.ANNUAL: Decimal(annual)}


CATALOGUE = Catalogue(
    trial_days=14,
    most_seats=999,
    products={
        "RescueAssist": Product(
            name="RescueAssist",
            line="goto",
            prices={
                "starter": _prices("15.00", "144.00"),
                "pro": _prices("25.00", "240.00"),
                "plus": _prices("39.00", "372.00"),
            },
        ),
        "Remote Support": Product(
            name="Remote Support", line="goto", prices={None: _prices("46.00", "444.00")}
        ),
    },
)
"""Dearer than when the subscriptions above were bought. Remote Support has no tiers."""


def facts(today: date = date(2026, 3, 11), **changes: Any) -> Facts:
    """Give a French account that pays by card and holds nothing yet, at noon of `today`."""
    account = Facts(
        now=datetime.combine(today, time(12), tzinfo=PARIS),
        zone=PARIS,
        catalogue=CATALOGUE,
        payment=Payment.CARD,
        card_last4="4242",
        country="FR",
        seller_country="FR",
        vat_status=VatStatus.NONE,
        balance=Decimal("0.00"),
        contact=BillingContact(
            contact_person="Camille Martin",
            company="Atelier",
            address="1 rue de la Paix, 75002 Paris",
            phone="+33 1 23 45 67 89",
            email="facturation@atelier.example",
            vat_number=None,
        ),
        people={"facturation@atelier.example": Role.BILLING_CONTACT},
        subscriptions=(),
        used_products=frozenset(),
    )
    return replace(account, **changes)
