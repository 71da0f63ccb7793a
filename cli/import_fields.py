"""The fields of an import file: which a row has, and which it must have."""

from dataclasses import dataclass, field
from typing import Any

from cli import import_forms as forms
from cli.import_rows import Contents, Row, shown
from subscriptions.dates import BillingCycle
from subscriptions.facts import Payment
from subscriptions.model import Status
from subscriptions.roles import AccountKind, Role


@dataclass(frozen=True)
class Field:
    """How a field is read.

    :param required: whether a row must have it.
    :param private: whether what is wrong with it is said without repeating it.
    """

    read: forms.Form
    required: bool = True
    private: bool = False


ACCOUNT = {
    "id": Field(forms.identifier),
    "name": Field(forms.text(200)),
    "kind": Field(forms.value_of(AccountKind)),
    "payment": Field(forms.value_of(Payment)),
    "language": Field(forms.one_of({"fr": "fr", "it": "it"})),
    "country": Field(forms.country),
    "time_zone": Field(forms.time_zone, required=False),
    "card.brand": Field(forms.text(32), required=False),
    "card.last4": Field(forms.last4, required=False, private=True),
    "representative": Field(forms.text(200), required=False),
    "billing_contact.contact_person": Field(forms.text(200)),
    "billing_contact.company": Field(forms.text(200)),
    "billing_contact.address": Field(forms.address),
    "billing_contact.phone": Field(forms.phone),
    "billing_contact.email": Field(forms.email),
    "billing_contact.vat_number": Field(forms.vat_number, required=False),
}
USER = {
    "id": Field(forms.identifier),
    "email": Field(forms.email),
    "role": Field(forms.value_of(Role)),
}
SUBSCRIPTION = {
    "id": Field(forms.identifier),
    "product": Field(forms.product),
    "tier": Field(forms.text(16), required=False),
    "seats": Field(forms.seats),
    "billing_cycle": Field(forms.value_of(BillingCycle), required=False),
    "unit_price": Field(forms.price, required=False),
    "start": Field(forms.day),
    "period_start": Field(forms.day, required=False),
    "period_end": Field(forms.day, required=False),
    "status": Field(forms.value_of(Status)),
    "trial": Field(forms.one_of({"yes": True, "no": False}), required=False),
}
FIELDS = {"account": ACCOUNT, "user": USER, "subscription": SUBSCRIPTION}


@dataclass(frozen=True, kw_only=True)
class Record:
    """A row with its fields read.

    :param broken: fields that are missing or wrong, and reported.
    """

    where: str
    values: dict[str, Any] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def has(self, *names: str) -> bool:
        """Tell whether nothing is wrong with any of these fields; they may be left out."""
        return self.broken.isdisjoint(names)


def read(row: Row, kind: str, contents: Contents) -> Record:
    """Read every field of a row, and report all that is wrong with it."""
    record = Record(where=row.where, broken=set(row.refused))
    fields = FIELDS[kind]
    for name in row.values:
        if name not in fields:
            contents.reject(row.where, f"{shown(name)}: not a field of this {kind}")
    for name, each in fields.items():
        raw = row.values.get(name)
        try:
            if raw is not None:
                record.values[name] = each.read(raw)
            elif each.required and name not in row.refused:
                raise ValueError("is missing")
        except ValueError as error:
            given = "" if raw is None or each.private else f"{shown(raw)} "
            contents.reject(row.where, f"{name}: {given}{error}")
            record.broken.add(name)
    return record
