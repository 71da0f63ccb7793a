"""How long the store takes for what a page of the desk asks of it, on one engine."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.desk import invented
from bench.desk.questions import FILTERS, WORDS
from store import conversation_list, trackers, turn_by_turn
from store.engine import reading
from store.list_filters import Filters

LIST_AIM, SEARCH_AIM = 200.0, 500.0
"""Milliseconds at the server (issue 6)."""
_TIMES = 7


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Milliseconds of one question, and how many conversations it finds."""

    name: str
    aim: float
    median: float
    longest: float
    found: int


def everything(url: str, tracker_url: str) -> list[Measured]:
    """Ask everything several times over."""
    measured = [_list(url, name, each, LIST_AIM) for name, each in FILTERS.items()]
    measured += _deep(url)
    measured += [_list(url, name, each, SEARCH_AIM) for name, each in WORDS.items()]
    some = f"conv_{500:032x}"
    measured += [
        timed("a conversation", LIST_AIM, lambda: _conversation(url, tracker_url, some)),
        timed(
            "500 turns, first page",
            LIST_AIM,
            lambda: _conversation(url, tracker_url, invented.LONG),
        ),
        timed(
            "500 turns, last page",
            LIST_AIM,
            lambda: _conversation(url, tracker_url, invented.LONG, first=481),
        ),
    ]
    return measured


def _list(url: str, name: str, filters: Filters, aim: float) -> Measured:
    def ask() -> int:
        with reading(url) as connection:
            conversation_list.page(connection, filters)
            return conversation_list.count(connection, filters)

    return timed(name, aim, ask)


def _deep(url: str) -> list[Measured]:
    def walk(filters: Filters) -> Callable[[], int]:
        with reading(url) as connection:
            newest = conversation_list.page(connection, Filters(), size=1).rows[0]["number"]

        def ask() -> int:
            with reading(url) as connection:
                rows = conversation_list.page(connection, filters, before=newest // 20).rows
                conversation_list.count(connection, filters)
                return len(rows)

        return ask

    return [
        timed("page 950 of all", LIST_AIM, walk(Filters())),
        timed("last pages of a language", LIST_AIM, walk(Filters(language="it"))),
        timed("last pages of a word", SEARCH_AIM, walk(Filters(words="abonnement"))),
    ]


def _conversation(url: str, tracker_url: str, conversation_id: str, **where: Any) -> int:
    with reading(url) as connection:
        found = turn_by_turn.read(connection, conversation_id, **where)
    trackers.steps_of(tracker_url, conversation_id, [turn.id for turn in found.turns])
    return found.total


def timed(name: str, aim: float, ask: Callable[[], int]) -> Measured:
    """Ask something several times."""
    times, found = [], 0
    for _ in range(_TIMES):
        began = time.perf_counter()
        found = ask()
        times.append((time.perf_counter() - began) * 1000)
    return Measured(name=name, aim=aim, median=median(times), longest=max(times), found=found)
