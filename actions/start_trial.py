"""Starting a free trial: what is asked, the review, and the words for the rest (A41-A44)."""

from typing import Any

from actions.add_subscription import ask_product, ask_tier
from actions.plan_refusals import speak_plan_refusal
from actions.said import Said, order_values
from actions.speech import Speech
from actions.task_action import TaskAction
from actions.wish_form import Draft, Learnt, Problem, WishForm
from store.accounts import Person
from store.operations import Done
from subscriptions.add_subscription import missing
from subscriptions.decisions import Outcome
from subscriptions.facts import Facts
from subscriptions.outcomes import TooManySeats, UnknownTier
from subscriptions.roles import Operation
from subscriptions.start_trial import AlreadyUsed, TrialStarted, already_used
from wording import Words


class ValidateStartTrialForm(WishForm):
    """Finds what to try and shows how the trial runs and ends (E13)."""

    operation = Operation.START_TRIAL

    def learn(self, draft: Draft, said: Said, asking: str | None, known: Facts) -> Learnt:
        values = order_values(said, asking)
        seats = values.pop("seats_by", None)
        if seats is not None:
            values.setdefault("seats", abs(seats))
        values.pop("billing_cycle", None)
        learnt = {**draft, **values}
        product = known.catalogue.products.get(str(learnt.get("product")))
        if product is not None and learnt.get("tier") not in product.tiers:
            learnt.pop("tier", None)
        problems = []
        if asking == "product" and not values and said.intent == "inform":
            problems.append(Problem("utter_add_subscription_unknown_product"))
        return Learnt(draft=learnt, heard=bool(values), problems=problems)

    def missing(self, draft: Draft, known: Facts) -> str | None:
        product = draft.get("product")
        if product is not None and already_used(product, known):
            return None  # there is nothing to ask: the decision says why
        return missing(
            product, draft.get("tier"), draft.get("seats"), None, known.catalogue, trial=True
        )

    def wish(self, draft: Draft) -> dict[str, Any]:
        return {"seats": 1, **draft}

    def ask(self, question: str, draft: Draft, known: Facts, speech: Speech) -> None:
        product = known.catalogue.products.get(str(draft.get("product")))
        if product is None:
            ask_product("utter_ask_start_trial_product", known, speech)
        elif question == "tier":
            ask_tier("utter_ask_start_trial_tier", product, speech)
        else:
            speech.say("utter_ask_start_trial_seats", product=product.name)

    def review(self, outcome: Outcome, known: Facts, person: Person, speech: Speech) -> None:
        match outcome:
            case TrialStarted():
                blanks = _trial(outcome, speech.words)
                speech.say(
                    "utter_start_trial_review", days=str(known.catalogue.trial_days), **blanks
                )
            case AlreadyUsed(product=product):
                speech.say(
                    "utter_start_trial_already_used",
                    buttons=[speech.offer("add_subscription", product=product)],
                    product=product,
                )
            case _:
                speak_plan_refusal(outcome, speech)

    def corrected(self, draft: Draft, outcome: Outcome) -> Draft | None:
        match outcome:
            case TooManySeats():
                return {name: value for name, value in draft.items() if name != "seats"}
            case UnknownTier():
                return {name: value for name, value in draft.items() if name != "tier"}
        return None


class ActionStartTrial(TaskAction):
    """Starts the trial after the yes (A44)."""

    operation = Operation.START_TRIAL

    def tell(self, done: Done, person: Person, speech: Speech) -> None:
        assert isinstance(done.outcome, TrialStarted)
        speech.say("utter_start_trial_done", **_trial(done.outcome, speech.words))


def _trial(outcome: TrialStarted, words: Words) -> dict[str, Any]:
    return {
        "plan": words.plan(outcome.after),
        "seats": words.seats(outcome.after.seats),
        "last_day": outcome.last_day,
    }
