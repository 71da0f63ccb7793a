"""Approvals: an operation prepared by somebody who may not carry it out, for one who may.

The link in an e-mail is the only key: 32 random bytes, of which the hash is stored. It shows
what would happen as of now, and counts once: role, account and decision are checked again in
the transaction that answers it (E22). Corporate accounts are left to their representative.
The request is audited as `unchanged` (`approval_requested`) of who asked, and the answer as
the approver's own act in the conversation it came from, through the channel `approval`.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, get_args

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from store import accounts, audit, codec, operations, outbox, schema
from store.accounts import Account, Person
from store.audit import Context
from store.effects import NotAppliedError
from store.operations import Done
from subscriptions.dates import ONE_DAY, local_day, midnight
from subscriptions.decisions import DECISIONS, Granted, Outcome, Request, Wish
from subscriptions.roles import (
    Allowed,
    HandoffRequired,
    Operation,
    Role,
    RoleRefused,
    guard,
)

_table = schema.approval
_GRANTED = get_args(Granted)

VALID_FOR = timedelta(days=7)
"""A link may be answered through the seventh day after the request."""

CHANNEL = "approval"


@dataclass(frozen=True, kw_only=True)
class Requested:
    """The e-mail is queued; it can be answered through `last_day`, by a user of that role."""

    role: Role
    last_day: date


@dataclass(frozen=True, kw_only=True)
class AlreadyRequested:
    """Such a request waits for its answer already: no second one is sent."""

    last_day: date


@dataclass(frozen=True, kw_only=True)
class NotNeeded:
    """Who asks may do it themselves by now."""


@dataclass(frozen=True, kw_only=True)
class NotPossible:
    """Nobody can do it here as things are.

    :param reason: `role`, `corporate`, `nobody`, or the name of the outcome that says why.
    """

    reason: str


@dataclass(frozen=True, kw_only=True)
class Approval:
    """A stored request, as found by its link."""

    id: str
    account_id: str
    requested_by: str
    conversation_id: str
    language: str
    operation: Operation
    subscription_id: str | None
    wish: dict[str, Any] | None
    state: str
    expires_at: datetime

    def last_day(self, account: Account) -> date:
        """Give the last day on which it can be answered."""
        return local_day(self.expires_at, account.zone) - ONE_DAY


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the approver is asked, as it would be done now."""

    requester: Person
    approver: Person
    request: Request
    outcome: Granted
    last_day: date

    @property
    def fingerprint(self) -> str:
        """What an answer has to be given to: it differs as soon as the outcome does (E22)."""
        shown = json.dumps(codec.to_json(self.outcome), sort_keys=True)
        return hashlib.sha256(shown.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Approved:
    """It is done, in the approver's name."""

    done: Done


@dataclass(frozen=True, kw_only=True)
class Declined:
    """It will not be done."""


@dataclass(frozen=True, kw_only=True)
class Expired:
    """Nobody answered in time."""


@dataclass(frozen=True, kw_only=True)
class AlreadyDecided:
    """The link was answered before."""

    approved: bool


def can_be_requested(connection: Connection, person: Person, operation: Operation) -> bool:
    """Tell whether somebody else on the account could approve that operation."""
    return operation in DECISIONS and _approver(connection, person, operation) is not None


def request(
    connection: Connection,
    person: Person,
    context: Context,
    operation: Operation,
    subscription_id: str | None,
    wish: Wish | None,
    *,
    public_url: str,
) -> Requested | AlreadyRequested | NotNeeded | NotPossible:
    """Send a whole request to who may decide it.

    Of one operation on one subscription, whatever is wished for it, one request is open at a
    time. The link goes into the e-mail alone: who asks never learns it.
    """
    if isinstance(guard(operation, role=person.role, kind=person.account.kind), Allowed):
        return NotNeeded()
    approver = _approver(connection, person, operation)
    if approver is None:
        return NotPossible(reason="nobody")
    wanted, outcome = operations.preview(
        connection, approver, context, operation, subscription_id=subscription_id, wish=wish
    )
    if not isinstance(outcome, _GRANTED):
        return NotPossible(reason=type(outcome).__name__)
    _take_turns(connection, person.account)
    for earlier in _waiting(connection, person.account, wanted, now=context.now):
        if subscription_id is not None or earlier.wish == codec.wish_to_json(wish):
            return AlreadyRequested(last_day=earlier.last_day(person.account))
    last_day = local_day(context.now, person.account.zone) + VALID_FOR
    token, approval_id = secrets.token_urlsafe(32), schema.new_id("approval")
    connection.execute(
        insert(_table).values(
            id=approval_id,
            token_hash=_hashed(token),
            account_id=person.account.id,
            requested_by=person.id,
            conversation_id=context.conversation_id,
            language=context.language,
            operation=operation.value,
            subscription_id=subscription_id,
            wish=codec.wish_to_json(wish),
            state="open",
            requested_at=context.now,
            expires_at=midnight(last_day + ONE_DAY, person.account.zone),
        )
    )
    _record(connection, person, context, wanted, outcome="unchanged", reason="approval_requested")
    _send(
        connection,
        approval_id,
        approver,
        context,
        template="approval",
        letter={
            "requester": person.email,
            "last_day": last_day.isoformat(),
            "link": f"{public_url}/approvals/{token}",
        },
        wanted=wanted,
        outcome=outcome,
    )
    return Requested(role=approver.role, last_day=last_day)


def find(connection: Connection, token: str) -> Approval | None:
    """Find a request by its link, keeping its row from others; `None` if there is none."""
    found = select(_table).where(_table.c.token_hash == _hashed(token)).with_for_update()
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else _read(row)


def look(
    connection: Connection, approval: Approval, *, now: datetime
) -> Asked | AlreadyDecided | Expired | NotPossible:
    """Give what an open request would do now; nothing is written."""
    if approval.state != "open":
        return AlreadyDecided(approved=approval.state == "approved")
    if approval.expires_at <= now:
        return Expired()
    approver = _addressee(connection, approval)
    if approver is None:
        return NotPossible(reason="role")
    match guard(approval.operation, role=approver.role, kind=approver.account.kind):
        case RoleRefused():
            return NotPossible(reason="role")
        case HandoffRequired():
            return NotPossible(reason="corporate")
    wanted, outcome = operations.preview(
        connection,
        approver,
        _context(approval, now),
        approval.operation,
        subscription_id=approval.subscription_id,
        wish=codec.wish_from_json(approval.operation, approval.wish),
    )
    if not isinstance(outcome, _GRANTED):
        return NotPossible(reason=type(outcome).__name__)
    return Asked(
        requester=accounts.person(connection, approval.requested_by),
        approver=approver,
        request=wanted,
        outcome=outcome,
        last_day=approval.last_day(approver.account),
    )


def decide(
    connection: Connection,
    approval: Approval,
    *,
    approve: bool,
    seen: str,
    now: datetime,
) -> Approved | Declined | Asked | AlreadyDecided | Expired | NotPossible:
    """Answer a request that `find` has given in this transaction, once.

    `Asked` comes back when an approval was given to something else than what would be done
    now: nothing is done, and the approver reads again (E22).

    :param seen: the fingerprint of what the approver read.
    """
    asked = look(connection, approval, now=now)
    if isinstance(asked, NotPossible):
        _record_denial(connection, approval, asked.reason, now)
    if not isinstance(asked, Asked):
        return asked
    context = _context(approval, now)
    if not approve:
        _close(connection, approval, "declined", now)
        _record(
            connection,
            asked.approver,
            context,
            asked.request,
            outcome="unchanged",
            reason="approval_declined",
        )
        _tell_requester(connection, approval, asked, context, asked.outcome, approved=False)
        return Declined()
    if seen != asked.fingerprint:
        return asked
    done = operations.execute(
        connection, asked.approver, context, asked.request, asked.outcome, reference=approval.id
    )
    if done is None:
        return look(connection, approval, now=now)
    _close(connection, approval, "approved", now)
    _tell_requester(connection, approval, asked, context, done.outcome, approved=True)
    return Approved(done=done)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _read(row: Any) -> Approval:
    return Approval(
        id=row["id"],
        account_id=row["account_id"],
        requested_by=row["requested_by"],
        conversation_id=row["conversation_id"],
        language=row["language"],
        operation=Operation(row["operation"]),
        subscription_id=row["subscription_id"],
        wish=row["wish"],
        state=row["state"],
        expires_at=row["expires_at"],
    )


def _context(approval: Approval, now: datetime) -> Context:
    return Context(
        conversation_id=approval.conversation_id,
        channel=CHANNEL,
        language=approval.language,
        now=now,
    )


def _approver(connection: Connection, person: Person, operation: Operation) -> Person | None:
    """Give the billing contact, or the holder where the operation is theirs alone (A8.1)."""
    people = accounts.roles_of(connection, person.account.id)
    for role in (Role.BILLING_CONTACT, Role.ACCOUNT_HOLDER):
        verdict = guard(operation, role=role, kind=person.account.kind)
        of_role = sorted(email for email, each in people.items() if each is role)
        others = [email for email in of_role if email != person.email]
        if isinstance(verdict, Allowed) and others:
            return accounts.person_by_email(connection, others[0])
    return None


def _addressee(connection: Connection, approval: Approval) -> Person | None:
    """Give the user whom the link was sent to, with the role they have now."""
    sent_to = select(schema.outbox.c.recipient).where(
        schema.outbox.c.dedupe_key == _letter_key(approval.id, "approval")
    )
    email: str = connection.execute(sent_to).scalar_one()
    try:
        person = accounts.person_by_email(connection, email)
    except accounts.UnknownPersonError:
        return None
    return person if person.account.id == approval.account_id else None


def _take_turns(connection: Connection, account: Account) -> None:
    """Let twin requests of one account wait for each other."""
    table = schema.account
    row = select(table.c.id).where(table.c.id == account.id).with_for_update(key_share=True)
    connection.execute(row)


def _waiting(
    connection: Connection, account: Account, wanted: Request, *, now: datetime
) -> list[Approval]:
    subscription = wanted.subscription
    found = select(_table).where(
        _table.c.account_id == account.id,
        _table.c.operation == wanted.operation.value,
        _table.c.subscription_id == (None if subscription is None else subscription.id),
        _table.c.state == "open",
        _table.c.expires_at > now,
    )
    return [_read(row) for row in connection.execute(found).mappings()]


def _close(connection: Connection, approval: Approval, state: str, now: datetime) -> None:
    """Use the link up; whatever was done with it before is undone if it already was."""
    taken = connection.execute(
        update(_table)
        .where(_table.c.id == approval.id, _table.c.state == "open")
        .values(state=state, decided_at=now)
    )
    if taken.rowcount != 1:
        raise NotAppliedError("the approval was answered although its row was held")


def _record(
    connection: Connection,
    person: Person,
    context: Context,
    wanted: Request,
    *,
    outcome: str,
    reason: str,
) -> None:
    subscription = wanted.subscription
    audit.record(
        connection,
        person,
        context,
        operation=wanted.operation.value,
        subscription_id=None if subscription is None else subscription.id,
        outcome=outcome,
        reason=reason,
    )


def _record_denial(connection: Connection, approval: Approval, reason: str, now: datetime) -> None:
    """Audit an answer that no longer counts, of an approver who is still on the account."""
    approver = _addressee(connection, approval)
    if approver is None:
        return
    audit.record(
        connection,
        approver,
        _context(approval, now),
        operation=approval.operation.value,
        subscription_id=approval.subscription_id,
        outcome="refused" if reason in ("role", "corporate") else "unchanged",
        reason=reason,
    )


def _tell_requester(
    connection: Connection,
    approval: Approval,
    asked: Asked,
    context: Context,
    outcome: Outcome,
    *,
    approved: bool,
) -> None:
    _send(
        connection,
        approval.id,
        asked.requester,
        context,
        template="approval_decided",
        letter={"approved": approved},
        wanted=asked.request,
        outcome=outcome,
    )


def _send(
    connection: Connection,
    approval_id: str,
    to: Person,
    context: Context,
    *,
    template: str,
    letter: dict[str, Any],
    wanted: Request,
    outcome: Outcome,
) -> None:
    subscription = wanted.subscription
    outbox.enqueue(
        connection,
        account_id=to.account.id,
        kind="email",
        template=template,
        language=context.language,
        recipient=to.email,
        payload={
            "account": to.account.name,
            "reference": operations.operation_number(approval_id),
            "outcome": codec.to_json(outcome),
            "approval": {
                **letter,
                "operation": wanted.operation.value,
                "subscription": None if subscription is None else codec.snapshot(subscription),
                "card_last4": to.account.card_last4,
            },
        },
        dedupe_key=_letter_key(approval_id, template),
        now=context.now,
    )


def _letter_key(approval_id: str, template: str) -> str:
    return f"{approval_id}:{template}"
