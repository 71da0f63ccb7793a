"""What follows a task's form: carry the proposal out and speak from the stored result."""

from abc import abstractmethod
from datetime import date
from typing import ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions import agenda, faq
from actions.action import TurnAction
from actions.agenda import Task
from actions.denials import speak_denial
from actions.speech import Speech
from actions.turn import Turn
from actions.undo import remembered
from store import accounts, operations, proposals
from store import subscriptions as rows
from store.engine import transaction
from store.operations import Done, Stale
from subscriptions.dates import local_day
from subscriptions.model import Subscription
from subscriptions.roles import Operation


class TaskAction(TurnAction):
    """The action `action_<operation>`, after the yes or the no."""

    operation: ClassVar[Operation]

    def name(self) -> str:
        return f"action_{self.operation.value}"

    @abstractmethod
    def tell(self, done: Done, person: accounts.Person, speech: Speech) -> None:
        """Say what was done, from the stored result."""

    def effective(self, done: Done, today: date) -> date:
        """Give the day from which a change counts: today, unless a task says otherwise."""
        return today

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
                today = local_day(turn.now, person.account.zone)
                self._give_number(result, today, speech)
                faq.answer_also(turn, speech)
                last_done = SlotSet("last_done", remembered(result))
                return [last_done, *agenda.close(tracker, speech)]
            case Stale():
                speech.say("utter_review_again")
                return [
                    *agenda.keep({**task, "proposal": None}),
                    FollowupAction(agenda.form_of(self.operation.value)),
                ]
            case denied:
                refused = speak_denial(denied, self.operation, speech, now=turn.now)
                return [*refused, *agenda.close_all()]

    def _give_number(self, done: Done, today: date, speech: Speech) -> None:
        """Give the operation's number; of a changed subscription, what it was and is."""
        after = getattr(done.outcome, "after", None)
        if done.before is None or not isinstance(after, Subscription):
            speech.say("utter_operation_number", number=done.number)
            return
        speech.say(
            "utter_operation_number_with_change",
            number=done.number,
            before=speech.words.line(done.before, today),
            after=speech.words.line(after, today),
            effective=self.effective(done, today),
        )

    def _leave(self, turn: Turn, person_id: str, task: Task, speech: Speech) -> None:
        with transaction(turn.database_url) as connection:
            proposals.close(connection, turn.context.conversation_id)
            person = accounts.person(connection, person_id)
            everything = rows.of_account(connection, person.account, now=turn.now)
        declined = f"utter_{self.operation.value}_declined"
        about = task.get("subscription")
        if about is None:
            speech.say(declined)
            return
        today = local_day(turn.now, person.account.zone)
        kept = next(each for each in everything if each.id == about)
        speech.say(
            declined,
            subscription=speech.words.subscription(kept),
            subscriptions=speech.words.lines(everything, today),
        )
