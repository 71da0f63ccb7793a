"""Feedback as a chat window sends it: on which turn, helpful or not, and words if any."""

import re
from typing import Any

import clock
from chat.typed import neutralise
from chat.windows import Key
from store import conversations, feedback
from store.engine import transaction
from trust.redaction import redact

LONGEST_WORDS = 1000
_TURN = re.compile(r"turn_[0-9a-f]{32}")


class BadFeedbackError(ValueError):
    """The window sent something that is no feedback; the text says what was expected."""


def store_feedback(database_url: str, key: Key, data: Any) -> None:
    """Store the customer's opinion of a finished task, without card details.

    :raises BadFeedbackError: if it is none, or there is nothing to have an opinion of.
    """
    given = data if isinstance(data, dict) else {}
    turn, helpful, words = given.get("turn"), given.get("helpful"), given.get("words")
    if not isinstance(turn, str) or not _TURN.fullmatch(turn) or not isinstance(helpful, bool):
        raise BadFeedbackError("expected a turn in `turn` and true or false in `helpful`")
    if words is not None and not isinstance(words, str):
        raise BadFeedbackError("`words` must be a text")
    kept = redact(neutralise((words or "")[:LONGEST_WORDS])).text.strip() or None
    with transaction(database_url) as connection:
        conversation = conversations.find(connection, key.subject, key.sid)
        if conversation is None:
            raise BadFeedbackError("nothing was said yet")
        try:
            feedback.give(
                connection, conversation.id, turn, helpful=helpful, words=kept, now=clock.now()
            )
        except feedback.NothingFinishedError as error:
            raise BadFeedbackError(str(error)) from error
