"""What the e-mails about an approval say, from what was stored when they were queued."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from documents.approval import requested, reviewed
from store import codec
from wording import Words


def of_approval(payload: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Give the request as who asked reads it, and the review as the approver does.

    An answer that has been given is in `approved`; a request has its link and last day.
    """
    letter = payload["approval"]
    outcome = codec.from_json(payload["outcome"])
    kept = letter["subscription"]
    subscription = None if kept is None else codec.subscription(kept)
    blanks = {
        "task": words.label(f"task_{letter['operation']}"),
        "request": requested(outcome, subscription, words),
        "review": reviewed(outcome, subscription, letter["card_last4"], words),
    }
    if "approved" in letter:
        return {**blanks, "approved": letter["approved"]}
    days = words.days(answer_by=date.fromisoformat(letter["last_day"]))
    return {**blanks, "requester": letter["requester"], "link": letter["link"], **days}
