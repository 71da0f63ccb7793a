"""Why an operation is not possible: every reason at once, not only the first (A70, A30, E9).

A reason is the refusal, or the outcome, that the operation itself would give, with its facts.
"""

from dataclasses import dataclass
from datetime import date

from subscriptions.cancel_subscription import cancel
from subscriptions.change_subscription import ExpiredFirst, PendingFirst, TrialNotChanged
from subscriptions.facts import Payment
from subscriptions.model import Status, Subscription, as_of
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    Cancelled,
    NotPending,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)
from subscriptions.roles import (
    MAY,
    READS,
    AccountKind,
    HandoffRequired,
    Operation,
    Role,
    RoleRefused,
)
from subscriptions.withdraw_cancellation import withdraw


@dataclass(frozen=True, kw_only=True)
class PaysByInvoice:
    """Nothing is edited directly: a case is opened, and takes some working days (A54, A56)."""


StatusBlocker = (
    AlreadyExpired
    | AlreadyPending
    | ExpiredFirst
    | NotPending
    | PendingFirst
    | TrialEndsAlone
    | TrialExpired
    | TrialNotChanged
)
"""What the state of the subscription does not allow."""

Blocker = RoleRefused | HandoffRequired | PaysByInvoice | StatusBlocker


def diagnose(
    operation: Operation,
    *,
    role: Role,
    kind: AccountKind,
    payment: Payment,
    subscription: Subscription | None,
    today: date,
) -> tuple[Blocker, ...]:
    """Give everything that stands in the way of an operation, who asks coming first.

    :param subscription: the one that is meant; `None` when it is not known, or there is none.
    Source: A15, A16, A24, A30, A54, A70, E9.
    """
    blockers: list[Blocker] = []
    if role not in MAY[operation]:
        blockers.append(RoleRefused(role=role, roles=MAY[operation]))
    if kind is AccountKind.CORPORATE and operation not in READS:
        blockers.append(HandoffRequired())
    if operation is Operation.UPDATE_BILLING_CONTACT and payment is Payment.INVOICE:
        blockers.append(PaysByInvoice())
    status = None if subscription is None else _status(operation, subscription, today)
    return tuple(blockers) if status is None else (*blockers, status)


def remedy(blocker: Blocker) -> Operation | None:
    """Give the operation that would lead on, for whoever may do it; `None` if there is none."""
    match blocker:
        case AlreadyExpired() | ExpiredFirst():
            return Operation.REACTIVATE_SUBSCRIPTION
        case AlreadyPending() | PendingFirst():
            return Operation.WITHDRAW_CANCELLATION
        case TrialEndsAlone() | TrialExpired() | TrialNotChanged(converts=False):
            return Operation.ADD_SUBSCRIPTION
        case TrialNotChanged():
            return Operation.CHANGE_SUBSCRIPTION
        case PaysByInvoice():
            return Operation.UPDATE_BILLING_CONTACT
    return None


def _status(operation: Operation, subscription: Subscription, today: date) -> StatusBlocker | None:
    current = as_of(subscription, today)
    match operation:
        case Operation.CANCEL_SUBSCRIPTION:
            cancelled = cancel(current, today=today)
            return None if isinstance(cancelled, Cancelled) else cancelled
        case Operation.WITHDRAW_CANCELLATION:
            return _withdrawal(current, today)
        case Operation.REACTIVATE_SUBSCRIPTION:
            renewable = current.status(today) is Status.EXPIRED and not current.trial
            return None if renewable else _withdrawal(current, today)
        case Operation.CHANGE_SUBSCRIPTION:
            return _change(current, today)
    return None


def _withdrawal(current: Subscription, today: date) -> StatusBlocker | None:
    withdrawn = withdraw(current, today=today)
    return None if isinstance(withdrawn, Withdrawn) else withdrawn


def _change(current: Subscription, today: date) -> StatusBlocker | None:
    last_day = current.period.last_day
    if current.trial:
        return TrialNotChanged(last_day=last_day, converts=current.renews)
    match current.status(today):
        case Status.EXPIRED:
            return ExpiredFirst(last_day=last_day)
        case Status.PENDING_CANCELLATION:
            return PendingFirst(last_day=last_day)
    return None
