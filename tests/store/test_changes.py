"""Changes of a subscription: stored exactly as reviewed, or not at all."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest

from store import accounts, codec, conversations, schema, subscriptions
from store.engine import transaction
from store.operations import Done, Stale
from subscriptions.change_subscription import (
    Change,
    Changed,
    CycleShortened,
    ExpiredFirst,
    NothingToChange,
    PendingFirst,
    Reduces,
    TrialNotChanged,
)
from subscriptions.dates import BillingCycle, Period
from subscriptions.model import Subscription
from subscriptions.roles import HandoffRequired
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    CHANGE,
    CONTACT,
    EXPIRED,
    HOLDER,
    ORDER,
    PENDING,
    at_once,
    audited,
    balance_of,
    carry_out,
    charges,
    emails,
    make_corporate,
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
from tests.store.ordering import BOTH, MONTHLY, held, sell_at

OF_THE_RULE = "sub_of_the_rule"
ELEVENTH = NOW + timedelta(days=1)
THREE_MORE = Change(seats_by=3)


def change(
    url: str, subscription: str = ACTIVE, wish: Change = THREE_MORE, *, now: datetime = NOW
) -> Changed:
    outcome = carry_out(url, CHANGE, subscription, wish=wish, now=now).outcome
    assert isinstance(outcome, Changed)
    return outcome


@pytest.fixture
def of_the_rule(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Subscription:
    """The subscription of rule E8's example: three seats at 20.00, 1 to 31 March."""
    sell_at(monkeypatch, "RescueAssist", "pro", MONTHLY, "20.00")
    subscription = Subscription(
        id=OF_THE_RULE,
        product="RescueAssist",
        tier="pro",
        seats=3,
        billing_cycle=MONTHLY,
        unit_price=Decimal("20.00"),
        anchor=date(2026, 3, 1),
        period=Period(start=date(2026, 3, 1), end=date(2026, 4, 1)),
        renews=True,
    )
    with transaction(database_url) as connection:
        account = accounts.person(connection, HOLDER).account
        subscriptions.add(connection, account, subscription)
    return subscription


# A47, E8
class TestTheExampleOfTheRule:
    """3 to 5 seats on 11 March of a period 1 to 31 March: 21 of 31 days are given back."""

    def test_the_subscription_is_as_reviewed(
        self, database_url: str, of_the_rule: Subscription
    ) -> None:
        shown = outcome_of(database_url, CHANGE, OF_THE_RULE, wish=Change(seats=5), now=ELEVENTH)

        done = change(database_url, OF_THE_RULE, Change(seats=5), now=ELEVENTH)

        assert done == shown
        assert stored(database_url, OF_THE_RULE, now=ELEVENTH) == replace(
            of_the_rule,
            seats=5,
            anchor=date(2026, 3, 11),
            period=Period(start=date(2026, 3, 11), end=date(2026, 4, 11)),
            version=2,
        )
        assert (done.last_day, done.renews_on) == (date(2026, 4, 10), date(2026, 4, 11))

    @pytest.mark.usefixtures("of_the_rule")
    def test_the_invoice_and_the_charge_are_as_reviewed(self, database_url: str) -> None:
        charge = change(database_url, OF_THE_RULE, Change(seats=5), now=ELEVENTH).charge

        assert (charge.credit, charge.amount, charge.net) == (
            Decimal("40.65"),
            Decimal("100.00"),
            Decimal("59.35"),
        )
        [invoice] = unpaid_invoices(database_url)
        assert (invoice["seats"], invoice["unit_price"]) == (5, "20.00")
        assert (invoice["credit"], invoice["amount"]) == ("40.65", "100.00")
        assert (invoice["vat_rate"], invoice["vat_amount"], invoice["total"]) == (
            "20",
            "11.87",
            "71.22",
        )
        assert charges(database_url) == [
            {
                "invoices": [invoice["number"]],
                "amount": "71.22",
                "currency": "EUR",
                "payment": "card",
            }
        ]
        assert balance_of(database_url) == 0


