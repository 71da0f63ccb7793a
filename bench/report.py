"""The figures, summed up and put into one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from bench import chat_window
from bench.chat_window import ChatWindow
from bench.conversation import BARE, FAQ, FIRST, GREETING, REVIEW, WRITE, Measured
from bench.processes import Memory, Start

_KINDS = (BARE, WRITE, REVIEW, FAQ, FIRST, GREETING)
_AIMS = {WRITE: "at most 1, aim 0.6"}
_RULE = "-" * 76


@dataclass(frozen=True, kw_only=True)
class Results:
    """Everything one run measured. `seconds_to_train` is `None` when it was left out."""

    turns: list[Measured]
    seconds_to_train: float | None
    starts: list[Start]
    memory: list[Memory]
    window: ChatWindow


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Turns of one kind, in milliseconds; `ratio` compares medians with the bare bot's."""

    kind: str
    count: int
    p50: float
    p95: float
    longest: float
    ratio: float


def spreads(turns: Sequence[Measured]) -> list[Spread]:
    """Sum up each kind of turn."""
    taken = {kind: [turn.milliseconds for turn in turns if turn.kind == kind] for kind in _KINDS}
    yardstick = median(taken[BARE])
    return [
        Spread(
            kind=kind,
            count=len(times),
            p50=median(times),
            p95=quantiles(times, n=20, method="inclusive")[-1],
            longest=max(times),
            ratio=median(times) / yardstick,
        )
        for kind, times in taken.items()
    ]


def summary(results: Results) -> dict[str, Any]:
    """Give what the table shows, for the JSON file."""
    return {
        "turns": [vars(each) for each in spreads(results.turns)],
        "seconds_to_train": results.seconds_to_train,
        "seconds_to_first_answer": {each.of: each.seconds for each in results.starts},
        "chat_window": vars(results.window),
        "resident_mib": {each.of: each.mib for each in results.memory},
    }


def table(results: Results) -> str:
    """Give the whole table as text."""
    return "\n".join(
        [
            *_turn_lines(results),
            _RULE,
            *chat_window.lines(results.window),
            _RULE,
            *_time_lines(results),
            _RULE,
            *_memory(results),
        ]
    )


def _turn_lines(results: Results) -> list[str]:
    head = f"{'turn over REST, in ms':24}{'count':>6}{'p50':>8}{'p95':>8}{'max':>8}{'ratio':>8}"
    lines = [head, _RULE]
    for each in spreads(results.turns):
        figures = f"{each.count:6}{each.p50:8.1f}{each.p95:8.1f}{each.longest:8.1f}"
        line = f"{each.kind:24}{figures}{each.ratio:8.2f}"
        aim = _AIMS.get(each.kind)
        lines.append(line if aim is None else f"{line}  {aim}")
    return lines


def _time_lines(results: Results) -> list[str]:
    trained = results.seconds_to_train
    training = "left out" if trained is None else f"{trained:.1f} s"
    return [
        f"{'training, 2 cores':40}{training:>12}  under 90 s",
        *(
            f"{'start to first answer, ' + each.of:40}{each.seconds:10.1f} s"
            + ("  under 30 s" if each.of == "product" else "")
            for each in results.starts
        ),
    ]


def _memory(results: Results) -> list[str]:
    return [f"{'memory, ' + each.of:40}{each.mib:8.0f} MiB" for each in results.memory]
