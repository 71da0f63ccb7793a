"""The page of figures: its periods, what it shows, and its files."""

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from desk.periods import Period, asked_for
from store import desk_audit
from store.engine import reading
from tests.databases import NOW
from tests.desk.conftest import Client
from tests.store.happened import happened


def test_a_day_is_one_of_paris_also_when_the_clock_changes() -> None:
    span = Period(date(2026, 3, 29), date(2026, 3, 29)).span
    assert span.begin.astimezone(timezone.utc) == datetime(2026, 3, 28, 23, tzinfo=timezone.utc)
    assert span.end.astimezone(timezone.utc) == datetime(2026, 3, 29, 22, tzinfo=timezone.utc)


def test_the_period_before_is_as_long_and_ends_the_day_before() -> None:
    week = Period(date(2026, 3, 8), date(2026, 3, 14))
    assert week.before == Period(date(2026, 3, 1), date(2026, 3, 7))


@pytest.mark.parametrize(
    ("first", "last", "cuts"),
    [
        (date(2026, 3, 1), date(2026, 3, 31), 31),
        (date(2026, 3, 1), date(2026, 4, 30), 10),  # a Sunday, then weeks from Monday
        (date(2026, 1, 15), date(2026, 12, 31), 12),
    ],
)
def test_a_period_is_cut_without_gaps_into_days_weeks_or_months(
    first: date, last: date, cuts: int
) -> None:
    found = Period(first, last).cuts()
    assert len(found) == cuts
    assert (found[0].first, found[-1].last) == (first, last)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(found))


@pytest.mark.parametrize("until", ["nonsense", "2026-02-01", "9999-12-31"])
def test_of_what_is_no_period_the_last_thirty_days_are_shown(until: str) -> None:
    found = asked_for(None, "2026-03-01", until, now=NOW)
    assert found == Period(date(2026, 2, 9), date(2026, 3, 10))


@pytest.mark.parametrize("language", ["fr", "it", "en"])
def test_everybody_at_the_desk_sees_the_figures(
    desk_client: Client, database_url: str, language: str
) -> None:
    happened(database_url, "one", NOW, asked=2, fallbacks=1, messages=4)
    shown = desk_client("agent", language=language).get("/figures?days=7")
    assert shown.status_code == 200
    assert {"fr": "50,0\u202f%", "it": "50,0%", "en": "50.0%"}[language] in shown.text


def test_files_hold_the_numbers_and_no_words(desk_client: Client, database_url: str) -> None:
    happened(database_url, "=cmd()", NOW, asked=1, messages=2, opening="my secret")
    client = desk_client("reviewer")
    rows = client.get("/figures/conversations.csv").text
    assert "\n'=cmd(),fr,2026-03-10T09:00:00+00:00," in rows.replace("\r\n", "\n")
    assert "secret" not in rows
    table = client.get("/figures/figures.csv?since=2026-03-10&until=2026-03-10").text
    assert "2026-03-10,2026-03-10,1,1,1,2,1,0" in table


def test_who_takes_a_file_is_recorded_and_rows_are_for_reviewers(
    desk_client: Client, database_url: str
) -> None:
    agent = desk_client("agent")
    week = "since=2026-03-01&until=2026-03-07"
    assert agent.get(f"/figures/figures.csv?{week}").status_code == 200
    assert agent.get(f"/figures/conversations.csv?{week}").status_code == 403
    assert "conversations.csv" not in agent.get("/figures").text

    with reading(database_url) as connection:
        [record] = desk_audit.page(connection, action="figures_downloaded")
    assert (record["staff_name"], record["object"]) == ("The agent", "figures.csv")
    assert record["detail"] == {"since": "2026-03-01", "until": "2026-03-07"}


def test_nobody_sees_figures_without_signing_in(desk_client: Client) -> None:
    assert desk_client(None).get("/figures").status_code in (302, 303)
