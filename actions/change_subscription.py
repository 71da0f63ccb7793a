"""Changing a subscription: seats, tier, billing cycle, and the words for each outcome."""

from dataclasses import replace
from datetime import date
from typing import Any

from actions import changes, reference
from actions.agenda import Task
from actions.hearing import (
    AskDetails,
    AskWhich,
    Chosen,
    Elsewhere,
    Heard,
    NotForThisTask,
    NothingToDo,
)
from actions.plan_refusals import speak_plan_refusal
from actions.reference import Reference
from actions.said import Said, former_values, plan_values
from actions.speech import Speech
from actions.subscription_form import Situation, SubscriptionForm
from actions.task_action import TaskAction
from actions.task_form import Step
from store import codec
from store.accounts import Person
from store.operations import Done
from subscriptions.change_subscription import (
    Changed,
    CycleShortened,
    ExpiredFirst,
    NothingToChange,
    PendingFirst,
    Reduces,
    TrialNotChanged,
)
from subscriptions.decisions import Outcome, Wish
from subscriptions.model import Subscription
from subscriptions.outcomes import NoLongerSold
from subscriptions.roles import Operation
from understanding.direction import leads_to, lessens
from wording import Words


def _without_plan(said: Reference) -> Reference:
    """Give what tells a subscription when tier, cycle and seats may be the change itself."""
    return replace(said, tier=None, billing_cycle=None, seats=None)


class ValidateChangeSubscriptionForm(SubscriptionForm):
    """Finds what to change and how, and shows credit, charge and what is due (E8)."""

    operation = Operation.CHANGE_SUBSCRIPTION

    def wish(self, task: Task) -> Wish | None:
        return codec.wish_from_json(self.operation, changes.wished(task["draft"]))

    def hear(self, step: Step, task: Task, situation: Situation) -> Heard:
        opening = task.get("draft") is None
        said = Said(**task["said"]) if opening else step.said
        values = plan_values(said)
        if opening or (step.hears and step.asked != "subscription"):
            told = changes.wished(values)
            current = None if opening else self.moment(step, task, situation).current
            task["draft"] = changes.merged(task.get("draft") or {}, told, current)
            if told and not opening and "product" not in values:
                return self._goes_on(step, task, situation)
        heard = super().hear(step, task, situation) if not opening else None
        if heard is None:
            heard = self._choose(task, values, situation)
        return self._with_details(heard, task, said) if isinstance(heard, Chosen) else heard

    @staticmethod
    def _with_details(heard: Chosen, task: Task, said: Said) -> Heard:
        """Ask what is to change, also where it would become smaller and nobody said so."""
        meant = heard.subscription
        if not changes.wished(task["draft"]):
            return AskDetails(subscription=meant)
        spoken = (said.text, task["said"]["text"])
        if any(lessens(text) or leads_to(text) for text in spoken):
            return heard
        if changes.has_fewer_seats(task["draft"], meant):
            task["draft"] = {}
            return AskDetails(subscription=meant, doubted=True)
        return heard

    def _goes_on(self, step: Step, task: Task, situation: Situation) -> Heard:
        """Hear the answer to what is to change, or a correction of it in the review."""
        current = self.moment(step, task, situation).current
        other_task = step.turn.intent in {each.value for each in Operation} - {
            self.operation.value
        }
        if current is None or (other_task and step.asked == "confirmed"):
            return NotForThisTask()
        return self._with_details(Chosen(subscription=current), task, step.said)

    def _choose(self, task: Task, values: dict[str, Any], situation: Situation) -> Heard:
        said = _without_plan(Reference(**task["reference"]))
        task["reference"] = said.to_json()
        heard = self.choose(said, task, situation)
        if isinstance(heard, AskWhich | NothingToDo) and heard.unknown is not None:
            return Elsewhere(operation=Operation.ADD_SUBSCRIPTION, unknown=heard.unknown)
        if not isinstance(heard, AskWhich):
            return heard
        opening = Said(**task["said"])
        named = [each for each in heard.options if reference.is_named(opening.text, each)]
        options = changes.leaving(former_values(opening), named or heard.options)
        meant = changes.exact(values, options)
        if meant is not None and len(options) > 1 and not leads_to(opening.text):
            task["draft"] = {}  # all that was said tells which one, not what is to change
            return Chosen(subscription=meant)
        likely = changes.likeliest(values, options)
        if len(likely) == 1 and named:
            return Chosen(subscription=likely[0])
        return replace(heard, options=likely)

    def review(
        self, outcome: Outcome, subscription: Subscription, person: Person, speech: Speech
    ) -> None:
        words = speech.words
        named = words.subscription(subscription)
        match outcome:
            case Changed():
                speech.say(
                    "utter_change_subscription_review",
                    subscription=named,
                    **_bill(outcome, person, words),
                )
            case NothingToChange():
                speech.say("utter_change_subscription_nothing", subscription=named)
            case PendingFirst(last_day=last_day):
                speech.say(
                    "utter_change_subscription_pending_first",
                    buttons=[speech.offer("withdraw_cancellation", subscription)],
                    subscription=named,
                    last_day=last_day,
                )
            case ExpiredFirst(last_day=last_day):
                speech.say(
                    "utter_change_subscription_expired_first",
                    buttons=[speech.offer("reactivate_subscription", subscription)],
                    subscription=named,
                    last_day=last_day,
                )
            case TrialNotChanged(last_day=last_day, converts=converts):
                speech.say(
                    "utter_change_subscription_trial_converts"
                    if converts
                    else "utter_change_subscription_trial",
                    subscription=named,
                    last_day=last_day,
                )
            case Reduces() | CycleShortened():
                speech.say("utter_change_subscription_handed_over", subscription=named)
            case NoLongerSold():
                speech.say("utter_reactivate_subscription_no_longer_sold", subscription=named)
            case _:
                speak_plan_refusal(outcome, speech)

    def ask_details(self, asked: AskDetails, speech: Speech) -> None:
        named = speech.words.subscription(asked.subscription)
        if not asked.doubted:
            speech.say("utter_ask_change_subscription", subscription=named)
            return
        product = asked.subscription.product
        speech.say(
            "utter_ask_change_subscription_doubted",
            buttons=[
                speech.offer("talk_to_representative", label="reduce"),
                speech.offer("add_subscription", product=product, label="second_subscription"),
            ],
            subscription=named,
        )


