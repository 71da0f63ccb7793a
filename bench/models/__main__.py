"""`python -m bench.models OLD NEW`: JSON in with past messages, JSON out with what changes.

A process of its own, because it loads Rasa and two models. Of the test sentences only figures
leave it. `billing desk compare` is the command for people.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent

from bench.models import changes, stories
from bench.understanding import figures, heard, sentences

_LEFT_OUT = ("seconds", "confusions")
"""Neither is about right or wrong: the machine's speed, and pairs of intents."""


def main() -> None:
    """Compare two models, as the arguments say."""
    options = argparse.ArgumentParser(prog="python -m bench.models")
    options.add_argument("old", type=Path)
    options.add_argument("new", type=Path)
    options.add_argument("--only", action="append")
    asked = options.parse_args()
    with redirect_stdout(sys.stderr):  # Rasa says things there
        report = asyncio.run(
            _compare(asked.old, asked.new, asked.only or [], json.load(sys.stdin))
        )
    json.dump(report, sys.stdout, ensure_ascii=False)


async def _compare(old: Path, new: Path, only: list[str], asked: Any) -> dict[str, Any]:
    report: dict[str, Any] = {}
    agents = [heard.load(model) for model in (old, new)]
    if not only or "past" in only:
        for name, made in (("past", changes.past), ("known", changes.known)):
            texts = [one["text"] for one in asked[name]]
            before, after = [await heard.listen_to(agent, texts) for agent in agents]
            report[name] = made(asked[name], before, after)
    if not only or "tests" in only:
        report["tests"] = {
            language: await _figures(agents, sentences.read(language))
            for language in sentences.LANGUAGES
        }
    if not only or "stories" in only:
        report["stories"] = {"old": stories.replay(old), "new": stories.replay(new)}
    return report


async def _figures(agents: list[Agent], tests: sentences.TestSet) -> dict[str, Any]:
    measured = [figures.measure(tests, await heard.hear(agent, tests)) for agent in agents]
    old, new = (dict(_flat(each)) for each in measured)
    return {"old": old, "new": new}


def _flat(measured: figures.Figures) -> Iterator[tuple[str, float]]:
    """Give every figure with its name; those of each entity and style with both names."""
    for key, value in asdict(measured).items():
        if isinstance(value, dict):
            yield from ((f"{key}_{name}", share) for name, share in value.items())
        elif key not in _LEFT_OUT:
            yield key, value


if __name__ == "__main__":
    main()
