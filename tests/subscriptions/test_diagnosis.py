"""Everything that stands in the way of an operation, and what leads on."""

from datetime import date

import pytest

from subscriptions.change_subscription import ExpiredFirst, PendingFirst, TrialNotChanged
from subscriptions.diagnosis import PaysByInvoice, diagnose, remedy
from subscriptions.facts import Payment
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    NotPending,
    TrialEndsAlone,
    TrialExpired,
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
from tests.subscriptions.situations import FREE_TRIAL, MONTHLY, PENDING, PENDING_TRIAL, TRIAL

CANCEL, WITHDRAW = Operation.CANCEL_SUBSCRIPTION, Operation.WITHDRAW_CANCELLATION
REACTIVATE, CHANGE = Operation.REACTIVATE_SUBSCRIPTION, Operation.CHANGE_SUBSCRIPTION
UPDATE = Operation.UPDATE_BILLING_CONTACT
LAST_DAY, RENEWS_ON = date(2026, 3, 30), date(2026, 3, 31)
RUNNING, OVER = date(2026, 3, 11), date(2026, 4, 2)
IN_TRIAL, TRIAL_OVER = date(2026, 1, 20), date(2026, 2, 5)
TRIAL_LAST_DAY, CONVERTS_ON = date(2026, 1, 30), date(2026, 1, 31)


def blockers(operation, subscription=None, *, today=RUNNING, **who):
    asking = {"role": Role.ACCOUNT_HOLDER, "kind": AccountKind.ONLINE, "payment": Payment.CARD}
    return diagnose(operation, subscription=subscription, today=today, **(asking | who))


# A15, A16, A23, A24, E9
@pytest.mark.parametrize(
    ("operation", "subscription", "today", "expected"),
    [
        pytest.param(CANCEL, MONTHLY, RUNNING, (), id="cancel-active"),
        pytest.param(
            CANCEL, PENDING, RUNNING, (AlreadyPending(last_day=LAST_DAY),), id="cancel-pending"
        ),
        pytest.param(
            CANCEL, PENDING, OVER, (AlreadyExpired(last_day=LAST_DAY),), id="cancel-expired"
        ),
        pytest.param(
            CANCEL,
            FREE_TRIAL,
            IN_TRIAL,
            (TrialEndsAlone(last_day=TRIAL_LAST_DAY),),
            id="cancel-free-trial",
        ),
        pytest.param(WITHDRAW, PENDING, RUNNING, (), id="withdraw-pending"),
        pytest.param(
            WITHDRAW, MONTHLY, RUNNING, (NotPending(renews_on=RENEWS_ON),), id="withdraw-active"
        ),
        pytest.param(
            WITHDRAW, PENDING, OVER, (AlreadyExpired(last_day=LAST_DAY),), id="withdraw-expired"
        ),
        pytest.param(REACTIVATE, PENDING, OVER, (), id="reactivate-expired"),
        pytest.param(REACTIVATE, PENDING, RUNNING, (), id="reactivate-pending"),
        pytest.param(
            REACTIVATE,
            MONTHLY,
            RUNNING,
            (NotPending(renews_on=RENEWS_ON),),
            id="reactivate-active",
        ),
        pytest.param(
            REACTIVATE,
            PENDING_TRIAL,
            TRIAL_OVER,
            (TrialExpired(last_day=TRIAL_LAST_DAY),),
            id="reactivate-expired-trial",
        ),
        pytest.param(CHANGE, MONTHLY, RUNNING, (), id="change-active"),
        pytest.param(
            CHANGE, PENDING, RUNNING, (PendingFirst(last_day=LAST_DAY),), id="change-pending"
        ),
        pytest.param(
            CHANGE, PENDING, OVER, (ExpiredFirst(last_day=LAST_DAY),), id="change-expired"
        ),
        pytest.param(
            CHANGE,
            TRIAL,
            IN_TRIAL,
            (TrialNotChanged(last_day=TRIAL_LAST_DAY, converts=True),),
            id="change-trial",
        ),
        pytest.param(CHANGE, None, RUNNING, (), id="change-of-no-known-subscription"),
    ],
)
def test_the_state_of_the_subscription_may_stand_in_the_way(
    operation, subscription, today, expected
):
    assert blockers(operation, subscription, today=today) == expected


# A70, A30, E9: somebody who asks twice should not meet a new obstacle each time.
def test_every_reason_is_given_not_only_the_first():
    found = blockers(CHANGE, PENDING, role=Role.MEMBER, kind=AccountKind.CORPORATE)

    assert found == (
        RoleRefused(role=Role.MEMBER, roles=MAY[CHANGE]),
        HandoffRequired(),
        PendingFirst(last_day=LAST_DAY),
    )


# A54, A56
def test_who_pays_by_invoice_edits_no_details_directly():
    assert blockers(UPDATE, payment=Payment.INVOICE) == (PaysByInvoice(),)
    assert blockers(UPDATE, payment=Payment.CARD) == ()
    assert blockers(CANCEL, MONTHLY, payment=Payment.INVOICE) == ()


# A70
@pytest.mark.parametrize("operation", Operation)
@pytest.mark.parametrize("role", Role)
def test_the_role_stands_in_the_way_where_the_table_says(operation, role):
    refused = (RoleRefused(role=role, roles=MAY[operation]),)

    assert blockers(operation, role=role) == (() if role in MAY[operation] else refused)


# A30, A61, E23
@pytest.mark.parametrize("operation", Operation)
def test_a_corporate_account_only_stands_in_the_way_of_changes(operation):
    found = blockers(operation, kind=AccountKind.CORPORATE)

    assert found == (() if operation in READS else (HandoffRequired(),))


# A22, A23, A8.5, E9
@pytest.mark.parametrize(
    ("blocker", "operation"),
    [
        (ExpiredFirst(last_day=LAST_DAY), REACTIVATE),
        (AlreadyExpired(last_day=LAST_DAY), REACTIVATE),
        (PendingFirst(last_day=LAST_DAY), WITHDRAW),
        (AlreadyPending(last_day=LAST_DAY), WITHDRAW),
        (TrialExpired(last_day=LAST_DAY), Operation.ADD_SUBSCRIPTION),
        (TrialNotChanged(last_day=LAST_DAY, converts=False), Operation.ADD_SUBSCRIPTION),
        (TrialNotChanged(last_day=LAST_DAY, converts=True), CHANGE),
        (PaysByInvoice(), UPDATE),
        (NotPending(renews_on=RENEWS_ON), None),
        (RoleRefused(role=Role.MEMBER, roles=MAY[CANCEL]), None),
        (HandoffRequired(), None),
    ],
    ids=lambda each: type(each).__name__,
)
def test_what_leads_on_is_an_operation_of_its_own(blocker, operation):
    assert remedy(blocker) is operation
