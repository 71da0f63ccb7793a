"""E-mails wait in the outbox until a worker has handed them over, however often it takes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from store import outbox, schema
from store.engine import transaction
from tests.databases import NOW
from tests.store.acting import EXPIRED, REACTIVATE, carry_out, emails, rows_of

SECOND = timedelta(seconds=1)


def enqueue(url: str, key: str, *, kind: str = "email", now: datetime = NOW) -> None:
    with transaction(url) as connection:
        outbox.enqueue(
            connection,
            account_id="acc_atelier",
            kind=kind,
            template=key,
            language="fr",
            recipient="facturation@atelier.example",
            payload={"reference": key},
            dedupe_key=key,
            now=now,
        )


def claim(url: str, *, now: datetime = NOW) -> dict[str, Any] | None:
    with transaction(url) as connection:
        return outbox.claim_email(connection, now=now)


def taken(url: str, *, now: datetime = NOW) -> dict[str, Any]:
    row = claim(url, now=now)
    assert row is not None
    return row


def delay(url: str, row: dict[str, Any], *, now: datetime = NOW) -> None:
    with transaction(url) as connection:
        outbox.mark_delayed(
            connection, row["id"], attempts=row["attempts"], error="451 later", now=now
        )


def status(url: str) -> list[str]:
    return [each["status"] for each in emails(url)]


def test_the_oldest_e_mail_that_is_due_goes_first(database_url: str) -> None:
    for number in (2, 1, 3):
        enqueue(database_url, f"mail_{number}", now=NOW + number * SECOND)

    later = NOW + 10 * SECOND
    assert [taken(database_url, now=later)["template"] for _ in range(3)] == [
        "mail_1",
        "mail_2",
        "mail_3",
    ]
    assert claim(database_url, now=later) is None


def test_nothing_is_taken_before_it_is_due(database_url: str) -> None:
    enqueue(database_url, "mail", now=NOW)

    assert claim(database_url, now=NOW - SECOND) is None
    assert claim(database_url, now=NOW) is not None


def test_what_a_dead_worker_took_is_taken_again_after_the_lease(database_url: str) -> None:  # E21
    enqueue(database_url, "mail")
    first = taken(database_url)

    assert claim(database_url, now=NOW + outbox.LEASE - SECOND) is None
    second = taken(database_url, now=NOW + outbox.LEASE)

    assert second["id"] == first["id"]
    assert (first["attempts"], second["attempts"]) == (1, 2)


def test_what_was_sent_is_never_taken_again(database_url: str) -> None:
    enqueue(database_url, "mail")
    row = taken(database_url)
    with transaction(database_url) as connection:
        outbox.mark_sent(connection, row["id"], subject="Confirmation", now=NOW)

    assert claim(database_url, now=NOW + timedelta(days=30)) is None
    assert [(each["status"], each["subject"]) for each in emails(database_url)] == [
        ("sent", "Confirmation")
    ]


def test_a_failure_is_tried_again_after_ever_longer_waits(database_url: str) -> None:  # E21
    enqueue(database_url, "mail")
    now, waits = NOW, []
    for _ in range(12):
        delay(database_url, taken(database_url, now=now), now=now)
        [row] = rows_of(database_url, schema.outbox)
        waits.append(row["next_at"] - now)
        now = row["next_at"]

    assert waits == sorted(waits)
    assert waits[0] == 2 * SECOND
    assert waits[-1] == outbox.LONGEST_WAIT
    assert status(database_url) == ["queued"]


def test_at_last_it_is_given_up_and_shown_as_failed(database_url: str) -> None:
    enqueue(database_url, "mail")
    row = taken(database_url)
    with transaction(database_url) as connection:
        connection.execute(schema.outbox.update().values(attempts=outbox.MOST_ATTEMPTS))
    delay(database_url, row | {"attempts": outbox.MOST_ATTEMPTS})

    assert status(database_url) == ["failed"]
    assert claim(database_url, now=NOW + timedelta(days=30)) is None


def test_a_worker_that_lost_its_lease_does_not_delay_the_next_one(database_url: str) -> None:
    enqueue(database_url, "mail")
    slow = taken(database_url)
    fast = taken(database_url, now=NOW + outbox.LEASE)
    before = rows_of(database_url, schema.outbox)

    delay(database_url, slow, now=NOW + outbox.LEASE + SECOND)

    assert fast["id"] == slow["id"]
    assert rows_of(database_url, schema.outbox) == before


def test_what_another_worker_delivered_does_not_become_a_failure(database_url: str) -> None:
    enqueue(database_url, "mail")
    row = taken(database_url)
    with transaction(database_url) as connection:
        outbox.mark_sent(connection, row["id"], subject="Confirmation", now=NOW)
    with transaction(database_url) as connection:
        outbox.mark_failed(connection, row["id"], error="550 no such user")
    delay(database_url, row)

    assert status(database_url) == ["sent"]


def test_a_refused_address_is_a_failure_at_once(database_url: str) -> None:
    enqueue(database_url, "mail")
    row = taken(database_url)
    with transaction(database_url) as connection:
        outbox.mark_failed(connection, row["id"], error="550 no such user" + "." * 1000)

    [stored] = rows_of(database_url, schema.outbox)
    assert stored["status"] == "failed"
    assert stored["last_error"].startswith("550 no such user")


def test_the_same_message_cannot_be_queued_twice(database_url: str) -> None:  # E7
    enqueue(database_url, "prop_1:email")

    with pytest.raises(IntegrityError):
        enqueue(database_url, "prop_1:email")


def test_a_charge_waits_for_the_payment_provider(database_url: str) -> None:
    carry_out(database_url, REACTIVATE, EXPIRED)

    assert taken(database_url)["kind"] == "email"
    assert claim(database_url) is None
    [charge] = [row for row in rows_of(database_url, schema.outbox) if row["kind"] == "charge"]
    assert (charge["status"], charge["attempts"]) == ("queued", 0)


def test_e_mails_are_listed_by_account_without_the_charges(database_url: str) -> None:
    carry_out(database_url, REACTIVATE, EXPIRED)

    with transaction(database_url) as connection:
        [mine] = outbox.emails(connection, "acc_atelier")
        assert outbox.emails(connection, "acc_studio") == []
    assert {key: value for key, value in mine.items() if key != "id"} == {
        "to": "facturation@atelier.example",
        "template": "reactivate_subscription",
        "language": "fr",
        "status": "queued",
        "attempts": 0,
        "subject": None,
    }
