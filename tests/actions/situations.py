"""The account that the specifications in this folder speak of, on 10 March 2026."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from subscriptions.dates import BillingCycle, Period
from subscriptions.model import Subscription

TODAY = date(2026, 3, 10)

RESCUE = Subscription(
    id="sub-rescue",
    product="RescueAssist",
    tier="pro",
    seats=5,
    billing_cycle=BillingCycle.MONTHLY,
    unit_price=Decimal("20.00"),
    anchor=date(2026, 3, 1),
    period=Period(start=date(2026, 3, 1), end=date(2026, 4, 1)),
    renews=True,
)

WEBINAR = replace(
    RESCUE,
    id="sub-webinar",
    product="GoToWebinar",
    tier="plus",
    seats=2,
    billing_cycle=BillingCycle.ANNUAL,
    period=Period(start=date(2026, 3, 1), end=date(2027, 3, 1)),
)

CENTRAL = replace(WEBINAR, id="sub-central", product="LogMeIn Central", tier=None, renews=False)
"""Cancelled, with access through 28 February 2027."""

TRIAL = replace(
    RESCUE,
    id="sub-trial",
    product="GoToMeeting",
    tier=None,
    seats=3,
    billing_cycle=None,
    unit_price=Decimal(0),
    period=Period(start=date(2026, 3, 1), end=date(2026, 3, 15)),
    renews=False,
    trial=True,
)
"""A trial without billing details."""

TRAINING = replace(
    RESCUE,
    id="sub-training",
    product="GoToTraining",
    tier=None,
    seats=12,
    anchor=date(2026, 1, 1),
    period=Period(start=date(2026, 1, 1), end=date(2026, 2, 1)),
    renews=False,
)
"""Expired."""

ACCOUNT = [RESCUE, WEBINAR, CENTRAL, TRIAL, TRAINING]
