"""Local days, billing periods and their anchors (rules E10, E11, E12).

A period is half-open, [start, end): `end` is the first day without access, and the date
shown to customers is the day before it.
Days are days of the account's own time zone; instants are UTC.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

ONE_DAY = timedelta(days=1)


class BillingCycle(str, Enum):
    """How often a paid subscription is billed."""

    MONTHLY = "monthly"
    ANNUAL = "annual"

    @property
    def months(self) -> int:
        return 1 if self is BillingCycle.MONTHLY else 12


@dataclass(frozen=True, kw_only=True)
class Period:
    """The days of one billing period or trial, half-open.

    :raises ValueError: if it holds no day.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"empty period: {self.start} to {self.end}")

    @property
    def last_day(self) -> date:
        """The last day with access: the date that customers are told."""
        return self.end - ONE_DAY

    def is_over(self, today: date) -> bool:
        return today >= self.end


def period_number(anchor: date, cycle: BillingCycle, number: int) -> Period:
    """Give the period that follows `number` whole cycles after `anchor`.

    Both ends are counted from the anchor and clamped to the month's end, never from the
    previous end, so that 31 January, 28 February, 31 March follow each other (E12).
    """
    return Period(
        start=anchor + relativedelta(months=cycle.months * number),
        end=anchor + relativedelta(months=cycle.months * (number + 1)),
    )


def period_containing(anchor: date, cycle: BillingCycle, day: date) -> Period:
    """Give the period of that anchor in which `day` falls.

    :raises ValueError: if `day` is before the anchor.
    """
    if day < anchor:
        raise ValueError(f"{day} is before the anchor {anchor}")
    gone = relativedelta(day, anchor)
    number = (gone.years * 12 + gone.months) // cycle.months
    period = period_number(anchor, cycle, number)
    return period_number(anchor, cycle, number + 1) if period.is_over(day) else period


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Give the instant, in UTC, at which `day` begins in `zone` (E10)."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(timezone.utc)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Give the day of `zone` in which an aware `instant` falls.

    :raises ValueError: if the instant has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("a naive datetime has no day")
    return instant.astimezone(zone).date()
