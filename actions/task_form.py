"""The step of a task's form: hear, choose, preview, and ask for the yes.

The form's two slots are `subscription` and `confirmed`. This action fills them and asks for
them itself, so that one call both previews the decision and words the review.
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from typing_extensions import assert_never

from actions import agenda, faq, reference
from actions.action import TurnAction
from actions.agenda import Task
from actions.denials import speak_denial
from actions.hearing import (
    AskWhich,
    Chosen,
    Heard,
    Moment,
    No,
    NotForThisTask,
    NothingToDo,
    Yes,
    choose,
    hear,
)
from actions.reference import Reference
from actions.speech import Speech
from actions.turn import Turn
from store import operations
from store import subscriptions as rows
from store.accounts import Person
from store.engine import transaction
from store.operations import Denied, Reviewed
from subscriptions.dates import local_day
from subscriptions.model import Subscription
from subscriptions.outcomes import Outcome
from subscriptions.roles import Operation


@dataclass(frozen=True, kw_only=True)
class _Situation:
    person: Person
    everything: Sequence[Subscription]
    today: date


class TaskForm(TurnAction):
    """A form's validation action, `validate_<operation>_form`.

    A task says only what is its own: its operation, and the words for each outcome.
    """

    operation: ClassVar[Operation]

    def name(self) -> str:
        return f"validate_{self.form()}"

    def form(self) -> str:
        return agenda.form_of(self.operation.value)

    @abstractmethod
    def review(
        self, outcome: Outcome, subscription: Subscription, person: Person, speech: Speech
    ) -> None:
        """Say what would be done and ask for the yes, or say why nothing is to be done."""

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        task = agenda.in_hand(tracker)
        events: list[EventType] = []
        opening = task is None or task["operation"] != self.operation.value
        if task is None or opening:
            faq.answer_also(turn, speech)
            task, events = agenda.begin(self.operation, turn, tracker)
        if turn.person_id is None:
            speech.say("utter_sign_in")
            return agenda.close_all()
        hears = turn.is_first and not opening
        asked = tracker.get_slot("requested_slot")
        if hears and asked == "confirmed" and turn.intent == "affirm":
            # What it allows is checked where it is carried out, in that transaction.
            return [SlotSet("confirmed", True)]
        step = self._step(turn, turn.person_id, tracker, task, hears=hears)
        if isinstance(step, tuple):
            heard, reviewed, situation = step
            return events + self._speak(heard, reviewed, situation, tracker, speech, task)
        speak_denial(step, self.operation, speech)
        return agenda.close_all()

    def _step(
        self, turn: Turn, person_id: str, tracker: Tracker, task: Task, *, hears: bool
    ) -> tuple[Heard, Reviewed | None, _Situation] | Denied:
        """Understand and preview, in one transaction."""
        with transaction(turn.database_url) as connection:
            verdict = operations.begin(
                connection,
                person_id,
                turn.context,
                self.operation,
                request={"said": task["reference"]},
            )
            if not isinstance(verdict, Person):
                return verdict
            situation = _Situation(
                person=verdict,
                everything=rows.of_account(connection, verdict.account, now=turn.now),
                today=local_day(turn.now, verdict.account.zone),
            )
            heard = self._hear(turn, tracker, task, situation, hears=hears)
            if not isinstance(heard, Chosen):
                return heard, None, situation
            reviewed = operations.review(
                connection, person_id, turn.context, self.operation, heard.subscription.id
            )
            if not isinstance(reviewed, Reviewed):
                return reviewed
            return heard, reviewed, situation

    def _hear(
        self,
        turn: Turn,
        tracker: Tracker,
        task: Task,
        situation: _Situation,
        *,
        hears: bool,
    ) -> Heard:
        by_id = {each.id: each for each in situation.everything}
        shown = [by_id[id_] for id_ in task.get("choices") or []]
        current = task.get("subscription")
        if hears:
            moment = Moment(
                operation=self.operation,
                asked=str(tracker.get_slot("requested_slot")),
                current=None if current is None else by_id[current],
                shown=shown,
                everything=situation.everything,
                today=situation.today,
            )
            said = reference.read(turn.text, turn.entities, (0, len(turn.text)))
            return hear(said, text=turn.text, intent=turn.intent, moment=moment)
        if current is not None:
            return Chosen(subscription=by_id[current])
        if shown:
            return AskWhich(options=shown)
        return choose(
            Reference(**task["reference"]),
            operation=self.operation,
            everything=situation.everything,
            shown=[by_id[id_] for id_ in task.get("listed") or []],
            today=situation.today,
        )

    def _speak(
        self,
        heard: Heard,
        reviewed: Reviewed | None,
        situation: _Situation,
        tracker: Tracker,
        speech: Speech,
        task: Task,
    ) -> list[EventType]:
        match heard:
            case NotForThisTask():
                return []
            case Yes():
                return [SlotSet("confirmed", True)]
            case No() if task.get("subscription"):
                return [SlotSet("confirmed", False)]
            case No():
                speech.say("utter_abandoned")
                return agenda.close(tracker, speech)
            case NothingToDo(unknown=unknown):
                self._say_unknown(unknown, speech)
                self._say_nothing_to_do(situation, speech)
                return agenda.close(tracker, speech)
            case AskWhich():
                return self._ask_which(heard, situation, speech, task)
            case Chosen():
                assert reviewed is not None, "what was chosen was reviewed"
                return self._review(reviewed, situation, tracker, speech, task)
        assert_never(heard)

    @staticmethod
    def _say_unknown(unknown: str | None, speech: Speech) -> None:
        if unknown is not None:
            speech.say("utter_no_such_subscription", named=unknown)

    def _say_nothing_to_do(self, situation: _Situation, speech: Speech) -> None:
        if not situation.everything:
            speech.say("utter_show_subscriptions_none")
            return
        lines = speech.words.lines(situation.everything, situation.today)
        speech.say(f"utter_{self.operation.value}_none", subscriptions=lines)

    def _ask_which(
        self, asked: AskWhich, situation: _Situation, speech: Speech, task: Task
    ) -> list[EventType]:
        self._say_unknown(asked.unknown, speech)
        if asked.not_recognised:
            speech.say("utter_please_choose")
        if asked.one_at_a_time:
            speech.say("utter_one_at_a_time")
        speech.say(
            f"utter_which_{self.operation.value}",
            choices=speech.words.numbered(asked.options, situation.today),
            buttons=[speech.choice(each) for each in asked.options],
        )
        choices = [each.id for each in asked.options]
        return agenda.keep({**task, "choices": choices, "subscription": None})

    def _review(
        self,
        reviewed: Reviewed,
        situation: _Situation,
        tracker: Tracker,
        speech: Speech,
        task: Task,
    ) -> list[EventType]:
        self.review(reviewed.outcome, reviewed.subscription, situation.person, speech)
        if reviewed.proposal_id is None:
            return agenda.close(tracker, speech)
        chosen = {"subscription": reviewed.subscription.id, "proposal": reviewed.proposal_id}
        return agenda.keep({**task, **chosen})
