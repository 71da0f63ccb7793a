"""Amounts in EUR."""

from decimal import Decimal

import pytest

from subscriptions.money import amount, price_of_seats


# E8
@pytest.mark.parametrize(
    ("exact", "rounded"),
    [
        pytest.param("0.004999", "0.00", id="under-half"),
        pytest.param("0.005", "0.01", id="half-goes-up"),
        pytest.param("2.665", "2.67", id="half-above-an-even-cent-goes-up-too"),
        pytest.param("2.675", "2.68", id="half-above-an-odd-cent"),
        pytest.param("7", "7.00", id="always-two-places"),
    ],
)
def test_rounded_half_up_to_the_cent(exact, rounded):
    assert str(amount(Decimal(exact))) == rounded


# E8
def test_the_unused_part_of_a_month_for_three_seats():
    """The rule's own example: 21 of 31 days at 20.00 a seat."""
    assert amount(price_of_seats(Decimal("20.00"), 3) * 21 / 31) == Decimal("40.65")


# E5, E8
@pytest.mark.parametrize(
    ("unit_price", "seats", "price"),
    [
        pytest.param("25.00", 1, "25.00", id="one-seat"),
        pytest.param("25.00", 5, "125.00", id="five-seats"),
        pytest.param("0.335", 3, "1.01", id="rounded-once-for-the-line"),
    ],
)
def test_the_price_of_all_seats_is_one_line(unit_price, seats, price):
    assert str(price_of_seats(Decimal(unit_price), seats)) == price
