"""Messages with two requests, put together from sentences that make one each.

Hardly anybody writes thousands of them by hand; how two wishes share a message is a matter of a
few words between them. Some are of two sentences with the same request, as in orders of several
products: what is joined is not always two things.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from understanding.examples import Example
from understanding.guesses import is_request

_LONGEST = 14  # words: who has two wishes tells no story about the first
_SEED = 5
_THE_SAME = 0.25
_BETWEEN = {
    "fr": (
        " et ", ", et ", " puis ", ". ", ". ", " + ", ", ", " et aussi ", ". Et ",
        ", par contre ", ". Par ailleurs, ", " et ensuite ", "\n", ", en plus ", " ",
    ),
    "it": (
        " e ", ", e ", " poi ", ". ", ". ", " + ", ", ", " e anche ", ". E ",
        ", invece ", ". Inoltre ", " e poi ", "\n", ", in più ", " ",
    ),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One message and the requests that it makes."""

    text: str
    intents: frozenset[str]


def pairs(examples: Sequence[Example], count: int) -> list[Pair]:
    """Put together `count` messages, always the same; none of a language with fewer than two."""
    chance = Random(_SEED)
    texts: dict[str, dict[str, list[str]]] = {language: defaultdict(list) for language in _BETWEEN}
    for one in examples:
        if one.language in texts and is_request(one.intent) and _is_short(one.text):
            texts[one.language][one.intent].append(one.text)
    languages = [language for language in _BETWEEN if len(texts[language]) > 1]
    return [_pair(language, texts[language], chance) for language in _some(languages, count)]


def _some(languages: Sequence[str], count: int) -> list[str]:
    return [languages[place % len(languages)] for place in range(count)] if languages else []


def _is_short(text: str) -> bool:
    return len(text.split()) <= _LONGEST


def _pair(language: str, texts: dict[str, list[str]], chance: Random) -> Pair:
    known = sorted(texts)
    intents = (
        chance.sample(known, 2) if chance.random() > _THE_SAME else [chance.choice(known)] * 2
    )
    first, second = (chance.choice(texts[intent]) for intent in intents)
    between = chance.choice(_BETWEEN[language])
    first = first.rstrip(" .;!")
    if first.endswith("?"):
        between = between.lstrip(".,")
    if between.strip(". \n"):
        second = second if second[:2].isupper() else second[:1].lower() + second[1:]
    return Pair(text=first + between + second, intents=frozenset(intents))
