"""Numbers of seats that a message tells without asking for them: "siamo in sette"."""

from understanding.seat_changes import (
    HIRED_BEFORE,
    JOINING,
)
from understanding.seat_place import Place
from understanding.seat_strength import Strength
from understanding.seat_topic import Topic
from understanding.seat_totals import (
    BECOME,
    HEADED,
    HELD,
    LISTED,
    NOT_ENOUGH,
    OWNED,
    SHARED,
    STAFFED,
    STATE,
)


def told(place: Place, topic: Topic) -> tuple[bool, Strength] | None:
    """Whether a number that is told rather than asked for is a difference, and its strength."""
    if OWNED.search(place.bared) and (place.noun == "seat" or place.ends):
        return False, Strength.HELD
    if topic.altered and place.noun and _joins_or_leaves(place):
        return True, Strength.NEEDED
    if place.noun == "seat":
        return False, _strength_of_seats(place)
    if (place.noun or place.ends) and _is_headcount(place, topic):
        return False, Strength.NEEDED
    if _is_share(place, topic):
        return False, Strength.PLAIN
    return None


def _strength_of_seats(place: Place) -> Strength:
    if NOT_ENOUGH.match(place.rest) or HELD.search(place.bared):
        return Strength.HELD
    return Strength.NEEDED if STATE.search(place.bared) else Strength.PLAIN


def _joins_or_leaves(place: Place) -> bool:
    return bool(JOINING.match(place.rest) or HIRED_BEFORE.search(place.bared))


def _is_headcount(place: Place, topic: Topic) -> bool:
    """Whether the customer tells how many they are: "siamo rimasti in quattro"."""
    if BECOME.search(place.bared):
        return True
    return topic.staffing and STATE.search(place.bared) is not None


def _is_share(place: Place, topic: Topic) -> bool:
    """Whether a plan is meant for so many: "Rescue con 4 tecnici", "licenze: 5"."""
    if place.noun == "":
        headed = HEADED.search(place.before) is not None
        return place.ends and (headed or (topic.named and _is_for(place)))
    if place.noun == "staff" and place.number.value > 1 and STAFFED.search(place.bared):
        return True
    if _is_for(place):
        return True
    listed = place.before.endswith((", ", ": ")) and LISTED.match(place.rest) is not None
    return place.noun == "staff" and topic.named and listed and not HELD.search(place.bared)


def _is_for(place: Place) -> bool:
    return SHARED.search(place.bared) is not None and not HELD.search(place.bared)
