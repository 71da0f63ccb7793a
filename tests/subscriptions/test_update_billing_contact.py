"""Updating the contact details: at once by card, by a case of support by invoice."""

import json
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from cattrs import Converter

from subscriptions.contact_details import ContactField
from subscriptions.dates import Period
from subscriptions.facts import BillingContact, Facts, Payment
from subscriptions.model import Subscription
from subscriptions.roles import Operation, Role
from subscriptions.update_billing_contact import (
    CASE_FIELDS,
    AlreadyTheContact,
    CaseEmailMissing,
    ContactUpdated,
    ContactWish,
    InTime,
    NotAUser,
    NothingDifferent,
    TicketOpened,
    confirmed_in_time,
    missing_value,
    update,
)
from tests.subscriptions import situations
from tests.subscriptions.situations import FREE_TRIAL, MONTHLY, PARIS, PENDING

HOLDER, CONTACT, MEMBER = (f"{each}@atelier.example" for each in ("titulaire", "facturation", "a"))
RECORD = BillingContact(
    contact_person="Camille Royer",
    company="Atelier Lumière",
    address="12 rue des Tanneurs, 69001 Lyon",
    phone="+33 4 72 00 11 22",
    email=CONTACT,
    vat_number="FR40303265045",
)
PHONE = "+33 4 72 00 11 33"
CASE_EMAIL = "julie@ailleurs.example"


def facts(**changes) -> Facts:
    """An account that pays by card, on Tuesday 10 March 2026 at 11 o'clock in Paris."""
    usual = {
        "now": datetime(2026, 3, 10, 10, tzinfo=timezone.utc),
        "contact": RECORD,
        "people": {
            HOLDER: Role.ACCOUNT_HOLDER,
            CONTACT: Role.BILLING_CONTACT,
            MEMBER: Role.MEMBER,
        },
        "subscriptions": (MONTHLY,),
    }
    return situations.facts(**(usual | changes))


def by_invoice(**changes) -> Facts:
    return facts(payment=Payment.INVOICE, card_last4=None, **changes)


def billed_on(day: date) -> Subscription:
    """A monthly subscription that renews on a day of March."""
    start = day.replace(month=2)
    return replace(MONTHLY, anchor=start, period=Period(start=start, end=day))


# A51
def test_by_card_only_what_was_asked_is_changed_now():
    outcome = update(ContactWish(phone=PHONE), facts=facts())

    assert outcome == ContactUpdated(
        before=RECORD,
        after=replace(RECORD, phone=PHONE),
        renames=False,
        new_contact=None,
        former_contact=None,
        vat_number_changed=False,
    )
    assert outcome.operation is Operation.UPDATE_BILLING_CONTACT


# A50, A51
def test_all_details_can_be_changed_together():
    asked = {
        "address": "4 quai des Belges, 13001 Marseille",
        "phone": PHONE,
        "email": "compta@atelier.example",
        "company": "Atelier Martin",
        "contact_person": "Julie Martin",
        "vat_number": "FR83404833048",
    }

    outcome = update(ContactWish(**asked), facts=facts())

    assert isinstance(outcome, ContactUpdated)
    assert outcome.after == BillingContact(**asked)


# A53
@pytest.mark.parametrize(
    ("company", "renames"),
    [
        pytest.param("Atelier Martin", True, id="another-name"),
        pytest.param(RECORD.company, False, id="the-same-name"),
    ],
)
def test_a_new_company_name_renames_the_profile(company, renames):
    outcome = update(ContactWish(company=company, phone=PHONE), facts=facts())

    assert isinstance(outcome, ContactUpdated)
    assert outcome.renames is renames


# A46, E18
@pytest.mark.parametrize("before", ["FR40303265045", None], ids=["another", "the-first"])
def test_a_new_vat_number_is_told_because_it_must_be_verified(before):
    account = facts(contact=replace(RECORD, vat_number=before))

    outcome = update(ContactWish(vat_number="FR83404833048"), facts=account)

    assert isinstance(outcome, ContactUpdated)
    assert outcome.vat_number_changed


# A51, A54
@pytest.mark.parametrize("account", [facts(), by_invoice()], ids=["card", "invoice"])
@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(ContactWish(), id="nothing-asked"),
        pytest.param(ContactWish(phone=RECORD.phone, email=RECORD.email), id="as-it-is"),
        pytest.param(ContactWish(phone=RECORD.phone, case_email=CASE_EMAIL), id="with-case-email"),
    ],
)
def test_what_is_already_so_is_not_changed(wish, account):
    assert update(wish, facts=account) == NothingDifferent()


