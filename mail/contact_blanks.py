"""What e-mails say of changed contact details: the fields, the dates, the next invoice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from subscriptions.contact_details import ContactField
from subscriptions.facts import BillingContact
from subscriptions.update_billing_contact import CASE_FIELDS, ContactUpdated, TicketOpened
from wording import Words


@dataclass(frozen=True, kw_only=True)
class Detail:
    """One field with its name in the customer's language, as it was and as it is to be."""

    label: str
    before: str
    after: str


def of_outcome(outcome: ContactUpdated | TicketOpened, words: Words) -> dict[str, Any]:
    """Give the details of a change, and of a case all that it must hold (A55, A56)."""
    if isinstance(outcome, ContactUpdated):
        return {"details": _details(outcome.before, outcome.after, (), words)}
    days = {"expected_from": outcome.expected_from, "expected_to": outcome.expected_to}
    if outcome.next_billing is not None:
        days["next_billing"] = outcome.next_billing
    details = _details(outcome.current, outcome.requested, CASE_FIELDS, words)
    return {"details": details, **words.days(**days)}


def of_ticket(ticket: dict[str, Any], words: Words) -> dict[str, Any]:
    """Give what is said of a confirmed ticket's invoices (A58)."""
    days = {
        name: date.fromisoformat(ticket[name])
        for name in ("next_billing", "following")
        if ticket[name] is not None
    }
    return {"ticket": ticket, **words.days(**days)}


def _details(
    before: BillingContact,
    after: BillingContact,
    always: tuple[ContactField, ...],
    words: Words,
) -> list[Detail]:
    details = []
    for field in ContactField:
        was, is_to_be = getattr(before, field.value), getattr(after, field.value)
        if was != is_to_be or field in always:
            none = words.label("contact_none")
            label = words.label(f"contact_{field.value}")
            details.append(Detail(label=label, before=was or none, after=is_to_be or none))
    return details
