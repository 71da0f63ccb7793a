"""The step of a form that collects a wish: ask what is missing, preview, ask for the yes.

A wish in the making is a plain dict, the task's `draft`: what the customer has said so far.
"""

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions import agenda
from actions.agenda import Task
from actions.hearing import No, NotForThisTask, Yes
from actions.said import Said
from actions.speech import Speech
from actions.task_form import Step, TaskForm
from store import codec, facts, operations
from store.accounts import Person
from store.engine import transaction
from store.operations import Denied, Reviewed
from subscriptions.decisions import Outcome, Request
from subscriptions.facts import Facts

Draft = dict[str, Any]

_MAY_ANSWER = frozenset(
    {"inform", "affirm", "deny", "nlu_fallback", "out_of_scope", "complain", "change_subscription"}
)
_GOES_ON = frozenset({"affirm", "inform"})


@dataclass
class Problem:
    """Something said that cannot be used, as the response that says so and its blanks."""

    response: str
    blanks: dict[str, Any] = field(default_factory=dict)


@dataclass
class Learnt:
    """A draft after a message, and what was wrong in it.

    :param heard: whether the message said anything for this task.
    """

    draft: Draft
    heard: bool
    problems: list[Problem] = field(default_factory=list)


@dataclass
class _Progress:
    """Where a step has come to, when the transaction ends."""

    draft: Draft
    known: Facts
    person: Person
    problems: list[Problem] = field(default_factory=list)
    question: str | None = None
    reviewed: Reviewed | None = None


class WishForm(TaskForm):
    """A form that collects a wish. A task says how its draft is read, asked for and reviewed."""

    @abstractmethod
    def learn(self, draft: Draft, said: Said, asking: str | None, known: Facts) -> Learnt:
        """Take into the draft what a message says. `asking` is the question it follows."""

    @abstractmethod
    def missing(self, draft: Draft, known: Facts) -> str | None:
        """Give the next question, or `None` when the draft is a whole wish."""

    @abstractmethod
    def ask(self, question: str, draft: Draft, known: Facts, speech: Speech) -> None:
        """Ask a question."""

    @abstractmethod
    def review(self, outcome: Outcome, known: Facts, person: Person, speech: Speech) -> None:
        """Say what would be done and ask for the yes, or say why nothing is to be done."""

    def corrected(self, draft: Draft, outcome: Outcome) -> Draft | None:
        """Give the draft without what `outcome` refused, so that it is asked again."""
        return None

    def step(self, step: Step) -> list[EventType] | Denied:
        task = dict(step.task)
        with transaction(step.turn.database_url) as connection:
            verdict = operations.begin(
                connection,
                step.person_id,
                step.turn.context,
                self.operation,
                request={"said": task["said"]["text"]},
            )
            if not isinstance(verdict, Person):
                return verdict
            known = facts.gather(connection, verdict, now=step.turn.now)
            learnt = self._learn(step, task, known)
            match learnt:
                case Yes():
                    return [SlotSet("confirmed", True)]
                case No():
                    return self._declined(step, task)
                case NotForThisTask():
                    return []
            progress = _Progress(
                draft=learnt.draft, known=known, person=verdict, problems=learnt.problems
            )
            progress.question = self.missing(learnt.draft, known)
            if progress.question is None:
                reviewed = operations.review(
                    connection,
                    step.person_id,
                    step.turn.context,
                    self.operation,
                    wish=codec.wish_from_json(self.operation, self.wish(learnt.draft)),
                )
                if not isinstance(reviewed, Reviewed):
                    return reviewed
                progress.reviewed = reviewed
        return self._speak(progress, step, task)

    def understood(self, step: Step, person: Person, known: Facts) -> Request | None:
        draft = step.task.get("draft")
        if draft is None:
            learnt = self.learn({}, Said(**step.task["said"]), None, known)
            if learnt.problems:
                return None
            draft = learnt.draft
        if self.missing(draft, known) is not None:
            return None
        wish = codec.wish_from_json(self.operation, self.wish(draft))
        return Request(operation=self.operation, wish=wish)

    def wish(self, draft: Draft) -> dict[str, Any]:
        """Give the whole wish that a draft without questions has become."""
        return {name: value for name, value in draft.items() if not name.startswith("_")}

    def _learn(self, step: Step, task: Task, known: Facts) -> Learnt | Yes | No | NotForThisTask:
        """Take in the message, unless it is no answer to what was asked."""
        draft, asking = task.get("draft"), task.get("asking")
        if draft is None:
            return self.learn({}, Said(**task["said"]), None, known)
        if not step.hears:
            return Learnt(draft=draft, heard=True)
        intent = step.turn.intent
        learnt = self.learn(dict(draft), step.said, asking, known)
        if intent == "affirm" and task.get("proposal") and learnt.draft == draft:
            return Yes()
        mine = intent == self.operation.value or intent in _MAY_ANSWER
        if learnt.heard and (mine or self.expects(asking, step.said)):
            return learnt
        if intent == "deny":
            return No()
        if not mine or intent in ("nlu_fallback", "out_of_scope", "complain"):
            return NotForThisTask()
        if step.asked == "confirmed" and intent not in ("inform", self.operation.value):
            return NotForThisTask()
        if step.asked == "details" and intent in _GOES_ON:
            learnt.problems.append(Problem("utter_please_answer"))
        return learnt

    def expects(self, asking: str | None, said: Said) -> bool:
        """Tell whether a message answers the question although it sounds like something else."""
        return False

    @staticmethod
    def _declined(step: Step, task: Task) -> list[EventType]:
        if task.get("proposal"):
            return [SlotSet("confirmed", False)]
        step.speech.say("utter_abandoned")
        return agenda.close(step.tracker, step.speech)

    def _speak(self, progress: _Progress, step: Step, task: Task) -> list[EventType]:
        speech = step.speech
        for problem in progress.problems:
            speech.say(problem.response, **problem.blanks)
        task |= {"draft": progress.draft, "asking": progress.question, "proposal": None}
        if progress.reviewed is None:
            assert progress.question is not None
            self.ask(progress.question, progress.draft, progress.known, speech)
            return agenda.keep(task)
        outcome = progress.reviewed.outcome
        self.review(outcome, progress.known, progress.person, speech)
        if progress.reviewed.proposal_id is not None:
            return agenda.keep(task | {"proposal": progress.reviewed.proposal_id})
        again = self.corrected(progress.draft, outcome)
        question = None if again is None else self.missing(again, progress.known)
        if again is None or question is None:
            return agenda.close(step.tracker, speech)
        self.ask(question, again, progress.known, speech)
        return agenda.keep(task | {"draft": again, "asking": question})
