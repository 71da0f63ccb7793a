"""Periods, their anchors, and the instants at which local days begin."""

from datetime import date, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from subscriptions.dates import (
    BillingCycle,
    Period,
    local_day,
    midnight,
    period_containing,
    period_number,
)

PARIS, ROME = ZoneInfo("Europe/Paris"), ZoneInfo("Europe/Rome")
MARCH = Period(start=date(2026, 3, 1), end=date(2026, 4, 1))


# E12, A8.7
@pytest.mark.parametrize(
    ("anchor", "cycle", "starts"),
    [
        pytest.param(
            date(2026, 1, 31),
            BillingCycle.MONTHLY,
            [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)],
            id="the-31st-comes-back-after-february",
        ),
        pytest.param(
            date(2027, 11, 30),
            BillingCycle.MONTHLY,
            [date(2027, 11, 30), date(2027, 12, 30), date(2028, 1, 30), date(2028, 2, 29)],
            id="the-30th-in-a-leap-february",
        ),
        pytest.param(
            date(2026, 2, 28),
            BillingCycle.MONTHLY,
            [date(2026, 2, 28), date(2026, 3, 28), date(2026, 4, 28)],
            id="the-28th-is-no-month-end",
        ),
        pytest.param(
            date(2026, 1, 15),
            BillingCycle.MONTHLY,
            [date(2026, 1, 15), date(2026, 2, 15), date(2026, 3, 15)],
            id="anniversaries-not-calendar-months",
        ),
        pytest.param(
            date(2028, 2, 29),
            BillingCycle.ANNUAL,
            [
                date(2028, 2, 29),
                date(2029, 2, 28),
                date(2030, 2, 28),
                date(2031, 2, 28),
                date(2032, 2, 29),
            ],
            id="leap-day-comes-back-after-four-years",
        ),
        pytest.param(
            date(2027, 2, 28),
            BillingCycle.ANNUAL,
            [date(2027, 2, 28), date(2028, 2, 28), date(2029, 2, 28)],
            id="28-february-never-becomes-a-leap-day",
        ),
    ],
)
def test_periods_are_counted_from_the_anchor(anchor, cycle, starts):
    periods = [period_number(anchor, cycle, number) for number in range(len(starts) - 1)]

    assert [(each.start, each.end) for each in periods] == list(pairwise(starts))


# E11, E12
@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        pytest.param(date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28), id="the-anchor"),
        pytest.param(date(2026, 2, 27), date(2026, 1, 31), date(2026, 2, 28), id="last-day"),
        pytest.param(date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 31), id="end-is-start"),
        pytest.param(date(2026, 3, 30), date(2026, 2, 28), date(2026, 3, 31), id="the-long-one"),
        pytest.param(date(2026, 3, 31), date(2026, 3, 31), date(2026, 4, 30), id="31st-again"),
        pytest.param(date(2028, 2, 29), date(2028, 2, 29), date(2028, 3, 31), id="leap-day"),
    ],
)
def test_each_day_falls_in_one_period(day, start, end):
    period = period_containing(date(2026, 1, 31), BillingCycle.MONTHLY, day)

    assert period == Period(start=start, end=end)


def test_no_period_contains_a_day_before_the_anchor():
    with pytest.raises(ValueError, match="before the anchor"):
        period_containing(date(2026, 1, 31), BillingCycle.MONTHLY, date(2026, 1, 30))


# E11
@pytest.mark.parametrize(
    ("today", "over"),
    [
        pytest.param(date(2026, 3, 31), False, id="on-the-last-day"),
        pytest.param(date(2026, 4, 1), True, id="on-the-end"),
    ],
)
def test_a_period_is_half_open(today, over):
    assert MARCH.last_day == date(2026, 3, 31)
    assert MARCH.is_over(today) is over


@pytest.mark.parametrize("end", [date(2026, 3, 1), date(2026, 2, 28)], ids=["empty", "backwards"])
def test_a_period_holds_at_least_one_day(end):
    with pytest.raises(ValueError, match="empty period"):
        Period(start=date(2026, 3, 1), end=end)


# E10
@pytest.mark.parametrize("zone", [PARIS, ROME], ids=str)
@pytest.mark.parametrize(
    ("last_day", "access_ends_at"),
    [
        pytest.param(date(2026, 3, 28), "2026-03-28 23:00Z", id="eve-of-summer-time"),
        pytest.param(date(2026, 3, 29), "2026-03-29 22:00Z", id="summer-time-begins"),
        pytest.param(date(2026, 10, 24), "2026-10-24 22:00Z", id="eve-of-winter-time"),
        pytest.param(date(2026, 10, 25), "2026-10-25 23:00Z", id="winter-time-begins"),
        pytest.param(date(2026, 12, 31), "2026-12-31 23:00Z", id="year-end"),
    ],
)
def test_access_ends_at_the_local_midnight_after_the_last_day(zone, last_day, access_ends_at):
    period = Period(start=date(2026, 1, 1), end=last_day + timedelta(days=1))

    ends_at = midnight(period.end, zone)

    assert ends_at.tzinfo is timezone.utc
    assert f"{ends_at:%Y-%m-%d %H:%MZ}" == access_ends_at


# E10, E11
@pytest.mark.parametrize("zone", [PARIS, ROME], ids=str)
@pytest.mark.parametrize(
    "day", [date(2026, 3, 30), date(2026, 10, 26), date(2028, 2, 29), date(2027, 1, 1)], ids=str
)
def test_a_local_day_begins_exactly_at_its_midnight(zone, day):
    beginning = midnight(day, zone)

    assert local_day(beginning, zone) == day
    assert local_day(beginning - timedelta(microseconds=1), zone) == day - timedelta(days=1)


def test_an_instant_without_time_zone_has_no_day():
    with pytest.raises(ValueError, match="naive"):
        local_day(midnight(date(2026, 3, 30), PARIS).replace(tzinfo=None), PARIS)
