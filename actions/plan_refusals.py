"""Why a plan cannot be bought, tried or changed: the same words for every task."""

from actions.speech import Speech
from subscriptions.decisions import Outcome
from subscriptions.outcomes import NeedsPaymentDetails, NotSold, TooManySeats, UnknownTier
from wording import links


def speak_plan_refusal(outcome: Outcome, speech: Speech) -> None:
    """Say what the catalogue or the payment details do not allow (A42, A46)."""
    match outcome:
        case UnknownTier(product=product):
            speech.say("utter_unknown_tier", product=product)
        case TooManySeats(product=product, most=most):
            speech.say("utter_too_many_seats", product=product, most=str(most))
        case NotSold(product=product):
            speech.say("utter_not_sold", product=product)
        case NeedsPaymentDetails():
            speech.say("utter_needs_payment_details", **links())
        case _:
            raise AssertionError(f"no plan is refused by {outcome}")
