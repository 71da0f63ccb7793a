"""Handing an e-mail over: to a directory of `.eml` files, or to an SMTP server.

A delivery that returns has succeeded. `RefusedError` means that trying again is useless;
any other exception means that it may work later.
"""

import asyncio
import os
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import aiosmtplib

ANSWER_WITHIN = 10.0
"""Seconds for each answer of the server."""

DONE_WITHIN = 45.0
"""Seconds for one e-mail; well under `store.outbox.LEASE`, or two workers could send it."""

_DEFAULT_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
_OUR_MISTAKES = {503, 530}
"""The server wants TLS or a password first: that is our setting, not the address."""


class RefusedError(Exception):
    """The server will never accept this e-mail, such as for an address that is not there."""


class SmtpUrlError(ValueError):
    """The address of the SMTP server cannot be used. The message never holds the address."""


class Delivery(Protocol):
    """Somewhere e-mails can go."""

    def deliver(self, email: EmailMessage) -> None:
        """Hand over one e-mail.

        :raises RefusedError: if it will never be accepted.
        """


class FileDelivery:
    """Writes each e-mail to its own file, `<outbox id>.eml`, complete as soon as it is there."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def deliver(self, email: EmailMessage) -> None:
        self._directory.mkdir(parents=True, exist_ok=True)
        name = email["Message-ID"].strip("<>").partition("@")[0]
        partial = self._directory / f".{name}.part"
        with partial.open("wb") as file:
            file.write(email.as_bytes(policy=SMTP))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._directory / f"{name}.eml")


class SmtpDelivery:
    """Sends through one server, over a connection of its own for each e-mail.

    :param url: `smtp://` without encryption, `smtps://` with TLS from the start, or
        `smtp+starttls://`, then `user:password@host:port`; user and port may be left out.
    :raises SmtpUrlError: if it is none of these.
    """

    def __init__(self, url: str) -> None:
        try:
            target = urlsplit(url)
            host, port = target.hostname, target.port
        except ValueError:
            raise SmtpUrlError("the SMTP address cannot be read") from None
        if target.scheme not in _DEFAULT_PORTS or not host:
            known = ", ".join(f"{scheme}://" for scheme in _DEFAULT_PORTS)
            raise SmtpUrlError(f"the SMTP address must name a host after one of {known}")
        self._host = host
        self._port = port or _DEFAULT_PORTS[target.scheme]
        self._username = unquote(target.username) if target.username else None
        self._password = unquote(target.password) if target.password else None
        self._tls = target.scheme == "smtps"
        self._starttls = target.scheme == "smtp+starttls"

    def deliver(self, email: EmailMessage) -> None:
        try:
            asyncio.run(asyncio.wait_for(self._send(email), DONE_WITHIN))
        except aiosmtplib.SMTPRecipientsRefused as error:
            _raise_if_permanent(error.recipients[0])
            raise
        except aiosmtplib.SMTPDataError as error:
            _raise_if_permanent(error)
            raise

    async def _send(self, email: EmailMessage) -> None:
        await aiosmtplib.send(
            email,
            hostname=self._host,
            port=self._port,
            username=self._username,
            password=self._password,
            use_tls=self._tls,
            start_tls=self._starttls,
            timeout=ANSWER_WITHIN,
        )


def _raise_if_permanent(error: aiosmtplib.SMTPResponseException) -> None:
    if 500 <= error.code < 600 and error.code not in _OUR_MISTAKES:
        raise RefusedError(f"{error.code} {error.message}") from error
