"""What one number says of the seats, and how surely it is what the customer wants."""

from understanding.seat_asked import is_changed, is_difference, is_wanted
from understanding.seat_changes import (
    CHANGED_BY,
    FURTHER_BEFORE,
    MORE_OR_LESS,
)
from understanding.seat_one import one_counts
from understanding.seat_place import Place
from understanding.seat_strength import Reading, Strength
from understanding.seat_told import told
from understanding.seat_topic import Topic
from understanding.seat_totals import (
    AUDIENCE,
    LEFT_BEHIND,
    MOVED_TO,
)

_YEARS = range(1990, 2100)
_MOST_BARE = 1000


def read(place: Place, topic: Topic) -> Reading | None:
    """What a number says of seats, if anything."""
    if not _may_count(place, topic):
        return None
    found = _read(place, topic)
    if found is None:
        return None
    by, strength = found
    if place.number.article and not one_counts(place, by=by, strength=strength):
        return None
    return Reading(number=place.number, by=by, strength=strength)


def bare(place: Place) -> Reading:
    """What a number says that is all of an answer."""
    left = place.leaves or LEFT_BEHIND.search(place.bared) is not None
    by = MORE_OR_LESS.match(place.rest) is not None or (
        not MOVED_TO.search(place.bared)
        and bool(FURTHER_BEFORE.search(place.before) or CHANGED_BY.search(place.bared))
    )
    return Reading(number=place.number, by=by, strength=Strength.LEFT if left else Strength.PLAIN)


def _may_count(place: Place, topic: Topic) -> bool:
    if place.noun == "seat" or topic.plan:
        value = place.number.value
        return place.noun != "" or (value not in _YEARS and value <= _MOST_BARE)
    changed = MOVED_TO.search(place.bared) or MORE_OR_LESS.match(place.rest)
    return place.noun == "staff" and changed is not None


def _read(place: Place, topic: Topic) -> tuple[bool, Strength] | None:
    if place.noun == "brand":
        return (True, Strength.WANTED) if MORE_OR_LESS.match(place.rest) else None
    if place.leaves or LEFT_BEHIND.search(place.bared):
        return (False, Strength.LEFT) if place.noun == "seat" else None
    if AUDIENCE.search(place.before):
        return None
    return _read_as_asked(place) or told(place, topic)


def _read_as_asked(place: Place) -> tuple[bool, Strength] | None:
    if not (place.noun or place.ends or MORE_OR_LESS.match(place.rest)):
        return None
    if is_difference(place):
        # New colleagues tell how many more are needed, new seats are asked for.
        surely = place.noun not in ("staff", "people") or is_changed(place)
        return True, Strength.WANTED if surely else Strength.NEEDED
    return (False, Strength.WANTED) if is_wanted(place) else None
