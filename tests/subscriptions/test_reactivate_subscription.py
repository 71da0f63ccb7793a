"""Reactivating: a withdrawal before the end, a charged renewal after it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from subscriptions.charges import Charge
from subscriptions.dates import BillingCycle, Period
from subscriptions.model import Status
from subscriptions.outcomes import (
    NoLongerSold,
    NotPending,
    Renewed,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)
from subscriptions.reactivate_subscription import reactivate
from subscriptions.vat import Vat, VatReason
from tests.subscriptions.situations import (
    FREE_TRIAL,
    MONTHLY,
    PENDING,
    PENDING_ANNUAL,
    PENDING_TRIAL,
    TRIAL,
    facts,
)


# A22, A8.5, E4
@pytest.mark.parametrize(
    ("pending", "today", "before"),
    [
        pytest.param(PENDING, date(2026, 3, 30), MONTHLY, id="subscription-on-its-last-day"),
        pytest.param(PENDING_TRIAL, date(2026, 1, 30), TRIAL, id="trial-on-its-last-day"),
    ],
)
def test_before_the_end_it_is_a_withdrawal(pending, today, before):
    outcome = reactivate(pending, facts=facts(today))

    assert outcome == Withdrawn(after=before, renews_on=before.period.end)


# A23, E1, E5, E12
@pytest.mark.parametrize(
    ("expired", "today", "end"),
    [
        pytest.param(PENDING, date(2026, 3, 31), date(2026, 4, 30), id="monthly-at-its-end"),
        pytest.param(PENDING, date(2028, 1, 30), date(2028, 2, 29), id="monthly-years-later"),
        pytest.param(PENDING_ANNUAL, date(2032, 2, 29), date(2033, 2, 28), id="annual-leap-day"),
    ],
)
def test_after_the_end_a_new_period_starts_today(expired, today, end):
    """It is never back-dated: the days in between are neither given nor charged."""
    outcome = reactivate(expired, facts=facts(today))

    assert isinstance(outcome, Renewed)
    assert outcome.after.id == expired.id
    assert outcome.after.anchor == today
    assert outcome.after.period == outcome.charge.period == Period(start=today, end=end)
    assert outcome.renews_on == end
    assert outcome.last_day == outcome.after.period.last_day
    assert outcome.after.status(today) is Status.ACTIVE


# E5
def test_a_renewal_is_charged_now_at_the_price_of_today():
    outcome = reactivate(PENDING, facts=facts(date(2026, 4, 15)))

    assert isinstance(outcome, Renewed)
    assert outcome.after.unit_price == Decimal("25.00")
    assert outcome.charge == Charge(
        period=Period(start=date(2026, 4, 15), end=date(2026, 5, 15)),
        seats=5,
        unit_price=Decimal("25.00"),
        amount=Decimal("125.00"),
        vat=Vat(rate=Decimal("20"), reason=VatReason.DOMESTIC),
    )
    assert outcome.charge.total == Decimal("150.00")


# E5, E8
def test_the_balance_of_the_account_is_used_up_first():
    outcome = reactivate(PENDING, facts=facts(date(2026, 4, 15), balance=Decimal("30.00")))

    assert isinstance(outcome, Renewed)
    assert outcome.charge.amount == Decimal("125.00")
    assert outcome.charge.net == Decimal("95.00")
    assert outcome.charge.total == Decimal("114.00")


# E5
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"product": "GoToMyPC"}, id="product"),
        pytest.param({"tier": "gold"}, id="tier"),
        pytest.param({"tier": None}, id="without-tier"),
    ],
)
def test_what_is_no_longer_sold_has_no_price_of_today(changes):
    expired = replace(PENDING, **changes)

    outcome = reactivate(expired, facts=facts(date(2026, 3, 31)))

    assert outcome == NoLongerSold(billing_cycle=BillingCycle.MONTHLY)


# A21
def test_what_is_no_longer_sold_can_still_be_kept_before_its_end():
    pending = replace(PENDING, tier="gold")

    outcome = reactivate(pending, facts=facts(date(2026, 3, 30)))

    assert isinstance(outcome, Withdrawn)


# A8.5
@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(FREE_TRIAL, id="without-billing-details"),
        pytest.param(PENDING_TRIAL, id="cancelled"),
    ],
)
def test_a_trial_that_ran_out_is_subscribed_to_instead(trial):
    outcome = reactivate(trial, facts=facts(date(2026, 1, 31)))

    assert outcome == TrialExpired(last_day=date(2026, 1, 30))


# A16, E13
def test_a_running_trial_without_billing_details_is_not_reactivated():
    outcome = reactivate(FREE_TRIAL, facts=facts(date(2026, 1, 30)))

    assert outcome == TrialEndsAlone(last_day=date(2026, 1, 30))


# A24
def test_an_active_subscription_needs_no_reactivation():
    outcome = reactivate(MONTHLY, facts=facts(date(2026, 3, 31)))

    assert outcome == NotPending(renews_on=date(2026, 4, 30))
