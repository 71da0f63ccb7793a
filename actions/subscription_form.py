"""The step of a form about one subscription: hear, choose, preview, and ask for the yes."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rasa_sdk.events import EventType, SlotSet
from typing_extensions import assert_never

from actions import agenda, reference
from actions.agenda import Task
from actions.denials import remember
from actions.hearing import (
    AskDetails,
    AskWhich,
    Choice,
    Chosen,
    Elsewhere,
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
from actions.said import Said
from actions.speech import Speech
from actions.task_form import Step, TaskForm
from store import operations
from store import subscriptions as rows
from store.accounts import Person
from store.engine import transaction
from store.operations import Denied, Reviewed
from subscriptions.dates import local_day
from subscriptions.decisions import Outcome, Request, Wish
from subscriptions.diagnosis import diagnose
from subscriptions.facts import Facts
from subscriptions.model import Subscription


@dataclass(frozen=True, kw_only=True)
class Situation:
    """The account at this moment."""

    person: Person
    everything: Sequence[Subscription]
    today: date


class SubscriptionForm(TaskForm):
    """A form about one subscription of the account.

    A task says only what is its own: its operation, and the words for each outcome.
    """

    @abstractmethod
    def review(
        self, outcome: Outcome, subscription: Subscription, person: Person, speech: Speech
    ) -> None:
        """Say what would be done and ask for the yes, or say why nothing is to be done."""

    def remark(self, said: Said, subscription: Subscription, speech: Speech) -> None:
        """Say, before the review, what of the message it does not take up."""

    def wish(self, task: Task) -> Wish | None:
        """Give what is wanted besides the operation itself."""
        return None

    def step(self, step: Step) -> list[EventType] | Denied:
        task = dict(step.task)
        context = step.turn.context
        with transaction(step.turn.database_url) as connection:
            verdict = operations.begin(
                connection,
                step.person_id,
                context,
                self.operation,
                request={"said": task["reference"]},
            )
            if not isinstance(verdict, Person):
                return verdict
            situation = Situation(
                person=verdict,
                everything=rows.of_account(connection, verdict.account, now=context.now),
                today=local_day(context.now, verdict.account.zone),
            )
            heard = self.hear(step, task, situation)
            if not isinstance(heard, Chosen):
                return self._speak(heard, situation, step, task)
            reviewed = operations.review(
                connection,
                step.person_id,
                context,
                self.operation,
                heard.subscription.id,
                self.wish(task),
            )
        return self._review(reviewed, situation, step, task)

    def hear(self, step: Step, task: Task, situation: Situation) -> Heard:
        """Understand what is wanted; what was learnt for the task is noted in `task`."""
        moment = self.moment(step, task, situation)
        if step.hears:
            return hear(
                reference.read(step.turn.text, step.turn.entities, (0, len(step.turn.text))),
                text=step.turn.text,
                intent=step.turn.intent,
                moment=moment,
            )
        if moment.current is not None:
            return Chosen(subscription=moment.current)
        if moment.shown:
            return AskWhich(options=moment.shown)
        return self.choose(Reference(**task["reference"]), task, situation)

    def understood(self, step: Step, person: Person, known: Facts) -> Request | None:
        task = dict(step.task)
        situation = Situation(person=person, everything=known.subscriptions, today=known.today)
        heard = self.hear(replace(step, hears=False), task, situation)
        if not isinstance(heard, Chosen):
            return None
        return Request(
            operation=self.operation, subscription=heard.subscription, wish=self.wish(task)
        )

    def choose(self, said: Reference, task: Task, situation: Situation) -> Choice:
        """Find the subscription of an opening message."""
        by_id = {each.id: each for each in situation.everything}
        return choose(
            said,
            operation=self.operation,
            everything=situation.everything,
            shown=[by_id[id_] for id_ in task.get("listed") or []],
            today=situation.today,
        )

    def moment(self, step: Step, task: Task, situation: Situation) -> Moment:
        """Give what the form asked and what it knows."""
        by_id = {each.id: each for each in situation.everything}
        current = task.get("subscription")
        return Moment(
            operation=self.operation,
            asked=str(step.asked),
            current=None if current is None else by_id[current],
            shown=[by_id[id_] for id_ in task.get("choices") or []],
            everything=situation.everything,
            today=situation.today,
        )

    def _speak(
        self,
        heard: Yes | No | AskWhich | AskDetails | Elsewhere | NothingToDo | NotForThisTask,
        situation: Situation,
        step: Step,
        task: Task,
    ) -> list[EventType]:
        speech = step.speech
        match heard:
            case NotForThisTask():
                return []
            case Yes():
                return [SlotSet("confirmed", True)]
            case No() if task.get("proposal"):
                return [SlotSet("confirmed", False)]
            case No():
                speech.say("utter_abandoned")
                return agenda.close(step.tracker, speech)
            case NothingToDo(unknown=unknown):
                self._say_unknown(unknown, speech)
                self._say_nothing_to_do(situation, speech)
                return agenda.close(step.tracker, speech)
            case AskWhich():
                return self._ask_which(heard, situation, speech, task)
            case AskDetails(subscription=subscription):
                self.ask_details(heard, speech)
                kept = {"subscription": subscription.id, "proposal": None}
                return agenda.keep({**task, **kept})
            case Elsewhere(operation=operation, unknown=unknown):
                self._say_unknown(unknown, speech)
                return agenda.turn_into(operation, task)
        assert_never(heard)

    def ask_details(self, asked: AskDetails, speech: Speech) -> None:
        """Ask what the task has still to be told."""
        raise NotImplementedError(f"{self.operation.value} needs no details")

    @staticmethod
    def _say_unknown(unknown: str | None, speech: Speech) -> None:
        if unknown is not None:
            speech.say("utter_no_such_subscription", named=unknown)

    def _say_nothing_to_do(self, situation: Situation, speech: Speech) -> None:
        if not situation.everything:
            speech.say("utter_show_subscriptions_none")
            return
        lines = speech.words.lines(situation.everything, situation.today)
        speech.say(f"utter_{self.operation.value}_none", subscriptions=lines)

    def _ask_which(
        self, asked: AskWhich, situation: Situation, speech: Speech, task: Task
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
        return agenda.keep({**task, "choices": choices, "subscription": None, "proposal": None})

    def _review(
        self, reviewed: Reviewed | Denied, situation: Situation, step: Step, task: Task
    ) -> list[EventType] | Denied:
        if not isinstance(reviewed, Reviewed):
            return reviewed
        subscription = reviewed.about()
        if reviewed.proposal_id is not None:
            self.remark(
                step.said if step.hears else Said(**task["said"]), subscription, step.speech
            )
        self.review(reviewed.outcome, subscription, situation.person, step.speech)
        if reviewed.proposal_id is None:
            refused = self._remembered(subscription, situation)
            return [*refused, *agenda.close(step.tracker, step.speech)]
        chosen = {"subscription": subscription.id, "proposal": reviewed.proposal_id}
        return agenda.keep({**task, **chosen})

    def _remembered(self, subscription: Subscription, situation: Situation) -> list[EventType]:
        """Remember what the subscription's own state did not allow, so that "why?" is answered."""
        account = situation.person.account
        blockers = diagnose(
            self.operation,
            role=situation.person.role,
            kind=account.kind,
            payment=account.payment,
            subscription=subscription,
            today=situation.today,
        )
        if not blockers:
            return []
        return remember(Request(operation=self.operation, subscription=subscription), whole=False)
