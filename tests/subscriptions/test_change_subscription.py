"""Changing: larger at once, with what is unused taken off; smaller by a representative."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subscriptions.change_subscription import (
    Change,
    Changed,
    CycleShortened,
    ExpiredFirst,
    NothingToChange,
    PendingFirst,
    Reduces,
    TrialNotChanged,
    change,
)
from subscriptions.charges import Charge
from subscriptions.dates import BillingCycle, Period, period_number
from subscriptions.model import Status, as_of
from subscriptions.outcomes import NoLongerSold, TooManySeats, UnknownTier
from subscriptions.vat import Vat, VatReason, VatStatus
from tests.subscriptions.situations import (
    ANNUAL,
    CATALOGUE,
    FREE_TRIAL,
    MONTHLY,
    PENDING,
    PENDING_ANNUAL,
    PENDING_TRIAL,
    TRIAL,
    facts,
)
from tests.subscriptions.strategies import cycles, starts

MARCH = replace(
    MONTHLY,
    seats=3,
    anchor=date(2026, 1, 1),
    period=Period(start=date(2026, 3, 1), end=date(2026, 4, 1)),
)
"""The subscription of rule E8: three seats at 20.00, from 1 to 31 March."""

AT_THAT_PRICE = replace(
    CATALOGUE,
    products={
        "RescueAssist": replace(
            CATALOGUE.products["RescueAssist"],
            prices={"pro": {cycle: Decimal("20.00") for cycle in BillingCycle}},
        )
    },
)
UNTIERED = replace(MARCH, product="Remote Support", tier=None)
TO_ANNUAL = Change(billing_cycle=BillingCycle.ANNUAL)
TO_MONTHLY = Change(billing_cycle=BillingCycle.MONTHLY)


def changed(subscription, wish, **of_the_account):
    outcome = change(subscription, wish, facts=facts(**of_the_account))
    assert isinstance(outcome, Changed)
    return outcome


class TestGrowing:
    # A47, E8: the rule's own example.
    def test_from_three_to_five_seats_on_11_march(self):
        outcome = changed(MARCH, Change(seats=5), today=date(2026, 3, 11), catalogue=AT_THAT_PRICE)

        period = Period(start=date(2026, 3, 11), end=date(2026, 4, 11))
        after = replace(MARCH, seats=5, anchor=date(2026, 3, 11), period=period)
        assert outcome == Changed(
            after=after,
            charge=Charge(
                period=period,
                seats=5,
                unit_price=Decimal("20.00"),
                amount=Decimal("100.00"),
                vat=Vat(rate=Decimal("20"), reason=VatReason.DOMESTIC),
                credit=Decimal("40.65"),
            ),
            before=MARCH,
            last_day=date(2026, 4, 10),
            renews_on=date(2026, 4, 11),
        )
        assert outcome.charge.net == Decimal("59.35")
        assert outcome.charge.balance == 0

    # A47, E8
    @pytest.mark.parametrize(
        ("wish", "seats", "tier", "cycle", "unit_price", "end"),
        [
            pytest.param(
                Change(seats_by=2), 5, "pro", BillingCycle.MONTHLY, "25.00", date(2026, 4, 11),
                id="two-seats-more",
            ),
            pytest.param(
                Change(tier="plus"), 3, "plus", BillingCycle.MONTHLY, "39.00", date(2026, 4, 11),
                id="a-higher-tier",
            ),
            pytest.param(
                TO_ANNUAL, 3, "pro", BillingCycle.ANNUAL, "240.00", date(2027, 3, 11),
                id="from-monthly-to-annual",
            ),
            pytest.param(
                Change(seats=4, tier="plus", billing_cycle=BillingCycle.ANNUAL),
                4, "plus", BillingCycle.ANNUAL, "372.00", date(2027, 3, 11),
                id="everything-at-once",
            ),
        ],
    )  # fmt: skip
    def test_a_new_period_starts_today_at_the_price_of_today(
        self, wish, seats, tier, cycle, unit_price, end
    ):
        outcome = changed(MARCH, wish, today=date(2026, 3, 11))

        assert outcome.after == replace(
            MARCH,
            seats=seats,
            tier=tier,
            billing_cycle=cycle,
            unit_price=Decimal(unit_price),
            anchor=date(2026, 3, 11),
            period=Period(start=date(2026, 3, 11), end=end),
        )
        assert outcome.after.status(date(2026, 3, 11)) is Status.ACTIVE
        assert outcome.charge.amount == Decimal(unit_price) * seats
        assert outcome.charge.credit == Decimal("40.65")
        assert outcome.renews_on == end

    # E8, E12
    def test_month_ends_are_counted_from_the_day_of_the_change(self):
        outcome = changed(MARCH, Change(seats=5), today=date(2026, 3, 31))

        assert outcome.last_day == date(2026, 4, 29)
        assert as_of(outcome.after, date(2026, 5, 1)).period.last_day == date(2026, 5, 30)

    # E8, E10
    @pytest.mark.parametrize(
        ("today", "credit"),
        [
            pytest.param(date(2026, 3, 1), "60.00", id="first-day-all-of-it"),
            pytest.param(date(2026, 3, 31), "1.94", id="last-day-one-day"),
            pytest.param(date(2026, 4, 1), "60.00", id="day-of-the-renewal-all-of-the-new-one"),
        ],
    )
    def test_today_counts_as_a_day_not_used(self, today, credit):
        outcome = changed(MARCH, Change(seats=5), today=today)

        assert outcome.charge.credit == Decimal(credit)
        assert outcome.before == as_of(MARCH, today)

    # E8
    def test_the_credit_is_what_was_paid_and_not_what_it_costs_today(self):
        """20.00 a seat then, 25.00 a seat today."""
        outcome = changed(MARCH, Change(seats_by=1), today=date(2026, 3, 1))

        assert outcome.charge.credit == Decimal("60.00")
        assert outcome.charge.amount == Decimal("100.00")

    # E8
    def test_the_balance_of_the_account_is_taken_off_too(self):
        outcome = changed(
            MARCH, Change(seats=5), today=date(2026, 3, 11), balance=Decimal("10.00")
        )

        assert outcome.charge.credit == Decimal("50.65")

    # E8: an annual plan that has become much cheaper.
    def test_more_credit_than_price_stays_on_the_account(self):
        dear = replace(ANNUAL, unit_price=Decimal("900.00"))

        outcome = changed(dear, Change(seats_by=1), today=date(2028, 2, 29))

        assert outcome.charge.amount == Decimal("1440.00")
        assert outcome.charge.total == 0
        assert outcome.charge.balance == Decimal("3060.00")

    # E18
    def test_vat_is_that_of_the_account(self):
        outcome = changed(MARCH, Change(seats=5), country="IT", vat_status=VatStatus.VERIFIED)

        assert outcome.charge.vat.reason is VatReason.REVERSE_CHARGE
        assert outcome.charge.total == outcome.charge.net

    # A42
    def test_a_product_without_tiers_takes_more_seats(self):
        outcome = changed(UNTIERED, Change(seats=4))

        assert (outcome.after.tier, outcome.after.unit_price) == (None, Decimal("46.00"))

    def test_the_total_wanted_wins_over_the_difference(self):
        assert changed(MARCH, Change(seats=5, seats_by=4)).after.seats == 5


# E8: what makes it smaller is not done here.
class TestShrinking:
    @pytest.mark.parametrize(
        "wish",
        [
            pytest.param(Change(seats=2), id="fewer-seats"),
            pytest.param(Change(seats_by=-1), id="one-seat-less"),
            pytest.param(Change(seats=0), id="no-seats"),
            pytest.param(Change(seats_by=-3), id="every-seat-taken-away"),
            pytest.param(Change(seats_by=-10), id="more-seats-taken-away-than-there-are"),
            pytest.param(Change(tier="starter"), id="a-lower-tier"),
            pytest.param(Change(seats=2, tier="plus"), id="fewer-seats-of-a-higher-tier"),
            pytest.param(Change(seats=9, tier="starter"), id="more-seats-of-a-lower-tier"),
            pytest.param(
                Change(tier="starter", billing_cycle=BillingCycle.ANNUAL),
                id="a-lower-tier-for-longer",
            ),
        ],
    )
    def test_fewer_seats_or_a_lower_tier_is_a_representatives_to_do(self, wish):
        assert change(MARCH, wish, facts=facts()) == Reduces()

    @pytest.mark.parametrize(
        "wish",
        [
            pytest.param(TO_MONTHLY, id="alone"),
            pytest.param(replace(TO_MONTHLY, seats=9), id="with-more-seats"),
            pytest.param(replace(TO_MONTHLY, tier="plus"), id="with-a-higher-tier"),
        ],
    )
    def test_from_annual_to_monthly_is_a_representatives_to_do(self, wish):
        outcome = change(ANNUAL, wish, facts=facts(date(2028, 5, 1)))

        assert outcome == CycleShortened()

    def test_a_plan_that_is_no_longer_sold_can_still_become_smaller(self):
        old = replace(MARCH, product="GoToMyPC")

        assert change(old, Change(seats=2), facts=facts()) == Reduces()


class TestAsItIs:
    @pytest.mark.parametrize(
        "wish",
        [
            pytest.param(Change(), id="nothing-said"),
            pytest.param(Change(seats=3), id="as-many-seats"),
            pytest.param(Change(seats_by=0), id="no-seat-more"),
            pytest.param(Change(tier="pro"), id="the-same-tier"),
            pytest.param(
                Change(seats=3, tier="pro", billing_cycle=BillingCycle.MONTHLY), id="the-same-plan"
            ),
        ],
    )
    def test_what_is_as_wanted_is_not_charged_again(self, wish):
        assert change(MARCH, wish, facts=facts()) == NothingToChange()

    # E9
    @pytest.mark.parametrize(
        ("pending", "wish", "last_day"),
        [
            pytest.param(PENDING, Change(seats=9), date(2026, 3, 30), id="larger"),
            pytest.param(PENDING, Change(seats=1), date(2026, 3, 30), id="smaller"),
            pytest.param(PENDING, Change(), date(2026, 3, 30), id="nothing-said"),
            pytest.param(PENDING_ANNUAL, Change(tier="plus"), date(2029, 2, 27), id="annual"),
        ],
    )
    def test_what_is_cancelled_stays_so_until_that_is_withdrawn(self, pending, wish, last_day):
        assert change(pending, wish, facts=facts(last_day)) == PendingFirst(last_day=last_day)

    # A23
    def test_what_is_over_is_reactivated_first(self):
        outcome = change(PENDING, Change(seats=9), facts=facts(date(2026, 3, 31)))

        assert outcome == ExpiredFirst(last_day=date(2026, 3, 30))

    # E13, E14
    @pytest.mark.parametrize(
        ("trial", "today", "converts"),
        [
            pytest.param(FREE_TRIAL, date(2026, 1, 30), False, id="without-billing-details"),
            pytest.param(TRIAL, date(2026, 1, 30), True, id="with-billing-details"),
            pytest.param(PENDING_TRIAL, date(2026, 1, 30), False, id="cancelled"),
            pytest.param(FREE_TRIAL, date(2026, 1, 31), False, id="ran-out"),
        ],
    )
    def test_a_trial_is_not_changed(self, trial, today, converts):
        outcome = change(trial, Change(seats=9), facts=facts(today))

        assert outcome == TrialNotChanged(last_day=date(2026, 1, 30), converts=converts)

    # E14
    def test_a_trial_that_has_converted_is_changed_like_any_paid_subscription(self):
        outcome = changed(TRIAL, Change(seats=9), today=date(2026, 1, 31))

        assert not outcome.before.trial
        assert outcome.charge.credit == Decimal("100.00")


class TestNotSold:
    # A42
    @pytest.mark.parametrize(
        ("subscription", "tiers"),
        [
            pytest.param(MARCH, ("starter", "pro", "plus"), id="other-tiers"),
            pytest.param(UNTIERED, (), id="no-tiers"),
        ],
    )
    def test_a_tier_that_the_product_has_not(self, subscription, tiers):
        outcome = change(subscription, Change(tier="gold"), facts=facts())

        assert outcome == UnknownTier(product=subscription.product, tiers=tiers)

    @pytest.mark.parametrize(
        "wish", [Change(seats=1000), Change(seats_by=997)], ids=["total", "difference"]
    )
    def test_more_seats_than_are_sold(self, wish):
        outcome = change(MARCH, wish, facts=facts())

        assert outcome == TooManySeats(product="RescueAssist", most=999)

    def test_as_many_seats_as_are_sold(self):
        assert changed(MARCH, Change(seats=999)).after.seats == 999

    def test_who_has_more_than_that_may_still_go_up_a_tier(self):
        large = replace(MARCH, seats=1200)

        assert changed(large, Change(tier="plus")).after.seats == 1200

    # E5
    @pytest.mark.parametrize(
        "old",
        [
            pytest.param({"product": "GoToMyPC"}, id="product"),
            pytest.param({"tier": "gold"}, id="tier"),
        ],
    )
    def test_a_plan_that_has_left_the_catalogue_has_no_price_of_today(self, old):
        outcome = change(replace(MARCH, **old), Change(seats=9), facts=facts())

        assert outcome == NoLongerSold(billing_cycle=BillingCycle.MONTHLY)


# E8
@given(anchor=starts, cycle=cycles, number=st.integers(0, 30), days=st.integers(0, 364))
def test_what_is_credited_is_never_more_than_what_was_paid(anchor, cycle, number, days):
    """And less each day: on the last one it is the price of one day."""
    period = period_number(anchor, cycle, number)
    subscription = replace(MONTHLY, billing_cycle=cycle, anchor=anchor, period=period)
    paid = subscription.unit_price * subscription.seats
    today = min(period.start + timedelta(days=days), period.last_day)

    credits = [
        changed(subscription, Change(seats_by=1), today=day).charge.credit
        for day in (period.start, today, period.last_day)
    ]

    assert credits[0] == paid
    assert credits == sorted(credits, reverse=True)
    assert credits[-1] > 0
