"""Handing the conversation to a person."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions import agenda
from actions.action import TurnAction
from actions.opening import say_when_closed
from actions.speech import Speech
from actions.turn import Turn
from store import accounts, handoffs, proposals
from store.engine import transaction
from subscriptions.roles import AccountKind


def hand_over(turn: Turn, person_id: str, tracker: Tracker, *, reason: str) -> AccountKind:
    """Store the hand-off with what was being done, and close the open proposal.

    :param reason: `requested` or `not_understood`.
    """
    with transaction(turn.database_url) as connection:
        person = accounts.person(connection, person_id)
        proposals.close(connection, turn.context.conversation_id)
        handoffs.open_handoff(
            connection,
            person,
            turn.context,
            reason=reason,
            request={
                "operation": "talk_to_representative",
                "task": agenda.in_hand(tracker),
                "waiting": tracker.get_slot("open_tasks"),
                "also": [each["intent"] for each in turn.also] or None,
            },
        )
    return person.account.kind


class ActionTalkToRepresentative(TurnAction):
    """Gives the conversation to a person, as the customer asked."""

    def name(self) -> str:
        return "action_talk_to_representative"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        if turn.person_id is None:
            speech.say("utter_sign_in")
            return []
        kind = hand_over(turn, turn.person_id, tracker, reason="requested")
        corporate = kind is AccountKind.CORPORATE
        speech.say("utter_handoff_corporate" if corporate else "utter_handoff_requested")
        say_when_closed(turn.now, speech)
        return agenda.close_all()
