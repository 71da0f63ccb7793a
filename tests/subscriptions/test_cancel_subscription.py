"""Cancelling: what is granted, until when access lasts, and what is only explained."""

from dataclasses import replace
from datetime import date

import pytest

from subscriptions.cancel_subscription import cancel
from subscriptions.model import Status
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    Cancelled,
    TrialEndsAlone,
    TrialExpired,
)
from tests.subscriptions.situations import (
    ANNUAL,
    FREE_TRIAL,
    MONTHLY,
    PENDING,
    PENDING_TRIAL,
    TRIAL,
)


# A02, A06, A09, A11, E2, E12
@pytest.mark.parametrize(
    ("subscription", "today", "last_day"),
    [
        pytest.param(MONTHLY, date(2026, 2, 28), date(2026, 3, 30), id="first-day"),
        pytest.param(MONTHLY, date(2026, 3, 30), date(2026, 3, 30), id="last-day-no-notice"),
        pytest.param(MONTHLY, date(2026, 3, 31), date(2026, 4, 29), id="day-of-the-renewal"),
        pytest.param(MONTHLY, date(2027, 2, 27), date(2027, 2, 27), id="before-28-february"),
        pytest.param(MONTHLY, date(2027, 2, 28), date(2027, 3, 30), id="on-28-february"),
        pytest.param(ANNUAL, date(2029, 2, 27), date(2029, 2, 27), id="annual-last-day"),
        pytest.param(ANNUAL, date(2029, 2, 28), date(2030, 2, 27), id="annual-renewal-day"),
        pytest.param(ANNUAL, date(2031, 3, 1), date(2032, 2, 28), id="annual-to-a-leap-day"),
    ],
)
def test_access_lasts_through_the_period_already_paid(subscription, today, last_day):
    outcome = cancel(subscription, today=today)

    assert isinstance(outcome, Cancelled)
    assert outcome.last_day == outcome.after.period.last_day == last_day
    assert outcome.after.status(today) is Status.PENDING_CANCELLATION
    assert outcome.after.status(last_day) is Status.PENDING_CANCELLATION
    assert outcome.after.status(outcome.after.period.end) is Status.EXPIRED


# A09, A13, E2
def test_only_the_renewal_is_turned_off():
    outcome = cancel(MONTHLY, today=date(2026, 3, 10))

    assert outcome == Cancelled(after=replace(MONTHLY, renews=False), last_day=date(2026, 3, 30))
    assert outcome.charge is None


# E14
@pytest.mark.parametrize(
    "today", [date(2026, 1, 17), date(2026, 1, 30)], ids=["first-day", "last-day"]
)
def test_a_trial_with_billing_details_is_cancelled_to_its_end_and_never_charged(today):
    outcome = cancel(TRIAL, today=today)

    assert outcome == Cancelled(after=PENDING_TRIAL, last_day=date(2026, 1, 30))
    assert outcome.after.status(date(2026, 1, 31)) is Status.EXPIRED


# E14, A02
def test_a_trial_that_has_converted_is_cancelled_like_any_paid_subscription():
    outcome = cancel(TRIAL, today=date(2026, 1, 31))

    assert isinstance(outcome, Cancelled)
    assert outcome.last_day == date(2026, 2, 27)
    assert not outcome.after.trial


# A16, E13
def test_a_trial_without_billing_details_ends_alone():
    outcome = cancel(FREE_TRIAL, today=date(2026, 1, 30))

    assert outcome == TrialEndsAlone(last_day=date(2026, 1, 30))


# E3
@pytest.mark.parametrize(
    ("subscription", "today"),
    [
        pytest.param(PENDING, date(2026, 3, 30), id="subscription-on-its-last-day"),
        pytest.param(PENDING_TRIAL, date(2026, 1, 30), id="trial-on-its-last-day"),
    ],
)
def test_cancelling_twice_says_until_when(subscription, today):
    assert cancel(subscription, today=today) == AlreadyPending(last_day=today)


# A15
@pytest.mark.parametrize(
    "today", [date(2026, 3, 31), date(2029, 1, 1)], ids=["at-its-end", "years-later"]
)
def test_an_expired_subscription_is_not_cancelled(today):
    assert cancel(PENDING, today=today) == AlreadyExpired(last_day=date(2026, 3, 30))


# A15, A16, A8.5
@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(FREE_TRIAL, id="without-billing-details"),
        pytest.param(PENDING_TRIAL, id="cancelled"),
    ],
)
def test_a_trial_that_ran_out_is_not_cancelled(trial):
    """It cannot be reactivated either, so it is told apart from an expired subscription."""
    assert cancel(trial, today=date(2026, 1, 31)) == TrialExpired(last_day=date(2026, 1, 30))
