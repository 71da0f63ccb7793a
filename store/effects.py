"""What a granted operation writes: the rows it changes, and what the audit keeps of it."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.engine import Connection

from store import accounts, codec, product_uses, schema, tickets
from store import subscriptions as rows
from store.accounts import Person
from store.audit import Context
from subscriptions.add_subscription import Ordered, OrderedLine
from subscriptions.charges import Charge
from subscriptions.dates import local_day
from subscriptions.decisions import Granted, Request
from subscriptions.model import Subscription
from subscriptions.roles import Role
from subscriptions.start_trial import TrialStarted
from subscriptions.update_billing_contact import ContactUpdated, TicketOpened


class NotAppliedError(RuntimeError):
    """What was decided on is no longer as it was read: nothing may be kept of it (E6)."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What was written.

    :param outcome: the decision with the ids that new rows were given.
    :param charges: the invoice lines that are due.
    """

    outcome: Granted
    subscription_id: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    recipients: tuple[str, ...]
    charges: tuple[tuple[Subscription, Charge], ...] = ()


def apply(
    connection: Connection, person: Person, context: Context, request: Request, outcome: Granted
) -> Effect:
    """Write what an operation changes.

    :raises NotAppliedError: if another transaction was first; the caller's must be undone.
    """
    match outcome:
        case Ordered():
            return _order(connection, person, context, outcome)
        case TrialStarted():
            return _start_trial(connection, person, context, outcome)
        case ContactUpdated():
            return _update_contact(connection, person, outcome)
        case TicketOpened():
            return _open_ticket(connection, person, context, outcome)
        case changed:
            saved = _save(connection, person, changed.after)
            charge = getattr(changed, "charge", None)
            if charge is not None:
                _keep_balance(connection, person, charge)
            return Effect(
                outcome=changed,
                subscription_id=saved.id,
                before=codec.snapshot(request.about()),
                after=codec.snapshot(saved),
                recipients=_account_address(connection, person),
                charges=() if charge is None else ((saved, charge),),
            )


_UNCHECKED = {"vat_checked_at": None, "vat_consultation": None}
"""What VIES said of a former number is not said of the new one."""


def _account_address(connection: Connection, person: Person) -> tuple[str, ...]:
    return (accounts.email_of(connection, person.account.id),)


def _save(connection: Connection, person: Person, after: Subscription) -> Subscription:
    try:
        return rows.save(connection, person.account, after)
    except rows.ChangedMeanwhileError as error:
        raise NotAppliedError("the subscription was changed meanwhile") from error


def _keep_balance(connection: Connection, person: Person, last: Charge) -> None:
    before = person.account.balance
    if last.balance == before:
        return
    if not accounts.save_balance(connection, person.account.id, before, last.balance):
        raise NotAppliedError("the balance was used meanwhile")


def _order(connection: Connection, person: Person, context: Context, outcome: Ordered) -> Effect:
    lines = tuple(_add_line(connection, person, context, line) for line in outcome.lines)
    _keep_balance(connection, person, lines[-1].charge)
    if outcome.vat_number is not None:
        _keep_vat_number(connection, person, outcome.vat_number)
    return Effect(
        outcome=replace(outcome, lines=lines),
        subscription_id=lines[0].after.id,
        before=None,
        after={"subscriptions": [codec.snapshot(line.after) for line in lines]},
        recipients=_account_address(connection, person),
        charges=tuple((line.after, line.charge) for line in lines),
    )


def _add_line(
    connection: Connection, person: Person, context: Context, line: OrderedLine
) -> OrderedLine:
    product = line.after.product
    first = product_uses.note(connection, person.account.id, product, now=context.now)
    if line.replaces_trial:
        return replace(line, after=_save(connection, person, line.after))
    if not first and _is_tried(connection, person, context, product):
        raise NotAppliedError("a trial of the product was started meanwhile")
    added = replace(line.after, id=schema.new_id("sub"))
    rows.add(connection, person.account, added)
    return replace(line, after=added)


def _is_tried(connection: Connection, person: Person, context: Context, product: str) -> bool:
    """Tell whether a trial of a product runs: the order would have taken it over (E17)."""
    account = person.account
    today = local_day(context.now, account.zone)
    return any(
        each.product == product and each.trial and not each.period.is_over(today)
        for each in rows.of_account(connection, account, now=context.now)
    )


def _start_trial(
    connection: Connection, person: Person, context: Context, outcome: TrialStarted
) -> Effect:
    first = product_uses.note(
        connection, person.account.id, outcome.after.product, now=context.now
    )
    if not first:
        raise NotAppliedError("another transaction used the product's one trial")
    added = replace(outcome.after, id=schema.new_id("sub"))
    rows.add(connection, person.account, added)
    return Effect(
        outcome=replace(outcome, after=added),
        subscription_id=added.id,
        before=None,
        after=codec.snapshot(added),
        recipients=_account_address(connection, person),
    )


def _update_contact(connection: Connection, person: Person, outcome: ContactUpdated) -> Effect:
    account_id = person.account.id
    if not accounts.save_billing_contact(connection, account_id, outcome.before, outcome.after):
        raise NotAppliedError("the billing contact was changed meanwhile")
    if outcome.renames:
        accounts.update_account(connection, account_id, name=outcome.after.company)  # A53
    if outcome.vat_number_changed:
        accounts.update_account(connection, account_id, vat_status="pending", **_UNCHECKED)
    recipients: tuple[str, ...] = (outcome.after.email,)
    if outcome.new_contact is not None:
        if outcome.former_contact is not None:
            accounts.set_role(connection, account_id, outcome.former_contact, Role.MEMBER)
        accounts.set_role(connection, account_id, outcome.new_contact, Role.BILLING_CONTACT)
        told = (outcome.new_contact, outcome.former_contact or outcome.before.email)
        recipients = tuple(dict.fromkeys(told))
    return Effect(
        outcome=outcome,
        subscription_id=None,
        before=codec.snapshot(outcome.before),
        after=codec.snapshot(outcome.after),
        recipients=recipients,
    )


def _open_ticket(
    connection: Connection, person: Person, context: Context, outcome: TicketOpened
) -> Effect:
    number = tickets.open_ticket(connection, person, context, outcome)
    return Effect(
        outcome=replace(outcome, number=number),
        subscription_id=None,
        before=codec.snapshot(outcome.current),
        after=codec.snapshot(outcome.requested) | {"ticket": number},
        recipients=(outcome.case_email,),
    )


def _keep_vat_number(connection: Connection, person: Person, number: str) -> None:
    account_id = person.account.id
    before = accounts.billing_contact(connection, account_id)
    if before.vat_number == number:
        return
    after = replace(before, vat_number=number)
    if not accounts.save_billing_contact(connection, account_id, before, after):
        raise NotAppliedError("the billing contact was changed meanwhile")
    accounts.update_account(connection, account_id, vat_status="pending", **_UNCHECKED)
