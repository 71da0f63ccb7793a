"""A prepared operation is decided by who may: once, in time, on what they read."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from store import accounts, approvals, codec, operations, schema
from store.approvals import (
    AlreadyDecided,
    AlreadyRequested,
    Approved,
    Asked,
    Declined,
    Expired,
    NotNeeded,
    NotPossible,
    Requested,
)
from store.engine import transaction
from subscriptions.add_subscription import Item, Order
from subscriptions.change_subscription import Change
from subscriptions.dates import BillingCycle
from subscriptions.decisions import Wish
from subscriptions.outcomes import Cancelled
from subscriptions.roles import Operation, Role
from subscriptions.update_billing_contact import ContactWish
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    ATELIER,
    CANCEL,
    CONTACT,
    EXPIRED,
    HOLDER,
    MEMBER,
    at_once,
    audited,
    carry_out,
    context,
    emails,
    make_corporate,
    open_conversation,
    rows_of,
    set_role,
    stored,
)

CHANGE, ADD = Operation.CHANGE_SUBSCRIPTION, Operation.ADD_SUBSCRIPTION
UPDATE = Operation.UPDATE_BILLING_CONTACT
MORE_SEATS = Change(seats=8)
AN_ORDER = Order(
    items=(Item(product="GoToTraining", tier="pro", seats=2, billing_cycle=BillingCycle.MONTHLY),)
)
NEW_PHONE = ContactWish(phone="+33 4 72 00 99 88")
CONTACTS, HOLDERS = "facturation@atelier.example", "titulaire@atelier.example"
MEMBERS = "membre@atelier.example"
WITHIN, TOO_LATE = timedelta(days=7, hours=10), timedelta(days=8)


def ask(
    url: str,
    operation: Operation = CANCEL,
    subscription: str | None = ACTIVE,
    wish: Wish | None = None,
    *,
    person: str = MEMBER,
) -> Any:
    with transaction(url) as connection:
        return approvals.request(
            connection,
            accounts.person(connection, person),
            context(),
            operation,
            subscription,
            wish,
            public_url="https://billing.example",
        )


def letters(url: str, template: str = "approval") -> list[dict[str, Any]]:
    rows = rows_of(url, schema.outbox)
    return [row for row in rows if row["template"] == template]


def token(url: str) -> str:
    """Give the secret of the link in the last letter: it is nowhere else."""
    link: str = letters(url)[-1]["payload"]["approval"]["link"]
    assert link.startswith("https://billing.example/approvals/")
    return link.rpartition("/")[2]


def look(url: str, *, later: timedelta = timedelta(0)) -> Any:
    secret = token(url)
    with transaction(url) as connection:
        found = approvals.find(connection, secret)
        assert found is not None
        return approvals.look(connection, found, now=NOW + later)


def decide(
    url: str, *, approve: bool = True, seen: str | None = None, later: timedelta = timedelta(0)
) -> Any:
    if seen is None:
        asked = look(url, later=later)
        seen = asked.fingerprint if isinstance(asked, Asked) else ""
    secret = token(url)
    with transaction(url) as connection:
        found = approvals.find(connection, secret)
        assert found is not None
        return approvals.decide(connection, found, approve=approve, seen=seen, now=NOW + later)


# A70
@pytest.mark.parametrize(
    ("operation", "subscription", "wish", "asking", "to"),
    [
        pytest.param(CANCEL, ACTIVE, None, MEMBER, CONTACTS, id="the-billing-contact"),
        pytest.param(UPDATE, None, NEW_PHONE, MEMBER, HOLDERS, id="the-holder-of-what-is-theirs"),
        pytest.param(UPDATE, None, NEW_PHONE, CONTACT, HOLDERS, id="also-asked-by-the-contact"),
    ],
)
def test_the_request_goes_to_one_who_may(
    database_url: str,
    operation: Operation,
    subscription: str | None,
    wish: Wish | None,
    asking: str,
    to: str,
) -> None:
    sent = ask(database_url, operation, subscription, wish, person=asking)

    assert isinstance(sent, Requested)
    [email] = emails(database_url)
    assert (email["to"], email["template"], email["language"]) == (to, "approval", "fr")
    assert audited(database_url, "operation", "outcome", "reason") == [
        (operation.value, "unchanged", "approval_requested")
    ]


# A70
def test_without_a_billing_contact_it_goes_to_the_holder(database_url: str) -> None:
    set_role(database_url, CONTACT, "member")

    assert ask(database_url).role is Role.ACCOUNT_HOLDER
    assert emails(database_url)[0]["to"] == HOLDERS


def test_only_the_hash_of_the_secret_is_stored(database_url: str) -> None:
    ask(database_url)

    [row] = rows_of(database_url, schema.approval)
    assert token(database_url) not in map(str, row.values())
    with transaction(database_url) as connection:
        assert approvals.find(connection, row["token_hash"]) is None
        assert approvals.find(connection, "") is None


# A04
def test_asking_and_looking_change_nothing(database_url: str) -> None:
    before = stored(database_url, ACTIVE)

    ask(database_url)
    first, second = look(database_url), look(database_url)

    assert isinstance(first, Asked)
    assert isinstance(first.outcome, Cancelled)
    assert first == second
    assert stored(database_url, ACTIVE) == before
    assert audited(database_url, "outcome") == ["unchanged"]


def test_asked_again_nothing_more_is_sent(database_url: str) -> None:
    first = ask(database_url, CHANGE, ACTIVE, MORE_SEATS)

    again = ask(database_url, CHANGE, ACTIVE, MORE_SEATS)
    other_wish = ask(database_url, CHANGE, ACTIVE, Change(seats=9))

    assert again == other_wish == AlreadyRequested(last_day=first.last_day)
    assert len(emails(database_url)) == 1


def test_requests_about_different_things_are_different(database_url: str) -> None:
    other = Order(items=(*AN_ORDER.items, *AN_ORDER.items))

    sent = [
        ask(database_url),
        ask(database_url, CHANGE, ACTIVE, MORE_SEATS),
        ask(database_url, ADD, None, AN_ORDER),
        ask(database_url, ADD, None, other),
    ]

    assert all(isinstance(each, Requested) for each in sent)


def test_many_who_ask_at_once_send_one_letter(database_url: str) -> None:
    job = partial(ask, database_url, ADD, None, AN_ORDER)

    results = at_once([job] * 6)

    assert sorted(type(each).__name__ for each in results) == [
        *["AlreadyRequested"] * 5,
        "Requested",
    ]
    assert len(letters(database_url)) == 1


# A15, E22
def test_what_could_not_be_done_is_not_sent(database_url: str) -> None:
    assert ask(database_url, CANCEL, EXPIRED) == NotPossible(reason="AlreadyExpired")
    assert emails(database_url) == audited(database_url, "outcome") == []


def test_who_may_by_now_needs_nobody(database_url: str) -> None:
    assert ask(database_url, person=CONTACT) == NotNeeded()


# A30, A31, E23
def test_nobody_approves_for_a_corporate_account(database_url: str) -> None:
    make_corporate(database_url)

    assert ask(database_url) == NotPossible(reason="nobody")


# A06, A07, E21
def test_an_approval_does_it_in_the_approvers_name(database_url: str) -> None:
    ask(database_url)

    approved = decide(database_url)

    assert isinstance(approved, Approved)
    assert not stored(database_url, ACTIVE).renews
    assert audited(
        database_url, "actor", "role", "operation", "outcome", "reason", "conversation"
    ) == [
        (MEMBERS, "member", CANCEL.value, "unchanged", "approval_requested", "conv_one"),
        (CONTACTS, "billing_contact", CANCEL.value, "done", None, "conv_one"),
    ]
    assert rows_of(database_url, schema.audit)[-1]["channel"] == "approval"
    assert {(each["template"], each["to"]) for each in emails(database_url)} == {
        ("approval", CONTACTS),
        ("cancel_subscription", CONTACTS),
        ("approval_decided", MEMBERS),
    }
    assert letters(database_url, "approval_decided")[0]["payload"]["approval"]["approved"]


# A46, E8, E18
@pytest.mark.parametrize(
    ("operation", "subscription", "wish"),
    [
        pytest.param(CHANGE, ACTIVE, MORE_SEATS, id="change"),
        pytest.param(ADD, None, AN_ORDER, id="order"),
        pytest.param(UPDATE, None, NEW_PHONE, id="details"),
    ],
)
def test_a_wish_is_carried_out_as_it_was_shown(
    database_url: str, operation: Operation, subscription: str | None, wish: Wish
) -> None:
    ask(database_url, operation, subscription, wish)
    shown = look(database_url)

    approved = decide(database_url)

    assert isinstance(shown, Asked)
    assert shown.request.wish == wish
    assert isinstance(approved, Approved)
    assert approved.done.number == operations.operation_number(
        rows_of(database_url, schema.approval)[0]["id"]
    )
    if operation is CHANGE:
        assert stored(database_url, ACTIVE).seats == 8


# A05
def test_a_refusal_changes_nothing_and_is_told(database_url: str) -> None:
    before = stored(database_url, ACTIVE)
    ask(database_url)

    assert decide(database_url, approve=False) == Declined()
    assert stored(database_url, ACTIVE) == before
    assert audited(database_url, "actor", "outcome", "reason")[-1] == (
        CONTACTS,
        "unchanged",
        "approval_declined",
    )
    [told] = letters(database_url, "approval_decided")
    assert told["recipient"] == MEMBERS
    assert not told["payload"]["approval"]["approved"]


# E7
@pytest.mark.parametrize("approve", [True, False], ids=["approved", "declined"])
def test_a_link_counts_once(database_url: str, approve: bool) -> None:
    ask(database_url)
    decide(database_url, approve=approve)

    assert decide(database_url) == AlreadyDecided(approved=approve)
    assert decide(database_url, approve=False) == AlreadyDecided(approved=approve)
    assert len(audited(database_url, "outcome")) == 2


# E6, E7
def test_of_many_answers_at_once_one_counts(database_url: str) -> None:
    ask(database_url)
    asked = look(database_url)
    yes = partial(decide, database_url, seen=asked.fingerprint)
    no = partial(decide, database_url, approve=False, seen=asked.fingerprint)

    results = at_once([yes, no, yes, no, yes, no, yes, no])

    counted = [each for each in results if not isinstance(each, AlreadyDecided)]
    assert len(counted) == 1
    approved = isinstance(counted[0], Approved)
    assert stored(database_url, ACTIVE).renews is not approved
    assert len(letters(database_url, "approval_decided")) == 1
    assert all(each == AlreadyDecided(approved=approved) for each in results if each != counted[0])


# E10
def test_a_link_ends_with_the_seventh_day(database_url: str) -> None:
    requested = ask(database_url)

    assert isinstance(look(database_url, later=WITHIN), Asked)
    assert look(database_url, later=TOO_LATE) == Expired()
    assert decide(database_url, later=TOO_LATE) == Expired()
    assert (requested.last_day - NOW.date()).days == 7
    assert isinstance(ask(database_url), AlreadyRequested)


# E22
def test_a_role_taken_away_meanwhile_counts(database_url: str) -> None:
    ask(database_url)
    set_role(database_url, CONTACT, "member")

    assert look(database_url) == NotPossible(reason="role")
    assert decide(database_url) == NotPossible(reason="role")
    assert stored(database_url, ACTIVE).renews
    assert audited(database_url, "outcome", "reason", "role")[-1] == ("refused", "role", "member")


# E22: who has the role now was not the one who got the link.
def test_only_the_one_it_was_sent_to_answers(database_url: str) -> None:
    ask(database_url)
    set_role(database_url, CONTACT, "member")
    set_role(database_url, MEMBER, "billing_contact")

    assert decide(database_url) == NotPossible(reason="role")


# E22, E23
def test_an_account_that_became_corporate_is_left_to_its_representative(
    database_url: str,
) -> None:
    conversation = open_conversation(database_url, MEMBER)
    ask(database_url)
    make_corporate(database_url)

    assert decide(database_url) == NotPossible(reason="corporate")
    assert stored(database_url, ACTIVE).renews
    assert rows_of(database_url, schema.handoff) == []
    assert conversation.owner == "assistant"


# E3
def test_what_was_done_in_the_meantime_is_not_done_again(database_url: str) -> None:
    ask(database_url)
    carry_out(database_url, CANCEL, ACTIVE, person=HOLDER, conversation="conv_two")

    assert decide(database_url) == NotPossible(reason="AlreadyPending")
    assert stored(database_url, ACTIVE).version == 2


# E22
def test_what_differs_from_what_was_read_is_read_again(database_url: str) -> None:
    ask(database_url, CHANGE, ACTIVE, MORE_SEATS)
    read = look(database_url)
    with transaction(database_url) as connection:
        table = schema.account
        connection.execute(update(table).where(table.c.id == ATELIER).values(balance="30.00"))

    again = decide(database_url, seen=read.fingerprint)

    assert isinstance(again, Asked)
    assert again.outcome != read.outcome
    assert stored(database_url, ACTIVE).seats == 5
    assert isinstance(decide(database_url, seen=again.fingerprint), Approved)


# E22
def test_amounts_of_yesterday_are_not_charged_today(database_url: str) -> None:
    ask(database_url, CHANGE, ACTIVE, MORE_SEATS)
    read = look(database_url)

    assert isinstance(decide(database_url, seen=read.fingerprint, later=timedelta(1)), Asked)


def test_the_letter_holds_what_the_page_shows(database_url: str) -> None:
    ask(database_url, CHANGE, ACTIVE, MORE_SEATS)

    [letter] = letters(database_url)
    shown = look(database_url)
    assert codec.from_json(letter["payload"]["outcome"]) == shown.outcome
    assert letter["payload"]["approval"]["requester"] == shown.requester.email == MEMBERS
