"""A review is kept until the customer says yes: once, in time, by the one who read it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, NoResultFound

from store import proposals, schema
from store.engine import transaction
from store.operations import Done, Reviewed, Stale
from subscriptions.outcomes import AlreadyPending, Cancelled, NotPending
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    CONTACT,
    EXPIRED,
    PENDING,
    REACTIVATE,
    WITHDRAW,
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

MINUTE = timedelta(minutes=1)


def nothing_happened(url: str) -> bool:
    return "done" not in audited(url, "outcome") and emails(url) == []


def test_a_review_changes_nothing(database_url: str) -> None:  # A04
    before = stored(database_url, ACTIVE)

    propose(database_url, CANCEL, ACTIVE)

    assert stored(database_url, ACTIVE) == before
    assert nothing_happened(database_url)


def test_a_yes_does_what_was_shown(database_url: str) -> None:  # A06, A09
    reviewed = review(database_url, CANCEL, ACTIVE)
    assert isinstance(reviewed, Reviewed)
    assert reviewed.proposal_id is not None

    done = say_yes(database_url, reviewed.proposal_id)

    assert isinstance(done, Done)
    assert isinstance(done.outcome, Cancelled)
    assert done.outcome == reviewed.outcome
    after = stored(database_url, ACTIVE)
    assert replace(after, version=1) == done.outcome.after
    assert (after.renews, after.version) == (False, 2)


def test_a_no_is_final(database_url: str) -> None:  # A05
    proposal = propose(database_url, CANCEL, ACTIVE)
    with transaction(database_url) as connection:
        proposals.close(connection, "conv_one")

    assert say_yes(database_url, proposal) == Stale()
    assert nothing_happened(database_url)


def test_yes_twice_gives_the_same_result_and_happens_once(database_url: str) -> None:  # E7
    proposal = propose(database_url, CANCEL, ACTIVE)

    first = say_yes(database_url, proposal)
    second = say_yes(database_url, proposal, now=NOW + MINUTE)

    assert isinstance(first, Done)
    assert second == first
    assert audited(database_url, "outcome") == ["done"]
    assert len(emails(database_url)) == 1


def test_a_result_is_still_told_after_the_proposal_would_have_expired(  # E7
    database_url: str,
) -> None:
    proposal = propose(database_url, CANCEL, ACTIVE)
    first = say_yes(database_url, proposal)

    assert say_yes(database_url, proposal, now=NOW + 2 * proposals.VALID_FOR) == first


def test_a_result_is_still_told_after_it_was_undone(database_url: str) -> None:  # E7
    proposal = propose(database_url, CANCEL, ACTIVE)
    first = say_yes(database_url, proposal)
    carry_out(database_url, WITHDRAW, ACTIVE)

    again = say_yes(database_url, proposal)

    assert isinstance(first, Done)
    assert isinstance(again, Done)
    assert again.outcome == first.outcome
    assert stored(database_url, ACTIVE).renews


def test_cancel_withdraw_and_cancel_again_in_one_day(database_url: str) -> None:  # E7
    hours = [NOW + timedelta(hours=hour) for hour in (0, 3, 6)]

    for operation, now in zip([CANCEL, WITHDRAW, CANCEL], hours, strict=True):
        carry_out(database_url, operation, ACTIVE, now=now)

    assert audited(database_url, "operation", "outcome") == [
        ("cancel_subscription", "done"),
        ("withdraw_cancellation", "done"),
        ("cancel_subscription", "done"),
    ]
    assert len(emails(database_url)) == 3
    assert (stored(database_url, ACTIVE).renews, stored(database_url, ACTIVE).version) == (
        False,
        4,
    )


def test_a_conversation_has_one_open_proposal(database_url: str) -> None:  # E7
    first = propose(database_url, CANCEL, ACTIVE)
    second = propose(database_url, WITHDRAW, PENDING)

    assert proposal_states(database_url) == {first: "closed", second: "open"}
    assert say_yes(database_url, first) == Stale()
    assert isinstance(say_yes(database_url, second), Done)


def test_the_database_itself_keeps_a_second_open_proposal_out(database_url: str) -> None:  # E7
    propose(database_url, CANCEL, ACTIVE)
    twin = rows_of(database_url, schema.proposal)[0] | {"id": "prop_twin"}

    with pytest.raises(IntegrityError), transaction(database_url) as connection:
        connection.execute(insert(schema.proposal).values(twin))


def test_what_is_done_or_closed_cannot_be_taken_again(database_url: str) -> None:  # E7
    reviewed = review(database_url, CANCEL, ACTIVE)
    assert isinstance(reviewed, Reviewed)
    assert reviewed.proposal_id is not None

    with transaction(database_url) as connection:
        took = [
            proposals.mark_done(connection, reviewed.proposal_id, reviewed.outcome)
            for _ in range(2)
        ]

    assert took == [True, False]


def test_another_conversation_keeps_its_own_proposal(database_url: str) -> None:
    here = propose(database_url, CANCEL, ACTIVE, conversation="here")
    there = propose(database_url, WITHDRAW, PENDING, conversation="there")

    assert proposal_states(database_url) == {here: "open", there: "open"}


def test_a_review_that_leads_nowhere_also_supersedes_the_last_one(database_url: str) -> None:
    proposal = propose(database_url, CANCEL, ACTIVE)

    reviewed = review(database_url, WITHDRAW, ACTIVE)

    assert isinstance(reviewed, Reviewed)
    assert isinstance(reviewed.outcome, NotPending)
    assert reviewed.proposal_id is None
    assert say_yes(database_url, proposal) == Stale()


@pytest.mark.parametrize(
    ("wait", "kind"),
    [
        pytest.param(30 * MINUTE - timedelta(seconds=1), Done, id="just-in-time"),
        pytest.param(30 * MINUTE, Stale, id="expired"),
    ],
)
def test_a_proposal_is_good_for_thirty_minutes(  # E22
    database_url: str, wait: timedelta, kind: type[Any]
) -> None:
    proposal = propose(database_url, CANCEL, ACTIVE)

    assert isinstance(say_yes(database_url, proposal, now=NOW + wait), kind)
    assert nothing_happened(database_url) == (kind is Stale)


def test_only_the_person_who_read_the_review_can_confirm_it(database_url: str) -> None:  # E22
    proposal = propose(database_url, CANCEL, ACTIVE)

    assert say_yes(database_url, proposal, person=CONTACT) == Stale()
    assert nothing_happened(database_url)
    assert isinstance(say_yes(database_url, proposal), Done)


def test_another_accounts_proposal_is_nobody_elses(database_url: str) -> None:
    proposal = propose(database_url, CANCEL, ACTIVE)

    assert say_yes(database_url, proposal, person="user_studio_titolare") == Stale()
    assert nothing_happened(database_url)


def test_another_accounts_subscription_cannot_even_be_reviewed(database_url: str) -> None:
    with pytest.raises(NoResultFound):
        review(database_url, CANCEL, ACTIVE, person="user_studio_titolare")


def test_a_subscription_changed_since_the_review_asks_for_a_new_one(  # E22
    database_url: str,
) -> None:
    early = propose(database_url, CANCEL, ACTIVE, conversation="early")
    carry_out(database_url, CANCEL, ACTIVE, conversation="late")
    carry_out(database_url, WITHDRAW, ACTIVE, conversation="late")

    assert say_yes(database_url, early, conversation="early") == Stale()
    assert stored(database_url, ACTIVE).renews
    assert len(emails(database_url)) == 2


def test_what_was_shown_yesterday_is_not_charged_today(database_url: str) -> None:  # E5, E22
    before_midnight = NOW.replace(hour=22, minute=50)  # 23:50 in Paris
    proposal = propose(database_url, REACTIVATE, EXPIRED, now=before_midnight)

    assert say_yes(database_url, proposal, now=before_midnight + 20 * MINUTE) == Stale()
    assert nothing_happened(database_url)


def test_cancelling_what_is_pending_says_so_and_writes_nothing(database_url: str) -> None:  # E3
    carry_out(database_url, CANCEL, ACTIVE)
    cancelled = stored(database_url, ACTIVE)

    again = review(database_url, CANCEL, ACTIVE)

    assert isinstance(again, Reviewed)
    assert again.outcome == AlreadyPending(last_day=cancelled.period.last_day)
    assert again.proposal_id is None
    assert stored(database_url, ACTIVE) == cancelled
    assert audited(database_url, "outcome", "reason") == [
        ("done", None),
        ("unchanged", "AlreadyPending"),
    ]
    assert len(emails(database_url)) == 1


def test_no_other_subscription_is_touched(database_url: str) -> None:  # A03
    table = schema.subscription
    others = select(table).where(table.c.id != ACTIVE).order_by(table.c.id)
    with transaction(database_url) as connection:
        before = connection.execute(others).all()

    carry_out(database_url, CANCEL, ACTIVE)

    with transaction(database_url) as connection:
        assert connection.execute(others).all() == before
