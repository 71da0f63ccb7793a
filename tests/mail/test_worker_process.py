"""The worker as it really runs: a process of its own, or two of them."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager

from store import demo
from store.engine import transaction
from store.migrate import upgrade
from tests.mail.operations import ATELIER, CANCEL, NOW, carry_out, emails, enqueue
from tests.mail.smtp_server import PROJECT, free_port, received, smtp_server

GIVE_UP_AFTER = 60.0


@contextmanager
def worker(database_url, *, stop_with=signal.SIGTERM, log=None, **environment):
    """Run a worker as long as the block lasts, and stop it as an operator does."""
    process = subprocess.Popen(
        [sys.executable, "-m", "mail.worker"],
        cwd=PROJECT,
        stderr=log,
        env={**os.environ, "BILLING_DATABASE_URL": database_url, **environment},
    )
    try:
        yield process
    finally:
        process.send_signal(stop_with)
        process.wait(GIVE_UP_AFTER)


def wait_until_sent(database_url, count):
    deadline = time.monotonic() + GIVE_UP_AFTER
    while sum(each["status"] == "sent" for each in emails(database_url)) < count:
        assert time.monotonic() < deadline, emails(database_url)
        time.sleep(0.1)


# E21
def test_two_workers_never_send_one_email_twice(database_url, tmp_path):
    carry_out(database_url, ATELIER, CANCEL, 1)
    for number in range(29):
        enqueue(database_url, recipient=f"user{number}@atelier.example", key=f"e-mail {number}")
    port = free_port()
    server = {"SMTP_URL": f"smtp://127.0.0.1:{port}"}

    with (
        smtp_server(port, tmp_path / "mail"),
        worker(database_url, **server) as first,
        worker(database_url, **server) as second,
    ):
        wait_until_sent(database_url, 30)

    copies = Counter(email["Message-ID"] for email in received(tmp_path / "mail"))
    assert set(copies) == {f"<{each['id']}@billing.example>" for each in emails(database_url)}
    assert set(copies.values()) == {1}
    assert (first.returncode, second.returncode) == (0, 0)


# E15
def test_two_workers_queue_and_send_each_reminder_once(database_url, tmp_path):
    directory = tmp_path / "outbox"
    a_week_before = {
        "SMTP_URL": "",
        "BILLING_OUTBOX_DIRECTORY": str(directory),
        "BILLING_NOW": "2025-03-11T09:00:00+00:00",
    }

    with worker(database_url, **a_week_before), worker(database_url, **a_week_before):
        wait_until_sent(database_url, 2)

    # Sorted: whichever worker was first at which account, each reminder is there once.
    assert sorted((each["template"], each["to"]) for each in emails(database_url)) == [
        ("reminder", "fatturazione@studio.example"),
        ("reminder", "titolare@bottega.example"),
    ]
    assert len(list(directory.iterdir())) == 2


def test_without_an_smtp_server_emails_are_files(database_url, tmp_path):
    carry_out(database_url, ATELIER, CANCEL, 1)
    directory = tmp_path / "outbox"

    with worker(database_url, SMTP_URL="", BILLING_OUTBOX_DIRECTORY=str(directory)):
        wait_until_sent(database_url, 1)

    assert [file.suffix for file in directory.iterdir()] == [".eml"]


def test_a_database_that_is_not_there_yet_is_waited_for(tmp_path):
    database_url = f"sqlite:///{tmp_path / 'late.db'}"
    files = {"SMTP_URL": "", "BILLING_OUTBOX_DIRECTORY": str(tmp_path / "outbox")}
    written = tmp_path / "worker.log"

    with (
        written.open("wb") as log,
        worker(database_url, stop_with=signal.SIGINT, log=log, **files) as process,
    ):
        while b"could not be read" not in written.read_bytes():
            assert process.poll() is None
            time.sleep(0.1)
        upgrade(database_url)
        with transaction(database_url) as connection:
            demo.seed(connection, now=NOW)
        carry_out(database_url, ATELIER, CANCEL, 1)
        wait_until_sent(database_url, 1)

    assert process.returncode == 0


def test_an_smtp_address_that_cannot_be_used_is_said_at_once(database_url):
    with worker(database_url, SMTP_URL="ftp://user:secret@mail.example") as process:
        assert process.wait(GIVE_UP_AFTER) == 1
