"""VAT: which rate an account is charged, and why (A46, E18).

Rules for a tax adviser to confirm; one function holds them. Rates are percentages.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from subscriptions.money import amount

STANDARD_RATES = {"FR": Decimal("20"), "IT": Decimal("22")}
"""Standard rates by country; a country that is not here needs its line before it is sold to."""


class VatStatus(str, Enum):
    """How far a VAT number has been checked: its form here, its existence by VIES."""

    NONE = "none"
    PENDING = "pending"
    VERIFIED = "verified"
    UNVERIFIED = "unverified"


class VatReason(str, Enum):
    """Why a rate applies; the invoice says it."""

    DOMESTIC = "domestic"
    DESTINATION = "destination"
    REVERSE_CHARGE = "reverse_charge"


@dataclass(frozen=True, kw_only=True)
class Vat:
    """The VAT of one invoice line, frozen with it. `rate` is in per cent."""

    rate: Decimal
    reason: VatReason

    def of(self, net: Decimal) -> Decimal:
        """Give the VAT on a net amount, to the cent."""
        return amount(net * self.rate / 100)


def normalised(number: str) -> str | None:
    """Give a VAT number in its one form, such as FR40303265045; `None` if it is not one.

    The form and the check digit are looked at, not whether the number is in use.
    """
    try:
        return str(vat.validate(number))
    except ValidationError:
        return None


def applicable(country: str, seller_country: str, status: VatStatus) -> Vat:
    """Decide the VAT of an account.

    A customer of the seller's country pays its rate. Another one pays the rate of their own
    country, unless VIES has verified their number: then nothing is charged and they account
    for it themselves (reverse charge). While VIES has not answered VAT is charged; a credit
    note corrects it later.

    :raises KeyError: for a country without a rate; a matter of configuration.
    """
    if country == seller_country:
        return Vat(rate=STANDARD_RATES[country], reason=VatReason.DOMESTIC)
    if status is VatStatus.VERIFIED:
        return Vat(rate=Decimal("0"), reason=VatReason.REVERSE_CHARGE)
    return Vat(rate=STANDARD_RATES[country], reason=VatReason.DESTINATION)
