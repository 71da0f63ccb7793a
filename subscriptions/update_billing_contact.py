"""Update the contact and billing details: at once by card, by a case of support by invoice."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum
from zoneinfo import ZoneInfo

from subscriptions.contact_details import ContactField
from subscriptions.dates import midnight
from subscriptions.facts import BillingContact, Facts, Payment
from subscriptions.roles import Operation, Role
from subscriptions.working_days import Delay, expected

CASE_FIELDS = (ContactField.ADDRESS, ContactField.PHONE, ContactField.EMAIL)
"""What a case must hold, as it is and as it is to be (A55)."""


@dataclass(frozen=True, kw_only=True)
class ContactWish:
    """What is to be changed; `None` stays as it is. Values are in the form `check` gives them.

    :param contact_email: address of the user who is to become the billing contact.
    :param case_email: where the end of a case is confirmed; asked for each case (A57).
    """

    address: str | None = None
    phone: str | None = None
    email: str | None = None
    company: str | None = None
    contact_person: str | None = None
    contact_email: str | None = None
    vat_number: str | None = None
    case_email: str | None = None


class InTime(str, Enum):
    """Whether a case ends before the next billing date (A58, E20)."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class ContactUpdated:
    """The record is changed now (A51).

    :param renames: whether the other users see their profile under a new name (A53).
    :param new_contact: e-mail address of the user who becomes billing contact, if one does.
    :param former_contact: that of the user who ceases to be it, if there was one.
    :param vat_number_changed: the new number is not verified yet (E18).
    """

    operation = Operation.UPDATE_BILLING_CONTACT
    before: BillingContact
    after: BillingContact
    renames: bool
    new_contact: str | None
    former_contact: str | None
    vat_number_changed: bool


@dataclass(frozen=True, kw_only=True)
class TicketOpened:
    """A case is opened with both records; nothing else is changed (A54-A58).

    :param changed: names of the fields in which the records differ.
    :param new_contact: e-mail address of the user who is to become billing contact, if any.
    :param next_billing: day of the next renewal, `None` if nothing renews.
    :param in_time: whether that day's invoice will carry the new data; `None` without one.
    :param number: of the ticket; the store gives it when the case is opened (A56).
    """

    operation = Operation.UPDATE_BILLING_CONTACT
    current: BillingContact
    requested: BillingContact
    changed: tuple[str, ...]
    new_contact: str | None
    case_email: str
    expected_from: date
    expected_to: date
    next_billing: date | None
    in_time: InTime | None
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class NothingDifferent:
    """Everything asked for is already so."""


@dataclass(frozen=True, kw_only=True)
class NotAUser:
    """Only a user of the account can become its billing contact."""

    email: str


@dataclass(frozen=True, kw_only=True)
class AlreadyTheContact:
    """That user is the billing contact, and nothing else was to be changed."""

    email: str


@dataclass(frozen=True, kw_only=True)
class CaseEmailMissing:
    """No case without an address for its confirmation (A57)."""


def update(
    wish: ContactWish, *, facts: Facts
) -> (
    ContactUpdated
    | TicketOpened
    | NothingDifferent
    | NotAUser
    | AlreadyTheContact
    | CaseEmailMissing
):
    """Decide a change of the contact and billing details.

    By card it is done now (A51); by invoice a case is opened, once there is an address to
    confirm it to (A54, A57). A new billing contact is a user of the account, and their
    address becomes the record's unless another one was asked for.
    Source: A50-A58, E19, E20.
    """
    appointed = None
    if wish.contact_email is not None:
        appointed = _user(wish.contact_email, facts)
        if appointed is None:
            return NotAUser(email=wish.contact_email)
    new_contact, former_contact = _transfer(appointed, facts)
    after = _with_wishes(wish, facts, appointed)
    if after == facts.contact and new_contact is None:
        return NothingDifferent() if appointed is None else AlreadyTheContact(email=appointed)
    if facts.payment is Payment.INVOICE:
        if wish.case_email is None:
            return CaseEmailMissing()
        return _ticket(after, new_contact=new_contact, case_email=wish.case_email, facts=facts)
    return ContactUpdated(
        before=facts.contact,
        after=after,
        renames=after.company != facts.contact.company,
        new_contact=new_contact,
        former_contact=former_contact,
        vat_number_changed=after.vat_number != facts.contact.vat_number,
    )


def missing_value(asked: Iterable[ContactField], wish: ContactWish) -> ContactField | None:
    """Give the first field that is to be changed and whose new value is not known yet."""
    return next((field for field in asked if getattr(wish, field.value) is None), None)


def confirmed_in_time(confirmed_at: datetime, billing_date: date, zone: ZoneInfo) -> bool:
    """Tell whether the invoice of that day carries what was confirmed then (A58, E20).

    The day itself, from its first instant in `zone`, is too late. `confirmed_at` is aware.
    """
    return confirmed_at < midnight(billing_date, zone)


def _user(email: str, facts: Facts) -> str | None:
    """Give the address by which the account knows that user."""
    return next((each for each in facts.people if each.casefold() == email.casefold()), None)


def _transfer(appointed: str | None, facts: Facts) -> tuple[str | None, str | None]:
    """Give who becomes and who ceases to be billing contact.

    The account holder may do all that a billing contact may: no role moves to or from them.
    """
    if appointed is None or facts.people[appointed] is not Role.MEMBER:
        return None, None
    contacts = (each for each, role in facts.people.items() if role is Role.BILLING_CONTACT)
    return appointed, next(contacts, None)


def _with_wishes(wish: ContactWish, facts: Facts, appointed: str | None) -> BillingContact:
    record = facts.contact
    if appointed is not None and facts.people[appointed] is not Role.BILLING_CONTACT:
        record = replace(record, email=appointed)
    asked = {field.value: getattr(wish, field.value) for field in ContactField}
    return replace(record, **{name: value for name, value in asked.items() if value is not None})


def _ticket(
    requested: BillingContact, *, new_contact: str | None, case_email: str, facts: Facts
) -> TicketOpened:
    delay = expected(facts.now, facts.country, facts.zone)
    renewals = (each.period.end for each in facts.subscriptions if each.renews)
    next_billing = min(renewals, default=None)
    return TicketOpened(
        current=facts.contact,
        requested=requested,
        changed=tuple(
            field.value
            for field in ContactField
            if getattr(requested, field.value) != getattr(facts.contact, field.value)
        ),
        new_contact=new_contact,
        case_email=case_email,
        expected_from=delay.first,
        expected_to=delay.last,
        next_billing=next_billing,
        in_time=None if next_billing is None else _in_time(delay, next_billing),
    )


def _in_time(delay: Delay, next_billing: date) -> InTime:
    if delay.last < next_billing:
        return InTime.YES
    return InTime.MAYBE if delay.first < next_billing else InTime.NO
