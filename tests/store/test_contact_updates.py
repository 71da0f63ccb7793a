"""Contact details of card customers: changed with name, role and e-mails in one transaction."""

from dataclasses import replace
from typing import Any

import pytest

from store import accounts, effects
from store.engine import transaction
from store.operations import Done, Stale
from subscriptions.facts import BillingContact
from subscriptions.roles import Role
from subscriptions.update_billing_contact import ContactWish
from tests.store.acting import ATELIER, HOLDER, at_once, audited, emails, set_role
from tests.store.contact_updates import propose_update, say_yes_to_update

CONTACT, MEMBER = "facturation@atelier.example", "membre@atelier.example"
PHONE = "+33 4 72 00 11 33"
APPOINTS = ContactWish(contact_person="Julie Martin", contact_email=MEMBER)


def record(url: str) -> BillingContact:
    with transaction(url) as connection:
        return accounts.billing_contact(connection, ATELIER)


def roles(url: str) -> dict[str, Role]:
    with transaction(url) as connection:
        return accounts.roles_of(connection, ATELIER)


def account(url: str) -> accounts.Account:
    with transaction(url) as connection:
        return accounts.person(connection, HOLDER).account


def update(url: str, wish: ContactWish) -> Any:
    return say_yes_to_update(url, propose_update(url, HOLDER, wish), HOLDER)


# A51, A8.8, E21
def test_by_card_the_record_is_changed_now(database_url: str) -> None:
    before = record(database_url)

    done = update(database_url, ContactWish(phone=PHONE))

    assert isinstance(done, Done)
    assert record(database_url) == replace(before, phone=PHONE)
    assert audited(database_url, "operation", "outcome") == [("update_billing_contact", "done")]
    [kept] = audited(database_url, "before", "after")
    assert (kept[0]["phone"], kept[1]["phone"]) == (before.phone, PHONE)
    assert [(each["template"], each["to"]) for each in emails(database_url)] == [
        ("update_billing_contact", CONTACT)
    ]


# A53, E18
def test_a_new_name_is_the_profiles_and_a_new_vat_number_is_not_verified(
    database_url: str,
) -> None:
    update(database_url, ContactWish(company="Atelier Martin", vat_number="FR83404833048"))

    changed = account(database_url)
    assert (changed.name, changed.vat_status.value) == ("Atelier Martin", "pending")


# A50, A8.8
def test_the_role_moves_with_the_record_and_both_are_told(database_url: str) -> None:
    update(database_url, APPOINTS)

    assert roles(database_url)[MEMBER] is Role.BILLING_CONTACT
    assert roles(database_url)[CONTACT] is Role.MEMBER
    assert (record(database_url).email, record(database_url).contact_person) == (
        MEMBER,
        "Julie Martin",
    )
    assert {each["to"] for each in emails(database_url)} == {MEMBER, CONTACT}


# E21
def test_nothing_moves_if_the_e_mails_cannot_be_queued(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = record(database_url)
    proposal = propose_update(database_url, HOLDER, APPOINTS)
    monkeypatch.setattr("store.outbox.enqueue", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        say_yes_to_update(database_url, proposal, HOLDER)

    assert record(database_url) == before
    assert roles(database_url)[CONTACT] is Role.BILLING_CONTACT
    assert audited(database_url, "outcome") == []


# E22
@pytest.mark.parametrize(
    "meanwhile",
    [
        pytest.param(ContactWish(phone="+33 4 72 00 11 44"), id="the-same-field"),
        pytest.param(ContactWish(email="compta@atelier.example"), id="another-field"),
        pytest.param(APPOINTS, id="the-role"),
    ],
)
def test_what_was_changed_since_the_review_asks_for_a_new_one(
    database_url: str, meanwhile: ContactWish
) -> None:
    early = propose_update(database_url, HOLDER, ContactWish(phone=PHONE), conversation="early")
    update(database_url, meanwhile)

    late = say_yes_to_update(database_url, early, HOLDER, conversation="early")

    assert late == Stale()
    assert record(database_url).phone != PHONE


# E6, E22
def test_a_record_changed_at_the_very_moment_asks_for_a_new_review(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = propose_update(database_url, HOLDER, APPOINTS)
    monkeypatch.setattr(effects.accounts, "save_billing_contact", lambda *_: False)

    assert say_yes_to_update(database_url, proposal, HOLDER) == Stale()

    assert roles(database_url)[CONTACT] is Role.BILLING_CONTACT
    assert emails(database_url) == []


# E6
def test_of_two_changes_at_once_one_is_done(database_url: str) -> None:
    names = ("one", "two")
    proposals = {
        name: propose_update(
            database_url, HOLDER, ContactWish(phone=f"+33 4 72 00 11 {number}"), conversation=name
        )
        for name, number in zip(names, ("44", "55"), strict=True)
    }

    results = at_once(
        [
            lambda name=name: say_yes_to_update(
                database_url, proposals[name], HOLDER, conversation=name
            )
            for name in names
        ]
    )

    assert sorted(type(each).__name__ for each in results) == ["Done", "Stale"]
    assert len(emails(database_url)) == 1


# A52, E22
def test_who_is_no_longer_account_holder_changes_nothing(database_url: str) -> None:
    before = record(database_url)
    proposal = propose_update(database_url, HOLDER, ContactWish(phone=PHONE))
    set_role(database_url, HOLDER, "member")

    say_yes_to_update(database_url, proposal, HOLDER)

    assert record(database_url) == before
    assert audited(database_url, "outcome", "reason") == [("refused", "role")]
