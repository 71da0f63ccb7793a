"""What a review showed is stored as JSON, and read back exactly."""

import json
from datetime import date, datetime, timezone
from decimal import Decimal

import pytest

from store import codec
from subscriptions import catalogue
from subscriptions.dates import BillingCycle, Period
from subscriptions.decisions import DECISIONS
from subscriptions.model import Subscription
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    Cancelled,
    NoLongerSold,
    NotPending,
    Outcome,
    Renewed,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)
from subscriptions.roles import Operation

TODAY = datetime(2026, 3, 10, tzinfo=timezone.utc).date()
DAY = date(2026, 4, 30)
ENDED = Subscription(
    id="sub_1",
    product="GoToMeeting",
    tier="pro",
    seats=3,
    billing_cycle=BillingCycle.MONTHLY,
    unit_price=Decimal("15.10"),
    anchor=date(2026, 1, 31),
    period=Period(start=date(2026, 1, 31), end=date(2026, 2, 28)),
    renews=False,
    version=4,
)
TRIAL = Subscription(
    id="sub_2",
    product="GoToAssist Remote Support v4",
    tier=None,
    seats=1,
    billing_cycle=None,
    unit_price=Decimal(0),
    anchor=TODAY,
    period=Period(start=TODAY, end=DAY),
    renews=False,
    trial=True,
)
RENEWED = DECISIONS[Operation.REACTIVATE_SUBSCRIPTION](ENDED, TODAY, catalogue.load())

OUTCOMES: list[Outcome] = [
    RENEWED,
    Cancelled(after=ENDED, last_day=DAY),
    Withdrawn(after=TRIAL, renews_on=DAY),
    AlreadyPending(last_day=DAY),
    TrialEndsAlone(last_day=DAY),
    AlreadyExpired(last_day=DAY),
    TrialExpired(last_day=DAY),
    NotPending(renews_on=DAY),
    NoLongerSold(billing_cycle=BillingCycle.ANNUAL),
]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: type(outcome).__name__)
def test_an_outcome_comes_back_as_it_was(outcome: Outcome) -> None:  # E7
    assert codec.from_json(json.loads(json.dumps(codec.to_json(outcome)))) == outcome


def test_the_facts_are_what_an_e_mail_says_without_the_subscription() -> None:
    assert isinstance(RENEWED, Renewed)

    assert codec.facts(RENEWED) == {
        "charge": {
            "period": {"start": "2026-03-10", "end": "2026-04-10"},
            "seats": 3,
            "unit_price": "16.00",
            "amount": "48.00",
        },
        "last_day": "2026-04-09",
        "renews_on": "2026-04-10",
    }
