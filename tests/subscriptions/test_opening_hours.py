"""When people answer: Monday to Friday, 9 to 18 in Paris, without French holidays."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from subscriptions.opening_hours import OpeningHours

PARIS = ZoneInfo("Europe/Paris")
HOURS = OpeningHours(opens=time(9), closes=time(18), zone=PARIS, country="FR")


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        pytest.param("2026-03-10T08:59:59", False, id="before-opening"),
        pytest.param("2026-03-10T09:00:00", True, id="at-opening"),
        pytest.param("2026-03-10T17:59:59", True, id="until-closing"),
        pytest.param("2026-03-10T18:00:00", False, id="at-closing"),
        pytest.param("2026-03-14T11:00:00", False, id="on-a-saturday"),
        pytest.param("2026-05-01T11:00:00", False, id="on-a-holiday"),
    ],
)
def test_somebody_is_there_on_working_days_during_opening_hours(at: str, is_open: bool) -> None:
    assert HOURS.is_open(paris(at)) is is_open


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        pytest.param("2026-03-10T11:00:00", "2026-03-10T11:00:00", id="already-open"),
        pytest.param("2026-03-10T07:00:00", "2026-03-10T09:00:00", id="the-same-morning"),
        pytest.param("2026-03-10T18:00:00", "2026-03-11T09:00:00", id="the-next-morning"),
        pytest.param("2026-03-13T19:00:00", "2026-03-16T09:00:00", id="after-the-weekend"),
        pytest.param("2026-04-30T19:00:00", "2026-05-04T09:00:00", id="after-holiday-and-weekend"),
        pytest.param("2026-03-27T19:00:00", "2026-03-30T09:00:00", id="after-the-clocks-changed"),
    ],
)
def test_the_next_opening_skips_closed_days(at: str, opens: str) -> None:
    assert HOURS.next_opening(paris(at)) == paris(opens)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        pytest.param("2026-03-10T15:00:00", "2026-03-11T15:00:00", id="a-day-later"),
        pytest.param("2026-03-10T09:00:00", "2026-03-10T18:00:00", id="at-opening"),
        pytest.param("2026-03-13T17:00:00", "2026-03-16T17:00:00", id="over-the-weekend"),
        pytest.param("2026-03-14T12:00:00", "2026-03-16T18:00:00", id="on-a-saturday"),
        pytest.param("2026-03-10T20:00:00", "2026-03-11T18:00:00", id="in-the-evening"),
    ],
)
def test_a_first_answer_is_owed_within_one_opening_day(asked: str, due: str) -> None:
    assert HOURS.due(paris(asked)) == paris(due)
