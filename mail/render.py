"""One outbox row in, one e-mail out: the stored result in the conversation's language (A07).

Nothing is read but the row, so that a retry, even days later, says exactly the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from documents import receipt as receipts
from mail import approval_blanks, contact_blanks
from store import codec
from subscriptions.add_subscription import Ordered
from subscriptions.charges import NOTHING, Charge
from subscriptions.model import Subscription
from subscriptions.reminders import Reminder
from subscriptions.update_billing_contact import ContactUpdated, TicketOpened
from subscriptions.vat import Vat
from wording import Words, links

TEMPLATES = Path(__file__).with_name("templates")

codec.register(Reminder)  # what is told although nobody has asked for anything


@dataclass(frozen=True, kw_only=True)
class Due:
    """What an operation costs now, over all its lines, in EUR.

    :param deducted: how much of it credit has paid, without VAT (E8).
    :param balance: the credit that is left, without VAT.
    """

    net: Decimal
    vat: Vat
    vat_amount: Decimal
    total: Decimal
    deducted: Decimal
    balance: Decimal


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _blanks(row: Mapping[str, Any]) -> dict[str, Any]:
    words, payload = Words(row["language"]), row["payload"]
    given = {name: payload[name] for name in ("account", "reference") if name in payload}
    blanks = {"words": words, "recipient": row["recipient"], **given, **links()}
    if "outcome" in payload:
        blanks |= _of_outcome(codec.from_json(payload["outcome"]), words)
    if "receipt" in payload:
        blanks["receipt"] = receipts.in_words(receipts.from_json(payload["receipt"]), words)
    if "ticket" in payload:
        blanks |= contact_blanks.of_ticket(payload["ticket"], words)
    if "approval" in payload:
        blanks |= approval_blanks.of_approval(payload, words)
    return blanks


def _of_outcome(outcome: Any, words: Words) -> dict[str, Any]:
    """Give the outcome, what it costs, and what is said of its subscription if it is of one."""
    charge = getattr(outcome, "charge", None)
    blanks = {"outcome": outcome, "charge": charge}
    if isinstance(outcome, ContactUpdated | TicketOpened):
        return blanks | contact_blanks.of_outcome(outcome, words)
    if isinstance(outcome, Ordered):
        return blanks | _of_order(outcome, words)
    if charge is not None:
        blanks["due"] = _due([charge])
    subscription = getattr(outcome, "after", None) or getattr(outcome, "subscription", None)
    if not isinstance(subscription, Subscription):
        return blanks
    period = subscription.period
    days = words.days(first_day=period.start, last_day=period.last_day, renews_on=period.end)
    return {**blanks, "subscription": subscription, "plan": words.plan(subscription), **days}


def _of_order(order: Ordered, words: Words) -> dict[str, Any]:
    plans = dict.fromkeys(words.plan(line.after) for line in order.lines)
    return {
        "plan": words.enumeration(list(plans)),
        "due": _due([line.charge for line in order.lines]),
        **words.days(first_day=order.lines[0].after.period.start),
    }


def _due(charges: Sequence[Charge]) -> Due:
    """Add up the lines of one operation: each takes what credit the one before it has left."""
    first, last = charges[0], charges[-1]
    return Due(
        net=sum((each.net for each in charges), NOTHING),
        vat=first.vat,
        vat_amount=sum((each.vat_amount for each in charges), NOTHING),
        total=sum((each.total for each in charges), NOTHING),
        deducted=first.credit - last.balance,
        balance=last.balance,
    )


def render(row: Mapping[str, Any], *, mail_from: str, now: datetime) -> EmailMessage:
    """Word the e-mail of an outbox row, as text and as HTML.

    Its Message-ID comes from the row's id alone: should an e-mail ever leave twice, mail
    programs see that it is one and the same.
    """
    name = f"{row['language']}/{row['template']}"
    blanks = _blanks(row)
    text = _environment().get_template(f"{name}.txt")
    html = _environment().get_template(f"{name}.html")
    subject = "".join(text.blocks["subject"](text.new_context(blanks))).strip()
    domain = parseaddr(mail_from)[1].rpartition("@")[2]

    email = EmailMessage()
    email["Subject"] = subject
    email["From"] = mail_from
    email["To"] = Address(addr_spec=row["recipient"])
    email["Date"] = now
    email["Message-ID"] = f"<{row['id']}@{domain}>"
    email["Auto-Submitted"] = "auto-generated"
    email.set_content(text.render(blanks), cte="quoted-printable")
    email.add_alternative(
        html.render(blanks, subject=subject), subtype="html", cte="quoted-printable"
    )
    if "receipt" in row["payload"]:
        _attach_receipt(email, row)
    email["Content-Language"] = row["language"]  # earlier, it would move into the text part
    return email


def _attach_receipt(email: EmailMessage, row: Mapping[str, Any]) -> None:
    words = Words(row["language"])
    receipt = receipts.from_json(row["payload"]["receipt"])
    email.add_attachment(
        receipts.render(receipt, words),
        maintype="application",
        subtype="pdf",
        filename=receipts.file_name(receipt, words),
    )
