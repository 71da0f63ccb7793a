"""Reactivating: withdrawing while it runs, renewing after its end (A8.5)."""

from typing import Any

from actions import changes, pricing
from actions.said import Said, plan_values
from actions.speech import Speech
from actions.subscription_form import SubscriptionForm
from actions.task_action import TaskAction
from actions.withdraw_cancellation import review_withdrawal, tell_withdrawal
from store.accounts import Person
from store.operations import Done
from subscriptions.decisions import Outcome
from subscriptions.model import Subscription
from subscriptions.outcomes import (
    NeedsPaymentDetails,
    NoLongerSold,
    NotPending,
    Renewed,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)
from subscriptions.roles import Operation
from wording import links


def _price(outcome: Renewed, person: Person, speech: Speech) -> dict[str, Any]:
    words, charge = speech.words, outcome.charge
    cycle = outcome.after.billing_cycle
    assert cycle is not None, "what is renewed is paid"
    return {
        "amount": words.euros(charge.amount),
        "seats": words.seats(charge.seats),
        "unit_price": words.euros(charge.unit_price),
        "per_cycle": words.per_cycle(cycle),
        "vat_name": words.vat(charge.vat),
        "vat_amount": words.euros(charge.vat_amount),
        "total": words.euros(charge.total),
        "credit": pricing.credit_note(charge.credit - charge.balance, words),
        "paid_by": words.paid_by(person.account.card_last4),
    }


class ValidateReactivateSubscriptionForm(SubscriptionForm):
    """Finds what to bring back and shows the review, with the price due (E5)."""

    operation = Operation.REACTIVATE_SUBSCRIPTION

    def remark(self, said: Said, subscription: Subscription, speech: Speech) -> None:
        if changes.differing(plan_values(said), subscription):
            speech.say("utter_reactivate_subscription_same_plan")

    def review(
        self, outcome: Outcome, subscription: Subscription, person: Person, speech: Speech
    ) -> None:
        named = speech.words.subscription(subscription)
        match outcome:
            case Withdrawn():
                review_withdrawal(outcome, speech)
            case Renewed(last_day=last_day, renews_on=renews_on):
                speech.say(
                    "utter_reactivate_subscription_review",
                    subscription=named,
                    last_day=last_day,
                    renews_on=renews_on,
                    **_price(outcome, person, speech),
                )
            case NotPending(renews_on=renews_on):
                speech.say(
                    "utter_reactivate_subscription_not_pending",
                    subscription=named,
                    renews_on=renews_on,
                )
            case TrialEndsAlone(last_day=last_day):
                speech.say(
                    "utter_reactivate_subscription_trial_ends_alone",
                    subscription=named,
                    last_day=last_day,
                )
            case TrialExpired(last_day=last_day):
                speech.say(
                    "utter_reactivate_subscription_trial_expired",
                    subscription=named,
                    last_day=last_day,
                )
            case NeedsPaymentDetails():
                speech.say("utter_needs_payment_details", **links())
            case NoLongerSold():
                speech.say("utter_reactivate_subscription_no_longer_sold", subscription=named)
            case _:
                raise AssertionError(f"reactivating cannot give {outcome}")


class ActionReactivateSubscription(TaskAction):
    """Brings it back after the yes."""

    operation = Operation.REACTIVATE_SUBSCRIPTION

    def tell(self, done: Done, person: Person, speech: Speech) -> None:
        match done.outcome:
            case Withdrawn() as withdrawn:
                tell_withdrawal(withdrawn, speech)
            case Renewed() as renewed:
                speech.say(
                    "utter_reactivate_subscription_done",
                    subscription=speech.words.subscription(renewed.after),
                    last_day=renewed.last_day,
                    renews_on=renewed.renews_on,
                    **_price(renewed, person, speech),
                )
            case other:
                raise AssertionError(f"reactivating cannot have done {other}")
