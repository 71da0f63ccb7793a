"""Giving receipts, to the account holder alone: a link each, and the same by e-mail (A60)."""

from collections.abc import Sequence
from datetime import datetime, timezone
from functools import cache
from typing import Any

import settings
from actions import which_invoices
from actions.read_action import ReadAction
from actions.show_billing_history import lines
from actions.speech import Speech
from actions.turn import Turn
from documents.receipt import Receipt, in_words, receipt_of, to_json
from store import accounts, invoices, outbox, schema
from store.accounts import Person
from store.invoices import Invoice
from subscriptions.dates import local_day
from subscriptions.roles import Operation
from trust import keys
from trust.receipt_link import LIFETIME, ReceiptLink, make_token

MOST = 5
"""So many receipts are given at once; each is an e-mail of its own."""

_MINUTES = str(int(LIFETIME.total_seconds() // 60))


@cache
def _configuration() -> tuple[str, bytes]:
    loaded = settings.load()
    return loaded.public_url, keys.link_secret(loaded)


class ActionGetReceipt(ReadAction):
    """Gives the receipts of the invoices that were named, or of the last one."""

    operation = Operation.GET_RECEIPT

    def tell(self, connection: Any, person: Person, turn: Turn, speech: Speech) -> None:
        account = person.account
        everything = invoices.history(connection, account)
        if not everything:
            speech.say("utter_show_billing_history_none")
            return
        today = local_day(turn.now, account.zone)
        wanted = which_invoices.read(turn.text, turn.entities, today=today)
        found = which_invoices.for_receipts(wanted, everything)
        if not found:
            speech.say(
                "utter_get_receipt_not_found",
                invoices=lines(everything[:MOST], speech.words),
                buttons=[speech.offer("show_billing_history")],
            )
            return
        given = found[:MOST]
        contact = accounts.billing_contact(connection, account.id)
        receipts = {each.id: receipt_of(each, account, contact) for each in given}
        for receipt in receipts.values():
            _send(connection, person, turn, receipt)
        paid = [each for each in given if each.paid]
        due = [each for each in given if not each.paid]
        if paid:
            one, other = "utter_get_receipt_one", "utter_get_receipt_other"
            self._say(one if len(paid) == 1 else other, paid, receipts, person, speech)
        if due:
            one, other = "utter_get_receipt_due_one", "utter_get_receipt_due_other"
            self._say(one if len(due) == 1 else other, due, receipts, person, speech)
        if len(found) > MOST:
            speech.say("utter_get_receipt_more", count=str(len(found)), most=str(MOST))

    @staticmethod
    def _say(
        response: str,
        those: Sequence[Invoice],
        receipts: dict[str, Receipt],
        person: Person,
        speech: Speech,
    ) -> None:
        words = speech.words
        given = "\n".join(
            "• "
            + words.label(
                "receipt_line",
                link=_link(each, person, words.language),
                **in_words(receipts[each.id], words),
            )
            for each in those
        )
        speech.say(response, receipts=given, minutes=_MINUTES)


def _link(invoice: Invoice, person: Person, language: str) -> str:
    public_url, secret = _configuration()
    opens = ReceiptLink(
        invoice_id=invoice.id,
        account_id=person.account.id,
        person_id=person.id,
        language=language,
    )
    return f"{public_url}/receipts/{make_token(opens, secret, now=datetime.now(timezone.utc))}"


def _send(connection: Any, person: Person, turn: Turn, receipt: Receipt) -> None:
    """Queue the e-mail that the document is attached to; it may be asked for again."""
    account = person.account
    outbox.enqueue(
        connection,
        account_id=account.id,
        kind="email",
        template="receipt",
        language=turn.language,
        recipient=accounts.email_of(connection, account.id),
        payload={
            "receipt": to_json(receipt),
            "account": account.name,
            "reference": receipt.number,
        },
        dedupe_key=schema.new_id("receipt"),
        now=turn.now,
    )
