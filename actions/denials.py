"""Saying that an operation is not for this customer, or that a person takes over."""

from actions.speech import Speech
from store.operations import Denied
from subscriptions.roles import HandoffRequired, Operation, Role, RoleRefused


def speak_denial(denied: Denied, operation: Operation, speech: Speech) -> None:
    """Tell which role may act, never who (A70), or that the representative will (A30, A31)."""
    match denied:
        case HandoffRequired():
            speech.say("utter_handoff_corporate")
        case RoleRefused(roles=roles):
            which = "holder_or_contact" if Role.BILLING_CONTACT in roles else "holder"
            speech.say(f"utter_refused_{which}", task=speech.task(operation))
