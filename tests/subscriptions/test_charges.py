"""What is due now: the price of the seats, less a credit, and the VAT on the rest."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subscriptions.charges import charge_of_period
from subscriptions.dates import Period
from subscriptions.vat import Vat, VatReason

FROM_11_MARCH = Period(start=date(2026, 3, 11), end=date(2026, 4, 11))
FRENCH = Vat(rate=Decimal("20"), reason=VatReason.DOMESTIC)
ITALIAN = Vat(rate=Decimal("22"), reason=VatReason.DESTINATION)
REVERSED = Vat(rate=Decimal("0"), reason=VatReason.REVERSE_CHARGE)

cents = st.decimals(min_value=0, max_value=100_000, places=2)


def charged(unit_price, seats, *, credit="0.00", vat=FRENCH):
    return charge_of_period(
        FROM_11_MARCH,
        seats=seats,
        unit_price=Decimal(unit_price),
        vat=vat,
        credit=Decimal(credit),
    )


# E5, E18
@pytest.mark.parametrize(
    ("vat", "tax", "total"),
    [
        pytest.param(FRENCH, "25.00", "150.00", id="france"),
        pytest.param(ITALIAN, "27.50", "152.50", id="italy"),
        pytest.param(REVERSED, "0.00", "125.00", id="reverse-charge"),
    ],
)
def test_a_period_costs_its_full_price_and_vat(vat, tax, total):
    charge = charged("25.00", 5, vat=vat)

    assert (charge.period, charge.seats, charge.vat) == (FROM_11_MARCH, 5, vat)
    assert charge.amount == charge.net == Decimal("125.00")
    assert charge.vat_amount == Decimal(tax)
    assert charge.total == Decimal(total)
    assert charge.balance == 0


# E8: the rule's own example.
def test_a_credit_is_taken_off_before_vat():
    charge = charged("20.00", 5, credit="40.65")

    assert charge.amount == Decimal("100.00")
    assert charge.net == Decimal("59.35")
    assert charge.vat_amount == Decimal("11.87")
    assert charge.total == Decimal("71.22")


# E8
@pytest.mark.parametrize(
    ("credit", "balance"),
    [
        pytest.param("100.00", "0.00", id="exactly-used-up"),
        pytest.param("140.65", "40.65", id="more-than-the-price"),
    ],
)
def test_what_is_left_of_a_credit_stays_and_is_not_paid_out(credit, balance):
    charge = charged("20.00", 5, credit=credit)

    assert charge.net == charge.vat_amount == charge.total == 0
    assert charge.balance == Decimal(balance)


# E8
@pytest.mark.parametrize(
    ("unit_price", "seats", "amount", "tax"),
    [
        pytest.param("0.335", 3, "1.01", "0.22", id="seats-first-then-the-cent"),
        pytest.param("0.25", 1, "0.25", "0.06", id="half-a-cent-of-vat-goes-up"),
    ],
)
def test_each_amount_is_rounded_half_up(unit_price, seats, amount, tax):
    charge = charged(unit_price, seats, vat=ITALIAN)

    assert (str(charge.amount), str(charge.vat_amount)) == (amount, tax)


# E8
@given(unit_price=cents, seats=st.integers(1, 999), credit=cents)
def test_no_cent_is_lost_or_paid_out(unit_price, seats, credit):
    charge = charged(unit_price, seats, credit=credit)

    assert charge.net >= 0
    assert charge.balance >= 0
    assert charge.amount + charge.balance == charge.net + charge.credit
    assert charge.total == charge.net + charge.vat_amount
