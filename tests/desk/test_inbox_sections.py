"""Whose inbox shows which hand-off, and what comes first."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from desk.inbox_sections import Row, row, sections
from store.inbox import Entry
from store.staff import Staff
from subscriptions.opening_hours import OpeningHours

PARIS = ZoneInfo("Europe/Paris")
HOURS = OpeningHours(opens=time(9), closes=time(18), zone=PARIS, country="FR")
NOW = datetime(2026, 3, 10, 10, tzinfo=PARIS)  # a Tuesday
DELORME = "Service Grands Comptes - équipe Delorme"

ANNE = Staff(id="anne", name="Anne", email="anne@desk.example", role="agent", language="fr")
BRUNO = Staff(
    id="bruno", name="Bruno", email="b@desk.example", role="agent", language="it", teams=(DELORME,)
)
CHIEF = Staff(id="chief", name="Chief", email="c@desk.example", role="admin", language="en")


def entry(name: str, *, hours_ago: float = 0, **more: Any) -> Entry:
    usual: dict[str, Any] = {
        "conversation_id": f"conv_{name}",
        "status": "open",
        "reason": "requested",
        "request": {},
        "account_id": "acc",
        "account_name": "Atelier",
        "person_id": "user",
        "person_email": "a@atelier.example",
        "role": "member",
        "language": "fr",
        "team": None,
        "claimed_by": None,
        "claimed_name": None,
        "opened_at": NOW - timedelta(hours=hours_ago),
        "first_reply_at": None,
        "ended_at": None,
    }
    return Entry(id=name, **{**usual, **more})


def names(rows: list[Row]) -> list[str]:
    return [each.entry.id for each in rows]


def test_what_i_claimed_is_mine_and_what_others_claimed_is_theirs() -> None:
    found = sections(
        [entry("own", claimed_by="anne"), entry("other", claimed_by="bruno"), entry("free")],
        ANNE,
        HOURS,
        NOW,
    )

    assert names(found.mine) == ["own"]
    assert names(found.others) == ["other"]
    assert names(found.pool) == ["free"]


def test_a_corporate_request_is_shown_to_its_team_and_to_admins() -> None:
    of_team = [entry("corporate", team=DELORME)]

    assert names(sections(of_team, BRUNO, HOURS, NOW).team) == ["corporate"]
    assert sections(of_team, ANNE, HOURS, NOW).waiting == 0
    assert names(sections(of_team, CHIEF, HOURS, NOW).others) == ["corporate"]


def test_what_a_team_has_not_answered_in_time_is_everybodys() -> None:
    late = [entry("corporate", team=DELORME, hours_ago=24 * 3)]

    found = sections(late, ANNE, HOURS, NOW)

    assert names(found.pool) == ["corporate"]
    assert found.overdue == 1
    assert names(sections(late, BRUNO, HOURS, NOW).team) == ["corporate"]


def test_what_is_due_first_comes_first_and_what_was_answered_last() -> None:
    found = sections(
        [
            entry("answered", hours_ago=5, first_reply_at=NOW - timedelta(hours=4)),
            entry("new", hours_ago=0.1),
            entry("old", hours_ago=2),
        ],
        ANNE,
        HOURS,
        NOW,
    )

    assert names(found.pool) == ["old", "new", "answered"]


def test_a_promise_ends_with_the_first_answer() -> None:
    waiting = row(entry("waiting", hours_ago=1), HOURS, NOW)
    answered = row(
        entry("answered", hours_ago=72, first_reply_at=NOW - timedelta(hours=71)), HOURS, NOW
    )

    assert waiting.due == datetime(2026, 3, 10, 18, tzinfo=PARIS)
    assert waiting.waits == timedelta(hours=1)
    assert (answered.due, answered.is_overdue) == (None, False)
    assert answered.waits == timedelta(hours=1)