# A50
def test_a_user_becomes_billing_contact_in_the_place_of_the_former_one():
    wish = ContactWish(contact_person="Julie Martin", contact_email=MEMBER)

    outcome = update(wish, facts=facts())

    assert outcome == ContactUpdated(
        before=RECORD,
        after=replace(RECORD, contact_person="Julie Martin", email=MEMBER),
        renames=False,
        new_contact=MEMBER,
        former_contact=CONTACT,
        vat_number_changed=False,
    )


# A50
def test_the_address_that_was_asked_for_wins_over_the_new_contacts():
    wish = ContactWish(contact_email=MEMBER, email="compta@atelier.example")

    outcome = update(wish, facts=facts())

    assert isinstance(outcome, ContactUpdated)
    assert outcome.new_contact == MEMBER
    assert outcome.after.email == "compta@atelier.example"


# A50
def test_the_role_moves_even_when_the_record_already_says_so():
    wish = ContactWish(contact_person=RECORD.contact_person, contact_email=MEMBER)

    outcome = update(wish, facts=facts(contact=replace(RECORD, email=MEMBER)))

    assert isinstance(outcome, ContactUpdated)
    assert outcome.before == outcome.after
    assert (outcome.new_contact, outcome.former_contact) == (MEMBER, CONTACT)


# A50
def test_an_account_may_have_had_no_billing_contact():
    people = {HOLDER: Role.ACCOUNT_HOLDER, MEMBER: Role.MEMBER}

    outcome = update(ContactWish(contact_email=MEMBER), facts=facts(people=people))

    assert isinstance(outcome, ContactUpdated)
    assert outcome.former_contact is None


# A50
def test_a_user_is_known_by_the_address_on_record():
    outcome = update(ContactWish(contact_email=MEMBER.upper()), facts=facts())

    assert isinstance(outcome, ContactUpdated)
    assert outcome.new_contact == outcome.after.email == MEMBER


# A50, A8.1
def test_the_account_holder_as_contact_keeps_the_role():
    wish = ContactWish(contact_person="Luc Martel", contact_email=HOLDER)

    outcome = update(wish, facts=facts())

    assert isinstance(outcome, ContactUpdated)
    assert outcome.after == replace(RECORD, contact_person="Luc Martel", email=HOLDER)
    assert (outcome.new_contact, outcome.former_contact) == (None, None)


# A50
@pytest.mark.parametrize("account", [facts(), by_invoice()], ids=["card", "invoice"])
def test_who_is_no_user_does_not_become_billing_contact(account):
    wish = ContactWish(contact_email=CASE_EMAIL, phone=PHONE)

    assert update(wish, facts=account) == NotAUser(email=CASE_EMAIL)


# A50
@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(ContactWish(contact_email=CONTACT), id="the-address"),
        pytest.param(
            ContactWish(contact_email=CONTACT, contact_person="Camille Royer"), id="and-the-name"
        ),
    ],
)
def test_the_billing_contact_is_not_appointed_again(wish):
    assert update(wish, facts=facts()) == AlreadyTheContact(email=CONTACT)


# A50
def test_the_billing_contacts_name_is_corrected_without_a_transfer():
    wish = ContactWish(contact_email=CONTACT, contact_person="Camille Roy")

    outcome = update(wish, facts=facts())

    assert isinstance(outcome, ContactUpdated)
    assert outcome.after == replace(RECORD, contact_person="Camille Roy")
    assert outcome.new_contact is None


# A54-A58, E19, E20
def test_by_invoice_a_case_is_opened_with_both_records():
    wish = ContactWish(phone=PHONE, email=RECORD.email, case_email=CASE_EMAIL)

    outcome = update(wish, facts=by_invoice())

    assert outcome == TicketOpened(
        current=RECORD,
        requested=replace(RECORD, phone=PHONE),
        changed=("phone",),
        new_contact=None,
        case_email=CASE_EMAIL,
        expected_from=date(2026, 3, 17),
        expected_to=date(2026, 3, 19),
        next_billing=date(2026, 3, 31),
        in_time=InTime.YES,
    )
    assert outcome.operation is Operation.UPDATE_BILLING_CONTACT


# A54, A55
def test_a_case_says_all_that_is_to_be_changed():
    wish = ContactWish(
        contact_person="Julie Martin", contact_email=MEMBER, phone=PHONE, case_email=CASE_EMAIL
    )

    outcome = update(wish, facts=by_invoice())

    assert isinstance(outcome, TicketOpened)
    assert set(outcome.changed) == {"phone", "email", "contact_person"}
    assert outcome.requested.email == outcome.new_contact == MEMBER


# A57
def test_a_case_needs_an_address_for_its_confirmation():
    assert update(ContactWish(phone=PHONE), facts=by_invoice()) == CaseEmailMissing()