# A48, E21
def test_the_audit_and_the_e_mail_tell_before_and_after(database_url: str) -> None:
    before = stored(database_url, ACTIVE)

    done = carry_out(database_url, CHANGE, ACTIVE, wish=THREE_MORE, person=CONTACT)

    assert done.before == before
    after = stored(database_url, ACTIVE)
    assert audited(database_url, "operation", "outcome", "subscription", "before", "after") == [
        ("change_subscription", "done", ACTIVE, codec.snapshot(before), codec.snapshot(after))
    ]
    [email] = [row for row in rows_of(database_url, schema.outbox) if row["kind"] == "email"]
    assert (email["template"], email["recipient"]) == (
        "change_subscription",
        "facturation@atelier.example",
    )
    assert email["payload"] == {
        "outcome": codec.to_json(done.outcome),
        "reference": done.number,
        "account": "Atelier Lumière",
    }


# A03
def test_the_others_stay_as_they_are(database_url: str) -> None:
    before = held(database_url)

    change(database_url)

    after = held(database_url)
    assert {id_ for id_ in before if after[id_] != before[id_]} == {ACTIVE}


# E8
class TestTwice:
    def test_on_one_day_what_the_first_cost_is_given_back_whole(self, database_url: str) -> None:
        first = change(database_url)
        second = change(database_url, wish=Change(seats=10), now=NOW + timedelta(hours=3))

        assert (first.charge.credit, first.charge.amount) == (Decimal("80.36"), Decimal("200.00"))
        assert (second.charge.credit, second.charge.amount) == (
            Decimal("200.00"),
            Decimal("250.00"),
        )
        assert stored(database_url, ACTIVE).seats == 10
        assert stored(database_url, ACTIVE).version == 3
        assert len(emails(database_url)) == 2

    def test_two_invoices_may_begin_on_one_day(self, database_url: str) -> None:
        change(database_url)
        change(database_url, wish=Change(seats=10), now=NOW + timedelta(hours=3))

        invoices = unpaid_invoices(database_url)
        assert {row["subscription_id"] for row in invoices} == {ACTIVE}
        assert len({row["period_start_at"] for row in invoices}) == 1
        assert len({row["number"] for row in invoices}) == 2
        assert sorted(each["amount"] for each in charges(database_url)) == ["143.57", "60.00"]

    def test_on_the_first_day_of_a_period_all_of_it_is_given_back(self, database_url: str) -> None:
        first_day = datetime.fromisoformat("2026-02-28T09:00+00:00")

        charge = change(database_url, now=first_day).charge

        assert (charge.credit, charge.net) == (Decimal("125.00"), Decimal("75.00"))
        assert charge.period.start == date(2026, 2, 28)
        of_it = [
            row
            for row in rows_of(database_url, schema.invoice)
            if row["subscription_id"] == ACTIVE
            and row["period_start_at"].isoformat() == "2026-02-27T23:00:00+00:00"
        ]
        assert sorted(row["paid"] for row in of_it) == [False, True]

    def test_on_the_last_day_one_day_is_given_back(self, database_url: str) -> None:
        last_day = datetime.fromisoformat("2026-03-27T09:00+00:00")

        assert change(database_url, now=last_day).charge.credit == Decimal("4.46")  # of 28 days


