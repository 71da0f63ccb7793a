"""Who may do what, on which kind of account."""

from dataclasses import fields

import pytest

from subscriptions.roles import (
    MAY,
    READS,
    AccountKind,
    Allowed,
    HandoffRequired,
    Operation,
    Role,
    RoleRefused,
    guard,
)

HOLDER, CONTACT, MEMBER = Role.ACCOUNT_HOLDER, Role.BILLING_CONTACT, Role.MEMBER

TABLE = [
    (Operation.CANCEL_SUBSCRIPTION, {HOLDER, CONTACT}),  # A02, A8.1
    (Operation.WITHDRAW_CANCELLATION, {HOLDER, CONTACT}),  # A20, A8.1
    (Operation.REACTIVATE_SUBSCRIPTION, {HOLDER, CONTACT}),  # A23, A8.1
    (Operation.ADD_SUBSCRIPTION, {HOLDER, CONTACT}),  # A40
    (Operation.START_TRIAL, {HOLDER, CONTACT}),  # A40
    (Operation.CHANGE_SUBSCRIPTION, {HOLDER, CONTACT}),  # A8.1
    (Operation.UPDATE_BILLING_CONTACT, {HOLDER}),  # A50, A52
    (Operation.SHOW_BILLING_CONTACT, {HOLDER, CONTACT}),  # A8.1
    (Operation.SHOW_BILLING_HISTORY, {HOLDER}),  # A59
    (Operation.GET_RECEIPT, {HOLDER}),  # A60
    (Operation.SHOW_SUBSCRIPTIONS, {HOLDER, CONTACT, MEMBER}),  # A61, A8.1
]
CHANGES = [each for each in Operation if each not in READS]


def test_the_table_speaks_of_every_operation():
    assert {operation for operation, _ in TABLE} == set(Operation) == MAY.keys()


# A8.1, A70
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("operation", "allowed"), TABLE)
def test_on_an_online_account_the_role_decides(operation, allowed, role):
    verdict = guard(operation, role=role, kind=AccountKind.ONLINE)

    expected = Allowed() if role in allowed else RoleRefused(role=role, roles=frozenset(allowed))
    assert verdict == expected


# A70
def test_a_refusal_tells_roles_and_no_person():
    assert {field.name for field in fields(RoleRefused)} == {"role", "roles"}


# A30, A31, A34, E23
@pytest.mark.parametrize("operation", CHANGES)
def test_no_change_is_made_for_a_corporate_account(operation):
    verdicts = {guard(operation, role=each, kind=AccountKind.CORPORATE) for each in MAY[operation]}

    assert verdicts == {HandoffRequired()}


# A70: a colleague's request does not reach the representative in the holder's name.
@pytest.mark.parametrize("operation", CHANGES)
def test_a_member_of_a_corporate_account_gets_no_handoff(operation):
    verdict = guard(operation, role=MEMBER, kind=AccountKind.CORPORATE)

    assert verdict == RoleRefused(role=MEMBER, roles=MAY[operation])


# A61, E23: only writes are handed off.
@pytest.mark.parametrize("operation", sorted(READS))
def test_a_corporate_account_can_be_looked_at(operation):
    assert guard(operation, role=HOLDER, kind=AccountKind.CORPORATE) == Allowed()


# A8.2: the documents are the holder's; the date that a period ends on is everybody's.
def test_documents_are_for_the_holder_and_dates_for_everybody():
    documents = (Operation.SHOW_BILLING_HISTORY, Operation.GET_RECEIPT)

    assert {MAY[each] for each in documents} == {frozenset({HOLDER})}
    assert MAY[Operation.SHOW_SUBSCRIPTIONS] == frozenset(Role)
