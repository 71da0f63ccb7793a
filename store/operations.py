"""Reviewing and carrying out an operation: authority, decision, row, audit and outbox.

Preview and execution call the same decision, so that nothing is promised that will not be
done. Everything here happens inside the caller's one transaction (E6, E7, E21, E22).
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from store import accounts, audit, codec, handoffs, invoices, outbox, proposals
from store import subscriptions as rows
from store.accounts import Person
from store.audit import Context
from subscriptions import catalogue
from subscriptions.dates import local_day
from subscriptions.decisions import DECISIONS
from subscriptions.model import Subscription
from subscriptions.outcomes import Granted, Outcome
from subscriptions.roles import Allowed, HandoffRequired, Operation, RoleRefused, guard


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What the operation would do. `proposal_id` is set when there is something to confirm."""

    subscription: Subscription
    outcome: Outcome
    proposal_id: str | None


@dataclass(frozen=True, kw_only=True)
class Done:
    """The stored result of a proposal, the same however often it is asked for."""

    subscription: Subscription
    outcome: Granted


@dataclass(frozen=True, kw_only=True)
class Stale:
    """Things changed since the review: nothing was done, and a new review is due (E22)."""


Denied = RoleRefused | HandoffRequired


def begin(
    connection: Connection,
    person_id: str,
    context: Context,
    operation: Operation,
    *,
    request: dict[str, Any] | None = None,
) -> Person | Denied:
    """Check role and account kind for an operation; a denial is audited at once.

    A Corporate account's request becomes a hand-off in the same transaction (E23).
    """
    person = accounts.person(connection, person_id)
    verdict = guard(operation, role=person.role, kind=person.account.kind)
    match verdict:
        case Allowed():
            return person
        case RoleRefused():
            audit.record(
                connection,
                person,
                context,
                operation=operation.value,
                outcome="refused",
                reason="role",
            )
        case HandoffRequired():
            handoffs.open_handoff(
                connection,
                person,
                context,
                reason="corporate",
                request={"operation": operation.value, **(request or {})},
            )
    return verdict


def _decide(operation: Operation, subscription: Subscription, person: Person, now: Any) -> Outcome:
    today = local_day(now, person.account.zone)
    return DECISIONS[operation](subscription, today, catalogue.load())


def review(
    connection: Connection,
    person_id: str,
    context: Context,
    operation: Operation,
    subscription_id: str,
) -> Reviewed | Denied:
    """Preview an operation and, if it would change something, store it as a proposal (A04)."""
    person = begin(connection, person_id, context, operation)
    if not isinstance(person, Person):
        return person
    # The proposal before the subscription, as in `carry_out`: otherwise the two could deadlock.
    proposals.close(connection, context.conversation_id)
    subscription = rows.one(connection, person.account, subscription_id, now=context.now)
    outcome = _decide(operation, subscription, person, context.now)
    if not isinstance(outcome, Granted):
        _record_unchanged(connection, person, context, operation, subscription, outcome)
        return Reviewed(subscription=subscription, outcome=outcome, proposal_id=None)
    proposal_id = proposals.open_proposal(
        connection,
        person,
        context,
        operation=operation,
        subscription=subscription,
        outcome=outcome,
    )
    return Reviewed(subscription=subscription, outcome=outcome, proposal_id=proposal_id)


def carry_out(
    connection: Connection, person_id: str, context: Context, proposal_id: str
) -> Done | Stale | Denied:
    """Do what a review showed, once.

    Done before: the stored result. Closed, too old, another version, or no longer what the
    customer read: `Stale`. Role and account kind are checked again, here (E22).
    """
    proposal = proposals.read(connection, proposal_id)
    operation = Operation(proposal["operation"])
    person = begin(connection, person_id, context, operation)
    if not isinstance(person, Person):
        return person
    if (proposal["person_id"], proposal["conversation_id"]) != (
        person.id,
        context.conversation_id,
    ):
        return Stale()
    subscription = rows.one(
        connection, person.account, proposal["subscription_id"], now=context.now
    )
    shown = codec.from_json(proposal["outcome"])
    if proposal["state"] == "done":
        assert isinstance(shown, Granted)
        return Done(subscription=subscription, outcome=shown)
    if proposal["state"] != "open" or proposal["expires_at"] <= context.now:
        return Stale()
    if proposal["expected_version"] != subscription.version:
        return Stale()
    outcome = _decide(operation, subscription, person, context.now)
    if outcome != shown or not isinstance(outcome, Granted):
        return Stale()
    if not proposals.mark_done(connection, proposal_id, outcome):
        return Stale()
    saved = rows.save(connection, person.account, outcome.after)
    _record_done(connection, person, context, proposal_id, subscription, saved, outcome)
    return Done(subscription=saved, outcome=outcome)


def _record_unchanged(
    connection: Connection,
    person: Person,
    context: Context,
    operation: Operation,
    subscription: Subscription,
    outcome: Outcome,
) -> None:
    audit.record(
        connection,
        person,
        context,
        operation=operation.value,
        subscription_id=subscription.id,
        outcome="unchanged",
        reason=type(outcome).__name__,
    )


def _record_done(
    connection: Connection,
    person: Person,
    context: Context,
    proposal_id: str,
    before: Subscription,
    after: Subscription,
    outcome: Granted,
) -> None:
    audit.record(
        connection,
        person,
        context,
        operation=outcome.operation.value,
        subscription_id=after.id,
        proposal_id=proposal_id,
        outcome="done",
        before=codec.snapshot(before),
        after=codec.snapshot(after),
    )
    recipient = accounts.email_of(connection, person.account.id)
    payload = {
        "subscription": codec.snapshot(after),
        "facts": codec.facts(outcome),
        "reference": proposal_id,
        "account": person.account.name,
    }
    outbox.enqueue(
        connection,
        account_id=person.account.id,
        kind="email",
        template=outcome.operation.value,
        language=context.language,
        recipient=recipient,
        payload=payload,
        dedupe_key=f"{proposal_id}:email",
        now=context.now,
    )
    if outcome.charge is not None:
        invoices.charge(
            connection, person.account, after, outcome.charge, proposal_id, now=context.now
        )
