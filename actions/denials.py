"""Saying that an operation is not for this customer, or that a person takes over.

What was refused is remembered in the slot `refused`, so that "why?" can be answered and the
request, if it was whole, can be sent to somebody who may decide: `operation`; `subscription`,
its id if it is known; `wish`, as JSON; `whole`, whether it can be sent as it is.
"""

from dataclasses import dataclass
from datetime import datetime

from rasa_sdk.events import EventType, SlotSet

from actions.opening import say_when_closed
from actions.speech import Speech
from documents.approval import requested
from store import codec
from store.operations import Denied
from subscriptions.decisions import Granted, Request
from subscriptions.roles import HandoffRequired, Operation, Role, RoleRefused


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A refused request from which nothing is missing: somebody who may decide can."""

    request: Request
    outcome: Granted


@dataclass(frozen=True, kw_only=True)
class Incomplete:
    """A refused request that somebody could approve if it said everything."""


@dataclass(frozen=True, kw_only=True)
class Hopeless:
    """A refused request that nobody could carry out as things are."""

    request: Request


Prepared = Whole | Incomplete | Hopeless | None
"""What can be sent for approval of a refused request; `None` where there is no approval."""


def speak_denial(
    denied: Denied,
    operation: Operation,
    speech: Speech,
    prepared: Prepared = None,
    *,
    now: datetime,
) -> list[EventType]:
    """Tell which role may act, never who (A70), or that the representative will (A30, A31).

    Gives the event that remembers what was refused.
    """
    match denied:
        case HandoffRequired():
            speech.say("utter_handoff_corporate")
            say_when_closed(now, speech)
        case RoleRefused(roles=roles):
            which = "holder_or_contact" if Role.BILLING_CONTACT in roles else "holder"
            response, task = f"utter_refused_{which}", speech.task(operation)
            why = speech.offer("faq/who_can_act", label="why")
            match prepared:
                case Whole() | Incomplete():
                    speech.say(response, task=task)
                    _offer_approval(prepared, operation, why, speech)
                case _:
                    speech.say(response, buttons=[why], task=task)
    if isinstance(prepared, Whole):
        return remember(prepared.request, whole=True)
    request = prepared.request if isinstance(prepared, Hopeless) else None
    return remember(request or Request(operation=operation), whole=False)


def remember(request: Request, *, whole: bool) -> list[EventType]:
    """Remember what was refused.

    :param whole: whether it can be sent for approval as it is.
    """
    subscription = request.subscription
    refused = {
        "operation": request.operation.value,
        "subscription": None if subscription is None else subscription.id,
        "wish": codec.wish_to_json(request.wish) if whole else None,
        "whole": whole,
    }
    return [SlotSet("refused", refused)]


def _offer_approval(
    prepared: Whole | Incomplete, operation: Operation, why: dict[str, str], speech: Speech
) -> None:
    if isinstance(prepared, Whole):
        lines = requested(prepared.outcome, prepared.request.subscription, speech.words)
        speech.say(
            "utter_refused_can_request",
            buttons=[speech.offer("request_approval"), why],
            request="\n".join(f"• {line}" for line in lines),
        )
        return
    details = speech.words.label(f"details_{operation.value}")
    speech.say("utter_refused_say_details", buttons=[why], details=details)
