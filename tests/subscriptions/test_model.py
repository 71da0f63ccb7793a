"""The states of a subscription, and what time alone makes of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from subscriptions.dates import BillingCycle, Period
from subscriptions.model import Status, as_of, renewed
from tests.subscriptions.situations import (
    ANNUAL,
    FREE_TRIAL,
    MONTHLY,
    PENDING,
    PENDING_TRIAL,
    TRIAL,
)


# E1, E11, A09, A11, A12, E13, E14
@pytest.mark.parametrize(
    ("subscription", "today", "status"),
    [
        pytest.param(MONTHLY, date(2026, 3, 30), Status.ACTIVE, id="active-on-its-last-day"),
        pytest.param(PENDING, date(2026, 2, 28), Status.PENDING_CANCELLATION, id="cancelled"),
        pytest.param(
            PENDING, date(2026, 3, 30), Status.PENDING_CANCELLATION, id="cancelled-last-day"
        ),
        pytest.param(PENDING, date(2026, 3, 31), Status.EXPIRED, id="cancelled-at-its-end"),
        pytest.param(FREE_TRIAL, date(2026, 1, 30), Status.TRIALING, id="free-trial-last-day"),
        pytest.param(FREE_TRIAL, date(2026, 1, 31), Status.EXPIRED, id="free-trial-at-its-end"),
        pytest.param(TRIAL, date(2026, 1, 30), Status.TRIALING, id="trial-last-day"),
        pytest.param(
            PENDING_TRIAL,
            date(2026, 1, 30),
            Status.PENDING_CANCELLATION,
            id="cancelled-trial-last-day",
        ),
        pytest.param(
            PENDING_TRIAL, date(2026, 1, 31), Status.EXPIRED, id="cancelled-trial-at-its-end"
        ),
    ],
)
def test_status_follows_from_the_dates(subscription, today, status):
    assert subscription.status(today) is status


def test_the_status_of_a_period_that_has_renewed_is_not_guessed():
    """Reading it would call a renewed subscription expired: a bug, so it is loud."""
    with pytest.raises(ValueError, match="roll the subscription forward"):
        MONTHLY.status(date(2026, 3, 31))


# A01, E12
@pytest.mark.parametrize(
    ("subscription", "today", "start", "end"),
    [
        pytest.param(
            MONTHLY, date(2026, 3, 31), date(2026, 3, 31), date(2026, 4, 30), id="at-renewal"
        ),
        pytest.param(
            MONTHLY, date(2027, 3, 1), date(2027, 2, 28), date(2027, 3, 31), id="a-year-unseen"
        ),
        pytest.param(
            ANNUAL, date(2032, 3, 1), date(2032, 2, 29), date(2033, 2, 28), id="next-leap-year"
        ),
    ],
)
def test_what_renews_is_in_the_period_of_today(subscription, today, start, end):
    rolled = as_of(subscription, today)

    assert rolled == replace(subscription, period=Period(start=start, end=end))
    assert rolled.status(today) is Status.ACTIVE


# A12, E13, E14
@pytest.mark.parametrize(
    "subscription",
    [
        pytest.param(PENDING, id="cancelled"),
        pytest.param(FREE_TRIAL, id="trial-without-billing-details"),
        pytest.param(PENDING_TRIAL, id="cancelled-trial"),
    ],
)
def test_what_does_not_renew_only_expires(subscription):
    later = date(2031, 1, 1)

    assert as_of(subscription, later) == subscription
    assert subscription.status(later) is Status.EXPIRED


# E14
def test_a_trial_with_billing_details_becomes_paid_with_its_end_as_the_anchor():
    converted = as_of(TRIAL, date(2026, 3, 1))

    assert not converted.trial
    assert converted.anchor == TRIAL.period.end == date(2026, 1, 31)
    assert converted.period == Period(start=date(2026, 2, 28), end=date(2026, 3, 31))
    assert converted.unit_price == TRIAL.unit_price
    assert converted.status(date(2026, 3, 1)) is Status.ACTIVE


# E14
def test_a_trial_is_still_a_trial_on_its_last_day():
    assert as_of(TRIAL, date(2026, 1, 30)) == TRIAL


# E1, E5
def test_a_renewal_keeps_the_id_and_moves_the_anchor_to_today():
    after = renewed(PENDING, today=date(2026, 8, 31), unit_price=Decimal("25.00"))

    assert after == replace(
        PENDING,
        unit_price=Decimal("25.00"),
        anchor=date(2026, 8, 31),
        period=Period(start=date(2026, 8, 31), end=date(2026, 9, 30)),
        renews=True,
    )


# E11, E12, E13
@pytest.mark.parametrize(
    ("subscription", "changes", "reason"),
    [
        pytest.param(MONTHLY, {"seats": 0}, "at least one seat", id="no-seats"),
        pytest.param(MONTHLY, {"unit_price": Decimal(-1)}, "not negative", id="negative-price"),
        pytest.param(
            PENDING, {"billing_cycle": None}, "has a billing cycle", id="paid-without-cycle"
        ),
        pytest.param(FREE_TRIAL, {"renews": True}, "cannot renew", id="free-trial-that-renews"),
        pytest.param(
            TRIAL, {"anchor": date(2026, 1, 16)}, "own first day", id="trial-anchored-elsewhere"
        ),
        pytest.param(
            MONTHLY, {"anchor": date(2026, 1, 30)}, "from the anchor", id="period-of-other-anchor"
        ),
        pytest.param(
            MONTHLY, {"anchor": date(2026, 3, 31)}, "before the anchor", id="period-before-anchor"
        ),
        pytest.param(
            MONTHLY,
            {"billing_cycle": BillingCycle.ANNUAL},
            "from the anchor",
            id="period-of-other-cycle",
        ),
    ],
)
def test_fields_that_contradict_each_other_are_no_subscription(subscription, changes, reason):
    with pytest.raises(ValueError, match=reason):
        replace(subscription, **changes)
