"""Training our model: timed from nothing, or only brought up to date."""

import sys
from pathlib import Path

from bench.processes import ROOT, run, seconds


def time_to_train(directory: Path) -> float:
    """Give the seconds that a training without any cache takes."""
    command = [sys.executable, "-m", "rasa", "train", "--force", "--out", str(directory / "model")]
    fresh_cache = {"RASA_CACHE_DIRECTORY": str(directory / "cache")}
    return seconds(lambda: run(command, cwd=ROOT, environment=fresh_cache))


def make_current() -> None:
    """Train the model that `billing run` serves, if it is out of date."""
    run([sys.executable, "-m", "cli.main", "train"], cwd=ROOT, environment={})
