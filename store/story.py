"""A whole conversation with everything it changed, for a test that tells it again."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import (
    accounts,
    accounts_found,
    codec,
    conversations,
    demo,
    handoffs,
    schema,
    subscriptions,
)
from store.accounts import Account, Person
from store.turn_by_turn import UnknownConversationError
from subscriptions.dates import local_day
from subscriptions.model import Subscription

_APART = timedelta(minutes=2)
"""How far the clocks may be apart of who answers and who carries out."""

Change = tuple[str, str, str]
"""What was changed, from what, to what."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a story is made of.

    :param who: the address of the demo user who tells it; `None` for a visitor.
    :param instead: what stands in the customer's words and in ours, and what of the demo account
        takes its place; empty if the customer is a demo user.
    """

    language: str
    who: str | None
    messages: list[dict[str, Any]]
    subscriptions: list[Change] = field(default_factory=list)
    contacts: list[Change] = field(default_factory=list)
    audit: list[dict[str, Any]] = field(default_factory=list)
    emails: list[dict[str, Any]] = field(default_factory=list)
    tickets: list[dict[str, Any]] = field(default_factory=list)
    handoffs: list[dict[str, Any]] = field(default_factory=list)
    instead: dict[str, str] = field(default_factory=dict)


def tell(connection: Connection, conversation_id: str) -> Told:
    """Gather a conversation and what it led to.

    :raises UnknownConversationError: if there is no such conversation.
    """
    table = schema.conversation
    found = select(table).where(table.c.id == conversation_id)
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise UnknownConversationError(conversation_id)
    messages = conversations.transcript(connection, conversation_id)
    try:
        person = accounts.person(connection, accounts_found.person_of(row["subject"]) or "")
    except accounts.UnknownPersonError:
        return Told(language=row["language"], who=None, messages=messages)
    audit = _of_conversation(connection, schema.audit, conversation_id, schema.audit.c.number)
    who, instead = _stand_in(connection, person)
    return Told(
        language=row["language"],
        who=who,
        messages=messages,
        subscriptions=_subscriptions(connection, person.account, audit),
        contacts=_contacts(person.account, audit),
        audit=audit,
        emails=_emails(connection, person.account, messages),
        tickets=_tickets(connection, person.account, audit),
        handoffs=[
            each
            for each in handoffs.open_handoffs(connection)
            if each["conversation"] == conversation_id
        ],
        instead=instead,
    )


def _of_conversation(
    connection: Connection, table: Any, conversation_id: str, order: Any
) -> list[dict[str, Any]]:
    found = select(table).where(table.c.conversation_id == conversation_id).order_by(order)
    return [dict(row) for row in connection.execute(found).mappings()]


def _subscriptions(
    connection: Connection, account: Account, audit: list[dict[str, Any]]
) -> list[Change]:
    """Give what became of subscriptions: those there were first, in the account's order."""
    before: dict[str, str] = {}
    after: dict[str, Subscription] = {}
    for row in audit:
        day = local_day(row["at"], account.zone)
        many = (row["after"] or {}).get("subscriptions") if row["after"] else None
        one = [row["after"]] if row["subscription_id"] and row["after"] else []
        for kept in many if many is not None else one:
            now = codec.subscription(kept)
            first = row["before"] and _described(codec.subscription(row["before"]), day)
            before.setdefault(now.id, first or "new")
            after[now.id] = now
    if not after:
        return []
    last = audit[-1]["at"]
    day = local_day(last, account.zone)
    order = [each.id for each in subscriptions.of_account(connection, account, now=last)]
    told = [
        (_name(account, after[each]), before[each], _described(after[each], day))
        for each in order
        if each in after
    ]
    told = [(name, was, now) for name, was, now in told if was != now]
    known = [each for each in told if each[1] != "new"]
    return [
        *known,
        *sorted((each for each in told if each[1] == "new"), key=lambda each: each[::2]),
    ]


def _name(account: Account, each: Subscription) -> str:
    return " ".join(filter(None, (_first_name(account), each.product, each.tier)))


def _first_name(account: Account) -> str:
    """Give the name that the account has in the demo data, before customers changed it."""
    ours = {f"acc_{each.key}": each.name for each in demo.ACCOUNTS}
    return ours.get(account.id, account.name)


def _described(each: Subscription, today: Any) -> str:
    cycle = "trial" if each.billing_cycle is None else each.billing_cycle.value
    state = f"{each.status(today).value} until {each.period.last_day}"
    return f"{state} ({each.seats} seats, {cycle})"


def _contacts(account: Account, audit: list[dict[str, Any]]) -> list[Change]:
    updates = [
        row
        for row in audit
        if row["operation"] == "update_billing_contact"
        and row["outcome"] == "done"
        and "ticket" not in row["after"]
    ]
    if not updates:
        return []
    before, after = updates[0]["before"], updates[-1]["after"]
    return [
        (f"{_first_name(account)} {name}", str(before[name]), str(value))
        for name, value in after.items()
        if value != before[name]
    ]


def _emails(
    connection: Connection, account: Account, messages: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    if not messages:
        return []
    table = schema.outbox
    queued = select(table).where(
        table.c.account_id == account.id,
        table.c.kind == "email",
        table.c.queued_at.between(messages[0]["at"] - _APART, messages[-1]["at"] + _APART),
    )
    ours = [dict(row) for row in connection.execute(queued).mappings()]
    return sorted(ours, key=lambda row: (row["template"], row["recipient"]))


def _tickets(
    connection: Connection, account: Account, audit: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    opened = [row["after"]["ticket"] for row in audit if "ticket" in (row["after"] or {})]
    table = schema.ticket
    found = select(table).where(table.c.account_id == account.id, table.c.number.in_(opened))
    rows = connection.execute(found.order_by(table.c.opened_at, table.c.id)).mappings()
    return [dict(row) for row in rows]


def _stand_in(connection: Connection, person: Person) -> tuple[str | None, dict[str, str]]:
    """Give the demo user who is in the customer's place, and what of theirs replaces whose."""
    account = person.account
    ours = {f"acc_{each.key}": each for each in demo.ACCOUNTS}
    if account.id in ours:
        return person.email, {}
    alike = [
        each
        for each in demo.ACCOUNTS
        if (each.kind, each.language) == (account.kind.value, account.language)
        and person.role.value in each.people.values()
    ]
    if not alike:
        return None, {}
    other = next((each for each in alike if each.payment == account.payment.value), alike[0])
    names = {role: name for name, role in other.people.items()}
    email = f"{names[person.role.value]}@{other.domain}"
    contact = accounts.billing_contact(connection, account.id)
    theirs = {
        person.email: email,
        contact.email: email,
        account.name: other.name,
        contact.company: other.name,
        contact.contact_person: other.contact_person,
        contact.address: other.address,
        contact.phone: other.phone,
        contact.vat_number: other.vat_number,
        account.representative: other.representative,
        account.card_last4: other.card and other.card[1],
    }
    return email, {str(real): str(instead) for real, instead in theirs.items() if real and instead}
