"""Preparing a request that was refused by role for somebody on the account who may decide."""

from collections.abc import Callable
from typing import get_args

from actions.denials import Hopeless, Incomplete, Prepared, Whole
from actions.turn import Turn
from store import accounts, approvals, facts, operations
from store.accounts import Person
from store.engine import transaction
from subscriptions.decisions import Granted, Request
from subscriptions.facts import Facts
from subscriptions.roles import Operation

Understand = Callable[[Person, Facts], Request | None]
"""Gives the request as it was said; `None` if it does not say everything."""


def prepare(turn: Turn, person_id: str, operation: Operation, understand: Understand) -> Prepared:
    """Preview what was refused, as long as somebody could approve it; nothing is written."""
    with transaction(turn.database_url) as connection:
        person = accounts.person(connection, person_id)
        if not approvals.can_be_requested(connection, person, operation):
            return None
        known = facts.gather(connection, person, now=turn.now)
        request = understand(person, known)
        if request is None:
            return Incomplete()
        subscription = request.subscription
        request, outcome = operations.preview(
            connection,
            person,
            turn.context,
            operation,
            subscription_id=None if subscription is None else subscription.id,
            wish=request.wish,
        )
    if not isinstance(outcome, get_args(Granted)):
        return Hopeless(request=request)
    return Whole(request=request, outcome=outcome)
