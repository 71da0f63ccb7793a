"""What an answer in the middle of a task means. Pure: no store, no words.

A form asks two things: which subscription, and whether the review is confirmed. The answer
may do either, correct the subscription, or be about something else altogether.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions import reference
from actions.reference import Reference
from subscriptions.decisions import CONCERNS
from subscriptions.model import Status, Subscription
from subscriptions.roles import Operation

CONTRARY = {
    Operation.CANCEL_SUBSCRIPTION: Operation.WITHDRAW_CANCELLATION,
    Operation.WITHDRAW_CANCELLATION: Operation.CANCEL_SUBSCRIPTION,
    Operation.REACTIVATE_SUBSCRIPTION: Operation.CANCEL_SUBSCRIPTION,
}
"""Asked for in the middle of a review of the same subscription, it means "no"."""

_ANSWERS = frozenset({"inform", "affirm", "deny", "nlu_fallback", "out_of_scope"})


@dataclass(frozen=True, kw_only=True)
class Yes:
    """The review is confirmed."""


@dataclass(frozen=True, kw_only=True)
class No:
    """The review, or the whole choice, is declined."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """This subscription is meant."""

    subscription: Subscription


@dataclass(frozen=True, kw_only=True)
class AskWhich:
    """Several could be meant; `unknown` names a product that the account does not have."""

    options: Sequence[Subscription]
    unknown: str | None = None
    not_recognised: bool = False


@dataclass(frozen=True, kw_only=True)
class NothingToDo:
    """No subscription of the account is one that the operation is about."""

    unknown: str | None = None


@dataclass(frozen=True, kw_only=True)
class NotForThisTask:
    """The message is not an answer: rules decide what to do with it."""


Choice = Chosen | AskWhich | NothingToDo
Heard = Yes | No | Choice | NotForThisTask


def choose(
    said: Reference,
    *,
    operation: Operation,
    everything: Sequence[Subscription],
    shown: Sequence[Subscription],
    today: date,
) -> Choice:
    """Find the subscription that is meant: by position, by name, or as the only candidate.

    Those the operation is about come first; another one is taken when it was clearly named,
    so that the customer learns why nothing is to be done with it.
    """
    picked = reference.at_position(said, shown)
    if picked is not None and not said.names_a_plan():
        return Chosen(subscription=picked)
    concerned = [each for each in everything if _is_about(operation, each, today)]
    fitting = reference.matching(said, shown, today=today) if shown else []
    fitting = fitting or reference.matching(said, everything, today=today)
    unknown = said.product if said.product and not fitting else None
    pool = [each for each in fitting if each in concerned]
    if not pool:
        named = said.names_a_plan()
        pool = fitting if named else reference.of_kind(said, fitting, today=today)
    if len(pool) == 1:
        return Chosen(subscription=pool[0])
    if pool or concerned:
        return AskWhich(options=pool or concerned, unknown=unknown)
    return NothingToDo(unknown=unknown)


def hear(
    said: Reference,
    *,
    intent: str,
    asked: str,
    current: str | None,
    operation: Operation,
    everything: Sequence[Subscription],
    shown: Sequence[Subscription],
    today: date,
) -> Heard:
    """Understand an answer to what the form asked (`subscription` or `confirmed`).

    :param current: the id of the subscription under review.
    """
    own = intent in ("inform", operation.value)
    contrary = intent == CONTRARY[operation].value
    speaks_to_form = own or intent in _ANSWERS
    if asked == "subscription":
        if speaks_to_form and not said.is_empty():
            return choose(
                said, operation=operation, everything=everything, shown=shown, today=today
            )
        if intent == "deny":
            return No()
        return AskWhich(options=shown, not_recognised=True) if own else NotForThisTask()
    other = _names_another(said, current, everything, today)
    if other and contrary:
        return NotForThisTask()
    if other and speaks_to_form:
        return choose(said, operation=operation, everything=everything, shown=(), today=today)
    if intent == "affirm":
        return Yes()
    if intent == "deny" or contrary:
        return No()
    under_review = next((each for each in everything if each.id == current), None)
    return Chosen(subscription=under_review) if own and under_review else NotForThisTask()


def _names_another(
    said: Reference, current: str | None, everything: Sequence[Subscription], today: date
) -> bool:
    if not said.names_a_plan():
        return False
    fitting = reference.matching(said, everything, today=today)
    return current not in {each.id for each in fitting}


def _is_about(operation: Operation, subscription: Subscription, today: date) -> bool:
    status = subscription.status(today)
    if operation is Operation.CANCEL_SUBSCRIPTION and status is Status.TRIALING:
        return subscription.has_billing_details()
    return status in CONCERNS[operation]
