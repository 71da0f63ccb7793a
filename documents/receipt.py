"""The receipt of one invoice: what stands on it, in the customer's words (A60).

What is not paid yet is given as the invoice that it is, and never called a receipt.
"""

from dataclasses import dataclass
from datetime import date

from documents.sheet import Sheet
from store import codec
from store.accounts import Account
from store.invoices import Invoice
from subscriptions.charges import NOTHING, Charge
from subscriptions.facts import BillingContact, Payment
from subscriptions.vat import VatReason, VatStatus
from wording import Words


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """All that a receipt says, without a language.

    :param vat_pending: whether the customer's VAT number is still being verified (E18).
    """

    number: str
    issued_on: date
    company: str
    address: str
    vat_number: str | None
    plan: str
    charge: Charge
    vat_pending: bool
    paid: bool
    payment: Payment


codec.register(Receipt)


def receipt_of(invoice: Invoice, account: Account, contact: BillingContact) -> Receipt:
    """Put together what the receipt of an invoice says today."""
    return Receipt(
        number=invoice.number,
        issued_on=invoice.issued_on,
        company=contact.company,
        address=contact.address,
        vat_number=contact.vat_number,
        plan=invoice.plan,
        charge=invoice.charge,
        vat_pending=account.vat_status is VatStatus.PENDING,
        paid=invoice.paid,
        payment=account.payment,
    )


def to_json(receipt: Receipt) -> dict[str, object]:
    """Give a receipt as JSON, for the e-mail that it is attached to."""
    return codec.snapshot(receipt)


def from_json(stored: dict[str, object]) -> Receipt:
    """Give back the receipt that `to_json` wrote."""
    receipt: Receipt = codec.from_json({"type": Receipt.__name__, "fields": stored})
    return receipt


def file_name(receipt: Receipt, words: Words) -> str:
    """Give the name of its file, in plain letters."""
    return words.label("receipt_file", number=receipt.number)


def in_words(receipt: Receipt, words: Words) -> dict[str, str]:
    """Give what is said of a receipt in the chat and in the e-mail it is attached to.

    `paid` is empty for an invoice that is not.
    """
    return {
        "number": receipt.number,
        "plan": receipt.plan,
        "total": words.euros(receipt.charge.total),
        "period": _period(receipt.charge, words),
        "paid": words.label("invoice_paid") if receipt.paid else "",
        **words.days(issued_on=receipt.issued_on),
    }


def render(receipt: Receipt, words: Words) -> bytes:
    """Draw a receipt as PDF."""
    sheet = Sheet()
    number = words.label("receipt_number", number=receipt.number)
    title = words.label("receipt_title" if receipt.paid else "receipt_title_due")
    seller = words.label("receipt_seller")
    sheet.small(seller)
    sheet.gap()
    sheet.heading(title)
    sheet.gap(4)
    sheet.subheading(number)
    sheet.line(words.label("receipt_issued_on", **words.days(issued_on=receipt.issued_on)))
    sheet.gap()
    _add_customer(sheet, receipt, words)
    _add_charge(sheet, receipt, words)
    sheet.gap()
    state, payment = "paid" if receipt.paid else "due", receipt.payment.value
    sheet.line(words.label(f"receipt_{state}_{payment}"))
    for mention in _mentions(receipt, words):
        sheet.gap(2)
        sheet.small(mention)
    return sheet.to_pdf(title=f"{title}, {number}", author=seller, language=words.language)


def _add_customer(sheet: Sheet, receipt: Receipt, words: Words) -> None:
    sheet.small(words.label("receipt_customer"))
    sheet.subheading(receipt.company)
    sheet.line(receipt.address)
    if receipt.vat_number is not None:
        sheet.line(words.label("receipt_vat_number", number=receipt.vat_number))
    sheet.gap()


def _add_charge(sheet: Sheet, receipt: Receipt, words: Words) -> None:
    charge = receipt.charge
    columns = ("plan", "period", "seats", "unit_price", "amount")
    sheet.table(
        head=[words.label(f"receipt_{each}") for each in columns],
        row=[
            receipt.plan,
            _period(charge, words),
            str(charge.seats),
            words.euros(charge.unit_price),
            words.euros(charge.amount),
        ],
        widths=(42, 45, 24, 30, 29),
    )
    sheet.gap(4)
    sums = [(words.label("receipt_net"), words.euros(charge.net))]
    if charge.credit > NOTHING:
        deducted = charge.net - charge.amount
        sums.insert(0, (words.label("receipt_credit"), words.euros(deducted)))
    sums.append(
        (
            words.label("receipt_vat", rate=words.percent(charge.vat.rate)),
            words.euros(charge.vat_amount),
        )
    )
    sheet.sums([*sums, (words.label("receipt_total"), words.euros(charge.total))])


def _mentions(receipt: Receipt, words: Words) -> list[str]:
    """Give what has to be said below the sums: left credit, and why this VAT (E8, E18)."""
    charge, mentions = receipt.charge, []
    if charge.balance > NOTHING:
        mentions.append(
            words.label("receipt_balance", balance=words.euros(charge.balance)),
        )
    match charge.vat.reason:
        case VatReason.REVERSE_CHARGE:
            mentions.append(words.label("receipt_reverse_charge"))
        case VatReason.DESTINATION:
            mentions.append(words.label("receipt_destination"))
            if receipt.vat_pending:
                mentions.append(words.label("receipt_vat_pending"))
    return mentions


def _period(charge: Charge, words: Words) -> str:
    days = words.days(first_day=charge.period.start, last_day=charge.period.last_day)
    return words.label("receipt_days", **days)
