"""Where a message makes two requests that its single clauses do not show.

Each way of parting it in two is judged: both halves must be clear requests, of different
intents. A half that only tells how things are is a reason, not a request, and one that depends
on the other ("si...", "quand...") is none of its own. The thresholds were chosen on messages
written for it, so that two in a hundred single requests are parted: docs/understanding.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from understanding.asking import asks
from understanding.clauses import Break, Clause
from understanding.folding import compose, fold
from understanding.guesses import Said

_LEAST_WORDS = 2
_TELLS = re.compile(
    r"\b(?:j'ai|j'avais|j'etais|jai|on (?:n')?a(?:vait)?|nous (?:n')?av(?:ons|ions)|"
    r"n'a(?:i|vons)?|"
    r"il (?:m')?a|elle a|ils ont|a ete|avaient|avait|etait|etaient|est|sont|s'est|veut|peut-etre|"
    r"quitt\w+|quand|si|"
    r"ho|abbiamo|hanno|ha|avevo|aveva\w*|avete|volev\w*|era|erano|stat[oaie]|e|sono|risulta|vuole|"
    r"quando|se)\b"
)
_DEPENDS = re.compile(
    r"^(?:si|quand|depuis|sans|une fois|vu|puisque|comme|se|quando|da quando|come|senza|"
    r"per errore|visto|siccome)\b"
    r"|\b(?:j'ai|j'avais|jai|on a(?:vait)?|nous avons|nous avions|n'a(?:i|vons)? pas|a ete|avait|"
    r"avaient|etait|etaient|s'est|veut|veulent|peut-etre|"
    r"ho|abbiamo|hanno|ha|avevo|aveva\w*|avete|volev\w*|era|erano|stat[oaie]|vuole|vogliono|"
    r"forse)\b"
)


@dataclass(frozen=True, kw_only=True)
class Sureness:
    """How probable a half must be: one that asks, and one that only names what is wanted."""

    asking: float
    naming: float


_SURE = {
    Break.SENTENCE: Sureness(asking=0.8, naming=0.9),
    Break.LINK: Sureness(asking=0.8, naming=0.9),
    Break.COMMA: Sureness(asking=0.95, naming=0.97),
}


def halves(message: str, clauses: Sequence[Clause]) -> list[tuple[Clause, Clause]]:
    """Every way of parting a message in two, between its clauses."""
    return [
        (_joined(message, clauses[:place]), _joined(message, clauses[place:]))
        for place in range(1, len(clauses))
    ]


def parted(pairs: Sequence[tuple[Said, Said]]) -> tuple[Said, Said] | None:
    """The clearest two requests among the ways of parting a message; `None` if there are none."""
    found = [pair for pair in pairs if _are_two_requests(*pair)]
    return max(found, key=lambda pair: min(one.guess.confidence for one in pair), default=None)


def _are_two_requests(first: Said, second: Said) -> bool:
    if first.guess.intent == second.guess.intent:
        return False
    return all(_is_clear(one, _SURE[second.clause.after]) for one in (first, second))


def _is_clear(one: Said, sure: Sureness) -> bool:
    if not one.guess.is_request or one.clause.words < _LEAST_WORDS:
        return False
    folded = fold(compose(one.clause.text))
    if asks(one.clause.text):
        return one.guess.confidence >= sure.asking and not _DEPENDS.match(folded)
    return one.guess.confidence >= sure.naming and not _TELLS.search(folded)


def _joined(message: str, clauses: Sequence[Clause]) -> Clause:
    first, last = clauses[0], clauses[-1]
    return replace(first, text=message[first.start : last.end], end=last.end)
