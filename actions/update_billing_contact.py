"""Updating the contact and billing details: what is asked, the review, the words for the rest.

By card the account is changed at once; by invoice a case is opened (A51, A54).
"""

from dataclasses import asdict
from typing import Any

from actions import contact_draft
from actions.contact_draft import Draft
from actions.said import Said
from actions.speech import Speech
from actions.task_action import TaskAction
from actions.wish_form import Learnt, Problem, WishForm
from store.accounts import Person
from store.operations import Done
from subscriptions.contact_details import LONGEST, ContactField, ContactProblem, Rejected
from subscriptions.decisions import Outcome
from subscriptions.facts import BillingContact, Facts
from subscriptions.roles import Operation, Role
from subscriptions.update_billing_contact import (
    CASE_FIELDS,
    AlreadyTheContact,
    CaseEmailMissing,
    ContactUpdated,
    ContactWish,
    NotAUser,
    NothingDifferent,
    TicketOpened,
    missing_value,
    update,
)
from wording import Words

_QUESTIONS = {
    "field": "utter_ask_update_billing_contact_field",
    "address": "utter_ask_update_billing_contact_address",
    "phone": "utter_ask_update_billing_contact_phone",
    "email": "utter_ask_update_billing_contact_email",
    "company": "utter_ask_update_billing_contact_company",
    "contact_person": "utter_ask_update_billing_contact_contact_person",
    "vat_number": "utter_ask_update_billing_contact_vat_number",
    "contact_email": "utter_ask_update_billing_contact_contact_email",
    "case_email": "utter_ask_update_billing_contact_case_email",
}
_INVALID = {
    ContactProblem.TOO_LONG: "utter_update_billing_contact_invalid_too_long",
    ContactProblem.EMAIL_FORM: "utter_update_billing_contact_invalid_email_form",
    ContactProblem.PHONE_FORM: "utter_update_billing_contact_invalid_phone_form",
    ContactProblem.POSTAL_CODE: "utter_update_billing_contact_invalid_postal_code",
    ContactProblem.STREET: "utter_update_billing_contact_invalid_street",
    ContactProblem.VAT_FORM: "utter_update_billing_contact_invalid_vat_form",
    ContactProblem.VAT_CHECK: "utter_update_billing_contact_invalid_vat_check",
    ContactProblem.NAME_FORM: "utter_update_billing_contact_invalid_name_form",
}
"""What is wrong with a value. An empty one is never read from a message."""


class ValidateUpdateBillingContactForm(WishForm):
    """Finds what is to be changed and shows the old and the new values (A50, A55)."""

    operation = Operation.UPDATE_BILLING_CONTACT

    def learn(self, draft: Draft, said: Said, asking: str | None, known: Facts) -> Learnt:
        read = contact_draft.read(draft, said, asking, known)
        return Learnt(
            draft=read.draft,
            heard=read.heard,
            problems=[_problem(each) for each in read.rejected],
        )

    def expects(self, asking: str | None, said: Said) -> bool:
        return contact_draft.answers(said, asking)

    def missing(self, draft: Draft, known: Facts) -> str | None:
        asked = [ContactField(name) for name in draft["_asked"]]
        if not asked:
            return "field"
        wish = ContactWish(**self.wish(draft))
        field = missing_value(asked, wish)
        if field is not None:
            return field.value
        names_somebody = wish.contact_person is not None and wish.contact_email is None
        if names_somebody and not draft.get("_name_only"):
            return "contact_email"
        decided = update(wish, facts=known)
        return "case_email" if isinstance(decided, CaseEmailMissing) else None

    def ask(self, question: str, draft: Draft, known: Facts, speech: Speech) -> None:
        match question:
            case "field":
                speech.say(_QUESTIONS[question], buttons=_field_buttons(speech))
            case "case_email":
                speech.say(_QUESTIONS[question], buttons=_case_buttons(known, speech))
            case "contact_email":
                speech.say(
                    _QUESTIONS[question],
                    buttons=_contact_buttons(known, speech),
                    name=draft["contact_person"],
                )
            case "contact_person" if "contact_email" in draft:
                speech.say("utter_ask_update_billing_contact_name", email=draft["contact_email"])
            case _:
                current = getattr(known.contact, question)
                speech.say(_QUESTIONS[question], current=_value(current, speech.words))

    def review(self, outcome: Outcome, known: Facts, person: Person, speech: Speech) -> None:
        match outcome:
            case ContactUpdated():
                speech.say(
                    "utter_update_billing_contact_review",
                    lines=_updated_lines(outcome, speech.words),
                    notes=_notes(outcome, outcome.former_contact, speech.words),
                )
            case TicketOpened():
                speech.say(
                    "utter_update_billing_contact_review_case",
                    lines=_case_lines(outcome, known, speech.words),
                    notes=_notes(outcome, _billing_contact(known), speech.words),
                    next_invoice=_next_invoice(outcome, speech.words),
                    expected_from=outcome.expected_from,
                    expected_to=outcome.expected_to,
                    case_email=outcome.case_email,
                )
            case NotAUser(email=email):
                speech.say("utter_update_billing_contact_not_a_user", email=email)
            case AlreadyTheContact(email=email):
                speech.say("utter_update_billing_contact_already_the_contact", email=email)
            case NothingDifferent():
                speech.say("utter_update_billing_contact_nothing_different")
            case _:
                raise AssertionError(f"updating the details cannot give {outcome}")

    def corrected(self, draft: Draft, outcome: Outcome) -> Draft | None:
        if not isinstance(outcome, NotAUser):
            return None
        return {name: value for name, value in draft.items() if name != "contact_email"}


