"""The assistant comes back to a conversation that people have given back.

After a release the customer's task goes on where it stood: the form that is still open asks its
question anew, and a task that was put away for the hand-off is taken up again. After a case was
closed, nothing of it is left open.
"""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions import agenda
from actions.speech import Speech
from actions.turn import Turn
from store import handoffs, proposals
from store.engine import transaction
from subscriptions.decisions import DECISIONS

_WITH_FORM = {operation.value for operation in DECISIONS}
_OFFERS = (
    "cancel_subscription",
    "add_subscription",
    "change_subscription",
    "show_subscriptions",
)


def come_back(turn: Turn, handoff_id: str, tracker: Tracker, speech: Speech) -> list[EventType]:
    """Say that the assistant is back, and go on with what was open."""
    with transaction(turn.database_url) as connection:
        status, request = handoffs.request_of(connection, handoff_id)
        if status == "closed":
            proposals.close(connection, turn.context.conversation_id)
    if status == "closed":
        speech.say("utter_closed_by_human")
        return agenda.close_all()
    speech.say("utter_back_from_human")
    if agenda.in_hand(tracker) is not None:
        return []  # the form asks again by itself
    put_away = request.get("task")
    if put_away is None or put_away["operation"] not in _WITH_FORM:
        offers = [speech.offer(each) for each in _OFFERS]
        speech.say("utter_what_to_do", buttons=offers)
        return []
    speech.say("utter_resume", task=speech.task(put_away["operation"]))
    return [
        *agenda.close_all(),
        SlotSet("task", put_away),
        SlotSet("open_tasks", request.get("waiting")),
        FollowupAction(agenda.form_of(put_away["operation"])),
    ]
