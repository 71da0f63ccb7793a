"""Who may do what is decided in the transaction that acts, from what is stored there."""

from itertools import product

import pytest

from store import conversations, handoffs, operations, schema
from store.accounts import Person, UnknownPersonError
from store.engine import transaction
from store.operations import Denied, Done
from subscriptions.roles import MAY, READS, HandoffRequired, Operation, Role, RoleRefused
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    HOLDER,
    MEMBER,
    audited,
    context,
    emails,
    make_corporate,
    open_conversation,
    propose,
    review,
    rows_of,
    say_yes,
    set_role,
    stored,
)

WRITES = sorted(set(Operation) - READS, key=lambda operation: operation.value)
CORPORATE_HOLDER, CORPORATE = "user_groupe_titulaire", "acc_groupe"


def begin(
    url: str, operation: Operation, *, person: str = HOLDER, conversation: str = "conv_one"
) -> Person | Denied:
    with transaction(url) as connection:
        return operations.begin(
            connection, person, context(conversation), operation, request={"seats": 3}
        )


def test_every_role_may_do_what_the_table_says(database_url: str) -> None:  # A70
    for role, operation in product(Role, Operation):
        set_role(database_url, HOLDER, role.value)

        begun = begin(database_url, operation)

        assert isinstance(begun, Person) == (role in MAY[operation]), (role, operation)


def test_every_refusal_is_audited_and_nothing_else_is(database_url: str) -> None:  # A70
    set_role(database_url, HOLDER, "billing_contact")

    for operation in Operation:
        begin(database_url, operation)

    assert audited(database_url, "operation", "outcome", "reason", "role", "actor") == [
        (each.value, "refused", "role", "billing_contact", "titulaire@atelier.example")
        for each in Operation
        if Role.BILLING_CONTACT not in MAY[each]
    ]
    assert emails(database_url) == []


def test_a_refused_review_proposes_nothing(database_url: str) -> None:  # A70
    refused = review(database_url, CANCEL, ACTIVE, person=MEMBER)

    assert refused == RoleRefused(
        role=Role.MEMBER, roles=frozenset({Role.ACCOUNT_HOLDER, Role.BILLING_CONTACT})
    )
    assert rows_of(database_url, schema.proposal) == []
    assert audited(database_url, "operation", "outcome") == [("cancel_subscription", "refused")]


def test_a_role_taken_away_after_the_review_counts_at_the_yes(database_url: str) -> None:  # E22
    before = stored(database_url, ACTIVE)
    proposal = propose(database_url, CANCEL, ACTIVE)
    set_role(database_url, HOLDER, "member")

    assert isinstance(say_yes(database_url, proposal), RoleRefused)
    assert stored(database_url, ACTIVE) == before
    assert audited(database_url, "outcome", "role") == [("refused", "member")]
    assert emails(database_url) == []


def test_a_role_given_back_lets_the_yes_through(database_url: str) -> None:  # E22
    proposal = propose(database_url, CANCEL, ACTIVE)
    set_role(database_url, HOLDER, "member")
    say_yes(database_url, proposal)
    set_role(database_url, HOLDER, "billing_contact")

    assert isinstance(say_yes(database_url, proposal), Done)
    assert audited(database_url, "outcome", "role") == [
        ("refused", "member"),
        ("done", "billing_contact"),
    ]


def test_an_account_that_became_corporate_is_handed_off_at_the_yes(  # E22, E23
    database_url: str,
) -> None:
    before = stored(database_url, ACTIVE)
    conversation = open_conversation(database_url)
    proposal = propose(database_url, CANCEL, ACTIVE, conversation=conversation.id)
    make_corporate(database_url)

    denied = say_yes(database_url, proposal, conversation=conversation.id)

    assert denied == HandoffRequired()
    assert stored(database_url, ACTIVE) == before
    assert audited(database_url, "outcome", "reason") == [("handed_off", "corporate")]
    assert emails(database_url) == []


@pytest.mark.parametrize("operation", WRITES)
def test_a_corporate_account_changes_nothing_here(  # E23, A30, A31
    database_url: str, operation: Operation
) -> None:
    conversation = open_conversation(database_url, CORPORATE_HOLDER)

    denied = begin(database_url, operation, person=CORPORATE_HOLDER, conversation=conversation.id)

    assert denied == HandoffRequired()
    with transaction(database_url) as connection:
        assert conversations.by_id(connection, conversation.id).owner == "human"
        [opened] = handoffs.open_handoffs(connection)
    assert {key: value for key, value in opened.items() if key != "id"} == {
        "account": "Groupe Delorme",
        "reason": "corporate",
        "representative": "Service Grands Comptes - équipe Delorme",
        "conversation": conversation.id,
        "status": "open",
    }
    [row] = rows_of(database_url, schema.handoff)
    assert row["request"] == {"operation": operation.value, "seats": 3}
    assert audited(database_url, "operation", "outcome", account=CORPORATE) == [
        (operation.value, "handed_off")
    ]
    assert emails(database_url) == []


def test_a_corporate_account_may_read(database_url: str) -> None:  # E23
    for operation in READS:
        assert isinstance(begin(database_url, operation, person=CORPORATE_HOLDER), Person)

    assert audited(database_url, "outcome", account=CORPORATE) == []


def test_who_may_not_ask_gets_no_representative_either(database_url: str) -> None:  # A70, E23
    set_role(database_url, CORPORATE_HOLDER, "member")

    assert isinstance(begin(database_url, CANCEL, person=CORPORATE_HOLDER), RoleRefused)
    assert rows_of(database_url, schema.handoff) == []


def test_somebody_removed_after_the_review_can_do_nothing(database_url: str) -> None:  # E22
    proposal = propose(database_url, CANCEL, ACTIVE)

    with pytest.raises(UnknownPersonError, match="user_gone"):
        say_yes(database_url, proposal, person="user_gone")
