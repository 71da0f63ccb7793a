"""Withdrawing a pending cancellation: the words for each outcome."""

from actions.speech import Speech
from actions.subscription_form import SubscriptionForm
from actions.task_action import TaskAction
from store.accounts import Person
from store.operations import Done
from subscriptions.decisions import Outcome
from subscriptions.model import Subscription
from subscriptions.outcomes import (
    AlreadyExpired,
    NotPending,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)
from subscriptions.roles import Operation


def review_withdrawal(outcome: Withdrawn, speech: Speech) -> None:
    """Show what withdrawing would do (A20, A21)."""
    trial = "_trial" if outcome.after.trial else ""
    speech.say(
        f"utter_withdraw_cancellation_review{trial}",
        subscription=speech.words.subscription(outcome.after),
        renews_on=outcome.renews_on,
    )


def tell_withdrawal(outcome: Withdrawn, speech: Speech) -> None:
    """Say that the pending cancellation is gone (A21)."""
    trial = "_trial" if outcome.after.trial else ""
    speech.say(
        f"utter_withdraw_cancellation_done{trial}",
        subscription=speech.words.subscription(outcome.after),
        renews_on=outcome.renews_on,
    )


class ValidateWithdrawCancellationForm(SubscriptionForm):
    """Finds the pending cancellation and shows the review."""

    operation = Operation.WITHDRAW_CANCELLATION

    def review(
        self, outcome: Outcome, subscription: Subscription, person: Person, speech: Speech
    ) -> None:
        named = speech.words.subscription(subscription)
        match outcome:
            case Withdrawn():
                review_withdrawal(outcome, speech)
            case NotPending(renews_on=renews_on):
                speech.say(
                    "utter_withdraw_cancellation_not_pending",
                    subscription=named,
                    renews_on=renews_on,
                )
            case AlreadyExpired(last_day=last_day):
                speech.say(
                    "utter_withdraw_cancellation_already_expired",
                    buttons=[speech.offer("reactivate_subscription", subscription)],
                    subscription=named,
                    last_day=last_day,
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
            case _:
                raise AssertionError(f"withdrawing cannot give {outcome}")


class ActionWithdrawCancellation(TaskAction):
    """Withdraws after the yes."""

    operation = Operation.WITHDRAW_CANCELLATION

    def tell(self, done: Done, person: Person, speech: Speech) -> None:
        assert isinstance(done.outcome, Withdrawn)
        tell_withdrawal(done.outcome, speech)