# E8
class TestBalance:
    def test_it_is_used_with_the_credit_and_the_rest_stays(self, database_url: str) -> None:
        set_account(database_url, balance="500.00")

        charge = change(database_url).charge

        assert (charge.credit, charge.net) == (Decimal("580.36"), 0)
        assert charges(database_url)[0]["amount"] == "0.00"
        assert balance_of(database_url) == Decimal("380.36")

    def test_a_credit_that_is_more_than_the_price_is_kept_and_not_paid_back(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sell_at(monkeypatch, "RescueAssist", "pro", MONTHLY, "5.00")

        change(database_url, wish=Change(seats=6))

        assert charges(database_url)[0]["amount"] == "0.00"
        assert balance_of(database_url) == Decimal("50.36")

    def test_two_changes_at_once_do_not_both_spend_it(self, database_url: str) -> None:  # E6
        set_account(database_url, balance="60.00")
        both = {"here": ACTIVE, "there": "sub_atelier_5"}
        proposals = [
            propose(database_url, CHANGE, subscription, wish=THREE_MORE, conversation=name)
            for name, subscription in both.items()
        ]

        results = at_once(
            [
                partial(say_yes, database_url, proposal, conversation=name)
                for proposal, name in zip(proposals, both, strict=True)
            ]
        )

        assert sorted(type(each).__name__ for each in results) == ["Done", "Stale"]
        assert len(unpaid_invoices(database_url)) == 1
        assert balance_of(database_url) == 0


# E6, E7
class TestOnce:
    def test_many_yeses_at_once_change_once(self, database_url: str) -> None:
        proposal = propose(database_url, CHANGE, ACTIVE, wish=THREE_MORE)

        results = at_once([partial(say_yes, database_url, proposal)] * 16)

        assert isinstance(results[0], Done)
        assert results == [results[0]] * 16
        assert (stored(database_url, ACTIVE).seats, stored(database_url, ACTIVE).version) == (8, 2)
        assert len(charges(database_url)) == len(emails(database_url)) == 1

    def test_three_more_twice_is_asked_twice(self, database_url: str) -> None:
        """A difference is of what was there at the review, and never done on top of another."""
        early = propose(database_url, CHANGE, ACTIVE, wish=THREE_MORE, conversation="early")
        change(database_url)

        assert say_yes(database_url, early, conversation="early") == Stale()
        assert stored(database_url, ACTIVE).seats == 8

    def test_after_a_cancellation_nothing_is_changed(self, database_url: str) -> None:  # E9
        proposal = propose(database_url, CHANGE, ACTIVE, wish=THREE_MORE)
        carry_out(database_url, CANCEL, ACTIVE, conversation="other")
        cancelled = stored(database_url, ACTIVE)

        assert say_yes(database_url, proposal) == Stale()
        assert stored(database_url, ACTIVE) == cancelled
        assert charges(database_url) == []
        assert outcome_of(database_url, CHANGE, ACTIVE, wish=THREE_MORE) == PendingFirst(
            last_day=date(2026, 3, 27)
        )

    def test_of_a_change_and_a_cancellation_at_once_one_wins(self, database_url: str) -> None:
        changes = propose(database_url, CHANGE, ACTIVE, wish=THREE_MORE, conversation="here")
        cancels = propose(database_url, CANCEL, ACTIVE, person=CONTACT, conversation="there")

        changed, cancelled = at_once(
            [
                partial(say_yes, database_url, changes, conversation="here"),
                partial(say_yes, database_url, cancels, person=CONTACT, conversation="there"),
            ]
        )

        assert {type(changed), type(cancelled)} == {Done, Stale}
        after = stored(database_url, ACTIVE)
        assert after.renews == (after.seats == 8) == isinstance(changed, Done)
        assert after.version == 2
        assert len(charges(database_url)) == isinstance(changed, Done)
        assert len(emails(database_url)) == 1


# E22
class TestStale:
    def test_another_price_asks_for_a_new_review(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = stored(database_url, ACTIVE)
        proposal = propose(database_url, CHANGE, ACTIVE, wish=THREE_MORE)
        sell_at(monkeypatch, "RescueAssist", "pro", MONTHLY, "26.00")

        assert say_yes(database_url, proposal) == Stale()
        assert stored(database_url, ACTIVE) == before
        assert charges(database_url) == emails(database_url) == []

    def test_another_day_asks_for_a_new_review(self, database_url: str) -> None:
        before_midnight = NOW.replace(hour=22, minute=50)  # 23:50 in Paris
        proposal = propose(database_url, CHANGE, ACTIVE, wish=THREE_MORE, now=before_midnight)

        late = say_yes(database_url, proposal, now=before_midnight + timedelta(minutes=20))

        assert late == Stale()
        assert charges(database_url) == []

    def test_a_balance_used_meanwhile_asks_for_a_new_review(self, database_url: str) -> None:
        set_account(database_url, balance="60.00")
        proposal = propose(database_url, CHANGE, ACTIVE, wish=THREE_MORE)
        carry_out(database_url, ORDER, wish=BOTH, conversation="other")

        assert say_yes(database_url, proposal) == Stale()


@pytest.mark.parametrize(
    ("subscription", "person", "outcome"),
    [
        pytest.param(PENDING, HOLDER, PendingFirst(last_day=date(2026, 8, 21)), id="E9-pending"),
        pytest.param(EXPIRED, HOLDER, ExpiredFirst(last_day=date(2026, 2, 19)), id="A23-expired"),
        pytest.param(
            "sub_studio_2",
            "user_studio_titolare",
            TrialNotChanged(last_day=date(2026, 3, 18), converts=False),
            id="E13-trial",
        ),
        pytest.param(
            "sub_bottega_1",
            "user_bottega_titolare",
            TrialNotChanged(last_day=date(2026, 3, 18), converts=True),
            id="E14-trial-that-converts",
        ),
    ],
)
def test_only_what_is_active_is_changed(  # E9, A23
    database_url: str, subscription: str, person: str, outcome: object
) -> None:
    before = stored(database_url, subscription, person=person)
    wish = Change(seats_by=1)

    assert outcome_of(database_url, CHANGE, subscription, wish=wish, person=person) == outcome
    assert stored(database_url, subscription, person=person) == before
    assert proposal_states(database_url) == {}
    account = f"acc_{subscription.split('_')[1]}"
    assert audited(database_url, "outcome", "reason", account=account) == [
        ("unchanged", type(outcome).__name__)
    ]


def test_what_is_already_so_is_not_changed(database_url: str) -> None:
    assert outcome_of(database_url, CHANGE, ACTIVE, wish=Change(seats=5)) == NothingToChange()
    assert proposal_states(database_url) == {}


class TestForAPerson:
    # E8: nothing is paid back here, so a representative makes it smaller.
    @pytest.mark.parametrize(
        ("subscription", "wish", "outcome", "kept"),
        [
            pytest.param(ACTIVE, Change(seats=2), Reduces(), {"seats": 2}, id="seats"),
            pytest.param(ACTIVE, Change(seats_by=-1), Reduces(), {"seats_by": -1}, id="fewer"),
            pytest.param(
                ACTIVE, Change(tier="starter"), Reduces(), {"tier": "starter"}, id="tier"
            ),
            pytest.param(
                "sub_atelier_4",
                Change(billing_cycle=BillingCycle.MONTHLY),
                CycleShortened(),
                {"billing_cycle": "monthly"},
                id="cycle",
            ),
        ],
    )
    def test_a_reduction_is_handed_over_and_nothing_is_changed(
        self,
        database_url: str,
        subscription: str,
        wish: Change,
        outcome: object,
        kept: dict[str, object],
    ) -> None:
        before = stored(database_url, subscription)
        conversation = open_conversation(database_url).id

        seen = outcome_of(database_url, CHANGE, subscription, wish=wish, conversation=conversation)

        assert seen == outcome
        [handed] = rows_of(database_url, schema.handoff)
        assert (handed["reason"], handed["status"], handed["conversation_id"]) == (
            "reduction",
            "open",
            conversation,
        )
        assert handed["request"] == {
            "operation": "change_subscription",
            "subscription": subscription,
            "wish": kept,
        }
        with transaction(database_url) as connection:
            assert conversations.by_id(connection, conversation).owner == "human"
        assert stored(database_url, subscription) == before
        assert proposal_states(database_url) == {}
        assert charges(database_url) == emails(database_url) == []
        assert audited(database_url, "outcome", "reason", "subscription") == [
            ("handed_off", "reduction", subscription)
        ]

    # E9: what cannot be changed at all is explained, not handed over.
    def test_a_reduction_of_what_is_cancelled_is_not_handed_over(self, database_url: str) -> None:
        outcome = outcome_of(database_url, CHANGE, PENDING, wish=Change(seats=1))

        assert isinstance(outcome, PendingFirst)
        assert rows_of(database_url, schema.handoff) == []

    # A30, E23
    def test_a_corporate_account_is_handed_to_its_representative(self, database_url: str) -> None:
        person, subscription = "user_groupe_titulaire", "sub_groupe_1"
        before = stored(database_url, subscription, person=person)
        conversation = open_conversation(database_url, person).id

        denied = review(
            database_url,
            CHANGE,
            subscription,
            wish=THREE_MORE,
            person=person,
            conversation=conversation,
        )

        assert denied == HandoffRequired()
        [handed] = rows_of(database_url, schema.handoff)
        assert (handed["reason"], handed["representative"]) == (
            "corporate",
            "Service Grands Comptes - équipe Delorme",
        )
        assert stored(database_url, subscription, person=person) == before
        assert proposal_states(database_url) == {}

    # E22, E23
    def test_an_account_that_became_corporate_changes_nothing_at_the_yes(
        self, database_url: str
    ) -> None:
        conversation = open_conversation(database_url).id
        proposal = propose(
            database_url, CHANGE, ACTIVE, wish=THREE_MORE, conversation=conversation
        )
        make_corporate(database_url)

        assert say_yes(database_url, proposal, conversation=conversation) == HandoffRequired()
        assert stored(database_url, ACTIVE).seats == 5
        assert charges(database_url) == []
