"""What a granted operation costs now, from the price of the seats to the total with VAT."""

from dataclasses import dataclass
from decimal import Decimal

from subscriptions.dates import Period
from subscriptions.money import price_of_seats
from subscriptions.vat import Vat

NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Charge:
    """One invoice line, in EUR.

    :param amount: the full price of `period`, without VAT.
    :param credit: what was paid before and is not used, without VAT (E8); never paid out.
    """

    period: Period
    seats: int
    unit_price: Decimal
    amount: Decimal
    vat: Vat
    credit: Decimal = NOTHING

    @property
    def net(self) -> Decimal:
        """What is due without VAT: the price less the credit, never below zero."""
        return max(NOTHING, self.amount - self.credit)

    @property
    def vat_amount(self) -> Decimal:
        return self.vat.of(self.net)

    @property
    def total(self) -> Decimal:
        """What is due, VAT included."""
        return self.net + self.vat_amount

    @property
    def balance(self) -> Decimal:
        """What is left of the credit: it stays on the account for its next charge (E8)."""
        return max(NOTHING, self.credit - self.amount)


def charge_of_period(
    period: Period, *, seats: int, unit_price: Decimal, vat: Vat, credit: Decimal = NOTHING
) -> Charge:
    """Charge a whole period at its full price, less a credit."""
    return Charge(
        period=period,
        seats=seats,
        unit_price=unit_price,
        amount=price_of_seats(unit_price, seats),
        vat=vat,
        credit=credit,
    )
