"""Where a message makes two requests that its single clauses do not show.

Two things have to come together: the message as a whole sounds like both requests, and there is
a place at which one half of it makes the first and the other half the second. How much each
counts was chosen on messages written for it, most of which tempt to part them where they make one
request only: `python -m bench.understanding.parting`.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations
from math import log

from understanding.asking import asks
from understanding.clauses import Clause, pieces, span
from understanding.guesses import Guess, Said

_LIKELY = 0.02
_CANDIDATES = 4
_MOST_WAYS = 12
_WHOLE_COUNTS = 0.5
_CLEARLY_NAMED = 0.9
_NEVER = float("-inf")
_ENOUGH = 1.5

Chances = Mapping[str, float]
"""A probability for each full intent."""
Way = tuple[Clause, Clause]


def candidates(whole: Chances) -> list[str]:
    """The requests that a message may make beside another; none, unless there are two."""
    likely = [intent for intent, chance in whole.items() if chance >= _LIKELY]
    likely.sort(key=lambda intent: -whole[intent])
    return likely[:_CANDIDATES] if len(likely) > 1 else []


def ways(message: str) -> list[Way]:
    """The ways of parting a message in two; the strongest breaks, if there are very many."""
    parts = pieces(message)
    places = sorted(range(1, len(parts)), key=lambda place: -parts[place].after.value)
    return [
        (span(message, parts[:place]), span(message, parts[place:]))
        for place in sorted(places[:_MOST_WAYS])
    ]


def parted(
    found: Sequence[Way], halves: Sequence[tuple[Chances, Chances]], whole: Chances
) -> tuple[Said, Said] | None:
    """The clearest two requests among the ways of parting a message; `None` if there are none.

    :param halves: what each half of each way is taken for.
    :param whole: what the message as a whole sounds like.
    """
    best, clearest = _ENOUGH, None
    for (first, second), (of_first, of_second) in zip(found, halves, strict=True):
        for one, other in permutations(candidates(whole), 2):
            sure = min(_sure(first, of_first[one]), _sure(second, of_second[other]))
            score = sure + _WHOLE_COUNTS * _odds(min(whole[one], whole[other]))
            if score > best:
                best = score
                clearest = (_said(first, one, of_first), _said(second, other, of_second))
    return clearest


def _said(half: Clause, intent: str, chances: Chances) -> Said:
    return Said(clause=half, guess=Guess(intent=intent, confidence=chances[intent]))


def _sure(half: Clause, chance: float) -> float:
    """What is only named, without a verb, has to be clear: a product may be all there is of it."""
    return _odds(chance) if asks(half.text) or chance >= _CLEARLY_NAMED else _NEVER


def _odds(chance: float) -> float:
    inside = min(max(chance, 1e-6), 1 - 1e-6)
    return log(inside / (1 - inside))
