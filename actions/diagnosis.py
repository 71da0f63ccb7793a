"""Answering "why can't I?": everything in the way, who could remove it, and what to do next.

Who may act is told by role, never by name (A70).
"""

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from actions import reference
from actions.hearing import Chosen, choose
from actions.speech import Speech
from actions.turn import Turn
from store import accounts
from store import subscriptions as rows
from store.accounts import Person, UnknownPersonError
from store.engine import transaction
from subscriptions.change_subscription import ExpiredFirst, PendingFirst, TrialNotChanged
from subscriptions.dates import local_day
from subscriptions.decisions import CONCERNS
from subscriptions.diagnosis import Blocker, PaysByInvoice, StatusBlocker, diagnose, remedy
from subscriptions.model import Subscription
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    NotPending,
    TrialEndsAlone,
    TrialExpired,
)
from subscriptions.roles import (
    MAY,
    AccountKind,
    Allowed,
    HandoffRequired,
    Operation,
    Role,
    RoleRefused,
    guard,
)
from understanding.asking_why import asks_why, task_asked_about
from wording import Words

QUESTION = "faq/who_can_act"

_STATES: dict[type[StatusBlocker], str] = {
    AlreadyExpired: "expired",
    AlreadyPending: "already_pending",
    ExpiredFirst: "expired",
    NotPending: "not_pending",
    PendingFirst: "pending_first",
    TrialEndsAlone: "trial_ends_alone",
    TrialExpired: "trial_expired",
    TrialNotChanged: "trial_unchanged",
}
"""The words for what the state of a subscription does not allow."""


@dataclass(frozen=True, kw_only=True)
class _Situation:
    """Who asks why, about which task, and on which subscription if that is known."""

    person: Person
    operation: Operation
    subscription: Subscription | None
    blockers: tuple[Blocker, ...]


def is_whole_answer(turn: Turn, tracker: Tracker) -> bool:
    """Tell whether "pourquoi ?" is about what was just refused, and about nothing else."""
    return (
        turn.intent == QUESTION
        and turn.person_id is not None
        and tracker.get_slot("refused") is not None
        and asks_why(turn.text)
        and not _names_a_product(turn)
    )


def explain(turn: Turn, tracker: Tracker, speech: Speech) -> None:
    """Explain a refusal, or what stands in the way with a product that was named.

    Says nothing to any other question, or to somebody who has not signed in.
    """
    refused = tracker.get_slot("refused")
    if turn.intent != QUESTION or not (refused or _names_a_product(turn)):
        return
    found = _situation(turn, refused)
    if found is None:
        return
    operation, subscription = found.operation, found.subscription
    if not found.blockers:
        offered = [speech.offer(operation.value, subscription)]
        speech.say("utter_diagnosis_nothing", buttons=offered, task=speech.task(operation))
        return
    account = found.person.account
    lines = [_reason(each, operation, subscription, speech.words) for each in found.blockers]
    buttons = _next_steps(found, speech)
    about_refused = refused is not None and not _names_a_product(turn)
    if about_refused and refused["whole"] and account.kind is not AccountKind.CORPORATE:
        buttons.insert(0, speech.offer("request_approval"))
    speech.say(
        "utter_diagnosis",
        buttons=buttons,
        task=speech.task(operation),
        reasons="\n".join(f"• {line}" for line in lines),
    )


def _names_a_product(turn: Turn) -> bool:
    return any(each["entity"] == "product" for each in turn.entities)


def _situation(turn: Turn, refused: dict[str, Any] | None) -> _Situation | None:
    if turn.person_id is None:
        return None
    with transaction(turn.database_url) as connection:
        try:
            person = accounts.person(connection, turn.person_id)
        except UnknownPersonError:
            return None
        account = person.account
        everything = rows.of_account(connection, account, now=turn.now)
    today = local_day(turn.now, account.zone)
    operation = _operation(turn, refused)
    subscription: Subscription | None = None
    if _names_a_product(turn):
        said = reference.read(turn.text, turn.entities, (0, len(turn.text)))
        chosen = choose(said, operation=operation, everything=everything, shown=(), today=today)
        subscription = chosen.subscription if isinstance(chosen, Chosen) else None
    elif refused is not None:
        known = {each.id: each for each in everything}
        subscription = known.get(refused["subscription"] or "")
    blockers = diagnose(
        operation,
        role=person.role,
        kind=account.kind,
        payment=account.payment,
        subscription=subscription,
        today=today,
    )
    return _Situation(
        person=person, operation=operation, subscription=subscription, blockers=blockers
    )


def _operation(turn: Turn, refused: dict[str, Any] | None) -> Operation:
    """Give the task that is asked about: the one that was named, else the refused one."""
    named = task_asked_about(turn.text) if _names_a_product(turn) else None
    if named is not None:
        return named
    return Operation.CHANGE_SUBSCRIPTION if refused is None else Operation(refused["operation"])


def _next_steps(found: _Situation, speech: Speech) -> list[dict[str, str]]:
    """Offer what leads on and is theirs to do here."""
    steps = []
    for blocker in found.blockers:
        operation = remedy(blocker)
        if operation in (None, found.operation):
            continue
        verdict = guard(operation, role=found.person.role, kind=found.person.account.kind)
        if isinstance(verdict, Allowed):
            about = found.subscription if operation in CONCERNS else None
            product = None if found.subscription is None else found.subscription.product
            named = product if about is None else None
            steps.append(speech.offer(operation.value, about, product=named))
    return steps


def _reason(
    blocker: Blocker, operation: Operation, subscription: Subscription | None, words: Words
) -> str:
    """Give one reason with who can remove it, and how."""
    who = _who(MAY[remedy(blocker) or operation], words)
    match blocker:
        case RoleRefused():
            return words.label("diagnosis_role", who=who)
        case HandoffRequired():
            return words.label("diagnosis_corporate", who=who)
        case PaysByInvoice():
            return words.label("diagnosis_invoice", who=who)
    assert subscription is not None, "its state stands in the way"
    name = _STATES[type(blocker)]
    if isinstance(blocker, TrialNotChanged) and blocker.converts:
        name += "_converts"
    day = blocker.renews_on if isinstance(blocker, NotPending) else blocker.last_day
    named = words.subscription(subscription)
    return words.label(f"diagnosis_{name}", who=who, subscription=named, **words.days(day=day))


def _who(roles: frozenset[Role], words: Words) -> str:
    return words.label(f"who_{'holder_or_contact' if Role.BILLING_CONTACT in roles else 'holder'}")
