"""How many seats a customer asks for: a total ("to") or a difference ("by")."""

from understanding.mention import Mention
from understanding.numbers import Number, numbers
from understanding.seat_answers import (
    concluding_answer,
    is_bare_answer,
    is_everyday,
    leading_answer,
)
from understanding.seat_place import Place, places
from understanding.seat_reading import bare, read
from understanding.seat_strength import Reading, Strength
from understanding.seat_topic import topic_of

_MOST = 99_999
_MOST_NUMBERS = 20  # more are a pasted table, not a request


def find_seats(folded: str) -> list[Mention]:
    """The numbers of seats asked for; those merely held or left behind only for want of others."""
    counted = [
        number
        for number in numbers(folded)
        if 0 < number.value <= _MOST and not is_everyday(folded, number)
    ]
    if not counted or len(counted) > _MOST_NUMBERS:
        return []
    placed = places(folded, counted)
    meant = _requested(folded, placed) or _answered(folded, counted, placed)
    if not meant:
        return []
    strongest = max(reading.strength for reading in meant)
    strong = [reading for reading in meant if reading.strength == strongest]
    if strongest in (Strength.NEEDED, Strength.WANTED):
        strong = _last_total(strong)
    # "Siamo in sette, quindi sette": said twice, meant once.
    mentions = [reading.mention() for reading in strong]
    return list({(mention.value, mention.role): mention for mention in mentions}.values())


def _last_total(readings: list[Reading]) -> list[Reading]:
    """Of several totals asked for, the one that the message ends on; differences all stay."""
    totals = [reading for reading in readings if not reading.by]
    return [reading for reading in readings if reading.by or reading == totals[-1]]


def _requested(folded: str, placed: list[Place]) -> list[Reading]:
    topic = topic_of(folded, sum(not place.number.article for place in placed))
    readings = [read(place, topic) for place in placed]
    return [reading for reading in readings if reading is not None]


def _answered(folded: str, counted: list[Number], placed: list[Place]) -> list[Reading]:
    concluded = concluding_answer(folded, counted)
    if concluded:
        return [bare(place) for place in placed if place.number == concluded]
    ends = {place.number.start: place.end for place in placed}
    if is_bare_answer(folded, counted, [ends.get(one.start, one.end) for one in counted]):
        return [bare(place) for place in placed]
    answer = leading_answer(folded, counted)
    return [bare(place) for place in placed if place.number == answer]
