"""Emptying the outbox: each e-mail once, none lost, and none in the way of another."""

import asyncio
from datetime import timedelta

import pytest

from mail import worker
from mail.deliver import FileDelivery, SmtpDelivery
from mail.render import render
from mail.worker import deliver_due, remind_forever
from store import outbox
from store.engine import transaction
from tests.mail.operations import (
    ATELIER,
    CANCEL,
    LATER,
    NOW,
    REACTIVATE,
    STUDIO,
    carry_out,
    claimed,
    emails,
    enqueue,
)
from tests.mail.smtp_server import free_port, received, smtp_server

FROM = "facturation@billing.example"


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def smtp(port):
    return SmtpDelivery(f"smtp://127.0.0.1:{port}")


def message_ids(maildir):
    return [email["Message-ID"] for email in received(maildir)]


def test_what_is_due_is_delivered_once(database_url, tmp_path):
    delivery = FileDelivery(tmp_path / "outbox")
    carry_out(database_url, ATELIER, CANCEL, 1)
    carry_out(database_url, STUDIO, REACTIVATE, 3, language="it")

    assert deliver_due(database_url, delivery, FROM, NOW) == 2
    assert deliver_due(database_url, delivery, FROM, LATER) == 0

    assert {each["to"]: (each["status"], each["subject"]) for each in emails(database_url)} == {
        "facturation@atelier.example": (
            "sent",
            "Confirmation d’annulation\u00a0: RescueAssist Pro",
        ),
        "fatturazione@studio.example": ("sent", "Conferma di riattivazione: GoToTraining Pro"),
    }
    assert {file.stem for file in (tmp_path / "outbox").iterdir()} == {
        each["id"] for each in emails(database_url)
    }


def test_an_smtp_server_receives_it_as_written(database_url, tmp_path, port, smtp):
    carry_out(database_url, ATELIER, CANCEL, 1)

    with smtp_server(port, tmp_path / "mail"):
        assert deliver_due(database_url, smtp, FROM, NOW) == 1

    [email] = received(tmp_path / "mail")
    assert email["To"] == "facturation@atelier.example"
    assert email["Subject"] == "Confirmation d’annulation\u00a0: RescueAssist Pro"
    assert "jusqu’au 27 mars 2025 inclus" in email.get_body(("plain",)).get_content()


# E21
def test_while_the_server_is_down_it_waits_and_then_goes_out(database_url, tmp_path, port, smtp):
    carry_out(database_url, ATELIER, CANCEL, 1)

    assert deliver_due(database_url, smtp, FROM, NOW) == 0

    [waiting] = emails(database_url)
    assert (waiting["status"], waiting["attempts"]) == ("queued", 1)

    with smtp_server(port, tmp_path / "mail"):
        assert deliver_due(database_url, smtp, FROM, LATER) == 1

    [sent] = emails(database_url)
    assert (sent["status"], sent["attempts"]) == ("sent", 2)
    assert message_ids(tmp_path / "mail") == [f"<{sent['id']}@billing.example>"]


# E21
def test_a_crash_after_the_sending_repeats_it_under_the_same_message_id(
    database_url, tmp_path, port, smtp
):
    carry_out(database_url, ATELIER, CANCEL, 1)
    after_the_lease = NOW + outbox.LEASE + timedelta(seconds=1)

    with smtp_server(port, tmp_path / "mail"):
        smtp.deliver(render(claimed(database_url), mail_from=FROM, now=NOW))
        assert deliver_due(database_url, smtp, FROM, NOW) == 0
        assert deliver_due(database_url, smtp, FROM, after_the_lease) == 1

    first, second = message_ids(tmp_path / "mail")
    assert first == second


@pytest.mark.parametrize(
    ("recipient", "status"),
    [("gone@atelier.example", "failed"), ("busy@atelier.example", "queued")],
)
def test_only_a_refusal_for_good_is_final(database_url, tmp_path, port, smtp, recipient, status):
    carry_out(database_url, ATELIER, CANCEL, 1)
    enqueue(database_url, recipient=recipient, key="another")

    with smtp_server(port, tmp_path / "mail"):
        assert deliver_due(database_url, smtp, FROM, NOW) == 1

    states = {each["to"]: each["status"] for each in emails(database_url)}
    assert states == {"facturation@atelier.example": "sent", recipient: status}


def test_an_email_that_cannot_be_worded_stops_no_other(database_url, tmp_path):
    carry_out(database_url, ATELIER, CANCEL, 1)
    with transaction(database_url) as connection:
        outbox.enqueue(
            connection,
            account_id="acc_atelier",
            kind="email",
            template="no_such_template",
            language="fr",
            recipient="facturation@atelier.example",
            payload={},
            dedupe_key="unknown",
            now=NOW - timedelta(hours=1),
        )

    assert deliver_due(database_url, FileDelivery(tmp_path / "outbox"), FROM, NOW) == 1

    assert [each["status"] for each in emails(database_url)] == ["queued", "sent"]


# E15
async def test_reminders_that_could_not_be_queued_are_tried_again(
    database_url, monkeypatch, caplog
):
    stop, runs = asyncio.Event(), []

    def queue_due(url, *, now):
        runs.append((url, now))
        if len(runs) == 1:
            raise ValueError("a bug")
        return []

    async def wait(_, seconds):
        pauses.append(seconds)
        if len(pauses) == 2:
            stop.set()

    pauses = []
    monkeypatch.setattr(worker.reminders, "queue_due", queue_due)
    monkeypatch.setattr(worker, "_wait", wait)

    await remind_forever(database_url, stop)

    assert [url for url, _ in runs] == [database_url] * 2
    assert pauses == [worker.LONGEST_PAUSE_SECONDS, worker.REMINDERS_SECONDS]
    assert "ValueError: a bug" in caplog.text


# E21
def test_a_worker_that_comes_too_late_undoes_nothing(database_url, tmp_path):
    carry_out(database_url, ATELIER, CANCEL, 1)
    slow = claimed(database_url)
    deliver_due(database_url, FileDelivery(tmp_path / "outbox"), FROM, LATER)

    with transaction(database_url) as connection:
        outbox.mark_delayed(
            connection, slow["id"], attempts=slow["attempts"], error="too slow", now=LATER
        )
        outbox.mark_failed(connection, slow["id"], error="too slow")

    assert [each["status"] for each in emails(database_url)] == ["sent"]
