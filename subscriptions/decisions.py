"""Which decision belongs to which operation: preview and execution both look here."""

from collections.abc import Callable
from dataclasses import dataclass

from subscriptions.add_subscription import (
    AlreadyConverting,
    BadVatNumber,
    Order,
    Ordered,
    TrialPending,
    add,
)
from subscriptions.cancel_subscription import cancel
from subscriptions.change_subscription import (
    Change,
    Changed,
    CycleShortened,
    ExpiredFirst,
    NothingToChange,
    PendingFirst,
    Reduces,
    TrialNotChanged,
    change,
)
from subscriptions.facts import Facts
from subscriptions.model import Status, Subscription
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    Cancelled,
    NeedsPaymentDetails,
    NoLongerSold,
    NotPending,
    NotSold,
    Renewed,
    TooManySeats,
    TrialEndsAlone,
    TrialExpired,
    UnknownTier,
    Withdrawn,
)
from subscriptions.reactivate_subscription import reactivate
from subscriptions.roles import Operation
from subscriptions.start_trial import AlreadyUsed, TrialStarted, TrialWish, start
from subscriptions.update_billing_contact import (
    AlreadyTheContact,
    CaseEmailMissing,
    ContactUpdated,
    ContactWish,
    NotAUser,
    NothingDifferent,
    TicketOpened,
    update,
)
from subscriptions.withdraw_cancellation import withdraw

Wish = Change | Order | TrialWish | ContactWish
"""What the customer wants besides the operation itself."""

Granted = (
    Cancelled | Withdrawn | Renewed | Changed | Ordered | TrialStarted | ContactUpdated
    | TicketOpened
)  # fmt: skip
"""What changes something; everything else changes nothing and says why."""

Outcome = (
    Granted
    | AlreadyConverting
    | AlreadyExpired
    | AlreadyPending
    | AlreadyTheContact
    | AlreadyUsed
    | BadVatNumber
    | CaseEmailMissing
    | CycleShortened
    | ExpiredFirst
    | NeedsPaymentDetails
    | NoLongerSold
    | NotAUser
    | NotPending
    | NotSold
    | NothingDifferent
    | NothingToChange
    | PendingFirst
    | Reduces
    | TooManySeats
    | TrialEndsAlone
    | TrialExpired
    | TrialNotChanged
    | TrialPending
    | UnknownTier
)

FOR_A_PERSON = (Reduces, CycleShortened)
"""What the assistant does not do itself but hands to a representative."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """An operation as it was asked for: on which subscription, and with which wishes."""

    operation: Operation
    subscription: Subscription | None = None
    wish: Wish | None = None

    def about(self) -> Subscription:
        """Give the subscription of an operation that needs one."""
        assert self.subscription is not None, f"{self.operation.value} is about a subscription"
        return self.subscription


Decision = Callable[[Request, Facts], Outcome]


def _change(request: Request, facts: Facts) -> Outcome:
    assert isinstance(request.wish, Change)
    return change(request.about(), request.wish, facts=facts)


def _add(request: Request, facts: Facts) -> Outcome:
    assert isinstance(request.wish, Order)
    return add(request.wish, facts=facts)


def _start_trial(request: Request, facts: Facts) -> Outcome:
    assert isinstance(request.wish, TrialWish)
    return start(request.wish, facts=facts)


def _update_billing_contact(request: Request, facts: Facts) -> Outcome:
    assert isinstance(request.wish, ContactWish)
    return update(request.wish, facts=facts)


DECISIONS: dict[Operation, Decision] = {
    Operation.CANCEL_SUBSCRIPTION: lambda request, facts: cancel(
        request.about(), today=facts.today
    ),
    Operation.WITHDRAW_CANCELLATION: lambda request, facts: withdraw(
        request.about(), today=facts.today
    ),
    Operation.REACTIVATE_SUBSCRIPTION: lambda request, facts: reactivate(
        request.about(), facts=facts
    ),
    Operation.CHANGE_SUBSCRIPTION: _change,
    Operation.ADD_SUBSCRIPTION: _add,
    Operation.START_TRIAL: _start_trial,
    Operation.UPDATE_BILLING_CONTACT: _update_billing_contact,
}

WISHES: dict[Operation, type[Wish]] = {
    Operation.CHANGE_SUBSCRIPTION: Change,
    Operation.ADD_SUBSCRIPTION: Order,
    Operation.START_TRIAL: TrialWish,
    Operation.UPDATE_BILLING_CONTACT: ContactWish,
}
"""The operations that need to be told more than a subscription."""

CONCERNS: dict[Operation, frozenset[Status]] = {
    Operation.CANCEL_SUBSCRIPTION: frozenset({Status.ACTIVE, Status.TRIALING}),
    Operation.WITHDRAW_CANCELLATION: frozenset({Status.PENDING_CANCELLATION}),
    Operation.REACTIVATE_SUBSCRIPTION: frozenset({Status.PENDING_CANCELLATION, Status.EXPIRED}),
    Operation.CHANGE_SUBSCRIPTION: frozenset({Status.ACTIVE}),
}
"""The statuses an operation is about: what is offered when no subscription was named."""
