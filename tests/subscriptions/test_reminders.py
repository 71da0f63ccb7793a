"""Reminding: seven and three days before something ends, never after it has."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subscriptions.cancel_subscription import cancel
from subscriptions.model import Status, as_of
from subscriptions.outcomes import Cancelled
from subscriptions.reminders import MARKS, Ending, Reminder, due
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
from tests.subscriptions.strategies import subscriptions

LAST_DAY = date(2026, 3, 30)
"""Of PENDING."""

TRIAL_LAST_DAY = date(2026, 1, 30)
"""Of the trials."""


def days_before(last_day: date, days: int) -> date:
    return last_day - timedelta(days=days)


# A16, A18, E13, E14, E15
@pytest.mark.parametrize(
    ("subscription", "last_day", "ending"),
    [
        pytest.param(FREE_TRIAL, TRIAL_LAST_DAY, Ending.TRIAL_ENDS, id="trial"),
        pytest.param(TRIAL, TRIAL_LAST_DAY, Ending.TRIAL_CONVERTS, id="trial-that-converts"),
        pytest.param(PENDING_TRIAL, TRIAL_LAST_DAY, Ending.CANCELLATION, id="cancelled-trial"),
        pytest.param(PENDING, LAST_DAY, Ending.CANCELLATION, id="cancelled-monthly"),
        pytest.param(
            PENDING_ANNUAL, date(2029, 2, 27), Ending.CANCELLATION, id="cancelled-annual"
        ),
    ],
)
def test_what_ends_or_becomes_paid_is_reminded_of(subscription, last_day, ending):
    outcome = due(subscription, today=days_before(last_day, 7))

    assert outcome == Reminder(
        subscription=subscription, ending=ending, days_before=7, last_day=last_day
    )


# E11, E15
@pytest.mark.parametrize(
    ("days", "mark"),
    [
        pytest.param(8, None, id="a-day-too-early"),
        pytest.param(7, 7, id="on-the-seventh-day"),
        pytest.param(6, 7, id="later"),
        pytest.param(4, 7, id="a-day-before-the-third"),
        pytest.param(3, 3, id="on-the-third-day"),
        pytest.param(1, 3, id="later-still"),
        pytest.param(0, 3, id="on-the-last-day"),
        pytest.param(-1, None, id="the-day-after"),
    ],
)
def test_of_the_marks_reached_only_the_nearest_counts(days, mark):
    outcome = due(PENDING, today=days_before(LAST_DAY, days))

    assert (outcome and outcome.days_before) == mark


# E15
@pytest.mark.parametrize("subscription", [MONTHLY, ANNUAL], ids=["monthly", "annual"])
def test_what_renews_is_not_reminded_of(subscription):
    assert due(subscription, today=subscription.period.last_day) is None


# E14
def test_a_trial_that_became_paid_is_not_reminded_of_any_more():
    assert due(TRIAL, today=TRIAL.period.end) is None
    assert due(TRIAL, today=date(2026, 2, 27)) is None


# A21, E15
def test_what_was_withdrawn_is_not_reminded_of():
    today = days_before(LAST_DAY, 3)

    assert due(withdraw(PENDING, today=today).after, today=today) is None


# E4, E14
def test_a_trial_that_was_withdrawn_is_announced_as_becoming_paid():
    today = days_before(TRIAL_LAST_DAY, 3)

    outcome = due(withdraw(PENDING_TRIAL, today=today).after, today=today)

    assert outcome is not None
    assert outcome.ending is Ending.TRIAL_CONVERTS


# E2, E15
@given(subscription=subscriptions(), day=st.integers(0, 400))
def test_whoever_cancels_late_is_reminded_at_once_and_once(subscription, day):
    today = subscription.period.start + timedelta(days=day)
    cancelled = cancel(as_of(subscription, today), today=today)
    if not isinstance(cancelled, Cancelled):
        return

    outcome = due(cancelled.after, today=today)

    days_left = (cancelled.last_day - today).days
    assert (outcome is not None) == (days_left <= max(MARKS))


# E11, E13, E14, E15
@given(subscription=subscriptions(), since=st.integers(0, 20), days=st.integers(0, 800))
def test_in_a_life_each_mark_comes_once_and_nothing_after_the_end(subscription, since, days):
    """One look a day, or fewer: what is said is said of the days that are left."""
    told: list[Reminder] = []
    first = subscription.period.end - timedelta(days=since)
    for today in (first + timedelta(days=each) for each in range(0, days, 1 + since % 3)):
        reminder = due(subscription, today=today)
        if reminder is None:
            continue
        assert 0 <= (reminder.last_day - today).days <= reminder.days_before
        assert as_of(subscription, today).status(today) in (
            Status.TRIALING,
            Status.PENDING_CANCELLATION,
        )
        if reminder not in told:
            told.append(reminder)

    marks = [each.days_before for each in told]
    assert marks == sorted(set(marks), reverse=True)
    assert {each.last_day for each in told} <= {subscription.period.last_day}


# E6, E15
def test_only_what_the_row_says_counts():
    """Another version of the same row is the same reminder: the store's key decides."""
    today = days_before(LAST_DAY, 7)

    first = due(PENDING, today=today)
    second = due(replace(PENDING, version=PENDING.version + 2), today=today)

    assert first is not None
    assert second is not None
    assert (first.last_day, first.days_before) == (second.last_day, second.days_before)
