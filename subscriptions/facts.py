"""What a decision may look at besides what was asked: the account as it is at this moment.

The store gathers these in the transaction that acts; nothing here is asked of the customer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from zoneinfo import ZoneInfo

from subscriptions.catalogue import Catalogue
from subscriptions.dates import local_day
from subscriptions.model import Subscription
from subscriptions.roles import Role
from subscriptions.vat import Vat, VatStatus, applicable


class Payment(str, Enum):
    """How an account pays."""

    CARD = "card"
    INVOICE = "invoice"


@dataclass(frozen=True, kw_only=True)
class BillingContact:
    """The contact and billing details of an account (A50)."""

    contact_person: str
    company: str
    address: str
    phone: str
    email: str
    vat_number: str | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An account at one moment.

    :param card_last4: the last digits of the card on file, if there is one.
    :param balance: credit of the account in EUR without VAT, for its next charge (E8).
    :param people: role of each user of the account, by e-mail address.
    :param subscriptions: all of the account, as they are today.
    :param used_products: products that the account has ever tried or bought (E16).
    """

    now: datetime
    zone: ZoneInfo
    catalogue: Catalogue
    payment: Payment
    card_last4: str | None
    country: str
    seller_country: str
    vat_status: VatStatus
    balance: Decimal
    contact: BillingContact
    people: Mapping[str, Role]
    subscriptions: Sequence[Subscription]
    used_products: frozenset[str]

    @property
    def today(self) -> date:
        """The account's own day (E10)."""
        return local_day(self.now, self.zone)

    @property
    def lacks_card(self) -> bool:
        """Tell whether a charge would have no card to go to (A46)."""
        return self.payment is Payment.CARD and self.card_last4 is None

    @property
    def vat(self) -> Vat:
        return applicable(self.country, self.seller_country, self.vat_status)
