"""Whatever customers do and however long they wait, a subscription stays possible."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from subscriptions.cancel_subscription import cancel
from subscriptions.change_subscription import Change, Changed, change
from subscriptions.dates import BillingCycle, Period, local_day, midnight, period_number
from subscriptions.decisions import CONCERNS
from subscriptions.model import Status, as_of
from subscriptions.outcomes import Cancelled, Renewed, Withdrawn
from subscriptions.reactivate_subscription import reactivate
from subscriptions.withdraw_cancellation import withdraw
from tests.subscriptions.situations import facts
from tests.subscriptions.strategies import (
    cycles,
    months_after,
    months_between,
    starts,
    subscriptions,
    waits,
)

ONE_DAY = timedelta(days=1)


# E12
@given(anchor=starts, cycle=cycles, number=st.integers(0, 240))
@example(anchor=date(2026, 1, 31), cycle=BillingCycle.MONTHLY, number=1)
@example(anchor=date(2028, 2, 29), cycle=BillingCycle.ANNUAL, number=3)
def test_an_anchor_never_drifts(anchor, cycle, number):
    period = period_number(anchor, cycle, number)

    assert period.start == months_after(anchor, cycle.months * number)
    assert period.end == months_after(anchor, cycle.months * (number + 1))


# E11
@given(anchor=starts, cycle=cycles, number=st.integers(0, 240))
def test_periods_neither_overlap_nor_leave_a_gap(anchor, cycle, number):
    this, following = (period_number(anchor, cycle, each) for each in (number, number + 1))

    assert this.end == following.start
    assert this.last_day + ONE_DAY == following.start


# A01, E12
@given(subscription=subscriptions(), first=waits, second=waits)
def test_looking_in_between_changes_nothing(subscription, first, second):
    """As of a day, and then of a later day, is as of the later day."""
    middle = subscription.period.start + timedelta(days=first)
    later = middle + timedelta(days=second)

    assert as_of(as_of(subscription, middle), later) == as_of(subscription, later)
    assert as_of(as_of(subscription, middle), middle) == as_of(subscription, middle)


# E1: a status can be told on every day of a life.
@given(subscription=subscriptions(), wait=waits)
def test_there_is_a_status_every_day(subscription, wait):
    today = subscription.period.start + timedelta(days=wait)
    current = as_of(subscription, today)

    assert current.status(today) in Status
    assert (current.status(today) is Status.EXPIRED) == current.period.is_over(today)


# A21, E4
@given(subscription=subscriptions(), wait=waits, hesitation=waits)
def test_cancel_then_withdraw_gives_the_same_dates_back(subscription, wait, hesitation):
    today = subscription.period.start + timedelta(days=wait)
    outcome = cancel(subscription, today=today)
    assume(isinstance(outcome, Cancelled))
    later = min(today + timedelta(days=hesitation), outcome.last_day)

    withdrawn = withdraw(outcome.after, today=later)

    assert isinstance(withdrawn, Withdrawn)
    assert withdrawn.after == as_of(subscription, later) == as_of(subscription, today)


# A11, A12, E2
@given(subscription=subscriptions(), wait=waits)
def test_access_ends_when_billing_ends(subscription, wait):
    """What was cancelled has access on the last day billed, and none on the day after."""
    today = subscription.period.start + timedelta(days=wait)
    current = as_of(subscription, today)
    outcome = cancel(subscription, today=today)
    assume(isinstance(outcome, Cancelled))
    after = outcome.after

    assert after.period == current.period
    assert after.status(outcome.last_day) is Status.PENDING_CANCELLATION
    assert after.status(outcome.last_day + ONE_DAY) is Status.EXPIRED


# E10, E11
@pytest.mark.parametrize("zone", [ZoneInfo("Europe/Paris"), ZoneInfo("Europe/Rome")], ids=str)
@given(day=starts)
@example(day=date(2026, 3, 29))
@example(day=date(2026, 3, 30))
@example(day=date(2026, 10, 25))
@example(day=date(2026, 10, 26))
def test_a_stored_instant_gives_its_day_back(zone, day):
    assert local_day(midnight(day, zone), zone) == day
    assert local_day(midnight(day, zone) - timedelta.resolution, zone) == day - ONE_DAY


class Life(RuleBasedStateMachine):
    """One subscription, its customer, and time.

    `paid` are the periods it was charged for, in order, less the days that were given back.
    """

    @initialize(subscription=subscriptions())
    def begin(self, subscription):
        self.born = self.subscription = subscription
        self.today = subscription.period.start
        self.paid = [] if subscription.trial else [subscription.period]
        self.seats = subscription.seats

    @rule(days=waits)
    def pass_time(self, days):
        """Let days go by, noting each renewal on its day, as the invoices would."""
        self.today += timedelta(days=days)
        at_once = as_of(self.subscription, self.today)
        while self.subscription.renews and self.subscription.period.is_over(self.today):
            renewal_day = self.subscription.period.end
            self.subscription = as_of(self.subscription, renewal_day)
            assert self.subscription.period.start == renewal_day  # E11
            self.paid.append(self.subscription.period)
        assert self.subscription == at_once

    @rule()
    def cancel(self):
        """Asking twice changes no more than asking once (E3)."""
        before = self.subscription
        outcome = cancel(before, today=self.today)
        if isinstance(outcome, Cancelled):
            assert outcome.after == replace(before, renews=False)  # A13
            self.store(outcome)
        assert not isinstance(cancel(self.subscription, today=self.today), Cancelled)

    @rule()
    def withdraw(self):
        before = self.subscription
        outcome = withdraw(before, today=self.today)
        if isinstance(outcome, Withdrawn):
            assert outcome.after == replace(before, renews=True)  # A21
            self.store(outcome)

    @rule()
    def reactivate(self):
        before, status = self.subscription, self.status()
        outcome = reactivate(before, facts=facts(self.today))
        if isinstance(outcome, Withdrawn):
            assert outcome == withdraw(before, today=self.today)  # A22
            self.store(outcome)
        if isinstance(outcome, Renewed):
            assert status is Status.EXPIRED  # A23
            assert outcome.charge.period.start == self.today  # E5
            self.paid.append(outcome.charge.period)
            self.store(outcome)

    @rule(seats=st.integers(1, 3))
    def take_more_seats(self, seats):
        """The rest of the period paid before is given back, so that no day is paid twice."""
        before, status = self.subscription, self.status()
        outcome = change(before, Change(seats_by=seats), facts=facts(self.today))
        assert isinstance(outcome, Changed) == (status is Status.ACTIVE)  # E9
        if isinstance(outcome, Changed):
            assert outcome.before == before
            assert outcome.charge.period.start == self.today  # E8
            used = self.paid.pop()
            if used.start < self.today:
                self.paid.append(Period(start=used.start, end=self.today))
            self.paid.append(outcome.charge.period)
            self.seats += seats
            self.store(outcome)

    @rule(days=waits)
    def cancel_and_come_back_later(self, days):
        self.cancel()
        self.pass_time(days)
        self.reactivate()

    def store(self, outcome):
        assert self.status() in CONCERNS[outcome.operation]
        assert outcome.after != self.subscription
        self.subscription = outcome.after

    def status(self):
        return self.subscription.status(self.today)

    @invariant()
    def is_possible(self):
        now, status = self.subscription, self.status()
        assert now.period.start <= self.today
        assert (status is Status.EXPIRED) == now.period.is_over(self.today)
        if status is Status.ACTIVE:
            assert now.renews
        if status in (Status.PENDING_CANCELLATION, Status.EXPIRED):
            assert not now.renews
        if status is Status.TRIALING:
            assert now.renews == now.has_billing_details()

    @invariant()
    def keeps_what_nobody_asked_to_change(self):
        for name in ("id", "product", "tier", "billing_cycle", "version"):
            assert getattr(self.subscription, name) == getattr(self.born, name)
        assert self.subscription.seats == self.seats
        assert self.subscription.trial <= self.born.trial

    @invariant()
    def a_trial_without_billing_details_never_costs(self):
        if not self.born.has_billing_details():  # E13
            assert self.subscription == self.born
            assert self.paid == []

    @invariant()
    def no_day_is_charged_twice(self):
        assert all(a.end <= b.start for a, b in zip(self.paid, self.paid[1:], strict=False))

    @invariant()
    def access_is_what_was_paid(self):
        """The end of access is the end of the last period charged, or of the trial (E2)."""
        if self.subscription.trial:
            assert self.paid == []
        else:
            assert self.subscription.period == self.paid[-1]

    @invariant()
    def is_true_to_its_anchor(self):
        now = self.subscription
        if now.trial:
            return
        gone = months_between(now.anchor, now.period.start)  # E12
        assert gone % now.billing_cycle.months == 0
        assert now.period.start == months_after(now.anchor, gone)
        assert now.period.end == months_after(now.anchor, gone + now.billing_cycle.months)


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=80, stateful_step_count=20)
