"""Whatever customers ask for in whatever order, rows, audit and outbox tell one story."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import accounts, audit, facts, operations, outbox, schema, subscriptions
from store.audit import Context
from store.engine import engine_for
from store.operations import Done, Reviewed, Stale
from subscriptions.add_subscription import Item, Order, Ordered
from subscriptions.change_subscription import Change
from subscriptions.dates import BillingCycle
from subscriptions.decisions import (
    CONCERNS,
    DECISIONS,
    FOR_A_PERSON,
    Granted,
    Outcome,
    Request,
    Wish,
)
from subscriptions.model import Subscription, as_of
from subscriptions.roles import Operation
from subscriptions.start_trial import TrialStarted, TrialWish
from subscriptions.update_billing_contact import ContactWish
from tests.databases import NOW
from tests.store.acting import ACTIVE, ATELIER, EXPIRED, HOLDER, PENDING, context

GRANTED = get_args(Granted)
PLANS = [
    ("RescueAssist", "starter"),
    ("GoToTraining", "pro"),
    ("GoToAssist Remote Support v4", None),
]


@dataclass(frozen=True)
class Asked:
    """What a customer asks for, how long after the last time, and what they say to it."""

    operation: Operation
    wish: Wish | None
    hours: int
    yeses: int


cycles = st.sampled_from(BillingCycle)
items = st.builds(
    lambda plan, seats, cycle: Item(
        product=plan[0], tier=plan[1], seats=seats, billing_cycle=cycle
    ),
    st.sampled_from(PLANS),
    st.integers(1, 3),
    cycles,
)
wishes: dict[Operation, st.SearchStrategy[Any]] = {
    Operation.CHANGE_SUBSCRIPTION: st.builds(
        Change,
        seats_by=st.none() | st.integers(-1, 3),
        tier=st.none() | st.just("plus"),
        billing_cycle=st.none() | cycles,
    ),
    Operation.ADD_SUBSCRIPTION: st.builds(
        Order, items=st.lists(items, min_size=1, max_size=2).map(tuple)
    ),
    Operation.START_TRIAL: st.sampled_from(PLANS).map(
        lambda plan: TrialWish(product=plan[0], tier=plan[1], seats=2)
    ),
    Operation.UPDATE_BILLING_CONTACT: st.sampled_from(["11 33", "11 44"]).map(
        lambda end: ContactWish(phone=f"+33 4 72 00 {end}")
    ),
}
asked = st.sampled_from(sorted(DECISIONS, key=lambda operation: operation.value)).flatmap(
    lambda operation: st.builds(
        Asked,
        operation=st.just(operation),
        wish=wishes.get(operation, st.none()),
        hours=st.integers(0, 24 * 40),
        yeses=st.integers(0, 3),
    )
)


@dataclass
class Story:
    """What must be stored by now.

    :param handed_over: whether something was asked that a representative does.
    """

    subscriptions: dict[str, Subscription]
    granted: list[Granted] = field(default_factory=list)
    handed_over: bool = False

    def take(self, granted: Granted) -> None:
        """Note what was done."""
        self.granted.append(granted)
        for after in _written(granted):
            known = self.subscriptions.get(after.id)
            version = 1 if known is None else known.version + 1
            self.subscriptions[after.id] = replace(after, version=version)


def _written(granted: Granted) -> list[Subscription]:
    if isinstance(granted, Ordered):
        return [line.after for line in granted.lines]
    after = getattr(granted, "after", None)
    return [after] if isinstance(after, Subscription) else []


@given(
    subscription_id=st.sampled_from([ACTIVE, PENDING, EXPIRED]),
    messages=st.lists(asked, min_size=1, max_size=8),
)
@settings(
    max_examples=60,
    # Every example is undone at its end: the next one finds the database as it was.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_rows_audit_and_outbox_tell_the_same_story(  # E3, E6, E7, E8, E16, E21
    database_url: str, subscription_id: str, messages: list[Asked]
) -> None:
    with engine_for(database_url).connect() as connection:
        everything = connection.begin()
        tell(connection, subscription_id, messages)
        everything.rollback()


def tell(connection: Connection, subscription_id: str, messages: Sequence[Asked]) -> None:
    now = NOW
    story = Story(subscriptions=held(connection, now))
    for message in messages:
        now += timedelta(hours=message.hours)
        about = subscription_id if message.operation in CONCERNS else None
        subscription = None if about is None else story.subscriptions[about]
        known = facts.gather(connection, accounts.person(connection, HOLDER), now=now)
        wanted = Request(operation=message.operation, subscription=subscription, wish=message.wish)
        decided = DECISIONS[message.operation](wanted, known)

        done = live_through(connection, message, about, decided, context(now=now))

        story.handed_over |= isinstance(decided, FOR_A_PERSON)
        if done is not None:
            story.take(done)
        assert held(connection, now) == {
            id_: as_of(each, known.today) for id_, each in story.subscriptions.items()
        }
    assert_recorded(connection, story)


def held(connection: Connection, now: datetime) -> dict[str, Subscription]:
    account = accounts.person(connection, HOLDER).account
    return {each.id: each for each in subscriptions.of_account(connection, account, now=now)}


def live_through(
    connection: Connection, message: Asked, about: str | None, decided: Outcome, seen: Context
) -> Granted | None:
    """Review, say yes as often as the message has it, and give what was done."""
    reviewed = operations.review(connection, HOLDER, seen, message.operation, about, message.wish)
    assert isinstance(reviewed, Reviewed)
    assert reviewed.outcome == decided
    assert (reviewed.proposal_id is not None) == isinstance(decided, GRANTED)
    if reviewed.proposal_id is None:
        return None
    results = [
        operations.carry_out(connection, HOLDER, seen, reviewed.proposal_id)
        for _ in range(message.yeses)
    ]
    if not results:
        return None
    assert Stale() not in results
    first = results[0]
    assert isinstance(first, Done)
    assert results == [first] * message.yeses  # E7
    assert without_ids(first.outcome) == without_ids(decided)
    return first.outcome


def without_ids(outcome: Any) -> Any:
    """Give an outcome as it was before the store gave ids and versions to what is new in it."""
    if isinstance(outcome, Ordered):
        lines = (
            replace(line, after=replace(line.after, id="", version=1)) for line in outcome.lines
        )
        return replace(outcome, lines=tuple(lines))
    if isinstance(outcome, TrialStarted):
        return replace(outcome, after=replace(outcome.after, id=""))
    return outcome


def assert_recorded(connection: Connection, story: Story) -> None:
    written = audit.of_account(connection, ATELIER)
    done = [row["operation"] for row in written if row["outcome"] == "done"]
    assert done == [each.operation.value for each in story.granted]
    assert ("handed_off" in [row["outcome"] for row in written]) == story.handed_over
    assert len(outbox.emails(connection, ATELIER)) == len(story.granted)
    charged = [charges for each in story.granted if (charges := _charges(each))]
    lines = [charge for charges in charged for charge in charges]
    assert_charged(connection, [sum(each.total for each in charges) for charges in charged])
    invoices = select(schema.invoice.c.total).where(schema.invoice.c.paid.is_(False))
    totals = sorted(map(Decimal, connection.execute(invoices).scalars()))
    assert totals == sorted(each.total for each in lines)
    account = accounts.person(connection, HOLDER).account
    assert account.balance == (lines[-1].balance if lines else Decimal(0))


def _charges(granted: Any) -> list[Any]:
    if isinstance(granted, Ordered):
        return [line.charge for line in granted.lines]
    charge = getattr(granted, "charge", None)
    return [] if charge is None else [charge]


def assert_charged(connection: Connection, totals: list[Any]) -> None:
    found = select(schema.outbox).where(schema.outbox.c.kind == "charge")
    payloads = [row["payload"] for row in connection.execute(found).mappings()]
    assert sorted(Decimal(each["amount"]) for each in payloads) == sorted(totals)
