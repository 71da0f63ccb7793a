"""Sentences as people in a hurry would have typed them."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from random import Random

import yaml

_SHORTHANDS = Path(__file__).with_name("shorthands.yml")
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORTEST = 4  # letters; a slip in a shorter word makes another word of it
_MARKS = re.compile(r"[.,;:!?…]+")
_APOSTROPHE = re.compile(r"(\w)['’](\w)")


def misspelt(text: str, language: str, chance: Random) -> str:
    """`text` with some of the slips, shorthands and omissions of a chat."""
    if chance.random() < 0.35:
        text = _shortened(text, language, chance)
    if chance.random() < 0.45:
        text = _slipped(text, chance)
    if chance.random() < 0.45:
        text = _without_accents(text)
    if chance.random() < 0.25:
        text = _APOSTROPHE.sub(lambda met: met[1] + chance.choice(["", " "]) + met[2], text)
    if chance.random() < 0.35:
        text = " ".join(_MARKS.sub(" ", text).split())
    case = chance.random()
    if case < 0.45:
        text = text.lower()
    elif case < 0.52:
        text = text.upper()
    if chance.random() < 0.06:
        text = _with_a_space_lost(text, chance)
    return text or "?"


def _shortened(text: str, language: str, chance: Random) -> str:
    share = chance.choice([0.3, 0.6, 0.9])
    for words, shorter in _shorthands()[language].items():
        text = words.sub(
            lambda met, shorter=shorter: (  # type: ignore[misc]
                chance.choice(shorter) if chance.random() < share else met[0]
            ),
            text,
        )
    return text


@lru_cache(maxsize=1)
def _shorthands() -> dict[str, Mapping[re.Pattern[str], list[str]]]:
    written = yaml.safe_load(_SHORTHANDS.read_text(encoding="utf-8"))
    return {
        language: {
            re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.I): [str(one) for one in shorter]
            for words, shorter in pairs.items()
        }
        for language, pairs in written.items()
    }


def _slipped(text: str, chance: Random) -> str:
    words = text.split(" ")
    slips = max(1, round(len(words) * chance.choice([0.06, 0.12, 0.2])))
    for place in (chance.randrange(len(words)) for _ in range(slips)):
        words[place] = _with_a_slip(words[place], chance)
    return " ".join(words)


def _with_a_slip(word: str, chance: Random) -> str:
    if len(word) < _SHORTEST:
        return word
    at = chance.randrange(len(word) - 1)
    kind = chance.random()
    if kind < 0.28:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind < 0.55:
        return word[:at] + word[at + 1 :]
    if kind < 0.75:
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice(_neighbours(word[at])) + word[at + 1 :]


@lru_cache(maxsize=256)
def _neighbours(letter: str) -> str:
    """The letters beside a letter on a French or an Italian keyboard."""
    beside = {
        other
        for row in _ROWS
        for pair in pairwise(row)
        if letter.lower() in pair
        for other in pair
    }
    return "".join(sorted(beside - {letter.lower()})) or letter


def _without_accents(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(one for one in apart if not unicodedata.combining(one))


def _with_a_space_lost(text: str, chance: Random) -> str:
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if not spaces:
        return text
    at = chance.choice(spaces)
    return text[:at] + text[at + 1 :]
