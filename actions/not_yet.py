"""Tasks that are understood but are not done in the chat yet."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions import agenda
from actions.action import TurnAction
from actions.denials import speak_denial
from actions.speech import Speech
from actions.turn import Turn
from store import operations
from store.accounts import Person
from store.engine import transaction
from subscriptions.roles import HandoffRequired, Operation


class ActionNotYet(TurnAction):
    """Refuses or hands over as the role table says, else tells where it can be done."""

    def name(self) -> str:
        return "action_not_yet"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        operation = Operation(turn.intent)
        if turn.person_id is None:
            speech.say("utter_sign_in")
            return []
        with transaction(turn.database_url) as connection:
            verdict = operations.begin(connection, turn.person_id, turn.context, operation)
        if isinstance(verdict, Person):
            speech.say("utter_not_yet", task=speech.task(operation))
            return []
        speak_denial(verdict, operation, speech)
        return agenda.close_all() if isinstance(verdict, HandoffRequired) else []
