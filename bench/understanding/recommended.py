"""Rasa's recommended pipeline on the same sentences: trained once, and remembered."""

import hashlib
import json
import re
import sys
from dataclasses import asdict
from pathlib import Path

from rasa.core.agent import Agent

from bench.processes import ROOT, run, seconds
from bench.understanding import figures, heard
from bench.understanding.sentences import TestSet

CONFIG = Path(__file__).with_name("recommended.yml")
REMEMBERED = Path(__file__).with_name("recommended.json")
Remembered = dict[str, dict[str, object]]
_EPOCHS = re.compile(r"epochs: \d+")


def came_from(folder: Path = Path("tests/understanding")) -> str:
    """A digest of the configuration and the test sentences."""
    digest = hashlib.sha256(CONFIG.read_bytes())
    for path in sorted(folder.glob("*.yml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def remembered() -> Remembered | None:
    """The figures of the last training, unless the tests have changed since."""
    if not REMEMBERED.exists():
        return None
    stored = json.loads(REMEMBERED.read_text(encoding="utf-8"))
    return stored["figures"] if stored["from"] == came_from() else None


async def measure(directory: Path, ours: Agent, tests: list[TestSet]) -> Remembered:
    """Train it (an hour on two cores), measure both models in one run, and remember."""
    agent, took = _trained(directory, CONFIG)
    found: Remembered = {"training": {"seconds": took}}
    for each in tests:
        theirs = figures.measure(each, await heard.hear(agent, each))
        beside = figures.measure(each, await heard.hear(ours, each))
        found[each.language] = asdict(theirs) | {"ours_seconds": beside.seconds}
    return _remember(found)


async def time_again(directory: Path, ours: Agent, tests: list[TestSet]) -> Remembered:
    """Measure only how long messages take, again beside ours in one run, and remember that.

    One epoch of training is enough: how often it saw the sentences, a network does not read
    them any faster.

    :raises LookupError: if nothing is remembered yet.
    """
    found = remembered()
    if found is None:
        raise LookupError("nothing to time again: run with --recommended first")
    once = directory / "once.yml"
    once.write_text(_EPOCHS.sub("epochs: 1", CONFIG.read_text(encoding="utf-8")), "utf-8")
    agent, _ = _trained(directory, once)
    for each in tests:
        theirs = figures.measure(each, await heard.hear(agent, each))
        beside = figures.measure(each, await heard.hear(ours, each))
        found[each.language] |= {"seconds": theirs.seconds, "ours_seconds": beside.seconds}
    return _remember(found)


def _trained(directory: Path, config: Path) -> tuple[Agent, float]:
    command = [sys.executable, "-m", "rasa", "train", "nlu", "--config", str(config)]
    command += ["--nlu", "data/nlu", "--out", str(directory), "--fixed-model-name", "recommended"]
    took = seconds(lambda: run(command, cwd=ROOT, environment={}))
    return heard.load(directory / "recommended.tar.gz"), took


def _remember(found: Remembered) -> Remembered:
    stored = {"from": came_from(), "figures": found}
    REMEMBERED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    return found
