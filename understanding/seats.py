"""How many seats a customer asks for: a total ("to") or a difference ("by")."""

import re
from dataclasses import dataclass

from understanding.folding import words
from understanding.mention import Mention
from understanding.numbers import Number, numbers
from understanding.seat_words import (
    ADDED_AFTER,
    ADDED_BEFORE,
    ADDING,
    ANSWERING,
    HELD,
    IN_ALL,
    LEFT_BEHIND,
    NAMING_A_SHARE,
    NOT_SEATS,
    ONE_WANTED,
    PERSON,
    SEAT,
    SEAT_ANYWHERE,
    TARGET,
)
from understanding.small_words import only_small_words

_MOST = 99_999
_YEARS = range(1990, 2100)
_WEAK, _PLAIN, _STRONG = range(3)


@dataclass(frozen=True, kw_only=True)
class _Reading:
    number: Number
    by: bool
    strength: int


def find_seats(folded: str) -> list[Mention]:
    """The numbers of seats asked for; those merely held or left behind only for want of others."""
    counted = [number for number in numbers(folded) if 0 < number.value <= _MOST]
    readings = [_reading(folded, number) for number in counted]
    meant = [reading for reading in readings if reading is not None]
    if not meant and _is_bare_answer(folded, counted):
        meant = [_bare(folded, number) for number in counted]
    if not meant:
        return []
    strongest = max(reading.strength for reading in meant)
    return [_mention(reading) for reading in meant if reading.strength == strongest]


def _mention(reading: _Reading) -> Mention:
    return Mention(
        entity="seats",
        value=reading.number.value,
        start=reading.number.start,
        end=reading.number.end,
        role="by" if reading.by else "to",
    )


def _reading(folded: str, number: Number) -> _Reading | None:
    before, after = folded[: number.start], folded[number.end :]
    if NOT_SEATS.match(after):
        return None
    noun = SEAT.match(after) or (PERSON.match(after) if NAMING_A_SHARE.search(before) else None)
    if noun:
        after = after[noun.end() :]
    by = _is_difference(before, after, noun.group() if noun else "")
    if noun is None and not _points_at_seats(folded, before, after, by):
        return None
    if number.article and not by and not ONE_WANTED.search(before) and words(before):
        return None
    return _Reading(number=number, by=by, strength=_strength(before, after, by))


def _is_difference(before: str, after: str, noun: str) -> bool:
    if ADDED_AFTER.match(after) or ADDED_AFTER.search(noun):
        return True
    if TARGET.search(before):
        return False
    return bool(ADDED_BEFORE.search(before) or ADDING.search(before))


def _points_at_seats(folded: str, before: str, after: str, by: bool) -> bool:
    """A number without its noun counts when seats are spoken of and it is being changed to."""
    if not SEAT_ANYWHERE.search(folded):
        return False
    if re.match(r" [a-z]{4,}", after) and not ADDED_AFTER.match(after) and not IN_ALL.match(after):
        return bool(TARGET.search(before)) and re.match(r" (?:le|il|la|les|gli|per|pour)\b", after) is not None
    return by or bool(TARGET.search(before) or IN_ALL.match(after))


def _strength(before: str, after: str, by: bool) -> int:
    if LEFT_BEHIND.search(before) or re.match(r" (?:a|ad|à) \d", after):
        return _WEAK
    if by or TARGET.search(before):
        return _STRONG
    return _WEAK if HELD.search(before) else _PLAIN


def _is_bare_answer(folded: str, counted: list[Number]) -> bool:
    if not counted or any(_is_no_count(folded, number) for number in counted):
        return False
    spans = [(number.start, number.end) for number in counted]
    if not only_small_words(folded, spans, ANSWERING):
        return False
    return not all(number.article for number in counted) or len(words(folded)) <= 3


def _is_no_count(folded: str, number: Number) -> bool:
    """Years, "03" for March, and places in a list are no numbers of seats."""
    if re.search(r"(?:\b(?:le|la|il|lo|numero|num|no|nr?|l')\.? ?|[n#]?[\u00b0#] ?)$", folded[: number.start]):
        return not re.search(r"\bno,? $", folded[: number.start])
    if NOT_SEATS.match(folded[number.end :]) or number.value in _YEARS:
        return True
    return folded[number.start] == "0" or number.end - number.start > 4 and number.value > 9999


def _bare(folded: str, number: Number) -> _Reading:
    before, after = folded[: number.start], folded[number.end :]
    by = _is_difference(before, after, "")
    strength = _WEAK if LEFT_BEHIND.search(before) else _PLAIN
    return _Reading(number=number, by=by, strength=strength)
