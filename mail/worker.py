"""The process that empties the outbox: claim, word, hand over, mark; one e-mail at a time.

Once an hour it also queues the reminders that have fallen due (E15).

Several may run at once. An e-mail is never lost: it is marked after it was handed over, so
a crash in between sends it again, under the same Message-ID (E21).
"""

import asyncio
import logging
import signal
from datetime import datetime
from typing import Any, Literal

import clock
import settings
from mail.deliver import Delivery, FileDelivery, RefusedError, SmtpDelivery, SmtpUrlError
from mail.render import render
from settings import Settings
from store import outbox, reminders
from store.engine import DatabaseUnreachableError, check, transaction

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 30.0
REMINDERS_SECONDS = 3600.0

Tried = Literal["sent", "delayed", "failed"]


def deliver_next(
    database_url: str, delivery: Delivery, mail_from: str, now: datetime
) -> Tried | None:
    """Try the oldest e-mail that is due at `now`; `None` if there is none.

    No transaction is open while it is on its way: a slow server holds up nobody else.
    """
    with transaction(database_url) as connection:
        row = outbox.claim_email(connection, now=now)
        if row is None:
            return None
        if row["template"] == "reminder" and not reminders.still_due(connection, row, now=now):
            outbox.mark_failed(connection, row["id"], error="no longer due")
            return "failed"
    try:
        email = render(row, mail_from=mail_from, now=now)
        delivery.deliver(email)
    except RefusedError as refusal:
        log.warning("e-mail %s was refused for good", row["id"])
        with transaction(database_url) as connection:
            outbox.mark_failed(connection, row["id"], error=str(refusal))
        return "failed"
    except Exception as error:  # whatever is wrong with this e-mail, others must go out
        _delay(database_url, row, error, now)
        return "delayed"
    with transaction(database_url) as connection:
        outbox.mark_sent(connection, row["id"], subject=email["Subject"], now=now)
    return "sent"


def _delay(database_url: str, row: dict[str, Any], error: Exception, now: datetime) -> None:
    reason = f"{type(error).__name__}: {error}"
    log.warning("e-mail %s is delayed: %s", row["id"], type(error).__name__)
    with transaction(database_url) as connection:
        outbox.mark_delayed(connection, row["id"], attempts=row["attempts"], error=reason, now=now)


def deliver_due(database_url: str, delivery: Delivery, mail_from: str, now: datetime) -> int:
    """Try every e-mail that is due at `now`, and give how many were sent."""
    sent = 0
    while (tried := deliver_next(database_url, delivery, mail_from, now)) is not None:
        sent += tried == "sent"
    return sent


async def run_forever(
    database_url: str, delivery: Delivery, mail_from: str, stop: asyncio.Event
) -> None:
    """Deliver what falls due until `stop` is set; the e-mail in hand is finished first.

    A database that is away is waited for, with longer and longer pauses.
    """
    pause = POLL_SECONDS
    while not stop.is_set():
        now = clock.now()
        try:
            if await asyncio.to_thread(deliver_next, database_url, delivery, mail_from, now):
                continue
            pause = POLL_SECONDS
        except Exception as error:  # the database, or a bug: the worker stays, and says so
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            await asyncio.to_thread(_report, database_url, error)
        await _wait(stop, pause)


async def remind_forever(database_url: str, stop: asyncio.Event) -> None:
    """Queue the reminders that are due, at once and then every hour, until `stop` is set."""
    while not stop.is_set():
        pause = REMINDERS_SECONDS
        try:
            queued = await asyncio.to_thread(reminders.queue_due, database_url, now=clock.now())
            log.info("reminders queued: %s", len(queued))
        except Exception as error:  # as above: e-mails must go out all the same
            pause = LONGEST_PAUSE_SECONDS
            await asyncio.to_thread(_report, database_url, error)
        await _wait(stop, pause)


def _report(database_url: str, error: Exception) -> None:
    """Log what went wrong: in one line if the database is simply away."""
    try:
        check(database_url)
    except DatabaseUnreachableError as away:
        log.warning("no e-mails for now: %s", away)
    else:
        log.error("the outbox could not be read or written", exc_info=error)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except asyncio.TimeoutError:
        return


def delivery_for(configuration: Settings) -> Delivery:
    """Give where e-mails go: the SMTP server if one is set, else the outbox directory.

    :raises SmtpUrlError: if the server's address cannot be used.
    """
    if configuration.smtp_url is None:
        return FileDelivery(configuration.outbox_directory)
    return SmtpDelivery(configuration.smtp_url)


async def _run(configuration: Settings, delivery: Delivery) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    log.info("delivering e-mails")
    await asyncio.gather(
        run_forever(configuration.database_url, delivery, configuration.mail_from, stop),
        remind_forever(configuration.database_url, stop),
    )
    log.info("stopped")


def main() -> None:
    """Run the worker with the settings of the environment, until SIGTERM or Ctrl-C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        configuration = settings.load()
        delivery = delivery_for(configuration)
    except (settings.SettingError, SmtpUrlError) as error:
        raise SystemExit(str(error)) from None
    asyncio.run(_run(configuration, delivery))


if __name__ == "__main__":
    main()
