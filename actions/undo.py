"""Taking back what was just done, where the rules allow it.

Nothing is undone by itself: the contrary task is begun, with its own review.
"""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions import agenda
from actions.action import TurnAction
from actions.speech import Speech
from actions.turn import Turn
from store.operations import Done
from subscriptions.add_subscription import Ordered
from subscriptions.model import Subscription
from subscriptions.roles import Operation
from subscriptions.update_billing_contact import ContactUpdated

_CONTRARY = {
    Operation.CANCEL_SUBSCRIPTION: Operation.WITHDRAW_CANCELLATION,
    Operation.WITHDRAW_CANCELLATION: Operation.CANCEL_SUBSCRIPTION,
    Operation.REACTIVATE_SUBSCRIPTION: Operation.CANCEL_SUBSCRIPTION,
    Operation.ADD_SUBSCRIPTION: Operation.CANCEL_SUBSCRIPTION,
    Operation.START_TRIAL: Operation.CANCEL_SUBSCRIPTION,
    Operation.UPDATE_BILLING_CONTACT: Operation.UPDATE_BILLING_CONTACT,
}


def remembered(done: Done) -> dict[str, Any]:
    """Give what is needed to take an operation back later in the conversation."""
    outcome = done.outcome
    return {
        "operation": outcome.operation.value,
        "subscriptions": _subscriptions(done),
        "draft": _former(outcome) if isinstance(outcome, ContactUpdated) else None,
    }


def _subscriptions(done: Done) -> list[str]:
    if isinstance(done.outcome, Ordered):
        return [line.after.id for line in done.outcome.lines]
    after = getattr(done.outcome, "after", None)
    return [after.id] if isinstance(after, Subscription) else []


def _former(outcome: ContactUpdated) -> dict[str, Any]:
    """Give the draft that puts the changed details back as they were."""
    before, after = vars(outcome.before), vars(outcome.after)
    draft = {name: value for name, value in before.items() if value and after[name] != value}
    if outcome.former_contact is not None:
        draft["contact_email"] = outcome.former_contact
    return {"_asked": [], **draft} if draft else {}


class ActionUndo(TurnAction):
    """Begins what takes the last operation back, or says why that is not possible."""

    def name(self) -> str:
        return "action_undo"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        last = tracker.get_slot("last_done")
        if last is None:
            speech.say("utter_nothing_to_undo")
            return []
        operation = Operation(last["operation"])
        contrary = _CONTRARY.get(operation)
        needs_draft = operation is Operation.UPDATE_BILLING_CONTACT
        if contrary is None or (needs_draft and not last["draft"]):
            speech.say("utter_undo_not_possible", task=speech.task(operation))
            return []
        if operation in _PAID:
            speech.say("utter_undo_of_paid")
        return [
            SlotSet("task", _task(contrary, last)),
            FollowupAction(agenda.form_of(contrary.value)),
        ]


_PAID = {Operation.REACTIVATE_SUBSCRIPTION, Operation.ADD_SUBSCRIPTION}


def _task(contrary: Operation, last: dict[str, Any]) -> agenda.Task:
    ids = last["subscriptions"]
    task: agenda.Task = {
        "operation": contrary.value,
        "reference": {"id": ids[0]} if len(ids) == 1 else {},
        "said": {"text": "", "intent": contrary.value, "entities": []},
    }
    return task | ({"draft": last["draft"]} if last["draft"] else {})