class ActionChangeSubscription(TaskAction):
    """Changes after the yes (A47-A49)."""

    operation = Operation.CHANGE_SUBSCRIPTION

    def tell(self, done: Done, person: Person, speech: Speech) -> None:
        outcome = done.outcome
        assert isinstance(outcome, Changed)
        words = speech.words
        speech.say(
            "utter_change_subscription_done",
            subscription=words.subscription(outcome.after),
            total=words.euros(outcome.charge.total),
            paid_by=words.paid_by(person.account.card_last4),
            last_day=outcome.last_day,
            renews_on=outcome.renews_on,
        )
        if outcome.after.seats > outcome.before.seats:
            speech.say("utter_seats_reminder")


def _bill(outcome: Changed, person: Person, words: Words) -> dict[str, Any]:
    charge, after = outcome.charge, outcome.after
    cycle = after.billing_cycle
    assert cycle is not None, "what is changed is paid"
    first_day: date = after.period.start
    return {
        "changed": words.subscription(after),
        "first_day": first_day,
        "last_day": outcome.last_day,
        "renews_on": outcome.renews_on,
        "per_seat": words.per_seat(charge.unit_price, cycle),
        "amount": words.euros(charge.amount),
        "credit": words.euros(charge.credit - charge.balance),
        "net": words.euros(charge.net),
        "vat_name": words.vat(charge.vat),
        "vat_amount": words.euros(charge.vat_amount),
        "total": words.euros(charge.total),
        "paid_by": words.paid_by(person.account.card_last4),
    }
