"""Which decision belongs to which operation: preview and execution both look here."""

from collections.abc import Callable
from datetime import date

from subscriptions.cancel_subscription import cancel
from subscriptions.catalogue import Catalogue
from subscriptions.model import Status, Subscription
from subscriptions.outcomes import Outcome
from subscriptions.reactivate_subscription import reactivate
from subscriptions.roles import Operation
from subscriptions.withdraw_cancellation import withdraw

Decision = Callable[[Subscription, date, Catalogue], Outcome]

DECISIONS: dict[Operation, Decision] = {
    Operation.CANCEL_SUBSCRIPTION: lambda sub, today, _: cancel(sub, today=today),
    Operation.WITHDRAW_CANCELLATION: lambda sub, today, _: withdraw(sub, today=today),
    Operation.REACTIVATE_SUBSCRIPTION: lambda sub, today, catalogue: reactivate(
        sub, today=today, catalogue=catalogue
    ),
}

CONCERNS: dict[Operation, frozenset[Status]] = {
    Operation.CANCEL_SUBSCRIPTION: frozenset({Status.ACTIVE, Status.TRIALING}),
    Operation.WITHDRAW_CANCELLATION: frozenset({Status.PENDING_CANCELLATION}),
    Operation.REACTIVATE_SUBSCRIPTION: frozenset({Status.PENDING_CANCELLATION, Status.EXPIRED}),
}
"""The statuses an operation is about: what is offered when no subscription was named."""
