"""Moments are stored as UTC instants, and periods as the local midnights that bound them."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import insert, select, text
from sqlalchemy.exc import StatementError

from store import accounts, schema, subscriptions
from store.engine import transaction
from subscriptions.dates import BillingCycle, period_number
from tests.databases import NOW
from tests.store.acting import HOLDER, stored

ANNUAL = "sub_atelier_4"
PARIS = ZoneInfo("Europe/Paris")
SUMMER_TIME_ENDS = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS)


def open_a_conversation(url: str, started_at: datetime) -> None:
    with transaction(url) as connection:
        connection.execute(
            insert(schema.conversation).values(
                id="conv", subject="s", sid="s", language="fr", owner="assistant",
                started_at=started_at,
            )
        )  # fmt: skip


def started_at(url: str, *, session_zone: str | None = None) -> datetime:
    with transaction(url) as connection:
        if session_zone is not None and connection.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL TIME ZONE '{session_zone}'"))
        found: datetime = connection.execute(select(schema.conversation.c.started_at)).scalar_one()
        return found


def test_a_naive_datetime_is_refused(database_url: str) -> None:  # E10
    with pytest.raises(StatementError, match="naive"):
        open_a_conversation(database_url, NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(NOW, id="utc"),
        pytest.param(SUMMER_TIME_ENDS, id="first-of-the-two-half-past-twos"),
        pytest.param(SUMMER_TIME_ENDS.replace(fold=1), id="second-of-them"),
        pytest.param(NOW.astimezone(timezone(timedelta(hours=-7))), id="elsewhere"),
    ],
)
def test_an_instant_comes_back_as_the_same_moment_in_utc(  # E10
    database_url: str, moment: datetime
) -> None:
    open_a_conversation(database_url, moment)

    read = started_at(database_url)

    assert read.utcoffset() == timedelta(0)
    assert read == moment.astimezone(timezone.utc)


def test_the_zone_of_the_database_session_does_not_matter(database_url: str) -> None:  # E10
    open_a_conversation(database_url, NOW)

    assert started_at(database_url, session_zone="Asia/Tokyo") == NOW


@pytest.mark.parametrize(
    ("last_day", "instant"),
    [
        pytest.param(date(2026, 3, 28), "2026-03-28T23:00+00:00", id="eve-of-summer-time"),
        pytest.param(date(2026, 3, 29), "2026-03-29T22:00+00:00", id="summer-time-begins"),
        pytest.param(date(2026, 10, 24), "2026-10-24T22:00+00:00", id="eve-of-winter-time"),
        pytest.param(date(2026, 10, 25), "2026-10-25T23:00+00:00", id="winter-time-begins"),
        pytest.param(date(2028, 2, 29), "2028-02-29T23:00+00:00", id="leap-day"),
    ],
)
def test_a_period_ends_at_the_local_midnight_after_its_last_day(  # E10, E11
    database_url: str, last_day: date, instant: str
) -> None:
    anchor = last_day + timedelta(days=1) - relativedelta(years=1)
    period = period_number(anchor, BillingCycle.ANNUAL, 0)
    ending = replace(
        stored(database_url, ANNUAL), id="sub_new", anchor=period.start, period=period
    )
    with transaction(database_url) as connection:
        account = accounts.person(connection, HOLDER).account
        subscriptions.add(connection, account, ending)

        columns = select(schema.subscription.c.period_end_at)
        found = columns.where(schema.subscription.c.id == "sub_new")
        end_at = connection.execute(found).scalar_one()
        still_on = subscriptions.one(
            connection, account, "sub_new", now=end_at - timedelta(seconds=1)
        )
        rolled = subscriptions.one(connection, account, "sub_new", now=end_at)

    assert end_at == datetime.fromisoformat(instant)
    assert still_on == ending
    assert rolled.period.start == period.end
