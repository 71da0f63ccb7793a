"""Withdrawing a pending cancellation: possible to the last day, free, with the same dates."""

from datetime import date

import pytest

from subscriptions.model import Status, as_of
from subscriptions.outcomes import (
    AlreadyExpired,
    NotPending,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)
from subscriptions.withdraw_cancellation import withdraw
from tests.subscriptions.situations import (
    ANNUAL,
    FREE_TRIAL,
    MONTHLY,
    PENDING,
    PENDING_ANNUAL,
    PENDING_TRIAL,
    TRIAL,
)


# A20, A21, A22, E4
@pytest.mark.parametrize(
    ("pending", "today", "before", "status"),
    [
        pytest.param(PENDING, date(2026, 2, 28), MONTHLY, Status.ACTIVE, id="monthly-first-day"),
        pytest.param(PENDING, date(2026, 3, 30), MONTHLY, Status.ACTIVE, id="monthly-last-day"),
        pytest.param(
            PENDING_ANNUAL, date(2029, 2, 27), ANNUAL, Status.ACTIVE, id="annual-last-day"
        ),
        pytest.param(
            PENDING_TRIAL, date(2026, 1, 30), TRIAL, Status.TRIALING, id="trial-last-day"
        ),
    ],
)
def test_it_goes_on_as_if_it_had_never_been_cancelled(pending, today, before, status):
    outcome = withdraw(pending, today=today)

    assert outcome == Withdrawn(after=before, renews_on=before.period.end)
    assert outcome.charge is None
    assert outcome.after.status(today) is status


# A21, E12
def test_the_next_periods_still_follow_the_old_anchor():
    outcome = withdraw(PENDING, today=date(2026, 3, 30))

    assert isinstance(outcome, Withdrawn)
    assert as_of(outcome.after, date(2027, 3, 1)).period.last_day == date(2027, 3, 30)


# A22, A23, E4, E11
@pytest.mark.parametrize(
    "today", [date(2026, 3, 31), date(2029, 1, 1)], ids=["at-its-end", "years-later"]
)
def test_after_the_last_day_it_is_too_late(today):
    assert withdraw(PENDING, today=today) == AlreadyExpired(last_day=date(2026, 3, 30))


# A8.5, E4
@pytest.mark.parametrize(
    "trial",
    [
        pytest.param(PENDING_TRIAL, id="cancelled"),
        pytest.param(FREE_TRIAL, id="without-billing-details"),
    ],
)
def test_a_trial_that_ran_out_does_not_come_back(trial):
    assert withdraw(trial, today=date(2026, 1, 31)) == TrialExpired(last_day=date(2026, 1, 30))


# A24
@pytest.mark.parametrize(
    ("subscription", "today", "renews_on"),
    [
        pytest.param(MONTHLY, date(2026, 3, 30), date(2026, 3, 31), id="active"),
        pytest.param(MONTHLY, date(2026, 3, 31), date(2026, 4, 30), id="just-renewed"),
        pytest.param(TRIAL, date(2026, 1, 30), date(2026, 1, 31), id="trial-that-will-convert"),
        pytest.param(TRIAL, date(2026, 1, 31), date(2026, 2, 28), id="trial-just-converted"),
    ],
)
def test_nothing_is_pending(subscription, today, renews_on):
    assert withdraw(subscription, today=today) == NotPending(renews_on=renews_on)


# A16, E13
def test_a_trial_without_billing_details_has_nothing_to_keep():
    outcome = withdraw(FREE_TRIAL, today=date(2026, 1, 30))

    assert outcome == TrialEndsAlone(last_day=date(2026, 1, 30))
