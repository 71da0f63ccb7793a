"""Trying: once a product, free, and over by itself."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from subscriptions.cancel_subscription import cancel
from subscriptions.dates import Period
from subscriptions.facts import Payment
from subscriptions.model import Status, Subscription
from subscriptions.outcomes import NotSold, TooManySeats, TrialEndsAlone, UnknownTier
from subscriptions.start_trial import AlreadyUsed, TrialStarted, TrialWish, already_used, start
from tests.subscriptions.situations import (
    CATALOGUE,
    FREE_TRIAL,
    MONTHLY,
    PENDING,
    PENDING_TRIAL,
    TRIAL,
    facts,
)
from tests.subscriptions.strategies import starts

PRO = TrialWish(product="RescueAssist", tier="pro", seats=2)
REMOTE = TrialWish(product="Remote Support", seats=1)


# A41, A44, E13
def test_it_runs_for_the_catalogues_days_from_today_and_is_never_charged():
    outcome = start(PRO, facts=facts(date(2026, 1, 17)))

    trial = Subscription(
        id="",
        product="RescueAssist",
        tier="pro",
        seats=2,
        billing_cycle=None,
        unit_price=Decimal(0),
        anchor=date(2026, 1, 17),
        period=Period(start=date(2026, 1, 17), end=date(2026, 1, 31)),
        renews=False,
        trial=True,
    )
    assert outcome == TrialStarted(after=trial, last_day=date(2026, 1, 30))
    assert outcome.charge is None


# A42
def test_a_product_without_tiers_is_tried_without_one():
    outcome = start(REMOTE, facts=facts())

    assert isinstance(outcome, TrialStarted)
    assert outcome.after.tier is None


# A44
@pytest.mark.parametrize("payment", Payment)
def test_no_payment_details_are_needed(payment):
    outcome = start(PRO, facts=facts(payment=payment, card_last4=None))

    assert isinstance(outcome, TrialStarted)


# A16, E13
@given(today=starts)
def test_it_ends_by_itself(today):
    outcome = start(PRO, facts=facts(today))

    assert isinstance(outcome, TrialStarted)
    trial, last_day = outcome.after, outcome.last_day
    assert trial.status(last_day) is Status.TRIALING
    assert trial.status(trial.period.end) is Status.EXPIRED
    assert cancel(trial, today=last_day) == TrialEndsAlone(last_day=last_day)


# E16
@pytest.mark.parametrize(
    "held",
    [
        pytest.param(FREE_TRIAL, id="trial-that-ran-out"),
        pytest.param(TRIAL, id="trial-with-billing-details"),
        pytest.param(PENDING_TRIAL, id="cancelled-trial"),
        pytest.param(MONTHLY, id="active"),
        pytest.param(PENDING, id="cancelled-or-over"),
    ],
)
def test_who_has_or_had_it_does_not_try_it_again(held):
    account = facts(subscriptions=(held,))

    assert start(PRO, facts=account) == AlreadyUsed(product="RescueAssist")
    assert already_used("RescueAssist", account)


# E16
def test_a_use_is_remembered_when_nothing_else_is():
    account = facts(used_products=frozenset({"RescueAssist"}))

    assert start(PRO, facts=account) == AlreadyUsed(product="RescueAssist")


# A40, E16
def test_another_product_can_still_be_tried():
    account = facts(subscriptions=(MONTHLY, FREE_TRIAL), used_products=frozenset({"RescueAssist"}))

    assert isinstance(start(REMOTE, facts=account), TrialStarted)
    assert not already_used("Remote Support", account)


@pytest.mark.parametrize(
    ("wish", "outcome"),
    [
        pytest.param(replace(PRO, product="GoToMyPC"), NotSold(product="GoToMyPC"), id="product"),
        pytest.param(
            replace(PRO, tier="gold"),
            UnknownTier(product="RescueAssist", tiers=("starter", "pro", "plus")),
            id="tier",
        ),
        pytest.param(
            replace(REMOTE, tier="pro"),
            UnknownTier(product="Remote Support", tiers=()),
            id="tier-of-an-untiered-product",
        ),
        pytest.param(
            replace(PRO, seats=CATALOGUE.most_seats + 1),
            TooManySeats(product="RescueAssist", most=999),
            id="seats",
        ),
    ],
)
def test_what_is_not_sold_is_not_tried(wish, outcome):
    assert start(wish, facts=facts()) == outcome
