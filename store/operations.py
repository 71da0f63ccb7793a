"""Reviewing and carrying out an operation: authority, decision, rows, audit and outbox.

Preview and execution call the same decision, so that nothing is promised that will not be
done. Everything here happens inside the caller's one transaction (E6, E7, E21, E22).
"""

from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy.engine import Connection

from store import accounts, audit, codec, effects, facts, handoffs, invoices, outbox, proposals
from store import subscriptions as rows
from store.accounts import Person
from store.audit import Context
from store.effects import Effect, NotAppliedError
from subscriptions.decisions import DECISIONS, FOR_A_PERSON, Granted, Outcome, Request, Wish
from subscriptions.model import Subscription
from subscriptions.roles import Allowed, HandoffRequired, Operation, RoleRefused, guard

_GRANTED = get_args(Granted)


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """What the operation would do. `proposal_id` is set when there is something to confirm."""

    subscription: Subscription | None
    outcome: Outcome
    proposal_id: str | None

    def about(self) -> Subscription:
        """Give the subscription of an operation that is about one."""
        assert self.subscription is not None
        return self.subscription


@dataclass(frozen=True, kw_only=True)
class Done:
    """The stored result of a proposal, the same however often it is asked for.

    :param number: of the operation, for the customer and for support.
    :param before: the subscription as it was, of an operation that is about one.
    """

    operation: Operation
    outcome: Granted
    number: str
    before: Subscription | None


@dataclass(frozen=True, kw_only=True)
class Stale:
    """Things changed since the review: nothing was done, and a new review is due (E22)."""


Denied = RoleRefused | HandoffRequired


def operation_number(proposal_id: str) -> str:
    """Give the number under which customers and support speak of an operation."""
    return f"OP-{proposal_id[-8:].upper()}"


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


def preview(
    connection: Connection,
    person: Person,
    context: Context,
    operation: Operation,
    *,
    subscription_id: str | None = None,
    wish: Wish | None = None,
) -> tuple[Request, Outcome]:
    """Take the decision without writing anything."""
    subscription = (
        None
        if subscription_id is None
        else rows.one(connection, person.account, subscription_id, now=context.now)
    )
    request = Request(operation=operation, subscription=subscription, wish=wish)
    known = facts.gather(connection, person, now=context.now)
    return request, DECISIONS[operation](request, known)


def review(
    connection: Connection,
    person_id: str,
    context: Context,
    operation: Operation,
    subscription_id: str | None = None,
    wish: Wish | None = None,
) -> Reviewed | Denied:
    """Preview an operation and, if it would change something, store it as a proposal (A04)."""
    person = begin(connection, person_id, context, operation)
    if not isinstance(person, Person):
        return person
    # The proposal before the subscription, as in `carry_out`: otherwise the two could deadlock.
    proposals.close(connection, context.conversation_id)
    request, outcome = preview(
        connection, person, context, operation, subscription_id=subscription_id, wish=wish
    )
    if not isinstance(outcome, _GRANTED):
        if isinstance(outcome, FOR_A_PERSON):
            _hand_over(connection, person, context, request)
        else:
            _record_unchanged(connection, person, context, request, outcome)
        return Reviewed(subscription=request.subscription, outcome=outcome, proposal_id=None)
    proposal_id = proposals.open_proposal(connection, person, context, request, outcome)
    return Reviewed(subscription=request.subscription, outcome=outcome, proposal_id=proposal_id)


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
    shown = codec.from_json(proposal["outcome"])
    number = operation_number(proposal_id)
    if proposal["state"] == "done":
        return Done(
            operation=operation,
            outcome=shown,
            number=number,
            before=audit.before(connection, proposal_id),
        )
    if proposal["state"] != "open" or proposal["expires_at"] <= context.now:
        return Stale()
    request, outcome = preview(
        connection,
        person,
        context,
        operation,
        subscription_id=proposal["subscription_id"],
        wish=codec.wish_from_json(operation, proposal["wish"]),
    )
    version = None if request.subscription is None else request.subscription.version
    if proposal["expected_version"] != version:
        return Stale()
    if outcome != shown or not isinstance(outcome, _GRANTED):
        return Stale()
    done = execute(connection, person, context, request, outcome, reference=proposal_id)
    if done is None:
        return Stale()
    if not proposals.mark_done(connection, proposal_id, done.outcome):
        raise NotAppliedError("the proposal was taken although its row was held")
    return done


def execute(
    connection: Connection,
    person: Person,
    context: Context,
    request: Request,
    outcome: Granted,
    *,
    reference: str,
) -> Done | None:
    """Write a decision that has just been taken, and all that follows it.

    Nothing is written, and `None` given, if another transaction was first (E6).

    :param reference: the id of the proposal or the approval; it counts once.
    """
    try:
        with connection.begin_nested():
            effect = effects.apply(connection, person, context, request, outcome)
    except NotAppliedError:
        return None
    record_done(connection, person, context, effect, reference)
    return Done(
        operation=request.operation,
        outcome=effect.outcome,
        number=operation_number(reference),
        before=request.subscription,
    )


def _hand_over(connection: Connection, person: Person, context: Context, request: Request) -> None:
    handoffs.open_handoff(
        connection,
        person,
        context,
        reason="reduction",
        request={
            "operation": request.operation.value,
            "subscription": request.about().id,
            "wish": codec.wish_to_json(request.wish),
        },
    )


def _record_unchanged(
    connection: Connection, person: Person, context: Context, request: Request, outcome: Outcome
) -> None:
    subscription = request.subscription
    audit.record(
        connection,
        person,
        context,
        operation=request.operation.value,
        subscription_id=None if subscription is None else subscription.id,
        outcome="unchanged",
        reason=type(outcome).__name__,
    )


def record_done(
    connection: Connection,
    person: Person,
    context: Context,
    effect: Effect,
    proposal_id: str,
) -> None:
    """Write what follows every change: audit, e-mails, invoices and the charge (E21)."""
    outcome, number = effect.outcome, operation_number(proposal_id)
    audit.record(
        connection,
        person,
        context,
        operation=outcome.operation.value,
        subscription_id=effect.subscription_id,
        proposal_id=proposal_id,
        outcome="done",
        before=effect.before,
        after=effect.after,
    )
    for place, recipient in enumerate(effect.recipients):
        outbox.enqueue(
            connection,
            account_id=person.account.id,
            kind="email",
            template=outcome.operation.value,
            language=context.language,
            recipient=recipient,
            payload={
                "outcome": codec.to_json(outcome),
                "reference": number,
                "account": person.account.name,
            },
            dedupe_key=f"{proposal_id}:email:{place}",
            now=context.now,
        )
    if effect.charges:
        invoices.charge(connection, person.account, effect.charges, proposal_id, now=context.now)
