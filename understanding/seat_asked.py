"""Numbers of seats that a message asks for, as a total or as a difference."""

from understanding.seat_changes import (
    CHANGED_BY,
    DONE_AFTERWARDS,
    FURTHER,
    FURTHER_BEFORE,
    MORE_OR_LESS,
    MOVED_BY,
    OTHERS,
    THE_OTHERS,
)
from understanding.seat_place import Place
from understanding.seat_totals import (
    ALL_TOLD,
    CONCLUDED,
    ENOUGH,
    INSTEAD_OF,
    MOVED_TO,
    OWNED,
    PART_USED,
    STAYING,
    WANTED,
)


def is_difference(place: Place) -> bool:
    """Whether so many more or fewer are asked for."""
    if STAYING.match(place.rest):
        return False
    if OTHERS.match(place.rest) and THE_OTHERS.search(place.before):
        return CHANGED_BY.search(place.bared) is not None
    if MORE_OR_LESS.match(place.rest) or FURTHER.search(place.noun_words):
        return True
    if FURTHER_BEFORE.search(place.before):
        return True
    if MOVED_TO.search(place.bared):
        return False
    if CHANGED_BY.search(place.bared) or MOVED_BY.search(place.bared):
        return True
    if place.part and place.noun == "seat" and not PART_USED.search(place.before):
        return True
    return place.noun == "seat" and DONE_AFTERWARDS.match(place.rest) is not None


def is_wanted(place: Place) -> bool:
    """Whether a total is asked for."""
    if OWNED.search(place.bared):
        return False
    if MOVED_TO.search(place.bared):
        return True
    if ENOUGH.match(place.rest) or ALL_TOLD.match(place.rest) or INSTEAD_OF.match(place.rest):
        return True
    return bool(CONCLUDED.search(place.bared) or WANTED.search(place.bared))


def is_changed(place: Place) -> bool:
    """Whether a verb before the number asks for so many more or fewer."""
    return bool(
        CHANGED_BY.search(place.bared)
        or MOVED_BY.search(place.bared)
        or MOVED_TO.search(place.bared)
        or WANTED.search(place.bared)
        or MORE_OR_LESS.match(place.rest)
    )
