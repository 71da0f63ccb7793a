"""Trials: one of a product for an account, for ever, whoever asks and however often at once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from store import codec, product_uses, schema
from store.engine import transaction
from store.operations import Done, Stale
from subscriptions.dates import Period
from subscriptions.model import Status
from subscriptions.outcomes import TrialEndsAlone
from subscriptions.roles import HandoffRequired, RoleRefused
from subscriptions.start_trial import AlreadyUsed, TrialStarted, TrialWish
from tests.databases import NOW
from tests.store.acting import (
    ATELIER,
    CANCEL,
    CONTACT,
    HOLDER,
    MEMBER,
    ORDER,
    TRY,
    at_once,
    audited,
    carry_out,
    charges,
    emails,
    open_conversation,
    outcome_of,
    proposal_states,
    propose,
    review,
    rows_of,
    say_yes,
    set_account,
    stored,
    unpaid_invoices,
)
from tests.store.ordering import BOTH, held, used

TRAINING = TrialWish(product="GoToTraining", tier="pro", seats=3)
REMOTE = TrialWish(product="GoToAssist Remote Support v4", seats=1)
LAST_DAY = date(2026, 3, 23)


def start(url: str, wish: TrialWish = TRAINING, **how: str) -> TrialStarted:
    outcome = carry_out(url, TRY, wish=wish, **how).outcome
    assert isinstance(outcome, TrialStarted)
    return outcome


# A40, A44, E13
def test_it_runs_from_today_for_the_days_of_the_catalogue(database_url: str) -> None:
    before = held(database_url)

    trial = start(database_url).after

    assert trial.id
    assert held(database_url) == before | {trial.id: trial}
    assert (trial.product, trial.tier, trial.seats) == ("GoToTraining", "pro", 3)
    assert trial.period == Period(start=date(2026, 3, 10), end=date(2026, 3, 24))
    assert (trial.trial, trial.renews, trial.version) == (True, False, 1)
    assert trial.status(date(2026, 3, 10)) is Status.TRIALING


# A44
def test_nothing_is_charged_and_no_card_is_needed(database_url: str) -> None:
    set_account(database_url, card_brand=None, card_last4=None, balance="10.00")

    start(database_url)

    assert charges(database_url) == unpaid_invoices(database_url) == []


# A44, A8.8, E21
def test_a_welcome_is_sent_and_the_audit_knows_it(database_url: str) -> None:
    done = carry_out(database_url, TRY, wish=TRAINING, person=CONTACT)

    assert isinstance(done.outcome, TrialStarted)
    [email] = rows_of(database_url, schema.outbox)
    assert (email["template"], email["recipient"]) == (
        "start_trial",
        "facturation@atelier.example",
    )
    assert email["payload"] == {
        "outcome": codec.to_json(done.outcome),
        "reference": done.number,
        "account": "Atelier Lumière",
    }
    trial = done.outcome.after
    assert audited(database_url, "operation", "outcome", "subscription", "before", "after") == [
        ("start_trial", "done", trial.id, None, codec.snapshot(trial))
    ]


# A16, E13
def test_it_ends_by_itself(database_url: str) -> None:
    trial = start(database_url).after

    assert outcome_of(database_url, CANCEL, trial.id) == TrialEndsAlone(last_day=LAST_DAY)
    over = stored(database_url, trial.id, now=NOW + timedelta(days=14))
    assert over == trial
    assert over.status(date(2026, 3, 24)) is Status.EXPIRED


# A42
def test_a_product_without_tiers_is_tried_without_one(database_url: str) -> None:
    assert start(database_url, REMOTE).after.tier is None


# E7
def test_yes_twice_starts_it_once(database_url: str) -> None:
    proposal = propose(database_url, TRY, wish=TRAINING)

    results = at_once([partial(say_yes, database_url, proposal)] * 8)

    assert isinstance(results[0], Done)
    assert results == [results[0]] * 8
    assert len(emails(database_url)) == 1
    assert say_yes(database_url, proposal, now=NOW + timedelta(days=30)) == results[0]


# E16
class TestOneForEver:
    def test_a_second_one_is_not_proposed(self, database_url: str) -> None:
        start(database_url)

        again = outcome_of(database_url, TRY, wish=replace(TRAINING, tier="plus", seats=1))

        assert again == AlreadyUsed(product="GoToTraining")
        assert list(proposal_states(database_url).values()) == ["done"]
        assert audited(database_url, "outcome", "reason")[-1] == ("unchanged", "AlreadyUsed")

    @pytest.mark.parametrize("days", [14, 365, 3650])
    def test_nor_when_the_first_is_long_over(self, database_url: str, days: int) -> None:
        start(database_url)

        later = outcome_of(database_url, TRY, wish=TRAINING, now=NOW + timedelta(days=days))

        assert later == AlreadyUsed(product="GoToTraining")

    @pytest.mark.parametrize(
        ("person", "product"),
        [
            pytest.param(HOLDER, "RescueAssist", id="active"),
            pytest.param(HOLDER, "GoToWebinar", id="cancelled"),
            pytest.param(HOLDER, "GoToMeeting", id="expired"),
            pytest.param("user_studio_titolare", "RescueAssist", id="trial"),
            pytest.param("user_bottega_titolare", "GoToMeeting", id="trial-that-converts"),
        ],
    )
    def test_what_was_ever_held_is_not_tried(
        self, database_url: str, person: str, product: str
    ) -> None:
        wish = TrialWish(product=product, tier="pro", seats=1)

        assert outcome_of(database_url, TRY, wish=wish, person=person) == AlreadyUsed(
            product=product
        )

    def test_what_was_ordered_since_the_review_is_not_tried_either(
        self, database_url: str
    ) -> None:
        proposal = propose(database_url, TRY, wish=TRAINING)
        carry_out(database_url, ORDER, wish=BOTH, conversation="other")
        before = held(database_url)

        assert say_yes(database_url, proposal) == Stale()
        assert held(database_url) == before

    def test_a_use_is_remembered_without_its_subscription(self, database_url: str) -> None:
        with transaction(database_url) as connection:
            product_uses.note(connection, ATELIER, "GoToTraining", now=NOW)

        assert outcome_of(database_url, TRY, wish=TRAINING) == AlreadyUsed(product="GoToTraining")

    def test_another_product_and_another_account_are_free(self, database_url: str) -> None:
        start(database_url)

        assert start(database_url, REMOTE).after.product == REMOTE.product
        assert start(database_url, person="user_bottega_titolare").after.product == "GoToTraining"

    # E6: two people, two conversations, one moment.
    @pytest.mark.parametrize("seats", [(3, 3), (3, 9)], ids=["the-same", "other-seats"])
    def test_of_two_confirmations_at_once_one_starts_it(
        self, database_url: str, seats: tuple[int, int]
    ) -> None:
        before = held(database_url)
        wishes = [replace(TRAINING, seats=each) for each in seats]
        people = {"here": HOLDER, "there": CONTACT}
        proposals = [
            propose(database_url, TRY, wish=wish, conversation=name, person=person)
            for wish, (name, person) in zip(wishes, people.items(), strict=True)
        ]

        results = at_once(
            [
                partial(say_yes, database_url, proposal, conversation=name, person=person)
                for proposal, (name, person) in zip(proposals, people.items(), strict=True)
            ]
        )

        assert sorted(type(each).__name__ for each in results) == ["Done", "Stale"]
        assert len(held(database_url)) == len(before) + 1
        assert audited(database_url, "outcome") == ["done"]
        assert len(emails(database_url)) == 1
        assert sorted(proposal_states(database_url).values()) == ["done", "open"]

    def test_of_many_one_starts_it(self, database_url: str) -> None:
        names = [f"conv_{number}" for number in range(8)]
        proposals = [
            propose(database_url, TRY, wish=TRAINING, conversation=name) for name in names
        ]

        results = at_once(
            [
                partial(say_yes, database_url, proposal, conversation=name)
                for proposal, name in zip(proposals, names, strict=True)
            ]
        )

        assert [type(each) for each in results if each != Stale()] == [Done]

    def test_the_key_of_the_table_decides_even_when_nothing_was_seen(  # E6
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The look at what was used comes too early; the row is there when it is written."""
        proposal = propose(database_url, TRY, wish=TRAINING)
        before = held(database_url)
        with transaction(database_url) as connection:
            product_uses.note(connection, ATELIER, "GoToTraining", now=NOW)
        monkeypatch.setattr("store.facts.product_uses.of_account", lambda *_: frozenset())

        assert say_yes(database_url, proposal) == Stale()
        assert held(database_url) == before
        assert emails(database_url) == []
        assert "done" not in audited(database_url, "outcome")

    def test_the_database_itself_keeps_a_second_use_out(self, database_url: str) -> None:
        start(database_url)
        twin = {"account_id": ATELIER, "product": "GoToTraining", "since": NOW}

        with pytest.raises(IntegrityError), transaction(database_url) as connection:
            connection.execute(insert(schema.product_use).values(twin))

    def test_a_crash_leaves_the_trial_to_be_had(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:  # E21
        proposal = propose(database_url, TRY, wish=TRAINING)
        before = used(database_url, ATELIER)
        with monkeypatch.context() as broken:
            broken.setattr("store.outbox.enqueue", lambda *_, **__: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                say_yes(database_url, proposal)

        assert used(database_url, ATELIER) == before
        assert isinstance(say_yes(database_url, proposal), Done)


# E22
def test_what_was_shown_yesterday_does_not_start_today(database_url: str) -> None:
    before_midnight = NOW.replace(hour=22, minute=50)  # 23:50 in Paris
    proposal = propose(database_url, TRY, wish=TRAINING, now=before_midnight)

    late = say_yes(database_url, proposal, now=before_midnight + timedelta(minutes=20))

    assert late == Stale()
    assert "GoToTraining" not in used(database_url, ATELIER)


# E8: a trial is not paid from the balance.
def test_the_balance_stays(database_url: str) -> None:
    set_account(database_url, balance="10.00")

    start(database_url)

    [atelier] = [row for row in rows_of(database_url, schema.account) if row["id"] == ATELIER]
    assert Decimal(atelier["balance"]) == Decimal("10.00")


# A70, E23
def test_who_may_not_order_may_not_try(database_url: str) -> None:
    corporate = "user_groupe_titulaire"
    conversation = open_conversation(database_url, corporate).id

    assert isinstance(review(database_url, TRY, wish=TRAINING, person=MEMBER), RoleRefused)
    assert (
        review(database_url, TRY, wish=TRAINING, person=corporate, conversation=conversation)
        == HandoffRequired()
    )
    assert proposal_states(database_url) == {}
