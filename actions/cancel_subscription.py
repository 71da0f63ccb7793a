"""Cancelling a subscription: the words for each outcome."""

from datetime import date

from actions.speech import Speech
from actions.subscription_form import SubscriptionForm
from actions.task_action import TaskAction
from store.accounts import Person
from store.operations import Done
from subscriptions.decisions import Outcome
from subscriptions.model import Subscription
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    Cancelled,
    TrialEndsAlone,
    TrialExpired,
)
from subscriptions.roles import Operation


class ValidateCancelSubscriptionForm(SubscriptionForm):
    """Finds what to cancel and shows the review (A03, A04)."""

    operation = Operation.CANCEL_SUBSCRIPTION

    def review(
        self, outcome: Outcome, subscription: Subscription, person: Person, speech: Speech
    ) -> None:
        named = speech.words.subscription(subscription)
        match outcome:
            case Cancelled(after=after, last_day=last_day):
                trial = "_trial" if after.trial else ""
                speech.say(
                    f"utter_cancel_subscription_review{trial}",
                    subscription=named,
                    last_day=last_day,
                )
            case AlreadyPending(last_day=last_day):
                speech.say(
                    "utter_cancel_subscription_already_pending",
                    buttons=[speech.offer("withdraw_cancellation", subscription)],
                    subscription=named,
                    last_day=last_day,
                )
            case TrialEndsAlone(last_day=last_day):
                speech.say(
                    "utter_cancel_subscription_trial_ends_alone",
                    subscription=named,
                    last_day=last_day,
                )
            case AlreadyExpired(last_day=last_day):
                speech.say(
                    "utter_cancel_subscription_already_expired",
                    buttons=[speech.offer("reactivate_subscription", subscription)],
                    subscription=named,
                    last_day=last_day,
                )
            case TrialExpired(last_day=last_day):
                speech.say(
                    "utter_cancel_subscription_trial_expired",
                    subscription=named,
                    last_day=last_day,
                )
            case _:
                raise AssertionError(f"cancelling cannot give {outcome}")


class ActionCancelSubscription(TaskAction):
    """Cancels after the yes (A06, A09, A18)."""

    operation = Operation.CANCEL_SUBSCRIPTION

    def effective(self, done: Done, today: date) -> date:
        assert isinstance(done.outcome, Cancelled)
        return done.outcome.after.period.end

    def tell(self, done: Done, person: Person, speech: Speech) -> None:
        outcome = done.outcome
        assert isinstance(outcome, Cancelled)
        trial = "_trial" if outcome.after.trial else ""
        speech.say(
            f"utter_cancel_subscription_done{trial}",
            subscription=speech.words.subscription(outcome.after),
            last_day=outcome.last_day,
        )
