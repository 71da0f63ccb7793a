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
    EVERYDAY_NUMBER,
    FURTHER,
    HELD,
    IN_ALL,
    LEFT_BEHIND,
    NAMING_A_SHARE,
    NOT_SEATS,
    OF_SOMETHING,
    ONE_ALONE,
    ONE_WANTED,
    ONLY_ONE,
    PAID,
    PERSON,
    SEAT,
    SEAT_ANYWHERE,
    TARGET,
    THANKS,
    TOO_MANY,
)
from understanding.small_words import only_small_words

_MOST = 99_999
_MOST_NUMBERS = 20  # more are a pasted table, not a request
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
    if len(counted) > _MOST_NUMBERS:
        return []
    readings = [_reading(folded, number) for number in counted]
    meant = [reading for reading in readings if reading is not None]
    if not meant and _is_bare_answer(folded, counted):
        meant = [_bare(folded, number) for number in counted]
    if not meant:
        return []
    strongest = max(reading.strength for reading in meant)
    strong = [_mention(reading) for reading in meant if reading.strength == strongest]
    # "Siamo in sette, quindi sette": said twice, meant once.
    return list({(mention.value, mention.role): mention for mention in strong}.values())


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
    if NOT_SEATS.match(after) or PAID.search(before):
        return None
    noun = SEAT.match(after)
    if noun is None and not number.article and NAMING_A_SHARE.search(before):
        noun = PERSON.match(after)
    if noun:
        after = after[noun.end() :]
    by = _is_difference(before, after, noun.group() if noun else "")
    if noun is None and not _points_at_seats(folded, before, after, by):
        return None
    only_one = noun is not None and ONLY_ONE.search(noun.group())
    if number.article and not by and not only_one and not _one_is_wanted(before, after):
        return None
    return _Reading(number=number, by=by, strength=_strength(before, after, by))


def _one_is_wanted(before: str, after: str) -> bool:
    """Whether "une licence" counts, rather than being some licence or other."""
    if OF_SOMETHING.match(after):
        return False
    return (not words(before) and len(words(after)) <= 3) or ONE_WANTED.search(before) is not None


def _is_difference(before: str, after: str, noun: str) -> bool:
    if ADDED_AFTER.match(after) or FURTHER.search(noun):
        return True
    if TARGET.search(before):
        return False
    return bool(ADDED_BEFORE.search(before) or ADDING.search(before))


def _points_at_seats(folded: str, before: str, after: str, by: bool) -> bool:
    """A number without its noun counts when seats are spoken of and it is being changed to."""
    if not SEAT_ANYWHERE.search(folded):
        return False
    if re.match(r" [a-z]{4,}", after) and not ADDED_AFTER.match(after) and not IN_ALL.match(after):
        return (
            bool(TARGET.search(before))
            and re.match(r" (?:le|il|la|les|gli|per|pour)\b", after) is not None
        )
    return by or bool(TARGET.search(before) or IN_ALL.match(after))


def _strength(before: str, after: str, by: bool) -> int:
    if LEFT_BEHIND.search(before) or TOO_MANY.match(after):
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
    return not all(number.article for number in counted) or ONE_ALONE.fullmatch(folded) is not None


def _is_no_count(folded: str, number: Number) -> bool:
    """Years, "03" for March, and places in a list are no numbers of seats."""
    if re.search(
        r"(?:\b(?:le|la|il|lo|numero|num|no|nr?|l')\.? ?|[n#]?[\u00b0#] ?)$",
        folded[: number.start],
    ):
        return not re.search(r"\bno,? $", folded[: number.start])
    if EVERYDAY_NUMBER.search(folded[: number.end]) or (
        THANKS.search(folded) and number.value == 1000
    ):
        return True
    if NOT_SEATS.match(folded[number.end :]) or number.value in _YEARS:
        return True
    return folded[number.start] == "0" or (number.end - number.start > 4 and number.value > 9999)


def _bare(folded: str, number: Number) -> _Reading:
    before, after = folded[: number.start], folded[number.end :]
    by = _is_difference(before, after, "")
    strength = _WEAK if LEFT_BEHIND.search(before) else _PLAIN
    return _Reading(number=number, by=by, strength=strength)
