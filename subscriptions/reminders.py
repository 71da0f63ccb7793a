"""Remind: a trial or a cancelled subscription that will soon end is announced (E15)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from subscriptions.model import Status, Subscription, as_of

MARKS = (3, 7)
"""Days before the last day with access, nearest first."""


class Ending(str, Enum):
    """What comes after the last day, as far as is known today."""

    TRIAL_ENDS = "trial_ends"
    TRIAL_CONVERTS = "trial_converts"
    CANCELLATION = "cancellation"


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """What the customer is told before `last_day` is over.

    The price a trial converts to is the subscription's own: VAT and credit are those of the
    day of the charge, which nobody can promise yet.

    :param days_before: the mark that has been reached, one of `MARKS`; not the days left.
    """

    subscription: Subscription
    ending: Ending
    days_before: int
    last_day: date


def due(subscription: Subscription, *, today: date) -> Reminder | None:
    """Decide whether a reminder is due today, as if none had been sent yet.

    Of the marks that are reached only the nearest counts: whoever cancels two days before
    the end is reminded once. What renews or is over is not reminded of.

    Source: E11, E13, E14, E15.
    """
    current = as_of(subscription, today)
    ending = _ending(current, today)
    if ending is None:
        return None
    last_day = current.period.last_day
    days_left = (last_day - today).days
    reached = [mark for mark in MARKS if days_left <= mark]
    if not reached:
        return None
    return Reminder(subscription=current, ending=ending, days_before=reached[0], last_day=last_day)


def _ending(subscription: Subscription, today: date) -> Ending | None:
    match subscription.status(today):
        case Status.TRIALING:
            return Ending.TRIAL_CONVERTS if subscription.renews else Ending.TRIAL_ENDS
        case Status.PENDING_CANCELLATION:
            return Ending.CANCELLATION
    return None
