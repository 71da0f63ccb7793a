"""Showing past invoices, to the account holder alone (A59, A8.2)."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from babel.dates import format_date
from dateutil.relativedelta import relativedelta

import wording
from actions import which_invoices
from actions.read_action import ReadAction
from actions.speech import Speech
from actions.turn import Turn
from store import invoices
from store.accounts import Account, Person
from store.invoices import Invoice
from subscriptions.charges import NOTHING
from subscriptions.dates import local_day
from subscriptions.roles import AccountKind, Operation
from wording import Words

MOST = 24
"""So many invoices are listed at most: more would not be read in a chat."""


class ActionShowBillingHistory(ReadAction):
    """Lists the invoices of the last twelve months by month, the named ones or all of them."""

    operation = Operation.SHOW_BILLING_HISTORY

    def tell(self, connection: Any, person: Person, turn: Turn, speech: Speech) -> None:
        account = person.account
        today = local_day(turn.now, account.zone)
        everything = invoices.history(connection, account)
        if not everything:
            speech.say("utter_show_billing_history_none")
            self._tell_balance(account, speech)
            return
        wanted = which_invoices.read(turn.text, turn.entities, today=today)
        since = today - relativedelta(months=12)
        recent = [each for each in everything if each.issued_on >= since]
        found = which_invoices.matching(wanted, recent)
        listed = found[:MOST]
        if not listed:
            speech.say("utter_show_billing_history_not_found")
        else:
            named = wanted.names_any()
            speech.say(
                "utter_show_billing_history_named" if named else "utter_show_billing_history",
                invoices=_by_month(listed, speech.words),
                buttons=[speech.offer("get_receipt", product=wanted.product)],
            )
        if not listed or len(listed) < len(which_invoices.matching(wanted, everything)):
            self._tell_where_older_ones_are(account, speech)
        self._tell_balance(account, speech)

    @staticmethod
    def _tell_where_older_ones_are(account: Account, speech: Speech) -> None:
        if account.kind is AccountKind.CORPORATE:
            speech.say("utter_show_billing_history_older_corporate", **wording.links())
        else:
            speech.say("utter_show_billing_history_older", **wording.links())

    @staticmethod
    def _tell_balance(account: Account, speech: Speech) -> None:
        if account.balance > NOTHING:
            balance = speech.words.euros(account.balance)
            speech.say("utter_show_billing_history_balance", balance=balance)


def lines(listed: Sequence[Invoice], words: Words) -> str:
    """Give a list of invoices, one a line."""
    return "\n".join(f"• {_line(each, words)}" for each in listed)


def _by_month(newest_first: Sequence[Invoice], words: Words) -> str:
    months = groupby(newest_first, lambda each: each.issued_on.replace(day=1))
    return "\n".join(
        f"{format_date(month, 'LLLL y', locale=words.language).capitalize()}\n"
        f"{lines(list(those), words)}"
        for month, those in months
    )


def _line(invoice: Invoice, words: Words) -> str:
    return words.label(
        "invoice_line",
        number=invoice.number,
        plan=invoice.plan,
        total=words.euros(invoice.charge.total),
        state=words.label(f"invoice_{'paid' if invoice.paid else 'due'}"),
        **words.days(issued_on=invoice.issued_on),
    )
