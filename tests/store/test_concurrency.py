"""Two at the same moment: one effect, and everybody is told the truth (E6, E7)."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

import pytest

from store import accounts, outbox, schema, subscriptions
from store.engine import transaction
from store.operations import Done, Reviewed, Stale
from subscriptions.outcomes import AlreadyPending
from subscriptions.roles import Operation
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    CONTACT,
    EXPIRED,
    HOLDER,
    PENDING,
    REACTIVATE,
    WITHDRAW,
    at_once,
    audited,
    carry_out,
    emails,
    proposal_states,
    propose,
    review,
    rows_of,
    say_yes,
    stored,
)

THREADS = 32


@pytest.mark.parametrize(
    "rounds",
    [
        pytest.param([(CANCEL, ACTIVE), (WITHDRAW, ACTIVE), (CANCEL, ACTIVE)], id="to-and-fro"),
        pytest.param([(REACTIVATE, EXPIRED)], id="renewal"),
    ],
)
def test_many_yeses_to_one_proposal_have_one_effect(  # E6, E7
    database_url: str, rounds: Sequence[tuple[Operation, str]]
) -> None:
    for operation, subscription in rounds:
        version = stored(database_url, subscription).version
        proposal = propose(database_url, operation, subscription)

        results = at_once([partial(say_yes, database_url, proposal)] * THREADS)

        assert isinstance(results[0], Done)
        assert results == [results[0]] * THREADS
        assert stored(database_url, subscription).version == version + 1

    assert audited(database_url, "outcome") == ["done"] * len(rounds)
    assert len(emails(database_url)) == len(rounds)
    renewals = sum(operation is REACTIVATE for operation, _ in rounds)
    unpaid = [row for row in rows_of(database_url, schema.invoice) if not row["paid"]]
    charges = [row for row in rows_of(database_url, schema.outbox) if row["kind"] == "charge"]
    assert len(unpaid) == len(charges) == renewals


def test_of_two_conversations_about_one_subscription_one_wins(database_url: str) -> None:  # E6
    people = {"here": HOLDER, "there": CONTACT}
    proposals = {
        each: propose(database_url, CANCEL, ACTIVE, conversation=each, person=person)
        for each, person in people.items()
    }

    results = at_once(
        [
            partial(say_yes, database_url, proposals[each], conversation=each, person=person)
            for each, person in people.items()
        ]
    )

    assert sorted(type(each).__name__ for each in results) == ["Done", "Stale"]
    assert stored(database_url, ACTIVE).version == 2
    assert audited(database_url, "outcome") == ["done"]
    assert len(emails(database_url)) == 1

    loser = review(database_url, CANCEL, ACTIVE, conversation="loser")  # E3: it re-reads
    assert isinstance(loser, Reviewed)
    assert isinstance(loser.outcome, AlreadyPending)


def test_of_many_conversations_about_one_subscription_one_wins(database_url: str) -> None:  # E6
    conversations = [f"conv_{number}" for number in range(8)]
    proposals = [
        propose(database_url, WITHDRAW, PENDING, conversation=each) for each in conversations
    ]

    results = at_once(
        [
            partial(say_yes, database_url, proposal, conversation=each)
            for proposal, each in zip(proposals, conversations, strict=True)
        ]
    )

    assert [type(each) for each in results if each != Stale()] == [Done]
    assert audited(database_url, "outcome") == ["done"]
    assert len(emails(database_url)) == 1


def test_a_late_yes_and_a_new_review_do_not_block_each_other(database_url: str) -> None:  # E6
    carry_out(database_url, CANCEL, ACTIVE)
    for number in range(20):
        conversation = f"conv_{number}"
        proposal = propose(database_url, WITHDRAW, ACTIVE, conversation=conversation)

        both: list[Callable[[], object]] = [
            partial(say_yes, database_url, proposal, conversation=conversation),
            partial(review, database_url, WITHDRAW, ACTIVE, conversation=conversation),
        ]
        confirmed, reviewed = at_once(both)

        assert isinstance(reviewed, Reviewed)
        assert isinstance(confirmed, Done | Stale)
        assert isinstance(confirmed, Done) == stored(database_url, ACTIVE).renews
        if isinstance(confirmed, Done):
            carry_out(database_url, CANCEL, ACTIVE)


def test_different_subscriptions_do_not_disturb_each_other(database_url: str) -> None:  # A03
    wishes = [(CANCEL, ACTIVE), (WITHDRAW, PENDING), (REACTIVATE, EXPIRED)]
    proposals = [propose(database_url, *wish, conversation=wish[1]) for wish in wishes]

    results = at_once(
        [
            partial(say_yes, database_url, proposal, conversation=subscription)
            for proposal, (_, subscription) in zip(proposals, wishes, strict=True)
        ]
    )

    assert all(isinstance(each, Done) for each in results)
    assert set(proposal_states(database_url).values()) == {"done"}


def test_a_row_changed_behind_our_back_is_not_overwritten(database_url: str) -> None:  # E6
    with transaction(database_url) as connection:
        account = accounts.person(connection, HOLDER).account
        read = subscriptions.one(connection, account, ACTIVE, now=NOW)
    carry_out(database_url, CANCEL, ACTIVE)

    with (
        pytest.raises(subscriptions.ChangedMeanwhileError, match=ACTIVE),
        transaction(database_url) as connection,
    ):
        subscriptions.save(connection, account, read)

    assert not stored(database_url, ACTIVE).renews


def test_workers_never_take_the_same_e_mail(database_url: str) -> None:  # E21
    with transaction(database_url) as connection:
        for number in range(24):
            outbox.enqueue(
                connection,
                account_id="acc_atelier",
                kind="email",
                template="cancel_subscription",
                language="fr",
                recipient="facturation@atelier.example",
                payload={},
                dedupe_key=f"prop_{number}:email",
                now=NOW + timedelta(seconds=number),
            )

    worker: Callable[[], list[str]] = partial(_take_all, database_url)
    ids = [each for taken in at_once([worker] * 6) for each in taken]

    assert len(ids) == 24
    assert len(set(ids)) == 24


def _take_all(url: str) -> list[str]:
    taken: list[str] = []
    while True:
        with transaction(url) as connection:
            row = outbox.claim_email(connection, now=NOW + timedelta(minutes=1))
        if row is None:
            return taken
        taken.append(row["id"])
