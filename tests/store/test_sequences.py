"""Whatever customers ask for in whatever order, rows, audit and outbox tell one story."""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from store import accounts, audit, operations, outbox, schema, subscriptions
from store.audit import Context
from store.engine import engine_for
from store.operations import Done, Reviewed, Stale
from subscriptions import catalogue
from subscriptions.dates import local_day
from subscriptions.decisions import DECISIONS
from subscriptions.model import Subscription, as_of
from subscriptions.outcomes import Granted, Outcome, Renewed
from subscriptions.roles import Operation
from tests.databases import NOW
from tests.store.acting import ACTIVE, ATELIER, EXPIRED, HOLDER, PENDING, context


@dataclass(frozen=True)
class Wish:
    """What a customer asks for, how long after the last time, and what they say to it."""

    operation: Operation
    hours: int
    yeses: int


wishes = st.builds(
    Wish,
    operation=st.sampled_from(sorted(DECISIONS, key=lambda operation: operation.value)),
    hours=st.integers(0, 24 * 40),
    yeses=st.integers(0, 3),
)


@given(
    subscription_id=st.sampled_from([ACTIVE, PENDING, EXPIRED]),
    asked=st.lists(wishes, min_size=1, max_size=8),
)
@settings(
    max_examples=30,
    # Every example is undone at its end: the next one finds the database as it was.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_rows_audit_and_outbox_tell_the_same_story(  # E3, E6, E7, E21
    database_url: str, subscription_id: str, asked: list[Wish]
) -> None:
    with engine_for(database_url).connect() as connection:
        everything = connection.begin()
        tell(connection, subscription_id, asked)
        everything.rollback()


def tell(connection: Connection, subscription_id: str, asked: list[Wish]) -> None:
    account = accounts.person(connection, HOLDER).account
    now, granted = NOW, list[Granted]()
    expected = subscriptions.one(connection, account, subscription_id, now=now)
    for wish in asked:
        now += timedelta(hours=wish.hours)
        today = local_day(now, account.zone)
        decided = DECISIONS[wish.operation](expected, today, catalogue.load())

        done = live_through(connection, wish, subscription_id, decided, context(now=now))

        if isinstance(decided, Granted) and done:
            granted.append(decided)
            expected = replace(decided.after, version=decided.after.version + 1)
        read = subscriptions.one(connection, account, subscription_id, now=now)
        assert read == as_of(expected, today)
    assert_recorded(connection, granted, expected)


def live_through(
    connection: Connection,
    wish: Wish,
    subscription_id: str,
    decided: Outcome,
    seen: Context,
) -> bool:
    """Review, say yes as often as the wish has it, and tell whether it was done."""
    reviewed = operations.review(connection, HOLDER, seen, wish.operation, subscription_id)
    assert isinstance(reviewed, Reviewed)
    assert reviewed.outcome == decided
    if reviewed.proposal_id is None:
        return False
    results = [
        operations.carry_out(connection, HOLDER, seen, reviewed.proposal_id)
        for _ in range(wish.yeses)
    ]
    assert Stale() not in results
    assert [each.outcome for each in results if isinstance(each, Done)] == [decided] * wish.yeses
    return wish.yeses > 0


def assert_recorded(
    connection: Connection, granted: list[Granted], expected: Subscription
) -> None:
    changes = [
        row["operation"]
        for row in audit.of_account(connection, ATELIER)
        if row["outcome"] == "done"
    ]
    assert changes == [each.operation.value for each in granted]
    assert expected.version == 1 + len(granted)
    assert len(outbox.emails(connection, ATELIER)) == len(granted)
    renewals = sum(isinstance(each, Renewed) for each in granted)
    for table, condition in (
        (schema.invoice, schema.invoice.c.paid.is_(False)),
        (schema.outbox, schema.outbox.c.kind == "charge"),
    ):
        counted = select(func.count()).select_from(table).where(condition)
        assert connection.execute(counted).scalar_one() == renewals
