"""Confirming a ticket: what the support team did becomes the account's data (A57, A58).

Data, audit and e-mail are written in the caller's one transaction, or not at all.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy.engine import Connection

from store import accounts, audit, codec, effects, outbox, tickets
from store import subscriptions as rows
from store.accounts import Person
from store.audit import Context
from subscriptions.decisions import Request
from subscriptions.facts import BillingContact
from subscriptions.model import Subscription
from subscriptions.roles import Operation, Role
from subscriptions.update_billing_contact import ContactUpdated, confirmed_in_time

OPERATION = Operation.UPDATE_BILLING_CONTACT
CHANNEL = "staff"


def confirm(connection: Connection, number: str, *, now: datetime) -> dict[str, Any]:
    """Carry a ticket out, and give its row.

    What it asked to change is changed; what was changed in another way meanwhile stays. The
    end is told to the address given for the case, in the language it was opened in.

    :raises UnknownTicketError: if no open ticket has this number.
    :raises NotAppliedError: if the details change at this very moment.
    """
    row = tickets.close(connection, number, now=now)
    person = accounts.person(connection, row["person_id"])
    context = Context(conversation_id=number, channel=CHANNEL, language=row["language"], now=now)
    outcome = _outcome(connection, person, row)
    effect = effects.apply(connection, person, context, Request(operation=OPERATION), outcome)
    audit.record(
        connection,
        person,
        context,
        operation=OPERATION.value,
        outcome="done",
        before=effect.before,
        after={**(effect.after or {}), "ticket": number},
    )
    outbox.enqueue(
        connection,
        account_id=person.account.id,
        kind="email",
        template="ticket_confirmed",
        language=row["language"],
        recipient=row["contact_email"],
        payload={
            "ticket": {"number": number, **_billing(connection, person, row, now)},
            "outcome": codec.to_json(outcome),
            "account": outcome.after.company if outcome.renames else person.account.name,
            "reference": number,
        },
        dedupe_key=f"{row['id']}:confirmed",
        now=now,
    )
    return row


def _outcome(connection: Connection, person: Person, row: dict[str, Any]) -> ContactUpdated:
    before = accounts.billing_contact(connection, person.account.id)
    wanted = dict(row["requested"])
    new_contact = wanted.pop("new_contact", None)
    changed = {name: value for name, value in wanted.items() if row["current"][name] != value}
    after = BillingContact(**(asdict(before) | changed))
    people = accounts.roles_of(connection, person.account.id)
    contacts = [each for each, role in people.items() if role is Role.BILLING_CONTACT]
    moves = people.get(new_contact) is Role.MEMBER
    return ContactUpdated(
        before=before,
        after=after,
        renames=after.company != before.company,
        new_contact=new_contact if moves else None,
        former_contact=contacts[0] if moves and contacts else None,
        vat_number_changed=after.vat_number != before.vat_number,
    )


def _billing(
    connection: Connection, person: Person, row: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """Give the invoice that was next when the ticket was opened, and whether it is in time.

    If it is not, `following` is the next one from now on (A58, E20).
    """
    account = person.account
    expected = _next_billing(rows.of_account(connection, account, now=row["opened_at"]))
    in_time = expected is not None and confirmed_in_time(now, expected, account.zone)
    following = _next_billing(rows.of_account(connection, account, now=now))
    days = {"next_billing": expected, "following": None if in_time else following}
    return {
        "in_time": in_time,
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
    }


def _next_billing(subscriptions: Sequence[Subscription]) -> date | None:
    return min((each.period.end for each in subscriptions if each.renews), default=None)
