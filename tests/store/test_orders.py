"""Orders: all that was reviewed is stored, charged once and confirmed, or nothing of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest

from store import accounts, codec, effects, operations, schema
from store.engine import transaction
from store.operations import Done, Stale
from subscriptions.add_subscription import (
    AlreadyConverting,
    BadVatNumber,
    Item,
    Order,
    Ordered,
    TrialPending,
)
from subscriptions.dates import Period
from subscriptions.model import Status
from subscriptions.outcomes import NeedsPaymentDetails
from subscriptions.roles import HandoffRequired, Operation, RoleRefused
from subscriptions.start_trial import TrialWish
from subscriptions.vat import VatStatus
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    ATELIER,
    CANCEL,
    CONTACT,
    EXPIRED,
    HOLDER,
    MEMBER,
    ORDER,
    REACTIVATE,
    TRY,
    at_once,
    audited,
    balance_of,
    carry_out,
    charges,
    context,
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
    set_role,
    stored,
    unpaid_invoices,
)
from tests.store.ordering import BOTH, MONTHLY, PRO, TRAINING, held, no_longer_sell, sell_at, used

STUDIO, ITALIAN = "acc_studio", "user_studio_titolare"
BOTTEGA = "user_bottega_titolare"
STUDIO_TRIAL = "sub_studio_2"
RESCUE = Item(product="RescueAssist", tier="pro", seats=4, billing_cycle=MONTHLY)
"""100.00 a month."""
SMALL = Item(product="GoToMeeting", tier="starter", seats=1, billing_cycle=MONTHLY)
"""12.00 a month."""
EVERYTHING = (
    schema.subscription,
    schema.product_use,
    schema.proposal,
    schema.audit,
    schema.outbox,
    schema.invoice,
    schema.account,
    schema.billing_contact,
)


def order(url: str, *items: Item, vat_number: str | None = None, **how: str) -> Ordered:
    """Order, say yes and give what was done."""
    wish = Order(items=items, vat_number=vat_number)
    outcome = carry_out(url, ORDER, wish=wish, **how).outcome
    assert isinstance(outcome, Ordered)
    return outcome


def account(url: str, person: str = HOLDER) -> accounts.Account:
    with transaction(url) as connection:
        return accounts.person(connection, person).account


def vat_number_of(url: str, account_id: str) -> str | None:
    with transaction(url) as connection:
        return accounts.billing_contact(connection, account_id).vat_number


class TestTwoProducts:
    # A40, A45, A47
    def test_each_is_a_subscription_of_its_own_that_runs_from_today(
        self, database_url: str
    ) -> None:
        before = held(database_url)

        ordered = order(database_url, TRAINING, PRO)

        after = held(database_url)
        ids = [line.after.id for line in ordered.lines]
        assert all(ids)
        assert set(ids) == set(after) - set(before)
        assert {id_: after[id_] for id_ in before} == before  # A03: the others stay
        for item, line in zip(BOTH.items, ordered.lines, strict=True):
            new = after[line.after.id]
            assert new == line.after
            assert (new.product, new.tier, new.seats, new.billing_cycle) == (
                item.product,
                item.tier,
                item.seats,
                item.billing_cycle,
            )
            assert new.period.start == new.anchor == date(2026, 3, 10)
            assert new.status(date(2026, 3, 10)) is Status.ACTIVE
            assert new.version == 1

    # A45, E7
    def test_what_is_done_is_what_was_shown(self, database_url: str) -> None:
        shown = outcome_of(database_url, ORDER, wish=BOTH)

        done = order(database_url, TRAINING, PRO)

        unsaved = tuple(replace(line, after=replace(line.after, id="")) for line in done.lines)
        assert replace(done, lines=unsaved) == shown

    # E18
    def test_each_has_its_invoice_with_the_vat_of_the_day(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        training, pro = order(database_url, TRAINING, PRO).lines
        monkeypatch.setenv("BILLING_SELLER_COUNTRY", "IT")
        set_account(database_url, vat_status=VatStatus.VERIFIED.value)

        kept = {row["subscription_id"]: row for row in unpaid_invoices(database_url)}

        money = ("amount", "credit", "vat_rate", "vat_reason", "vat_amount", "total")
        assert {id_: tuple(row[name] for name in money) for id_, row in kept.items()} == {
            training.after.id: ("158.00", "0.00", "20", "domestic", "31.60", "189.60"),
            pro.after.id: ("589.00", "0.00", "20", "domestic", "117.80", "706.80"),
        }
        assert {row["issued_at"] for row in kept.values()} == {NOW}
        assert kept[pro.after.id]["period_start_at"].isoformat() == "2026-03-09T23:00:00+00:00"
        assert kept[pro.after.id]["period_end_at"].isoformat() == "2027-03-09T23:00:00+00:00"

    # A45, E18
    def test_one_charge_is_asked_for_the_total_with_vat(self, database_url: str) -> None:
        ordered = order(database_url, TRAINING, PRO)

        [charge] = charges(database_url)
        numbers = {row["number"] for row in unpaid_invoices(database_url)}
        assert set(charge.pop("invoices")) == numbers
        assert len(numbers) == 2
        assert charge == {"amount": "896.40", "currency": "EUR", "payment": "card"}
        assert ordered.total == Decimal("896.40")

    # A48, A8.8, E21
    def test_one_e_mail_has_the_details_of_the_purchase(self, database_url: str) -> None:
        done = carry_out(database_url, ORDER, wish=BOTH)

        [email] = [row for row in rows_of(database_url, schema.outbox) if row["kind"] == "email"]
        assert (email["template"], email["recipient"], email["language"]) == (
            "add_subscription",
            "facturation@atelier.example",
            "fr",
        )
        assert email["payload"] == {
            "outcome": codec.to_json(done.outcome),
            "reference": done.number,
            "account": "Atelier Lumière",
        }

    # E21
    def test_the_audit_names_every_subscription(self, database_url: str) -> None:
        done = carry_out(database_url, ORDER, wish=BOTH, person=CONTACT)

        assert isinstance(done.outcome, Ordered)
        assert done.before is None
        ordered = [line.after for line in done.outcome.lines]
        after = {"subscriptions": [codec.snapshot(each) for each in ordered]}
        assert audited(
            database_url, "actor", "operation", "outcome", "subscription", "before", "after"
        ) == [
            (
                "facturation@atelier.example",
                "add_subscription",
                "done",
                ordered[0].id,
                None,
                after,
            )
        ]

    # E16
    def test_both_products_count_as_used(self, database_url: str) -> None:
        before = used(database_url, ATELIER)

        order(database_url, TRAINING, PRO)

        assert used(database_url, ATELIER) - before == {"GoToTraining", "LogMeIn Pro"}

    # A04, A45
    def test_a_review_alone_writes_nothing(self, database_url: str) -> None:
        tables = [each for each in EVERYTHING if each is not schema.proposal]
        before = [rows_of(database_url, table) for table in tables]

        propose(database_url, ORDER, wish=BOTH)

        assert [rows_of(database_url, table) for table in tables] == before


class TestOnce:
    # E7
    def test_yes_twice_gives_the_same_result_and_happens_once(self, database_url: str) -> None:
        proposal = propose(database_url, ORDER, wish=BOTH)

        first = say_yes(database_url, proposal)
        second = say_yes(database_url, proposal, now=NOW + timedelta(hours=2))

        assert isinstance(first, Done)
        assert second == first
        assert len(charges(database_url)) == len(emails(database_url)) == 1
        assert len(unpaid_invoices(database_url)) == 2

    # E6, E7
    def test_many_yeses_at_once_order_once(self, database_url: str) -> None:
        before = held(database_url)
        proposal = propose(database_url, ORDER, wish=BOTH)

        results = at_once([partial(say_yes, database_url, proposal)] * 16)

        assert isinstance(results[0], Done)
        assert results == [results[0]] * 16
        assert len(held(database_url)) == len(before) + 2
        assert len(charges(database_url)) == len(emails(database_url)) == 1

    # E7
    def test_ordering_the_same_again_is_a_second_order(self, database_url: str) -> None:
        first, second = (order(database_url, TRAINING) for _ in range(2))

        assert second.lines[0].already_held  # E17
        assert second.lines[0].after.id != first.lines[0].after.id
        assert len(charges(database_url)) == 2

    # E21
    def test_a_crash_before_the_end_leaves_nothing_behind(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        set_account(database_url, balance="60.00")
        proposal = propose(database_url, ORDER, wish=BOTH)
        before = [rows_of(database_url, table) for table in EVERYTHING]
        with monkeypatch.context() as broken:
            broken.setattr("store.outbox.enqueue", lambda *_, **__: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                say_yes(database_url, proposal)

        assert [rows_of(database_url, table) for table in EVERYTHING] == before
        assert isinstance(say_yes(database_url, proposal), Done)


class TestTrials:
    # E1, E17
    def test_a_running_trial_becomes_paid_under_the_same_id(self, database_url: str) -> None:
        before = held(database_url, ITALIAN)

        ordered = order(database_url, RESCUE, person=ITALIAN)

        today = date(2026, 3, 10)
        paid = replace(
            before[STUDIO_TRIAL],
            seats=4,
            billing_cycle=MONTHLY,
            unit_price=Decimal("25.00"),
            anchor=today,
            period=Period(start=today, end=date(2026, 4, 10)),
            renews=True,
            trial=False,
            version=2,
        )
        assert held(database_url, ITALIAN) == before | {STUDIO_TRIAL: paid}
        assert ordered.lines[0].after == paid
        assert ordered.lines[0].replaces_trial
        [invoice] = unpaid_invoices(database_url)
        assert invoice["subscription_id"] == STUDIO_TRIAL

    # A40, E16: the trial was the use; it stays the only one.
    def test_the_product_is_used_as_before(self, database_url: str) -> None:
        before = used(database_url, STUDIO)

        order(database_url, RESCUE, person=ITALIAN)

        assert used(database_url, STUDIO) == before

    # E6
    def test_of_two_orders_at_once_one_takes_over_the_trial(self, database_url: str) -> None:
        before = held(database_url, ITALIAN)
        proposals = {
            name: propose(
                database_url, ORDER, wish=Order(items=(RESCUE,)), person=ITALIAN, conversation=name
            )
            for name in ("here", "there")
        }

        results = at_once(
            [
                partial(say_yes, database_url, proposal, person=ITALIAN, conversation=name)
                for name, proposal in proposals.items()
            ]
        )

        assert sorted(type(each).__name__ for each in results) == ["Done", "Stale"]
        assert set(held(database_url, ITALIAN)) == set(before)
        assert stored(database_url, STUDIO_TRIAL, person=ITALIAN).version == 2
        assert len(charges(database_url)) == len(emails(database_url)) == 1

    # E22: what was shown was an order beside nothing, not the end of a trial.
    def test_a_trial_begun_since_the_review_asks_for_a_new_one(self, database_url: str) -> None:
        proposal = propose(database_url, ORDER, wish=Order(items=(TRAINING,)))
        trial = TrialWish(product="GoToTraining", tier="starter", seats=2)
        carry_out(database_url, TRY, wish=trial, conversation="other")

        assert say_yes(database_url, proposal) == Stale()
        assert charges(database_url) == []

    # E6, E17: whichever is first, the customer never has the trial beside what was bought.
    def test_of_an_order_and_a_trial_at_once_one_is_done(self, database_url: str) -> None:
        before = held(database_url)
        trial = TrialWish(product="GoToTraining", tier="starter", seats=2)
        proposals = {
            "here": propose(
                database_url, ORDER, wish=Order(items=(TRAINING,)), conversation="here"
            ),
            "there": propose(database_url, TRY, wish=trial, conversation="there"),
        }

        results = at_once(
            [
                partial(say_yes, database_url, proposal, conversation=name)
                for name, proposal in proposals.items()
            ]
        )

        assert sorted(type(each).__name__ for each in results) == ["Done", "Stale"]
        assert len(held(database_url)) == len(before) + 1

    # E17: the first of them takes the trial over, the second stands beside it.
    def test_two_of_a_product_that_is_tried_are_one_more(self, database_url: str) -> None:
        before = held(database_url, ITALIAN)

        ordered = order(database_url, RESCUE, RESCUE, person=ITALIAN)

        assert [line.replaces_trial for line in ordered.lines] == [True, False]
        after = held(database_url, ITALIAN)
        assert len(after) == len(before) + 1
        assert not any(each.trial for each in after.values())

    # E14
    def test_a_trial_that_converts_is_not_bought_again(self, database_url: str) -> None:
        meeting = Order(items=(replace(SMALL, tier="pro"),))

        assert outcome_of(database_url, ORDER, wish=meeting, person=BOTTEGA) == AlreadyConverting(
            product="GoToMeeting", last_day=date(2026, 3, 18)
        )
        carry_out(database_url, CANCEL, "sub_bottega_1", person=BOTTEGA)
        assert outcome_of(database_url, ORDER, wish=meeting, person=BOTTEGA) == TrialPending(
            product="GoToMeeting", last_day=date(2026, 3, 18)
        )


class TestBalance:
    # E8
    @pytest.mark.parametrize(
        ("balance", "items", "charged", "left"),
        [
            pytest.param("60.00", (SMALL,), ["0.00"], "48.00", id="the-rest-stays"),
            pytest.param("60.00", (TRAINING,), ["117.60"], "0.00", id="used-up"),
            pytest.param("200.00", (TRAINING, PRO), ["656.40"], "0.00", id="over-two-lines"),
            pytest.param("0.00", (SMALL,), ["14.40"], "0.00", id="none"),
        ],
    )
    def test_it_is_used_before_anything_is_charged(
        self,
        database_url: str,
        balance: str,
        items: tuple[Item, ...],
        charged: list[str],
        left: str,
    ) -> None:
        set_account(database_url, balance=balance)

        order(database_url, *items)

        assert [each["amount"] for each in charges(database_url)] == charged
        assert balance_of(database_url) == Decimal(left)

    # E8
    def test_what_is_left_goes_to_the_next_charge(self, database_url: str) -> None:
        set_account(database_url, balance="20.00")
        order(database_url, SMALL)

        carry_out(database_url, REACTIVATE, EXPIRED)

        assert {each["amount"] for each in charges(database_url)} == {"0.00", "48.00"}
        assert balance_of(database_url) == 0
        credits = {row["subscription_id"]: row["credit"] for row in unpaid_invoices(database_url)}
        assert credits.pop(EXPIRED) == "8.00"
        assert list(credits.values()) == ["20.00"]

    # E22
    def test_a_balance_used_since_the_review_asks_for_a_new_one(self, database_url: str) -> None:
        set_account(database_url, balance="60.00")
        proposal = propose(database_url, ORDER, wish=BOTH)
        order(database_url, SMALL, conversation="other")

        assert say_yes(database_url, proposal) == Stale()
        assert balance_of(database_url) == Decimal("48.00")

    # E6, E8
    def test_two_orders_at_once_do_not_both_spend_it(self, database_url: str) -> None:
        set_account(database_url, balance="60.00")
        names = [f"conv_{number}" for number in range(4)]
        proposals = [
            propose(database_url, ORDER, wish=Order(items=(item,)), conversation=name)
            for name, item in zip(names, (TRAINING, PRO, SMALL, RESCUE), strict=True)
        ]

        results = at_once(
            [
                partial(say_yes, database_url, proposal, conversation=name)
                for name, proposal in zip(names, proposals, strict=True)
            ]
        )

        assert sorted(type(each).__name__ for each in results) == ["Done", *["Stale"] * 3]
        [invoice] = unpaid_invoices(database_url)
        assert invoice["credit"] == "60.00"


# A46, E18
class TestVat:
    OTHER = "IT12345670017"

    def test_a_number_given_with_the_order_is_stored_and_pending(self, database_url: str) -> None:
        set_account(database_url, STUDIO, vat_status="verified")

        ordered = order(database_url, PRO, vat_number="it 1234 567 0017", person=ITALIAN)

        assert vat_number_of(database_url, STUDIO) == self.OTHER == ordered.vat_number
        assert account(database_url, ITALIAN).vat_status is VatStatus.PENDING
        [invoice] = unpaid_invoices(database_url)
        assert (invoice["vat_rate"], invoice["vat_reason"]) == ("22", "destination")

    def test_the_number_on_file_given_again_stays_verified(self, database_url: str) -> None:
        set_account(database_url, STUDIO, vat_status="verified")

        order(database_url, PRO, vat_number="IT00743110157", person=ITALIAN)

        assert account(database_url, ITALIAN).vat_status is VatStatus.VERIFIED
        [invoice] = unpaid_invoices(database_url)
        assert (invoice["vat_rate"], invoice["vat_reason"], invoice["vat_amount"]) == (
            "0",
            "reverse_charge",
            "0.00",
        )
        assert charges(database_url)[0]["amount"] == invoice["total"] == "589.00"

    def test_what_is_no_number_orders_nothing(self, database_url: str) -> None:
        wish = replace(BOTH, vat_number="FR41303265045")

        assert outcome_of(database_url, ORDER, wish=wish) == BadVatNumber(given="FR41303265045")
        assert proposal_states(database_url) == {}
        assert audited(database_url, "outcome", "reason") == [("unchanged", "BadVatNumber")]

    def test_a_review_does_not_store_the_number(self, database_url: str) -> None:
        propose(database_url, ORDER, wish=replace(BOTH, vat_number=self.OTHER), person=ITALIAN)

        assert vat_number_of(database_url, STUDIO) == "IT00743110157"

    def test_a_number_verified_since_the_review_asks_for_a_new_one(  # E22
        self, database_url: str
    ) -> None:
        proposal = propose(database_url, ORDER, wish=BOTH, person=ITALIAN)
        set_account(database_url, STUDIO, vat_status="verified")

        assert say_yes(database_url, proposal, person=ITALIAN) == Stale()

    def test_a_record_changed_at_the_very_moment_asks_for_a_new_review(  # E6
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = held(database_url, ITALIAN)
        wish = replace(BOTH, vat_number=self.OTHER)
        proposal = propose(database_url, ORDER, wish=wish, person=ITALIAN)
        monkeypatch.setattr(effects.accounts, "save_billing_contact", lambda *_: False)

        assert say_yes(database_url, proposal, person=ITALIAN) == Stale()
        assert held(database_url, ITALIAN) == before
        assert charges(database_url) == emails(database_url) == []


def dearer(_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sell_at(monkeypatch, "GoToTraining", "starter", MONTHLY, "80.00")


def withdrawn_from_sale(_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_longer_sell(monkeypatch, "LogMeIn Pro")


def without_a_card(url: str, _monkeypatch: pytest.MonkeyPatch) -> None:
    set_account(url, card_brand=None, card_last4=None)


# E22
class TestStale:
    @pytest.mark.parametrize(
        "meanwhile",
        [
            pytest.param(dearer, id="price"),
            pytest.param(withdrawn_from_sale, id="catalogue"),
            pytest.param(without_a_card, id="card"),
        ],
    )
    def test_what_changed_since_the_review_asks_for_a_new_one(
        self,
        database_url: str,
        monkeypatch: pytest.MonkeyPatch,
        meanwhile: Callable[[str, pytest.MonkeyPatch], None],
    ) -> None:
        before = held(database_url)
        proposal = propose(database_url, ORDER, wish=BOTH)
        meanwhile(database_url, monkeypatch)

        assert say_yes(database_url, proposal) == Stale()
        assert held(database_url) == before
        assert charges(database_url) == emails(database_url) == unpaid_invoices(database_url) == []
        assert "done" not in audited(database_url, "outcome")

    # E5
    def test_what_was_shown_yesterday_is_not_charged_today(self, database_url: str) -> None:
        before_midnight = NOW.replace(hour=22, minute=50)  # 23:50 in Paris
        proposal = propose(database_url, ORDER, wish=BOTH, now=before_midnight)

        late = say_yes(database_url, proposal, now=before_midnight + timedelta(minutes=20))

        assert late == Stale()
        assert charges(database_url) == []

    # E5
    def test_the_new_review_is_at_the_price_and_from_the_day_of_now(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        propose(database_url, ORDER, wish=BOTH)
        dearer(database_url, monkeypatch)

        outcome = outcome_of(database_url, ORDER, wish=BOTH, now=NOW + timedelta(days=1))

        assert isinstance(outcome, Ordered)
        assert outcome.lines[0].charge.amount == Decimal("160.00")
        assert outcome.lines[0].charge.period.start == date(2026, 3, 11)


class TestSeveralOfOneProduct:
    # E17
    def test_a_second_one_leaves_the_first_as_it_is(self, database_url: str) -> None:
        first = stored(database_url, ACTIVE)

        ordered = order(database_url, RESCUE)

        line = ordered.lines[0]
        assert line.already_held
        assert not line.replaces_trial
        assert line.after.id != ACTIVE
        assert stored(database_url, ACTIVE) == first

    # E5: the gap is neither charged nor filled.
    def test_what_had_expired_is_a_new_subscription_from_today(self, database_url: str) -> None:
        over = stored(database_url, EXPIRED)

        ordered = order(database_url, SMALL)

        assert not ordered.lines[0].already_held
        assert ordered.lines[0].after.period.start == date(2026, 3, 10)
        assert stored(database_url, EXPIRED) == over
        assert len(unpaid_invoices(database_url)) == 1


# A70, E22, E23
class TestAuthority:
    def test_a_role_taken_away_after_the_review_counts_at_the_yes(self, database_url: str) -> None:
        before = held(database_url)
        proposal = propose(database_url, ORDER, wish=BOTH)
        set_role(database_url, HOLDER, "member")

        assert isinstance(say_yes(database_url, proposal), RoleRefused)
        assert held(database_url) == before
        assert audited(database_url, "operation", "outcome") == [("add_subscription", "refused")]

    def test_a_member_orders_nothing(self, database_url: str) -> None:
        assert isinstance(review(database_url, ORDER, wish=BOTH, person=MEMBER), RoleRefused)
        assert proposal_states(database_url) == {}

    def test_an_account_that_became_corporate_is_handed_off_at_the_yes(
        self, database_url: str
    ) -> None:
        conversation = open_conversation(database_url).id
        proposal = propose(database_url, ORDER, wish=BOTH, conversation=conversation)
        make_corporate(database_url)

        assert say_yes(database_url, proposal, conversation=conversation) == HandoffRequired()
        assert charges(database_url) == []

    def test_the_hand_off_of_a_corporate_account_says_what_was_asked(
        self, database_url: str
    ) -> None:
        person = "user_groupe_titulaire"
        conversation = open_conversation(database_url, person).id
        said = {"said": "commander GoToTraining"}

        with transaction(database_url) as connection:
            operations.begin(
                connection,
                person,
                context(conversation),
                Operation.ADD_SUBSCRIPTION,
                request=said,
            )

        [row] = rows_of(database_url, schema.handoff)
        assert row["request"] == {"operation": "add_subscription", **said}


class TestPayment:
    # A46
    def test_without_a_card_nothing_is_proposed(self, database_url: str) -> None:
        set_account(database_url, card_brand=None, card_last4=None)

        assert outcome_of(database_url, ORDER, wish=BOTH) == NeedsPaymentDetails()
        assert audited(database_url, "outcome", "reason") == [("unchanged", "NeedsPaymentDetails")]

    # A46
    def test_who_pays_by_invoice_is_charged_by_invoice(self, database_url: str) -> None:
        order(database_url, SMALL, person="user_imprimerie_titulaire")

        assert [each["payment"] for each in charges(database_url)] == ["invoice"]
