"""Which products a customer names, however they spell them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

import subscriptions
from understanding.brand_context import COMMON_NAMES, clearly_the_product
from understanding.folding import compose, fold, words

CANONICAL = "RescueAssist"
_BRAND = "logmein"
_MOST_WORDS = 7
_FUZZY_FROM = 8
_GAP = re.compile(r"[ .'_-]{0,2}")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A product by its catalogue name, and the characters that name it."""

    product: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    named: Named
    alias: str
    score: int


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    """Every spelling, without spaces, to the product's name."""
    path = Path(next(iter(subscriptions.__path__))) / "catalogue.yml"
    catalogue = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        "".join(word for word, _, _ in words(fold(spelling))): entry["name"]
        for entry in catalogue["products"]
        for spelling in (entry["name"], *entry["spoken"])
    }


@lru_cache(maxsize=1)
def _long_aliases() -> tuple[tuple[str, ...], frozenset[str]]:
    """The spellings long enough to be recognised with a slip in them, and their first letters."""
    long_enough = tuple(alias for alias in _aliases() if len(alias) >= _FUZZY_FROM)
    return long_enough, frozenset(alias[0] for alias in long_enough)


def _slips_allowed(alias: str) -> int:
    if len(alias) < 10:
        return 1
    return 2 if len(alias) < 16 else 3


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


@lru_cache(maxsize=4096)
def _closest(squashed: str) -> tuple[str, int] | None:
    """The spelling meant and the number of slips, if any comes near enough."""
    if squashed in _aliases():
        return squashed, 0
    long_enough, initials = _long_aliases()
    if len(squashed) < _FUZZY_FROM or squashed[0] not in initials:
        return None
    best = process.extractOne(squashed, long_enough, scorer=OSA.distance, score_cutoff=3)
    if best is None:
        return None
    alias, slips = best[0], int(best[1])
    if slips > _slips_allowed(alias) or _digits(alias) != _digits(squashed):
        return None
    return alias, slips


def _candidates(folded: str) -> list[_Candidate]:
    tokens = words(folded)
    found = []
    for first in range(len(tokens)):
        squashed = ""
        for last in range(first, min(first + _MOST_WORDS, len(tokens))):
            token, start, end = tokens[last]
            if last > first and not _GAP.fullmatch(folded, tokens[last - 1][2], start):
                break
            squashed += token
            closest = _closest(squashed)
            if closest is None:
                continue
            alias, slips = closest
            named = Named(product=_aliases()[alias], start=tokens[first][1], end=end)
            # A slip costs two letters: a longer name with a slip beats a shorter exact one
            # only when it explains more of the text.
            found.append(_Candidate(named=named, alias=alias, score=len(alias) - 2 * slips))
    return found


def find(text: str) -> list[Named]:
    """The products named in the text, in order; of overlapping ones the longest name.

    Positions count characters of the composed (NFC) text.
    """
    folded = fold(compose(text))
    chosen: list[_Candidate] = []
    for candidate in sorted(_candidates(folded), key=lambda one: -one.score):
        if all(_apart(candidate.named, other.named) for other in chosen):
            chosen.append(candidate)
    chosen.sort(key=lambda one: one.named.start)
    return [
        candidate.named
        for candidate, next_one in zip_longest(chosen, chosen[1:])
        if _is_meant(folded, candidate, next_one)
    ]


def _apart(one: Named, other: Named) -> bool:
    return one.end <= other.start or other.end <= one.start


def _is_meant(folded: str, candidate: _Candidate, next_one: _Candidate | None) -> bool:
    """Whether a name that is also a common word, or the maker's own name, is the product here."""
    if candidate.alias not in COMMON_NAMES and candidate.alias != _BRAND:
        return True
    named = candidate.named
    if candidate.alias == _BRAND and next_one is not None:
        between = folded[named.end : next_one.named.start]
        if not between.strip():
            return False
    return clearly_the_product(folded, candidate.alias, named.start, named.end)


def mask(text: str) -> str:
    """The text with every product replaced by the same word, for a reader blind to brands."""
    composed = compose(text)
    for named in reversed(find(composed)):
        composed = composed[: named.start] + CANONICAL + composed[named.end :]
    return composed
