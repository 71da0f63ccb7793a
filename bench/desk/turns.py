"""How long a customer's turn takes in the store, alone and while staff page through the past.

`python -m bench.desk.turns URL` is the desk: it asks everything over and over, and brings facts
up to date as the desk does, until it is ended.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import cycle
from statistics import median, quantiles

from bench.desk.questions import FILTERS, WORDS
from store import conversation_list, conversations, fact_refresh
from store.conversations import Conversation, Reply
from store.engine import reading, transaction

_TURNS = 200
_UNDERSTOOD = {
    "intent": {"name": "greet", "confidence": 0.9},
    "intent_ranking": [{"name": f"intent_{each}", "confidence": 0.1} for each in range(10)],
}


@dataclass(frozen=True, kw_only=True)
class Turns:
    """Milliseconds that the store takes of a turn: what is received, and what is answered."""

    name: str
    median: float
    p95: float
    longest: float


def measure(url: str) -> list[Turns]:
    """Time turns alone, beside a process that only computes, and beside staff at the desk.

    The second tells what a busy machine costs, and so how much of the third is waiting.
    """
    _take_turns(url, "warm-up", 20)
    measured = [_take_turns(url, "a turn, nobody at the desk", _TURNS)]
    with _beside("-c", "print(flush=True)\nwhile True: pass"):
        measured.append(_take_turns(url, "a turn, beside a busy process", _TURNS))
    with _beside("-m", "bench.desk.turns", url):
        measured.append(_take_turns(url, "a turn, staff asking all the time", _TURNS))
    return measured


@contextmanager
def _beside(*arguments: str) -> Iterator[None]:
    command = [sys.executable, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        process.stdout.readline()  # it has begun
        yield
    finally:
        process.terminate()
        process.wait()


def _take_turns(url: str, name: str, number: int) -> Turns:
    times = []
    for each in range(number):
        began = time.perf_counter()
        _take_turn(url, f"{name} {each % 10}")
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(0.01)  # so that the turns meet many different moments of the readers
    return Turns(
        name=name,
        median=median(times),
        p95=quantiles(times, n=20, method="inclusive")[-1],
        longest=max(times),
    )


def _take_turn(url: str, sid: str) -> None:
    now = datetime.now(timezone.utc)
    with transaction(url) as connection:
        conversation: Conversation = conversations.of_subject(
            connection, "visitor:bench", sid, language="fr", now=now
        )
        turn = conversations.receive(
            connection, conversation.id, text="je veux annuler", client_id=None, now=now
        ).turn
    with transaction(url) as connection:
        conversations.answer(
            connection,
            conversation,
            turn,
            [Reply(text="Quel abonnement ?", buttons=[{"title": "Un", "payload": "/un"}])],
            state="answered",
            understood=_UNDERSTOOD,
            now=now,
        )


def _ask_for_ever(url: str) -> None:
    print("begun", flush=True)
    refreshed = 0.0
    for filters in cycle([*FILTERS.values(), *WORDS.values()]):
        with reading(url) as connection:
            conversation_list.page(connection, filters)
            conversation_list.count(connection, filters)
        if time.monotonic() - refreshed > 1:
            fact_refresh.refresh_all(url)
            refreshed = time.monotonic()


if __name__ == "__main__":
    _ask_for_ever(sys.argv[1])
