"""The subscriptions that the specifications in this folder speak of."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from subscriptions.catalogue import Catalogue, Product
from subscriptions.dates import BillingCycle, Period
from subscriptions.model import Subscription

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

CATALOGUE = Catalogue(
    trial_days=14,
    products={
        "RescueAssist": Product(
            name="RescueAssist",
            line="goto",
            prices={
                "pro": {
                    BillingCycle.MONTHLY: Decimal("25.00"),
                    BillingCycle.ANNUAL: Decimal("240.00"),
                }
            },
        )
    },
)
"""Dearer than when the subscriptions above were bought."""
