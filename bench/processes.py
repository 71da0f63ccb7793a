"""Processes under measurement: started, waited for, weighed, stopped."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

ROOT = Path(__file__).parent.parent
QUIET = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
"""No calls home and no TensorFlow chatter; everything else stays as shipped."""

_SECONDS_TO_START = 180
_SECONDS_TO_STOP = 40


class BenchError(RuntimeError):
    """Something measured did not do what it is measured for."""


@dataclass(frozen=True)
class Start:
    """Seconds from launching an assistant to its first reply."""

    of: str
    seconds: float


@dataclass(frozen=True)
class Memory:
    """Resident memory of one process, in MiB."""

    of: str
    mib: float


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def run(command: Sequence[str], *, cwd: Path, environment: dict[str, str]) -> None:
    """Run a command to its end.

    :raises BenchError: with its last lines, if it fails.
    """
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | QUIET | environment, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise BenchError(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")


@contextmanager
def started(
    command: Sequence[str], *, cwd: Path, environment: dict[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process for the time of a block, its output in a file."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=os.environ | QUIET | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes], *, log: Path) -> None:
    """Wait until an address answers 200.

    :raises BenchError: with the process's last lines, if it ends or takes too long.
    """
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(url):
            return
        time.sleep(0.1)
    raise BenchError(f"{url} did not answer:\n{log.read_text(errors='replace')[-2000:]}")


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


def weigh(process: psutil.Process, name: str) -> Memory:
    """Give a process's resident memory."""
    return Memory(name, round(process.memory_info().rss / 2**20, 1))


def seconds(work: Callable[[], object]) -> float:
    """Tell how long some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
