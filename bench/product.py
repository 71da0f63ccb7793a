"""The product as `billing run` starts it, in a directory and on ports of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
import requests

from bench.conversation import WRITE, Measured
from bench.processes import QUIET, ROOT, BenchError, Memory, free_port, started, wait_for, weigh
from bench.rest import RestConversation
from chat.tokens import make_token

_EMAIL, _PERSON = "facturation@atelier.example", "user_atelier_facturation"
_MODULES = {
    "cli.main": "billing run",
    "chat.server": "assistant",
    "actions.server": "action server",
    "mail.worker": "outbox worker",
}
_TOKEN_SECONDS = 3600
_NEEDS_EVERY_SERVICE = "quels sont mes abonnements ?"


class Product:
    """All services on SQLite, with the demo accounts, and a customer who is signed in."""

    def __init__(self, directory: Path) -> None:
        directory.mkdir()
        self._directory = directory
        self._session = requests.Session()
        self._process: psutil.Process | None = None
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self._environment = {
            "BILLING_PORT": str(port),
            "BILLING_ACTION_PORT": str(free_port()),
            "BILLING_DATABASE_URL": f"sqlite:///{directory / 'billing.db'}",
            "TRACKER_DATABASE_URL": f"sqlite:///{directory / 'trackers.db'}",
            "BILLING_SECRETS_DIRECTORY": str(directory / "secrets"),
            "BILLING_OUTBOX_DIRECTORY": str(directory / "outbox"),
            "BILLING_DEMO": "yes",
        }

    @contextmanager
    def running(self) -> Iterator[float]:
        """Run it for a block; gives the seconds from launching it to its first reply."""
        log = self._directory / "billing.log"
        began = time.perf_counter()
        command = _billing("run")
        with started(command, cwd=ROOT, environment=self._environment, log=log) as process:
            wait_for(f"{self.url}/health", process, log=log)
            self.open("start").ask(_NEEDS_EVERY_SERVICE)
            took = time.perf_counter() - began
            self._process = psutil.Process(process.pid)
            yield took

    def open(self, name: str) -> RestConversation:
        """Open a new conversation of the same customer's."""
        secret = (self._directory / "secrets" / "token-secret").read_bytes()
        token, _ = make_token(secret, subject=_PERSON, sid=name, ttl=_TOKEN_SECONDS)
        return RestConversation(self.url, self._session, token=token)

    def check_writes(self, turns: Sequence[Measured]) -> None:
        """Make sure that every measured yes changed a row.

        :raises BenchError: if the audit knows fewer changes than yeses were measured.
        """
        shown = subprocess.run(
            _billing("audit", _EMAIL, "--json"),
            cwd=ROOT,
            env=os.environ | QUIET | self._environment,
            capture_output=True,
            text=True,
            check=True,
        )
        done = sum(each["outcome"] == "done" for each in json.loads(shown.stdout))
        measured = sum(turn.kind == WRITE for turn in turns)
        if done < measured:
            raise BenchError(f"{measured} yeses were measured, only {done} changed anything")

    def memory(self) -> list[Memory]:
        """Weigh each of its processes."""
        assert self._process is not None, "it runs"
        family = [self._process, *self._process.children(recursive=True)]
        return [weigh(process, f"product: {_named(process)}") for process in family]


def _named(process: psutil.Process) -> str:
    words = process.cmdline()
    return next((name for module, name in _MODULES.items() if module in words), " ".join(words))


def _billing(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli.main", *arguments]
