"""Any subscription, any start, any wait: what the properties of a life are tried on."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from subscriptions.dates import BillingCycle, Period, period_number
from subscriptions.model import Subscription
from tests.subscriptions.situations import CATALOGUE, MONTHLY

MONTH_ENDS = [
    date(year, month, monthrange(year, month)[1])
    for year in range(2020, 2041)
    for month in range(1, 13)
]

starts = st.sampled_from(MONTH_ENDS) | st.dates(date(2020, 1, 1), date(2040, 12, 31))
cycles = st.sampled_from(BillingCycle)
waits = st.sampled_from([0, 1, 13, 14, 27, 28, 29, 30, 31, 59, 365, 366]) | st.integers(0, 1500)


@st.composite
def subscriptions(draw) -> Subscription:
    """Paid ones in any of their periods, and trials with and without billing details."""
    anchor = draw(starts)
    if not draw(st.booleans()):
        cycle = draw(cycles)
        period = period_number(anchor, cycle, draw(st.integers(0, 30)))
        return replace(
            MONTHLY,
            billing_cycle=cycle,
            anchor=anchor,
            period=period,
            renews=draw(st.booleans()),
        )
    trial_cycle = draw(st.none() | cycles)
    return replace(
        MONTHLY,
        billing_cycle=trial_cycle,
        unit_price=Decimal(0) if trial_cycle is None else MONTHLY.unit_price,
        anchor=anchor,
        period=Period(start=anchor, end=anchor + timedelta(days=CATALOGUE.trial_days)),
        renews=trial_cycle is not None and draw(st.booleans()),
        trial=True,
    )


def months_after(anchor: date, months: int) -> date:
    """Rule E12 said a second time, by arithmetic: the anchor's day, or the month's last."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def months_between(anchor: date, day: date) -> int:
    return (day.year - anchor.year) * 12 + day.month - anchor.month