# A58, E20: expected between 17 and 19 March.
@pytest.mark.parametrize(
    ("billing", "in_time"),
    [
        pytest.param(date(2026, 3, 20), InTime.YES, id="the-day-after-the-last"),
        pytest.param(date(2026, 3, 19), InTime.MAYBE, id="on-the-last-day"),
        pytest.param(date(2026, 3, 18), InTime.MAYBE, id="the-day-after-the-first"),
        pytest.param(date(2026, 3, 17), InTime.NO, id="on-the-first-day"),
        pytest.param(date(2026, 3, 11), InTime.NO, id="tomorrow"),
    ],
)
def test_whether_the_next_invoice_carries_the_new_data_is_said_beforehand(billing, in_time):
    wish = ContactWish(phone=PHONE, case_email=CASE_EMAIL)

    outcome = update(wish, facts=by_invoice(subscriptions=(billed_on(billing),)))

    assert isinstance(outcome, TicketOpened)
    assert outcome.next_billing == billing
    assert outcome.in_time is in_time


# A58
@pytest.mark.parametrize(
    ("subscriptions", "billing"),
    [
        pytest.param(
            (MONTHLY, billed_on(date(2026, 3, 20))), date(2026, 3, 20), id="the-earliest"
        ),
        pytest.param(
            (replace(billed_on(date(2026, 3, 20)), renews=False), MONTHLY),
            date(2026, 3, 31),
            id="not-of-a-cancelled-one",
        ),
        pytest.param((PENDING, FREE_TRIAL), None, id="nothing-renews"),
        pytest.param((), None, id="no-subscriptions"),
    ],
)
def test_the_next_invoice_is_that_of_the_first_renewal(subscriptions, billing):
    wish = ContactWish(phone=PHONE, case_email=CASE_EMAIL)

    outcome = update(wish, facts=by_invoice(subscriptions=subscriptions))

    assert isinstance(outcome, TicketOpened)
    assert outcome.next_billing == billing
    assert (outcome.in_time is None) is (billing is None)


# E19
def test_a_case_of_the_evening_counts_from_the_next_day():
    wish = ContactWish(phone=PHONE, case_email=CASE_EMAIL)

    outcome = update(wish, facts=by_invoice(now=datetime(2026, 3, 10, 17, 1, tzinfo=timezone.utc)))

    assert isinstance(outcome, TicketOpened)
    assert (outcome.expected_from, outcome.expected_to) == (date(2026, 3, 18), date(2026, 3, 20))


# A58, E20
@pytest.mark.parametrize(
    ("confirmed_at", "in_time"),
    [
        pytest.param("2026-03-30T21:59:59+00:00", True, id="the-evening-before"),
        pytest.param("2026-03-30T22:00:00+00:00", False, id="at-local-midnight"),
        pytest.param("2026-03-31T09:00:00+00:00", False, id="on-the-day"),
    ],
)
def test_a_confirmation_is_in_time_before_the_billing_day_begins(confirmed_at, in_time):
    instant = datetime.fromisoformat(confirmed_at)

    assert confirmed_in_time(instant, date(2026, 3, 31), PARIS) is in_time


# A55
@pytest.mark.parametrize(
    ("asked", "wish", "missing"),
    [
        pytest.param(CASE_FIELDS, ContactWish(), ContactField.ADDRESS, id="the-first"),
        pytest.param(
            CASE_FIELDS, ContactWish(address="x", email="y"), ContactField.PHONE, id="what-is-left"
        ),
        pytest.param((ContactField.PHONE,), ContactWish(phone=PHONE), None, id="nothing"),
        pytest.param((), ContactWish(), None, id="nothing-asked"),
        pytest.param(
            (ContactField.CONTACT_PERSON,),
            ContactWish(contact_email=MEMBER),
            ContactField.CONTACT_PERSON,
            id="an-address-is-no-name",
        ),
    ],
)
def test_only_what_is_missing_is_asked_for(asked, wish, missing):
    assert missing_value(asked, wish) is missing


# E21, E22: a review is compared with the decision that is taken again.
@pytest.mark.parametrize(
    ("account", "wish"),
    [
        pytest.param(facts(), ContactWish(company="Atelier Martin"), id="updated"),
        pytest.param(facts(), ContactWish(contact_email=MEMBER), id="role"),
        pytest.param(by_invoice(), ContactWish(phone=PHONE, case_email=CASE_EMAIL), id="ticket"),
        pytest.param(
            by_invoice(subscriptions=()),
            ContactWish(phone=PHONE, case_email=CASE_EMAIL),
            id="ticket-without-invoice",
        ),
        pytest.param(facts(), ContactWish(contact_email=CASE_EMAIL), id="not-a-user"),
        pytest.param(by_invoice(), ContactWish(phone=PHONE), id="case-email-missing"),
    ],
)
def test_an_outcome_survives_being_stored(account, wish):
    converter = Converter()
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    outcome = update(wish, facts=account)

    stored = json.loads(json.dumps(converter.unstructure(outcome)))

    assert converter.structure(stored, type(outcome)) == outcome
