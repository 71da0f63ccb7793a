"""When "one" counts seats and when it is only an article."""

from understanding.folding import words
from understanding.seat_changes import (
    CHANGED_BY,
    DONE_AFTERWARDS,
    FURTHER_BEFORE,
    MORE_OR_LESS,
    MOVED_BY,
)
from understanding.seat_place import Place
from understanding.seat_strength import Strength
from understanding.seat_totals import (
    ANOTHER,
    ENOUGH,
    GIVEN_TO,
    LACKING,
    LISTED,
    OF_SOMETHING,
    ON_TRIAL,
    ONE_WANTED,
    ONLY_ONE,
    PUT_ONE_IN,
    REDUCED_TO,
)


def one_counts(place: Place, *, by: bool, strength: Strength) -> bool:
    """Whether "une licence" counts, rather than being some licence or other."""
    if ANOTHER.match(place.rest):
        return False
    if by:
        return _one_more_counts(place)
    if place.noun == "seat":
        return _one_seat_counts(place)
    if place.noun:
        return ONLY_ONE.search(place.noun_words) is not None
    reduced = REDUCED_TO.search(place.bared) or ENOUGH.match(place.rest)
    return strength == Strength.WANTED and reduced is not None


def _one_seat_counts(place: Place) -> bool:
    if ON_TRIAL.match(place.rest):
        return False
    if ONLY_ONE.search(place.noun_words + place.rest[:6]) or ENOUGH.match(place.rest):
        return True
    if REDUCED_TO.search(place.bared):
        return True
    if OF_SOMETHING.match(place.rest):
        return False
    if LISTED.match(place.rest) and place.before.endswith((", ", ": ")):
        return True
    short = not words(place.before) and len(words(place.rest)) <= 2
    return short or ONE_WANTED.search(place.before) is not None


def _one_more_counts(place: Place) -> bool:
    if place.noun == "brand":
        return False
    if MORE_OR_LESS.match(place.rest):
        return True
    if place.noun == "":
        return bool(PUT_ONE_IN.search(place.bared) or MOVED_BY.search(place.bared))
    if DONE_AFTERWARDS.match(place.rest):
        return True
    if GIVEN_TO.match(place.rest) or ON_TRIAL.match(place.rest):
        return False
    if CHANGED_BY.search(place.bared):
        return True
    return place.noun == "seat" and _one_is_lacking(place)


def _one_is_lacking(place: Place) -> bool:
    lacking = LACKING if len(words(place.before)) > 2 else FURTHER_BEFORE
    if lacking.search(place.before) or ONE_WANTED.search(place.before):
        return True
    return not words(place.before)
