"""Showing the contact and billing details of the account (A50, A70)."""

from collections.abc import Iterable
from typing import Any

from actions.read_action import ReadAction
from actions.speech import Speech
from actions.turn import Turn
from store import accounts
from store.accounts import Account, Person
from subscriptions.facts import BillingContact, Payment
from subscriptions.roles import Allowed, Operation, guard
from wording import Words

_FIELDS = ("company", "contact_person", "address", "phone", "email", "vat_number")
_CONTACT = "contact_person"


class ActionShowBillingContact(ReadAction):
    """Lists the details, those that were named or all of them."""

    operation = Operation.SHOW_BILLING_CONTACT

    def tell(self, connection: Any, person: Person, turn: Turn, speech: Speech) -> None:
        account = person.account
        contact = accounts.billing_contact(connection, account.id)
        said = {each["value"] for each in turn.entities if each["entity"] == "contact_field"}
        named = [field for field in _FIELDS if field in said]
        buttons = []
        may_change = guard(Operation.UPDATE_BILLING_CONTACT, role=person.role, kind=account.kind)
        if isinstance(may_change, Allowed):
            buttons.append(speech.offer("update_billing_contact"))
        if named and _CONTACT not in named:
            details = _lines(named, contact, speech.words)
            speech.say("utter_show_billing_contact_fields", details=details, buttons=buttons)
            return
        # "The billing contact" may be a person or the whole record: that person comes first.
        order = sorted(_FIELDS, key=lambda field: field not in named)
        details = f"{_lines(order, contact, speech.words)}\n{_payment(account, speech.words)}"
        speech.say("utter_show_billing_contact", details=details, buttons=buttons)


def _lines(fields: Iterable[str], contact: BillingContact, words: Words) -> str:
    return "\n".join(f"• {_line(field, getattr(contact, field), words)}" for field in fields)


def _line(field: str, value: str | None, words: Words) -> str:
    if not value:
        return words.label(f"billing_contact_no_{field}")
    return words.label(f"billing_contact_{field}", value=value)


def _payment(account: Account, words: Words) -> str:
    if account.payment is Payment.INVOICE:
        paid = words.label("billing_contact_invoice")
    elif account.card_last4 is None:
        paid = words.label("billing_contact_no_card")
    else:
        paid = words.label("billing_contact_card", last4=account.card_last4)
    return f"• {paid}"
