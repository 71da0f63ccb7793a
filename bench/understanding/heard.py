"""What a model made of the test sentences, in one form for every model."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import structlog
from rasa.core.agent import Agent

from bench.understanding.sentences import Named, TestSet, named

_RANKED = 10


def load(model: Path) -> Agent:
    """A trained model, which does not print every message it reads."""
    warnings_only = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=warnings_only)
    return Agent.load(str(model))


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What was made of one message.

    :param ranking: full intents with their probabilities, likeliest first.
    :param also: further requests that were heard, in order.
    :param seconds: how long it took.
    """

    ranking: list[tuple[str, float]]
    named: list[Named] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    language: str = ""
    seconds: float = 0.0

    @property
    def intent(self) -> str:
        return self.ranking[0][0] if self.ranking else ""

    @property
    def sure(self) -> float:
        return self.ranking[0][1] if self.ranking else 0.0


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """What a model made of a whole test set."""

    asked: list[Heard]
    foreign: list[Heard]
    pairs: list[Heard]


async def hear(agent: Agent, tests: TestSet) -> Hearing:
    """Ask a model everything, one message after the other."""
    await agent.parse_message("bonjour")
    return Hearing(
        asked=await listen_to(agent, [one.text for one in tests.asked]),
        foreign=await listen_to(agent, tests.foreign),
        pairs=await listen_to(agent, [text for text, _ in tests.pairs]),
    )


async def listen_to(agent: Agent, texts: Sequence[str]) -> list[Heard]:
    """Ask a model some messages, one after the other."""
    return [await _one(agent, text) for text in texts]


async def _one(agent: Agent, text: str) -> Heard:
    began = perf_counter()
    parsed = await agent.parse_message(text)
    seconds = perf_counter() - began
    return Heard(
        ranking=ranking(parsed)[:_RANKED],
        named=[named(one) for one in parsed.get("entities") or ()],
        also=[one["intent"] for one in parsed.get("also") or ()],
        language=(parsed.get("language") or {}).get("name", ""),
        seconds=seconds,
    )


def ranking(parsed: dict[str, Any]) -> list[tuple[str, float]]:
    """Full intents, likeliest first.

    Rasa's own classifiers know a question only as `faq`, and its response selector which one it
    is: the two probabilities are multiplied.
    """
    told = [(one["name"], float(one["confidence"])) for one in parsed["intent_ranking"]]
    selected = (parsed.get("response_selector") or {}).get("faq") or {}
    questions = [
        (one["intent_response_key"], float(one["confidence"]))
        for one in selected.get("ranking") or ()
    ]
    full = [one for name, sure in told for one in _in_full(name, sure, questions)]
    return sorted(full, key=lambda one: -one[1])


def _in_full(
    name: str, sure: float, questions: Sequence[tuple[str, float]]
) -> list[tuple[str, float]]:
    if name != "faq":
        return [(name, sure)]
    return [(question, sure * likely) for question, likely in questions]
