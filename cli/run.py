"""`billing run` and `billing train`: every service in the foreground, stopped together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

import requests

import settings
from cli import database, fingerprint, staff
from settings import Settings
from store.engine import check

_SERVICES = {
    "action server": "actions.server",
    "assistant": "chat.server",
    "outbox worker": "mail.worker",
    "support desk": "desk.server",
}
_SECONDS_TO_START = 120
_SECONDS_TO_STOP = 25
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "LOG_LEVEL": "ERROR",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


_ALL_CORES = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(os.cpu_count() or 1))
"""For training, when nobody waits for an answer."""


class CannotStartError(RuntimeError):
    """A service cannot start; the message says which and why, in one line."""


def train_if_needed(_options: Namespace | None = None) -> None:
    """Train the model, unless what it comes from is as it was the last time."""
    if fingerprint.is_current():
        return
    # Rasa's cache sees the training data and the components, not the modules they use.
    train(fingerprint.MODELS, "billing", anew=not fingerprint.understanding_is_current())
    fingerprint.remember()
    print("The model is trained.", flush=True)


def train(folder: Path, name: str, *, anew: bool) -> Path:
    """Train a model of this checkout into `folder`, and give its file.

    :param anew: make no use of what Rasa keeps of earlier trainings.
    :raises CannotStartError: if training fails.
    """
    command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", name]
    command += ["--out", str(folder)]
    command.append("--skip-validation")  # `make check` validates, and takes its time
    if anew:
        command.append("--force")
    print("Training the model: about a minute.", file=sys.stderr, flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "training.log"
    with log.open("wb") as file:
        trained = subprocess.run(
            command,
            env=os.environ | ENVIRONMENT | _ALL_CORES,
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if trained.returncode != 0:
        raise CannotStartError(f"training the model failed: {log.absolute()} says why")
    return folder / f"{name}.tar.gz"


def run(_options: Namespace) -> None:
    """Prepare what is missing, start every service, and stop them all together."""
    loaded = settings.load()
    check(loaded.database_url)
    check(loaded.tracker_database_url)
    for port in (loaded.port, loaded.action_port, loaded.desk_port):
        _check_port(port)
    database.prepare(loaded)
    if database.seed_if_empty(loaded):
        print("The demo accounts are stored.", flush=True)
    if loaded.demo:
        staff.add_demo(loaded)
    train_if_needed()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Set, not inherited: a shell starts background jobs with SIGINT ignored.
        signal.signal(number, _as_interrupt)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, module in _SERVICES.items():
            running[name] = subprocess.Popen(
                [sys.executable, "-m", module],
                env=os.environ | ENVIRONMENT,
            )
        _wait_until_ready(loaded, running)
        _announce(loaded)
        _watch(running)
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)
    finally:
        _stop(running)


def _as_interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotStartError(f"port {port} is already in use") from None


def _wait_until_ready(loaded: Settings, running: dict[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    for name, port in (("assistant", loaded.port), ("support desk", loaded.desk_port)):
        _wait_until_answering(name, f"http://127.0.0.1:{port}/health", deadline, running)


def _wait_until_answering(
    name: str, url: str, deadline: float, running: dict[str, subprocess.Popen[bytes]]
) -> None:
    problems = "it did not answer"
    while time.monotonic() < deadline:
        _check_alive(running)
        try:
            answer = requests.get(url, timeout=5)
            if answer.status_code == 200:
                return
            problems = ", ".join(answer.json()["problems"])
        except requests.ConnectionError:
            pass  # not listening yet
        time.sleep(0.2)
    raise CannotStartError(f"the {name} is not ready after {_SECONDS_TO_START} s: {problems}")


def _check_alive(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in running.items():
        if process.poll() is not None:
            raise CannotStartError(f"the {name} stopped with exit code {process.returncode}")


def _announce(loaded: Settings) -> None:
    width = min(shutil.get_terminal_size().columns, 72)
    print("-" * width)
    print(f"assistant      http://127.0.0.1:{loaded.port} (help page with the chat)")
    print(f"support desk   http://127.0.0.1:{loaded.desk_port}")
    print(f"action server  http://127.0.0.1:{loaded.action_port} (signed calls only)")
    mail = "by SMTP" if loaded.smtp_url else f"written to {Path(loaded.outbox_directory)}/"
    print(f"e-mail         {mail}")
    print("try            uv run billing chat --as facturation@atelier.example")
    print("Ctrl-C stops everything.", flush=True)


def _watch(running: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        _check_alive(running)
        time.sleep(0.5)


def _stop(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for process in reversed(list(running.values())):
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + _SECONDS_TO_STOP
    for process in running.values():
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
