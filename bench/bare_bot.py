"""A bare Rasa bot as shipped, the yardstick: one rule, one action, stock commands."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import requests

from bench.processes import Memory, free_port, run, started, wait_for, weigh
from bench.rest import RestConversation

_FILES = Path(__file__).parent / "bare"


class BareBot:
    """The bot in `bench/bare`, copied to a directory of its own."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._port, self._action_port = free_port(), free_port()
        self._session = requests.Session()
        self._processes: dict[str, psutil.Process] = {}
        shutil.copytree(_FILES, directory, ignore=shutil.ignore_patterns("__pycache__"))

    @property
    def _url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def train(self) -> None:
        """Train its model."""
        self._rasa_to_end("train")

    @contextmanager
    def running(self) -> Iterator[float]:
        """Run it for a block; gives the seconds from launching it to its first reply."""
        environment = {"BARE_ACTION_PORT": str(self._action_port)}
        log, action_log = self._directory / "rasa.log", self._directory / "actions.log"
        began = time.perf_counter()
        with (
            started(
                _rasa("run", "actions", "--port", str(self._action_port)),
                cwd=self._directory,
                environment=environment,
                log=action_log,
            ) as actions,
            started(
                _rasa("run", "--interface", "127.0.0.1", "--port", str(self._port)),
                cwd=self._directory,
                environment=environment,
                log=log,
            ) as server,
        ):
            wait_for(f"http://127.0.0.1:{self._action_port}/health", actions, log=action_log)
            wait_for(self._url, server, log=log)
            self.open("start").ask("bonjour")
            took = time.perf_counter() - began
            self._processes = {
                "bare: rasa run": psutil.Process(server.pid),
                "bare: rasa run actions": psutil.Process(actions.pid),
            }
            yield took

    def open(self, name: str) -> RestConversation:
        """Open a new conversation."""
        return RestConversation(self._url, self._session, sender=name)

    def memory(self) -> list[Memory]:
        """Weigh its processes."""
        return [weigh(process, name) for name, process in self._processes.items()]

    def _rasa_to_end(self, *arguments: str) -> None:
        run(_rasa(*arguments), cwd=self._directory, environment={})


def _rasa(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "rasa", *arguments]
