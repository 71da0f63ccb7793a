"""The step of a task's form: hear, preview, and ask for what is missing or for the yes.

The last two slots of every form are `details`, filled when a review is shown, and
`confirmed`. The validation action fills all slots and asks for them itself, so that one call
both previews the decision and words the review.
"""

from abc import abstractmethod
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions import agenda, faq
from actions.action import TurnAction
from actions.agenda import Task
from actions.denials import speak_denial
from actions.preparing import prepare
from actions.said import Said
from actions.speech import Speech
from actions.turn import Turn
from store.accounts import Person
from store.operations import Denied
from subscriptions.decisions import Request
from subscriptions.facts import Facts
from subscriptions.roles import Operation, RoleRefused


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a form.

    :param hears: whether the message answers what the form asked; else the form goes on by
        itself, after its opening or after a question in the middle.
    :param asked: the slot that was asked for.
    """

    turn: Turn
    person_id: str
    tracker: Tracker
    task: Task
    hears: bool
    asked: str | None
    speech: Speech

    @property
    def said(self) -> Said:
        turn = self.turn
        return Said(text=turn.text, intent=turn.intent, entities=turn.entities)


class TaskForm(TurnAction):
    """A form's validation action, `validate_<operation>_form`."""

    operation: ClassVar[Operation]

    def name(self) -> str:
        return f"validate_{self.form()}"

    def form(self) -> str:
        return agenda.form_of(self.operation.value)

    @abstractmethod
    def step(self, step: Step) -> list[EventType] | Denied:
        """Understand, preview and speak."""

    @abstractmethod
    def understood(self, step: Step, person: Person, known: Facts) -> Request | None:
        """Give the request as it was said so far; `None` if it does not say everything."""

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        task = agenda.in_hand(tracker)
        events: list[EventType] = []
        opening = task is None or task["operation"] != self.operation.value
        if task is None or opening:
            faq.answer_also(turn, speech)
            task, events = agenda.begin(self.operation, turn, tracker)
            events.append(SlotSet("refused", None))
            agenda.announce(tracker, speech)
        if turn.person_id is None:
            speech.say("utter_sign_in")
            return agenda.close_all()
        hears = turn.is_first and not opening
        asked = tracker.get_slot("requested_slot")
        if hears and asked == "confirmed" and _is_a_bare_yes(turn):
            # What it allows is checked where it is carried out, in that transaction.
            return [SlotSet("confirmed", True)]
        step = Step(
            turn=turn,
            person_id=turn.person_id,
            tracker=tracker,
            task=task,
            hears=hears,
            asked=asked,
            speech=speech,
        )
        done = self.step(step)
        if isinstance(done, list):
            return events + done
        prepared = None
        if isinstance(done, RoleRefused):
            understand = partial(self.understood, step)
            prepared = prepare(turn, turn.person_id, self.operation, understand)
        refused = speak_denial(done, self.operation, speech, prepared, now=turn.now)
        return [*refused, *agenda.close_all()]


def _is_a_bare_yes(turn: Turn) -> bool:
    """Tell whether a yes names nothing that could be other than what was reviewed."""
    named = {each["entity"] for each in turn.entities}
    return turn.intent == "affirm" and not named & _OF_A_PLAN


_OF_A_PLAN = {"product", "tier", "billing_cycle", "seats", "subscription"}
