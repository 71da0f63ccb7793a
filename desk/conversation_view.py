"""A conversation put together for its page: store, dialogue, review and neighbours."""

from dataclasses import dataclass
from typing import Any

from desk.differences import shown
from desk.marking import Marked, has_place, mark
from store import conversation_list, reviews, trackers, turn_by_turn, words
from store.engine import DatabaseUnreachableError, reading
from store.list_filters import Filters
from store.passages import Piece, marked
from store.reviews import Review
from store.trackers import Step
from store.turn_by_turn import Conversation, Turn

_FOLDED = 1200
"""Characters of a message from which on it is shown folded."""


@dataclass(frozen=True, kw_only=True)
class ShownTurn:
    """A turn with what its page needs.

    :param parts: the customer's message, cut at entities; `replies` at words searched for.
    :param steps: what the dialogue did; `None` if Rasa's record cannot be read.
    """

    turn: Turn
    parts: list[Marked]
    replies: list[tuple[dict[str, Any], list[Piece]]]
    steps: list[Step] | None

    @property
    def is_long(self) -> bool:
        return self.turn.asked is not None and len(self.turn.asked["text"]) > _FOLDED

    @property
    def entities_elsewhere(self) -> list[tuple[str, str]]:
        """Entities that stand nowhere in the text, such as those behind a button."""
        return [
            (str(each.get("entity", "?")), shown(each.get("value", "")))
            for each in self.turn.heard.entities
            if not has_place(each)
        ]


@dataclass(frozen=True, kw_only=True)
class View:
    """Everything that the page of a conversation shows."""

    conversation: Conversation
    facts: dict[str, Any] | None
    review: Review
    turns: list[ShownTurn]
    newer: str | None
    older: str | None
    tags_in_use: list[str]


def read(
    url: str,
    tracker_url: str,
    conversation_id: str,
    *,
    filters: Filters,
    first: int,
    turn: str | None,
) -> View:
    """Read a conversation for its page, and its neighbours in the list it was opened from.

    :raises UnknownConversationError: if there is no such conversation.
    """
    terms = words.understand(filters.words or "")
    with reading(url) as connection:
        found = turn_by_turn.read(connection, conversation_id, first=first, turn=turn)
        facts = conversation_list.facts_of(connection, conversation_id)
        newer, older = (
            (None, None)
            if facts is None
            else conversation_list.neighbours(connection, filters, facts["number"])
        )
        review = reviews.of_conversation(connection, conversation_id)
        tags = conversation_list.values_of(connection, "tag")
    steps = _steps(tracker_url, found)
    return View(
        conversation=found,
        facts=facts,
        review=review,
        turns=[_shown(each, terms, steps) for each in found.turns],
        newer=newer,
        older=older,
        tags_in_use=tags,
    )


def _steps(tracker_url: str, found: Conversation) -> dict[str, list[Step]] | None:
    try:
        return trackers.steps_of(tracker_url, found.id, [turn.id for turn in found.turns])
    except DatabaseUnreachableError:
        return None


def _shown(turn: Turn, terms: list[words.Term], steps: dict[str, list[Step]] | None) -> ShownTurn:
    asked = turn.asked
    return ShownTurn(
        turn=turn,
        parts=[] if asked is None else mark(asked["text"], turn.heard.entities, terms),
        replies=[(each, marked(each["text"], terms)) for each in turn.replies],
        steps=None if steps is None else steps.get(turn.id, []),
    )
