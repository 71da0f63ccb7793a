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

_ANSWERS = frozenset(
    {"inform", "affirm", "deny", "nlu_fallback", "out_of_scope", "complain", "change_subscription"}
)


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
    one_at_a_time: bool = False


@dataclass(frozen=True, kw_only=True)
class AskDetails:
    """This subscription is meant, but not yet what is to become of it.

    :param doubted: whether what was said would make it smaller, without saying so.
    """

    subscription: Subscription
    doubted: bool = False


@dataclass(frozen=True, kw_only=True)
class NothingToDo:
    """No subscription of the account is one that the operation is about."""

    unknown: str | None = None


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """What was asked for is another operation, about a product that is not held."""

    operation: Operation
    unknown: str


@dataclass(frozen=True, kw_only=True)
class NotForThisTask:
    """The message is not an answer: rules decide what to do with it."""


Choice = Chosen | AskWhich | NothingToDo
Heard = Yes | No | Choice | AskDetails | Elsewhere | NotForThisTask


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
    if picked is not None and (said.is_a_bare_number() or not said.names_a_plan()):
        return Chosen(subscription=picked)
    if said.is_empty() and len(shown) == 1:
        return Chosen(subscription=shown[0])
    concerned = [each for each in everything if _is_about(operation, each, today)]
    fitting = reference.matching(said, shown, today=today) if shown else []
    fitting = fitting or reference.matching(said, everything, today=today)
    if not fitting and said.product:
        # The product is theirs, in another plan than was said.
        by_name = Reference(product=said.product)
        fitting = reference.matching(by_name, everything, today=today)
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


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What a form asked, and what it knows.

    :param asked: `subscription` or `confirmed`.
    :param current: the subscription under review.
    :param shown: the list that was last shown to choose from.
    """

    operation: Operation
    asked: str
    current: Subscription | None
    shown: Sequence[Subscription]
    everything: Sequence[Subscription]
    today: date


def hear(said: Reference, *, text: str, intent: str, moment: Moment) -> Heard:
    """Understand a message that came in answer to what a form asked."""
    own = intent in ("inform", moment.operation.value)
    answers = own or intent in _ANSWERS
    if moment.asked == "subscription":
        return _hear_choice(said, text, intent, moment) if answers else NotForThisTask()
    if intent == "affirm" and _fits(said, moment):
        return Yes()
    other = CONTRARY.get(moment.operation)
    contrary = other is not None and intent == other.value
    corrected = _correction(said, text, moment) if answers or contrary else None
    if corrected is not None:
        return NotForThisTask() if contrary else corrected
    if intent == "deny" or contrary:
        return No()
    if own and moment.current is not None:
        return Chosen(subscription=moment.current)
    return NotForThisTask()


def _fits(said: Reference, moment: Moment) -> bool:
    """Tell whether a yes names nothing else than what is under review."""
    current = moment.current
    return current is not None and current in reference.matching(
        said, [current], today=moment.today
    )


def _hear_choice(said: Reference, text: str, intent: str, moment: Moment) -> Heard:
    if said.every:
        return AskWhich(options=moment.shown, one_at_a_time=True)
    left = _all_but(said, moment)
    if len(left) == 1:
        return Chosen(subscription=left[0])
    if not said.is_empty() and not said.other:
        heard = choose(
            said,
            operation=moment.operation,
            everything=moment.everything,
            shown=moment.shown,
            today=moment.today,
        )
        if isinstance(heard, Chosen):
            return heard
    in_view = reference.in_view(text, moment.shown)
    if len(in_view) == 1:
        return Chosen(subscription=in_view[0])
    if intent == "deny":
        return No()
    if not said.is_empty() or intent != "nlu_fallback":
        return AskWhich(options=in_view or moment.shown, not_recognised=not in_view)
    return NotForThisTask()


def _correction(said: Reference, text: str, moment: Moment) -> Choice | None:
    """Give what the customer wants instead of what is under review, or `None`.

    Without a product, only what was on the list, or is of the same product, can be meant: a
    number of seats or a billing cycle alone does not lead to some other product.
    """
    current = moment.current
    if said.other:
        left = _all_but(said, moment) or _other_candidates(moment)
        if len(left) == 1:
            return Chosen(subscription=left[0])
        return AskWhich(options=left) if left else None
    picked = reference.at_position(said, moment.shown)
    if picked is not None and not said.names_a_plan():
        return None if picked == current else Chosen(subscription=picked)
    if said.product or said.id:
        fitting = reference.matching(said, moment.everything, today=moment.today)
        if current in fitting:
            return None
        return choose(
            said,
            operation=moment.operation,
            everything=moment.everything,
            shown=(),
            today=moment.today,
        )
    near = [
        each
        for each in moment.everything
        if each in moment.shown or (current is not None and each.product == current.product)
    ]
    fitting = reference.matching(said, near, today=moment.today) if said.names_a_plan() else []
    if len(fitting) == 1 and fitting[0] != current:
        return Chosen(subscription=fitting[0])
    near += [each for each in moment.everything if reference.is_named(text, each)]
    near = list(dict.fromkeys(near))
    in_view = [each for each in reference.in_view(text, near) if each != current]
    return Chosen(subscription=in_view[0]) if len(in_view) == 1 and len(near) > 1 else None


def _all_but(said: Reference, moment: Moment) -> list[Subscription]:
    """Give what is left of the list after "pas le premier", or after "l'autre"."""
    if not said.other:
        return []
    excluded = reference.at_position(said, moment.shown) or moment.current
    return [each for each in moment.shown if each != excluded]


def _other_candidates(moment: Moment) -> list[Subscription]:
    """Give what the operation could be about instead, when no list was shown."""
    return [
        each
        for each in moment.everything
        if each != moment.current and _is_about(moment.operation, each, moment.today)
    ]


def _is_about(operation: Operation, subscription: Subscription, today: date) -> bool:
    status = subscription.status(today)
    if operation is Operation.CANCEL_SUBSCRIPTION and status is Status.TRIALING:
        return subscription.has_billing_details()
    return status in CONCERNS[operation]
