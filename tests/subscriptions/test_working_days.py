"""How many working days a case takes: weekends, national holidays, closing time."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from subscriptions.dates import local_day
from subscriptions.working_days import Delay, after, expected, is_working_day

ZONES = {"FR": ZoneInfo("Europe/Paris"), "IT": ZoneInfo("Europe/Rome")}
PARIS = ZONES["FR"]

countries = st.sampled_from(sorted(ZONES))
seconds = st.integers(0, 16 * 365 * 24 * 60 * 60)
instants = seconds.map(
    lambda each: datetime(2024, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=each)
)
lengths = st.integers(0, 30)


def at(day: str, clock: str = "10:00", country: str = "FR") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONES[country])


# A56, E19
@pytest.mark.parametrize(
    ("country", "opened", "first", "last"),
    [
        pytest.param("FR", "2026-04-30", date(2026, 5, 11), date(2026, 5, 13), id="FR-in-may"),
        pytest.param("IT", "2026-04-30", date(2026, 5, 8), date(2026, 5, 12), id="IT-in-may"),
        pytest.param(
            "IT", "2027-10-01", date(2027, 10, 11), date(2027, 10, 13), id="IT-new-holiday"
        ),
        pytest.param("IT", "2026-12-24", date(2027, 1, 4), date(2027, 1, 7), id="IT-new-year"),
        pytest.param("FR", "2026-12-24", date(2027, 1, 4), date(2027, 1, 6), id="FR-new-year"),
    ],
)
def test_a_case_takes_five_to_seven_working_days(country, opened, first, last):
    delay = expected(at(opened, country=country), country, ZONES[country])

    assert delay == Delay(first=first, last=last)


# E19
@pytest.mark.parametrize(
    ("opened", "next_working_day"),
    [
        pytest.param(at("2026-03-10", "00:00"), date(2026, 3, 11), id="at-midnight"),
        pytest.param(at("2026-03-10", "18:00"), date(2026, 3, 11), id="at-closing-time"),
        pytest.param(at("2026-03-10", "18:00:01"), date(2026, 3, 12), id="after-closing-time"),
        pytest.param(at("2026-03-13", "18:30"), date(2026, 3, 17), id="friday-evening"),
        pytest.param(at("2026-03-14"), date(2026, 3, 17), id="saturday"),
        pytest.param(at("2026-03-15", "20:00"), date(2026, 3, 17), id="sunday-evening"),
        pytest.param(at("2026-07-14"), date(2026, 7, 16), id="national-day"),
        pytest.param(at("2026-07-13", "19:00"), date(2026, 7, 16), id="eve-of-the-national-day"),
    ],
)
def test_what_comes_too_late_for_a_day_counts_as_opened_on_the_next_working_day(
    opened, next_working_day
):
    assert after(opened, 1, country="FR", zone=PARIS) == next_working_day


# E10, E19
@pytest.mark.parametrize(
    ("opened", "next_working_day"),
    [
        pytest.param("2026-03-10T16:30:00+00:00", date(2026, 3, 11), id="winter-half-past-five"),
        pytest.param("2026-07-07T16:30:00+00:00", date(2026, 7, 9), id="summer-half-past-six"),
        pytest.param("2026-03-09T23:30:00+00:00", date(2026, 3, 11), id="tomorrow-over-there"),
    ],
)
def test_day_and_hour_are_those_of_the_account(opened, next_working_day):
    opened = datetime.fromisoformat(opened)

    assert after(opened, 1, country="FR", zone=PARIS) == next_working_day


# E19: Law 151/2025.
@pytest.mark.parametrize(
    ("day", "country", "working"),
    [
        pytest.param(date(2027, 10, 4), "IT", False, id="san-francesco"),
        pytest.param(date(2027, 10, 4), "FR", True, id="not-in-france"),
        pytest.param(date(2024, 10, 4), "IT", True, id="not-before-the-law"),
        pytest.param(date(2026, 7, 14), "IT", True, id="bastille-day-in-italy"),
        pytest.param(date(2026, 3, 14), "IT", False, id="saturday"),
    ],
)
def test_each_country_has_its_own_holidays(day, country, working):
    assert is_working_day(day, country) is working


# E19
@given(opened=instants, days=lengths, country=countries)
@example(opened=datetime(2026, 12, 24, 17, 30, tzinfo=timezone.utc), days=0, country="IT")
def test_it_ends_on_a_working_day_never_before_the_opening(opened, days, country):
    end = after(opened, days, country=country, zone=ZONES[country])

    assert is_working_day(end, country)
    assert end >= local_day(opened, ZONES[country]) + timedelta(days=days)


# E19
@given(opened=instants, later=st.timedeltas(timedelta(0), timedelta(days=20)), days=lengths)
def test_what_is_opened_later_never_ends_earlier(opened, later, days):
    ends = [after(each, days, country="FR", zone=PARIS) for each in (opened, opened + later)]

    assert ends == sorted(ends)


# E19
@given(opened=instants, days=lengths, country=countries)
def test_one_day_more_is_the_next_working_day(opened, days, country):
    zone = ZONES[country]
    end = after(opened, days, country=country, zone=zone)
    following = after(opened, days + 1, country=country, zone=zone)

    between = [end + timedelta(days=each) for each in range(1, (following - end).days)]
    assert following > end
    assert not any(is_working_day(day, country) for day in between)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"country": "ZZ"}, "no calendar", id="unknown-country"),
        pytest.param({"days": -1}, "forwards", id="days-before"),
        pytest.param({"opened": datetime.fromisoformat("2026-03-10")}, "naive", id="no-time-zone"),
    ],
)
def test_what_has_no_answer_is_refused(changes, reason):
    asked = {"opened": at("2026-03-10"), "days": 5, "country": "FR", "zone": PARIS} | changes

    with pytest.raises(ValueError, match=reason):
        after(asked["opened"], asked["days"], country=asked["country"], zone=asked["zone"])