class ActionUpdateBillingContact(TaskAction):
    """Changes the details, or opens the case, after the yes (A51, A54-A58)."""

    operation = Operation.UPDATE_BILLING_CONTACT

    def tell(self, done: Done, person: Person, speech: Speech) -> None:
        match done.outcome:
            case ContactUpdated() as outcome:
                speech.say(
                    "utter_update_billing_contact_done",
                    lines=_updated_lines(outcome, speech.words),
                )
            case TicketOpened() as outcome:
                speech.say(
                    "utter_update_billing_contact_done_case",
                    ticket=outcome.number,
                    expected_from=outcome.expected_from,
                    expected_to=outcome.expected_to,
                    case_email=outcome.case_email,
                    next_invoice=_next_invoice(outcome, speech.words),
                )
            case outcome:
                raise AssertionError(f"updating the details cannot do {outcome}")


def _problem(rejected: Rejected) -> Problem:
    most = str(LONGEST[rejected.field])
    return Problem(_INVALID[rejected.problem], {"most": most})


def _field_buttons(speech: Speech) -> list[dict[str, str]]:
    return [
        speech.answer(speech.words.label(f"contact_{each.value}"), contact_field=each.value)
        for each in ContactField
    ]


def _case_buttons(known: Facts, speech: Speech) -> list[dict[str, str]]:
    """Offer the address of the account holder, who is the one that asks, and the account's."""
    asking = [each for each, role in known.people.items() if role is Role.ACCOUNT_HOLDER]
    addresses = dict.fromkeys([*asking, known.contact.email])
    return [speech.answer(each, email=each) for each in addresses]


def _contact_buttons(known: Facts, speech: Speech) -> list[dict[str, str]]:
    """Offer the users of the account, whom its holder may see, and to keep the role (A70)."""
    users = [speech.answer(each, email=each) for each in known.people]
    only_name = speech.words.label("contact_name_only")
    return [*users, speech.answer(only_name, choice="name_only")]


def _billing_contact(known: Facts) -> str | None:
    contacts = (each for each, role in known.people.items() if role is Role.BILLING_CONTACT)
    return next(contacts, None)


def _value(value: str | None, words: Words) -> str:
    return value or words.label("contact_none")


def _change(field: str, before: str | None, after: str | None, words: Words) -> str:
    name = words.label(f"contact_{field}")
    if before == after:
        return words.label("contact_unchanged", field=name, value=_value(before, words))
    values = {"before": _value(before, words), "after": _value(after, words)}
    return words.label("contact_change", field=name, **values)


def _lines(
    fields: tuple[str, ...],
    before: BillingContact,
    after: BillingContact,
    roles: tuple[str | None, str | None],
    words: Words,
) -> str:
    """Give what changes, one field a line; `roles` is who has and who gets the role."""
    lines = [_change(each, getattr(before, each), getattr(after, each), words) for each in fields]
    former, new = roles
    if new is not None:
        lines.append(_change("role", former, new, words))
    return "\n".join(f"• {line}" for line in lines)


def _updated_lines(outcome: ContactUpdated, words: Words) -> str:
    before, after = asdict(outcome.before), asdict(outcome.after)
    changed = tuple(each.value for each in ContactField if before[each.value] != after[each.value])
    roles = (outcome.former_contact, outcome.new_contact)
    return _lines(changed, outcome.before, outcome.after, roles, words)


def _case_lines(outcome: TicketOpened, known: Facts, words: Words) -> str:
    """Give all that a case must hold, changed or not, and what else is changed (A55)."""
    mandatory = tuple(each.value for each in CASE_FIELDS)
    others = tuple(each for each in outcome.changed if each not in mandatory)
    roles = (_billing_contact(known), outcome.new_contact)
    return _lines(mandatory + others, outcome.current, outcome.requested, roles, words)


def _notes(outcome: ContactUpdated | TicketOpened, former: str | None, words: Words) -> str:
    """Give what a change brings with it: the profile's name, the rights, the VAT check (A53)."""
    if isinstance(outcome, TicketOpened):
        before, after = outcome.current, outcome.requested
    else:
        before, after = outcome.before, outcome.after
    notes = []
    if before.company != after.company:
        notes.append(words.label("contact_note_company"))
    if outcome.new_contact is not None:
        notes.append(words.label("contact_note_new_contact", email=outcome.new_contact))
        if former is not None:
            notes.append(words.label("contact_note_former_contact", email=former))
    if before.vat_number != after.vat_number:
        notes.append(words.label("contact_note_vat_number"))
    return "".join(f"\n{note}" for note in notes)


def _next_invoice(outcome: TicketOpened, words: Words) -> str:
    """Say whether the next invoice carries the new data, in both outcomes (A58, E20)."""
    if outcome.next_billing is None or outcome.in_time is None:
        return words.label("contact_next_invoice_none")
    days: dict[str, Any] = words.days(next_billing=outcome.next_billing)
    return words.label(f"contact_next_invoice_{outcome.in_time.value}", **days)
