"""What follows a task's form: carry the proposal out and speak from the stored result."""

from abc import abstractmethod
from typing import ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction

from actions import agenda, faq
from actions.action import TurnAction
from actions.agenda import Task
from actions.denials import speak_denial
from actions.speech import Speech
from actions.turn import Turn
from store import accounts, operations, proposals
from store import subscriptions as rows
from store.engine import transaction
from store.operations import Done, Stale
from subscriptions.dates import local_day
from subscriptions.roles import Operation


class TaskAction(TurnAction):
    """The action `action_<operation>`, after the yes or the no."""

    operation: ClassVar[Operation]

    def name(self) -> str:
        return f"action_{self.operation.value}"

    @abstractmethod
    def tell(self, done: Done, person: accounts.Person, speech: Speech) -> None:
        """Say what was done, from the stored result."""

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        task = agenda.in_hand(tracker)
        if task is None or turn.person_id is None:
            return agenda.close_all()
        if not tracker.get_slot("confirmed"):
            self._leave(turn, turn.person_id, task, speech)
            faq.answer_also(turn, speech)
            return agenda.close(tracker, speech)
        with transaction(turn.database_url) as connection:
            result = operations.carry_out(
                connection, turn.person_id, turn.context, task["proposal"]
            )
            person = accounts.person(connection, turn.person_id)
        match result:
            case Done():
                self.tell(result, person, speech)
                faq.answer_also(turn, speech)
                return agenda.close(tracker, speech)
            case Stale():
                speech.say("utter_review_again")
                again = {**task, "proposal": None}
                return [
                    *agenda.keep(again),
                    FollowupAction(agenda.form_of(self.operation.value)),
                ]
            case denied:
                speak_denial(denied, self.operation, speech)
                return agenda.close_all()

    def _leave(self, turn: Turn, person_id: str, task: Task, speech: Speech) -> None:
        with transaction(turn.database_url) as connection:
            proposals.close(connection, turn.context.conversation_id)
            person = accounts.person(connection, person_id)
            everything = rows.of_account(connection, person.account, now=turn.now)
        today = local_day(turn.now, person.account.zone)
        kept = next(each for each in everything if each.id == task["subscription"])
        speech.say(
            f"utter_{self.operation.value}_declined",
            subscription=speech.words.subscription(kept),
            subscriptions=speech.words.lines(everything, today),
        )
