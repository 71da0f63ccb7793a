"""What is to be known beside an amount: the VAT number, and a credit used (A45, E8, E18)."""

from decimal import Decimal

from subscriptions.charges import NOTHING
from subscriptions.vat import Vat, VatReason
from wording import Words


def vat_note(vat: Vat, number: str | None, words: Words) -> str:
    """Give what is to be known of the VAT number before paying; empty if nothing is."""
    if number is None:
        return "\n" + words.label("vat_number_missing")
    if vat.reason is VatReason.DESTINATION:
        return "\n" + words.label("vat_number_pending", number=number)
    return "\n" + words.label("vat_number_known", number=number)


def credit_note(credit: Decimal, words: Words) -> str:
    """Give the line of a credit, empty if there is none."""
    if credit == NOTHING:
        return ""
    return "\n" + words.label("credit_of_account", amount=words.euros(credit))
