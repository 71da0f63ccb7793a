"""Amounts in EUR: Decimal, two places, rounded half up per line (E8)."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def amount(value: Decimal) -> Decimal:
    """Round to the cent, half up."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def price_of_seats(unit_price: Decimal, seats: int) -> Decimal:
    """Give the price of all seats for one billing cycle, without VAT."""
    return amount(unit_price * seats)
