"""Stored names that the desk's labels word; any other is shown as it is stored."""

from typing import get_args

from subscriptions.decisions import Granted, Outcome
from subscriptions.roles import Operation

TASKS = [*(each.value for each in Operation), "talk_to_representative"]
REASONS = {
    *(outcome.__name__ for outcome in get_args(Outcome) if outcome not in get_args(Granted)),
    *("role", "corporate", "requested", "not_understood", "reduction", "taken_over"),
    *("approval_requested", "approval_declined", "nobody"),
}
"""Those that the audit gives and the labels word; any other is shown as it is stored."""
FIELDS = (
    *("product", "tier", "seats", "billing_cycle", "unit_price", "anchor", "period", "start"),
    *("end", "renews", "trial", "subscriptions", "contact_person", "company", "address"),
    *("phone", "email", "vat_number", "ticket", "subscription", "items"),
)
"""Fields of what the audit keeps that the labels word; others keep their name."""
