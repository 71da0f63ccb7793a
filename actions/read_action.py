"""An action that only tells: no form, no review, and nothing that needs a yes."""

from abc import abstractmethod
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions import agenda, faq
from actions.action import TurnAction
from actions.denials import speak_denial
from actions.speech import Speech
from actions.turn import Turn
from store import operations
from store.accounts import Person
from store.engine import transaction
from subscriptions.roles import Operation


class ReadAction(TurnAction):
    """The action `action_<operation>` of a read; a refusal is audited, a read is not."""

    operation: ClassVar[Operation]

    def name(self) -> str:
        return f"action_{self.operation.value}"

    @abstractmethod
    def tell(self, connection: Any, person: Person, turn: Turn, speech: Speech) -> None:
        """Read what was asked for and say it."""

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        faq.answer_also(turn, speech)
        asked = agenda.as_asked(self.operation, turn, tracker)
        if turn.person_id is None:
            speech.say("utter_sign_in")
            return []
        with transaction(turn.database_url) as connection:
            verdict = operations.begin(connection, turn.person_id, turn.context, self.operation)
            if isinstance(verdict, Person):
                self.tell(connection, verdict, asked, speech)
                return agenda.go_on(self.operation, turn, tracker, speech)
        return speak_denial(verdict, self.operation, speech, now=turn.now)
