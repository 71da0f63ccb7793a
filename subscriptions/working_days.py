"""Working days: Monday to Friday without the national holidays of the account's country (E19)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from subscriptions.dates import ONE_DAY, local_day

OFFICE_CLOSES = time(18)
"""What is opened later than this counts as opened on the next working day."""

SATURDAY = 5
FIRST, LAST = 5, 7


@dataclass(frozen=True, kw_only=True)
class Delay:
    """Between which two days something is expected to be done."""

    first: date
    last: date


def expected(opened: datetime, country: str, zone: ZoneInfo) -> Delay:
    """Give the days that are announced for a case: 5 to 7 working days (A56, E19).

    :raises ValueError: for a country without a calendar, or an instant without time zone.
    """
    return Delay(
        first=after(opened, FIRST, country=country, zone=zone),
        last=after(opened, LAST, country=country, zone=zone),
    )


def after(opened: datetime, days: int, *, country: str, zone: ZoneInfo) -> date:
    """Give the working day that comes `days` working days after the day of opening (E19).

    That day itself is not counted. It is the next working day if `opened` falls on a closed
    day, or is later than closing time, of `zone`.

    :raises ValueError: for a country without a calendar, an instant without time zone or
        a negative number of days.
    """
    if days < 0:
        raise ValueError(f"days are counted forwards: {days}")
    day = local_day(opened, zone)
    if opened.astimezone(zone).time() > OFFICE_CLOSES:
        day += ONE_DAY
    day = _open_from(day, country)
    for _ in range(days):
        day = _open_from(day + ONE_DAY, country)
    return day


def _open_from(day: date, country: str) -> date:
    while not is_working_day(day, country):
        day += ONE_DAY
    return day


def is_working_day(day: date, country: str) -> bool:
    """Tell whether offices of `country` are open on `day`.

    :raises ValueError: for a country without a calendar.
    """
    return day not in _holidays(country, day.year) and day.weekday() < SATURDAY


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        raise ValueError(f"no calendar of holidays for the country {country!r}") from None
