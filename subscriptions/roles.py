"""Who may do what: one table, and the guard that every operation passes (A8.1, A30, A70, E23).

Flip a row here and the whole assistant follows.
"""

from dataclasses import dataclass
from enum import Enum


class Role(str, Enum):
    """What a user is on their account."""

    ACCOUNT_HOLDER = "account_holder"
    BILLING_CONTACT = "billing_contact"
    MEMBER = "member"


class AccountKind(str, Enum):
    """How an account is managed; read from the store, never asked of the customer (A34)."""

    ONLINE = "online"
    CORPORATE = "corporate"


class Operation(str, Enum):
    """A task that the assistant can be asked to do; the value is the intent's name."""

    CANCEL_SUBSCRIPTION = "cancel_subscription"
    WITHDRAW_CANCELLATION = "withdraw_cancellation"
    REACTIVATE_SUBSCRIPTION = "reactivate_subscription"
    ADD_SUBSCRIPTION = "add_subscription"
    START_TRIAL = "start_trial"
    CHANGE_SUBSCRIPTION = "change_subscription"
    UPDATE_BILLING_CONTACT = "update_billing_contact"
    SHOW_BILLING_CONTACT = "show_billing_contact"
    SHOW_SUBSCRIPTIONS = "show_subscriptions"
    SHOW_BILLING_HISTORY = "show_billing_history"
    GET_RECEIPT = "get_receipt"


_HOLDER = frozenset({Role.ACCOUNT_HOLDER})
_HOLDER_OR_CONTACT = _HOLDER | {Role.BILLING_CONTACT}
_EVERYONE = frozenset(Role)

MAY: dict[Operation, frozenset[Role]] = {
    Operation.CANCEL_SUBSCRIPTION: _HOLDER_OR_CONTACT,
    Operation.WITHDRAW_CANCELLATION: _HOLDER_OR_CONTACT,
    Operation.REACTIVATE_SUBSCRIPTION: _HOLDER_OR_CONTACT,
    Operation.ADD_SUBSCRIPTION: _HOLDER_OR_CONTACT,
    Operation.START_TRIAL: _HOLDER_OR_CONTACT,
    Operation.CHANGE_SUBSCRIPTION: _HOLDER_OR_CONTACT,
    Operation.UPDATE_BILLING_CONTACT: _HOLDER,
    Operation.SHOW_BILLING_CONTACT: _HOLDER_OR_CONTACT,
    Operation.SHOW_SUBSCRIPTIONS: _EVERYONE,
    Operation.SHOW_BILLING_HISTORY: _HOLDER,
    Operation.GET_RECEIPT: _HOLDER,
}

READS = frozenset(
    {
        Operation.SHOW_SUBSCRIPTIONS,
        Operation.SHOW_BILLING_CONTACT,
        Operation.SHOW_BILLING_HISTORY,
        Operation.GET_RECEIPT,
    }
)


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """The operation may go on."""


@dataclass(frozen=True, kw_only=True)
class RoleRefused:
    """This role may not do it; `roles` may. No person is named (A70)."""

    role: Role
    roles: frozenset[Role]


@dataclass(frozen=True, kw_only=True)
class HandoffRequired:
    """A Corporate account changes nothing here: its representative does (A30, A31, E23)."""


def guard(
    operation: Operation, *, role: Role, kind: AccountKind
) -> Allowed | RoleRefused | HandoffRequired:
    """Decide whether a user of that role and account may carry out `operation`.

    The role comes first: somebody who could not ask it of the company themselves does not
    get a representative to do it either.
    """
    if role not in MAY[operation]:
        return RoleRefused(role=role, roles=MAY[operation])
    if kind is AccountKind.CORPORATE and operation not in READS:
        return HandoffRequired()
    return Allowed()
