"""The real services of the product, started for tests as `make run` starts them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import requests

from chat.tokens import make_token
from store import accounts, demo
from store.engine import transaction

NOW = "2026-03-10T09:00:00+00:00"
"""The day that tests live on."""

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Services:
    """Running services: where they are, and the environment they were started with."""

    environment: dict[str, str]
    directory: Path
    process: subprocess.Popen[str] = field(init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.environment['BILLING_PORT']}"

    @property
    def desk_url(self) -> str:
        return f"http://127.0.0.1:{self.environment['BILLING_DESK_PORT']}"

    @property
    def log(self) -> Path:
        return self.directory / "services.log"

    @property
    def database_url(self) -> str:
        return self.environment["BILLING_DATABASE_URL"]

    def reset(self) -> None:
        """Put the demo accounts back to their first state."""
        with transaction(self.database_url) as connection:
            demo.reset(connection, now=datetime.fromisoformat(NOW))

    def token(self, email: str, *, sid: str = "", ttl: int = 3600) -> str:
        """Make a token as `billing token` does, without a process for it."""
        secret = (self.directory / "secrets" / "token-secret").read_bytes()
        with transaction(self.database_url) as connection:
            person = accounts.person_by_email(connection, email)
        token, _ = make_token(secret, subject=person.id, sid=sid, ttl=ttl)
        return token

    def billing(self, *arguments: str) -> str:
        """Run the operator's command against these services."""
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def start(self) -> None:
        """Start everything and wait until a message would be answered."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cli.main", "run"],
            env=self.environment,
            cwd=ROOT,
            # A file, not a pipe: nobody reads while a test waits, and a full pipe would block.
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
            text=True,
        )
        deadline = time.monotonic() + 150
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"services did not start:\n{self.log.read_text()}")
            try:
                if requests.get(f"{self.url}/health", timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.2)
        raise AssertionError("services were not ready in time")

    def stop(self) -> int:
        """Stop everything as Ctrl-C does, and give the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=40)


def environment_for(directory: Path, database_url: str, **more: str) -> dict[str, str]:
    """Give an environment in which the services keep to `directory` and to free ports."""
    return os.environ | {
        "BILLING_NOW": NOW,
        "BILLING_PORT": str(free_port()),
        "BILLING_ACTION_PORT": str(free_port()),
        "BILLING_DESK_PORT": str(free_port()),
        "BILLING_DATABASE_URL": database_url,
        "TRACKER_DATABASE_URL": f"sqlite:///{directory / 'trackers.db'}",
        "BILLING_SECRETS_DIRECTORY": str(directory / "secrets"),
        "BILLING_OUTBOX_DIRECTORY": str(directory / "outbox"),
        "PYTHONWARNINGS": "ignore",
        **more,
    }


@contextmanager
def running(directory: Path, database_url: str, **more: str) -> Iterator[Services]:
    """Run the services for the time of a block."""
    services = Services(environment_for(directory, database_url, **more), directory)
    services.start()
    try:
        yield services
    finally:
        if services.process.poll() is None:
            services.stop()
