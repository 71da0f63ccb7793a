"""Adding: what is still to be asked, what is ordered, what it costs, and what is explained."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subscriptions.add_subscription import (
    AlreadyConverting,
    BadVatNumber,
    Item,
    NeedsPaymentDetails,
    Order,
    Ordered,
    OrderedLine,
    TrialPending,
    add,
    missing,
)
from subscriptions.charges import Charge
from subscriptions.dates import BillingCycle, Period
from subscriptions.facts import Payment
from subscriptions.model import Status, Subscription
from subscriptions.outcomes import NotSold, TooManySeats, UnknownTier
from subscriptions.vat import Vat, VatReason, VatStatus
from tests.subscriptions.situations import (
    CATALOGUE,
    FREE_TRIAL,
    MONTHLY,
    PENDING,
    PENDING_TRIAL,
    TRIAL,
    facts,
)
from tests.subscriptions.strategies import cycles

PRO = Item(
    product="RescueAssist", tier="pro", seats=2, billing_cycle=BillingCycle.MONTHLY
)  # 50.00
REMOTE = Item(
    product="Remote Support", tier=None, seats=1, billing_cycle=BillingCycle.ANNUAL
)  # 444.00
FRENCH = Vat(rate=Decimal("20"), reason=VatReason.DOMESTIC)
IN_TRIAL = date(2026, 1, 30)
"""The last day of the trials."""


def ordered(*items, vat_number=None, **of_the_account):
    outcome = add(Order(items=items, vat_number=vat_number), facts=facts(**of_the_account))
    assert isinstance(outcome, Ordered)
    return outcome


class TestQuestions:
    # A41, A42
    @pytest.mark.parametrize(
        ("known", "question"),
        [
            pytest.param((None, None, None, None), "product", id="nothing"),
            pytest.param((None, "pro", 2, "monthly"), "product", id="all-but-the-product"),
            pytest.param(("RescueAssist", None, None, None), "tier", id="product"),
            pytest.param(("RescueAssist", None, 2, "monthly"), "tier", id="all-but-the-tier"),
            pytest.param(("RescueAssist", "pro", None, None), "seats", id="tier"),
            pytest.param(("Remote Support", None, None, None), "seats", id="no-tiers"),
            pytest.param(("RescueAssist", "pro", 2, None), "billing_cycle", id="seats"),
            pytest.param(("RescueAssist", "pro", 2, "monthly"), None, id="everything"),
            pytest.param(("Remote Support", None, 2, "annual"), None, id="everything-no-tiers"),
        ],
    )
    def test_they_come_in_one_order(self, known, question):
        product, tier, seats, cycle = known

        assert missing(product, tier, seats, cycle and BillingCycle(cycle), CATALOGUE) == question

    # A42
    @pytest.mark.parametrize(
        ("known", "question"),
        [
            pytest.param((None, None, None), "product", id="nothing"),
            pytest.param(("RescueAssist", None, None), "tier", id="product"),
            pytest.param(("RescueAssist", "pro", None), "seats", id="tier"),
            pytest.param(("RescueAssist", "pro", 2), None, id="no-cycle"),
        ],
    )
    def test_a_trial_has_no_billing_cycle(self, known, question):
        assert missing(*known, None, CATALOGUE, trial=True) == question

    @pytest.mark.parametrize(
        ("known", "question"),
        [
            pytest.param(("GoToMyPC", None, 2), "product", id="product-that-is-not-sold"),
            pytest.param(("RescueAssist", "pro", 0), "seats", id="no-seats"),
            pytest.param(("RescueAssist", "pro", -1), "seats", id="fewer-than-none"),
        ],
    )
    def test_what_cannot_be_ordered_is_as_good_as_not_said(self, known, question):
        assert missing(*known, BillingCycle.MONTHLY, CATALOGUE) == question

    # A41
    @given(
        product=st.none() | st.sampled_from(["RescueAssist", "Remote Support", "GoToMyPC"]),
        tier=st.none() | st.sampled_from(["starter", "pro", "plus"]),
        seats=st.none() | st.integers(-2, 5),
        cycle=st.none() | cycles,
    )
    def test_when_none_is_left_an_order_can_be_written_down(self, product, tier, seats, cycle):
        if missing(product, tier, seats, cycle, CATALOGUE) is not None:
            return

        item = Item(product=product, tier=tier, seats=seats, billing_cycle=cycle)
        outcome = add(Order(items=(item,)), facts=facts())

        assert isinstance(outcome, Ordered | UnknownTier)


class TestOrdering:
    # A40, A45, A47, E12
    def test_it_runs_from_today_and_is_charged_now(self):
        outcome = ordered(PRO, today=date(2026, 1, 31))

        period = Period(start=date(2026, 1, 31), end=date(2026, 2, 28))
        bought = Subscription(
            id="",
            product="RescueAssist",
            tier="pro",
            seats=2,
            billing_cycle=BillingCycle.MONTHLY,
            unit_price=Decimal("25.00"),
            anchor=date(2026, 1, 31),
            period=period,
            renews=True,
        )
        charge = Charge(
            period=period,
            seats=2,
            unit_price=Decimal("25.00"),
            amount=Decimal("50.00"),
            vat=FRENCH,
        )
        line = OrderedLine(after=bought, charge=charge, replaces_trial=False, already_held=False)
        assert outcome == Ordered(
            lines=(line,),
            vat_number=None,
            total_net=Decimal("50.00"),
            total_vat=Decimal("10.00"),
            total=Decimal("60.00"),
        )
        assert bought.status(date(2026, 1, 31)) is Status.ACTIVE

    # A43
    def test_several_products_are_one_order(self):
        outcome = ordered(PRO, REMOTE)

        assert [line.after.product for line in outcome.lines] == ["RescueAssist", "Remote Support"]
        assert outcome.lines[1].after.period.last_day == date(2027, 3, 10)
        assert outcome.total_net == Decimal("494.00")
        assert outcome.total_vat == Decimal("98.80")
        assert outcome.total == Decimal("592.80")

    # A43
    def test_an_order_of_nothing_is_none(self):
        with pytest.raises(ValueError, match="at least one item"):
            Order(items=())

    # E8
    def test_the_balance_is_used_up_line_by_line(self):
        outcome = ordered(PRO, REMOTE, balance=Decimal("70.00"))

        assert [line.charge.net for line in outcome.lines] == [Decimal(0), Decimal("424.00")]
        assert outcome.lines[-1].charge.balance == 0
        assert outcome.total == Decimal("508.80")

    # E8
    @given(
        seats=st.lists(st.integers(1, 20), min_size=1, max_size=4),
        balance=st.decimals(min_value=0, max_value=1000, places=2),
    )
    def test_a_balance_is_worth_the_same_however_the_order_is_split(self, seats, balance):
        items = (replace(PRO, seats=each) for each in seats)

        outcome = ordered(*items, balance=balance)

        price = 25 * sum(seats)
        left = outcome.lines[-1].charge.balance
        assert outcome.total_net == max(Decimal(0), price - balance)
        assert left == max(Decimal(0), balance - price)
        assert outcome.total == outcome.total_net + outcome.total_vat

    # E17
    @pytest.mark.parametrize(
        ("held", "already"),
        [
            pytest.param((MONTHLY,), True, id="active"),
            pytest.param((replace(MONTHLY, product="Remote Support"),), False, id="other-product"),
            pytest.param((PENDING,), False, id="cancelled"),
            pytest.param((), False, id="none"),
        ],
    )
    def test_a_second_one_is_sold_and_said_to_be_one(self, held, already):
        line = ordered(PRO, today=date(2026, 3, 11), subscriptions=held).lines[0]

        assert line.already_held is already
        assert line.after.id == ""
        assert not line.replaces_trial

    # A46
    def test_who_pays_by_invoice_needs_no_card(self):
        assert ordered(PRO, payment=Payment.INVOICE, card_last4=None).total == Decimal("60.00")

    # A46
    def test_a_card_is_not_asked_for_in_the_chat(self):
        outcome = add(Order(items=(PRO,)), facts=facts(card_last4=None))

        assert outcome == NeedsPaymentDetails()


class TestTrials:
    # A16, E17
    def test_a_trial_without_billing_details_becomes_the_subscription(self):
        outcome = ordered(PRO, today=IN_TRIAL, subscriptions=(FREE_TRIAL,))

        line = outcome.lines[0]
        assert line.replaces_trial
        assert line.after == replace(
            FREE_TRIAL,
            seats=2,
            billing_cycle=BillingCycle.MONTHLY,
            unit_price=Decimal("25.00"),
            anchor=IN_TRIAL,
            period=Period(start=IN_TRIAL, end=date(2026, 2, 28)),
            renews=True,
            trial=False,
        )

    # E17
    def test_a_trial_becomes_one_subscription_and_not_two(self):
        lines = ordered(PRO, PRO, today=IN_TRIAL, subscriptions=(FREE_TRIAL,)).lines

        assert [line.after.id for line in lines] == ["sub-free-trial", ""]
        assert [line.replaces_trial for line in lines] == [True, False]

    # A8.5
    @pytest.mark.parametrize(
        ("trial", "today"),
        [
            pytest.param(FREE_TRIAL, date(2026, 1, 31), id="ran-out"),
            pytest.param(PENDING_TRIAL, date(2026, 1, 31), id="cancelled-and-over"),
            pytest.param(replace(FREE_TRIAL, product="GoToMyPC"), IN_TRIAL, id="other-product"),
        ],
    )
    def test_otherwise_it_is_a_new_one(self, trial, today):
        line = ordered(PRO, today=today, subscriptions=(trial,)).lines[0]

        assert line.after.id == ""
        assert not line.replaces_trial

    # E14
    def test_a_trial_that_becomes_paid_by_itself_is_not_bought_again(self):
        outcome = add(
            Order(items=(REMOTE, PRO)), facts=facts(today=IN_TRIAL, subscriptions=(TRIAL,))
        )

        assert outcome == AlreadyConverting(product="RescueAssist", last_day=IN_TRIAL)

    # E4, E9
    def test_a_cancelled_trial_is_taken_up_again_by_withdrawing(self):
        outcome = add(
            Order(items=(PRO,)), facts=facts(today=IN_TRIAL, subscriptions=(PENDING_TRIAL,))
        )

        assert outcome == TrialPending(product="RescueAssist", last_day=IN_TRIAL)


# E18
class TestVat:
    @pytest.mark.parametrize("given_number", ["IT00743110157", "it 00743110157"])
    def test_a_number_is_kept_in_its_one_form(self, given_number):
        assert ordered(PRO, vat_number=given_number).vat_number == "IT00743110157"

    @pytest.mark.parametrize("given_number", ["IT00743110158", "FR41303265045", "aucun"])
    def test_what_is_no_number_orders_nothing(self, given_number):
        outcome = add(Order(items=(PRO,), vat_number=given_number), facts=facts())

        assert outcome == BadVatNumber(given=given_number)

    @pytest.mark.parametrize(
        ("on_file", "given_number", "status", "reason"),
        [
            pytest.param(
                "IT00743110157", None, VatStatus.VERIFIED, VatReason.REVERSE_CHARGE, id="on-file"
            ),
            pytest.param(
                "IT00743110157",
                "IT 00743110157",
                VatStatus.VERIFIED,
                VatReason.REVERSE_CHARGE,
                id="the-one-on-file-again",
            ),
            pytest.param(
                "IT12345670017",
                "IT00743110157",
                VatStatus.VERIFIED,
                VatReason.DESTINATION,
                id="another-than-was-verified",
            ),
            pytest.param(
                None, "IT00743110157", VatStatus.NONE, VatReason.DESTINATION, id="a-first-one"
            ),
            pytest.param(None, None, VatStatus.NONE, VatReason.DESTINATION, id="none"),
        ],
    )
    def test_vat_is_charged_until_vies_has_verified_that_very_number(
        self, on_file, given_number, status, reason
    ):
        contact = replace(facts().contact, vat_number=on_file)

        outcome = ordered(
            PRO, vat_number=given_number, country="IT", vat_status=status, contact=contact
        )

        assert outcome.lines[0].charge.vat.reason is reason


class TestNotSold:
    @pytest.mark.parametrize(
        ("item", "outcome"),
        [
            pytest.param(
                replace(PRO, product="GoToMyPC"), NotSold(product="GoToMyPC"), id="product"
            ),
            pytest.param(
                replace(PRO, tier="gold"),
                UnknownTier(product="RescueAssist", tiers=("starter", "pro", "plus")),
                id="tier",
            ),
            pytest.param(
                replace(PRO, tier=None),
                UnknownTier(product="RescueAssist", tiers=("starter", "pro", "plus")),
                id="without-tier",
            ),
            pytest.param(
                replace(REMOTE, tier="pro"),
                UnknownTier(product="Remote Support", tiers=()),
                id="tier-of-an-untiered-product",
            ),
            pytest.param(
                replace(PRO, seats=1000),
                TooManySeats(product="RescueAssist", most=999),
                id="seats",
            ),
        ],
    )
    @pytest.mark.parametrize("others", [(), (PRO,)], ids=["alone", "beside-another"])
    def test_all_is_ordered_or_nothing(self, item, outcome, others):
        """What is not sold is said before a card is asked for."""
        order = Order(items=(*others, item))

        assert add(order, facts=facts(card_last4=None)) == outcome

    def test_as_many_seats_as_are_sold(self):
        assert ordered(replace(PRO, seats=999)).lines[0].after.seats == 999
