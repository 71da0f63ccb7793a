"""A real SMTP server in a process of its own, which keeps what it accepts in a Maildir."""

import mailbox
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.handlers import Mailbox

PROJECT = Path(__file__).parents[2]


class Strict(Mailbox):
    """Refuses `gone@...` for good and `busy@...` for now, and accepts everybody else."""

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if address.startswith("gone@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("busy@"):
            return "450 4.2.1 mailbox busy, try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"


def free_port() -> int:
    """Give a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def smtp_server(port: int, maildir: Path) -> Iterator[None]:
    """Run the server on `port` as long as the block lasts."""
    handler = ["-c", "tests.mail.smtp_server.Strict", str(maildir)]
    listen = ["-l", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "aiosmtpd", "-n", *listen, *handler], cwd=PROJECT
    )
    try:
        _wait_for(process, port)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the SMTP server did not start")


def received(maildir: Path) -> list[EmailMessage]:
    """Give what the server has accepted."""
    parser = BytesParser(policy=policy.default)
    box = mailbox.Maildir(maildir, create=False)
    return [parser.parsebytes(box.get_bytes(key)) for key in box.keys()]  # noqa: SIM118
