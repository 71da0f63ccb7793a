"""What follows from how sure the understanding is: to act, to ask which is meant, or to say so.

The probabilities are calibrated, so that of messages understood at 0.6 six in ten are right. A
task that would begin on less is not begun: its likely meanings are offered instead. Answers and
small talk cost nothing when they are wrong, and are given on less.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from understanding.guesses import QUESTION, TASKS

SURE_OF_A_TASK = 0.6
SURE_ENOUGH = 0.4
_LIKELY = 0.1
_TOGETHER = 0.5
_MOST = 3

Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """The likeliest meaning is taken."""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """One of these full intents is meant, likeliest first: the customer says which."""

    meanings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NotUnderstood:
    """Nothing is likely enough to be offered."""


def weigh(ranking: Ranking) -> Accepted | Doubt | NotUnderstood:
    """Decide on a ranking of full intents with their probabilities, likeliest first."""
    if not ranking:
        return NotUnderstood()
    best, sure = ranking[0]
    if sure >= (SURE_OF_A_TASK if best in TASKS else SURE_ENOUGH):
        return Accepted()
    requests = [(name, likely) for name, likely in ranking[:_MOST] if _is_request(name)]
    offered = tuple(name for name, likely in requests if likely >= _LIKELY)
    together = sum(likely for name, likely in requests if name in offered)
    if len(offered) >= 2 and together >= _TOGETHER:
        return Doubt(meanings=offered)
    return Accepted() if len(offered) == 1 and sure >= SURE_ENOUGH else NotUnderstood()


def _is_request(name: str) -> bool:
    return name in TASKS or name.startswith(QUESTION)
