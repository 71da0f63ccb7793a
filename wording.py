"""Values in the customer's words: dates, amounts, seats, subscriptions, from `domain.yml`.

Actions and e-mails both speak through this module, so that a date or a plan reads the same
in the chat and in the confirmation.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_percent

from subscriptions import catalogue
from subscriptions.catalogue import Product
from subscriptions.dates import BillingCycle
from subscriptions.model import Status, Subscription
from subscriptions.money import price_of_seats
from subscriptions.vat import Vat, VatReason

DOMAIN_FILE = Path(__file__).with_name("domain.yml")
LINKS_FILE = Path(__file__).with_name("links.yml")

_PURPOSES = ("billing_center", "corporate_portal", "account_billing")

_ARTICLES = {"il": ("il ", "l’"), "al": ("al ", "all’"), "dal": ("dal ", "dall’")}
_ARTICLES["del"] = ("del ", "dell’")
_ELIDED_DAYS = {8, 11}  # l'otto, l'undici


@cache
def _labels() -> dict[str, dict[str, str]]:
    responses = yaml.safe_load(DOMAIN_FILE.read_text(encoding="utf-8"))["responses"]
    return {
        name: {each["condition"][0]["value"]: each["text"] for each in variations}
        for name, variations in responses.items()
        if name.startswith("label_")
    }


class Words:
    """How things are called in one language, `fr` or `it`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def label(self, name: str, **blanks: str) -> str:
        """Give the label `label_<name>` with its blanks filled.

        :raises KeyError: if there is no such label; a bug.
        """
        return _labels()[f"label_{name}"][self.language].format(**blanks)

    def day(self, day: date) -> str:
        """Give a date as "31 décembre 2026"; the first of a month is "1er" in French."""
        words = format_date(day, "d MMMM y", locale=self.language)
        if self.language == "fr" and day.day == 1:
            return words.replace("1 ", "1er ", 1)
        return words

    def days(self, **days: date) -> dict[str, str]:
        """Give dates by name, and for Italian each with its articles: `al_<name>` and so on."""
        blanks: dict[str, str] = {}
        for name, day in days.items():
            words = self.day(day)
            blanks[name] = words
            for article, (plain, elided) in _ARTICLES.items():
                joined = elided if day.day in _ELIDED_DAYS else plain
                blanks[f"{article}_{name}"] = joined + words
        return blanks

    def euros(self, amount: Decimal) -> str:
        """Give an amount as "135,00 €"."""
        return format_currency(amount, "EUR", locale=self.language)

    def percent(self, rate: Decimal) -> str:
        """Give a rate in per cent, such as "20 %"."""
        return format_percent(rate / 100, locale=self.language)

    def vat(self, vat: Vat) -> str:
        """Give "TVA 20 %", or that the customer accounts for it (E18)."""
        if vat.reason is VatReason.REVERSE_CHARGE:
            return self.label("vat_reverse_charge")
        return self.label("vat", rate=self.percent(vat.rate))

    def paid_by(self, card_last4: str | None) -> str:
        """Give how an amount is paid: the card by its last digits, or an invoice (A45)."""
        if card_last4 is None:
            return self.label("paid_by_invoice")
        return self.label("paid_by_card", last4=card_last4)

    def enumeration(self, things: Sequence[str]) -> str:
        """Give "a, b et c"."""
        return format_list(list(things), locale=self.language)

    def either(self, things: Sequence[str]) -> str:
        """Give "a, b ou c"."""
        return format_list(list(things), style="or", locale=self.language)

    def seats(self, count: int) -> str:
        """Give a number of seats with its noun."""
        return self.label(f"seats_{'one' if count == 1 else 'other'}", count=str(count))

    def per_cycle(self, cycle: BillingCycle) -> str:
        """Give "par mois", "all'anno" and the like."""
        return self.label(f"per_cycle_{cycle.value}")

    def per_seat(self, unit_price: Decimal, cycle: BillingCycle) -> str:
        """Give what one seat costs for one billing cycle, without VAT."""
        amount = self.euros(unit_price)
        return self.label("per_seat", amount=amount, per_cycle=self.per_cycle(cycle))

    def price_list(self, product: Product) -> str:
        """Give what a product costs, one line a tier, without VAT."""
        lines = []
        for tier, by_cycle in product.prices.items():
            prices = self.either([self.per_seat(each, cycle) for cycle, each in by_cycle.items()])
            name = product.name if tier is None else tier.title()
            lines.append(self.label("tier_line", tier=name, prices=prices))
        return "\n".join(lines)

    def price(self, subscription: Subscription) -> str:
        """Give what all seats cost for one billing cycle, without VAT."""
        cycle = subscription.billing_cycle
        assert cycle is not None, "what has no billing cycle has no price"
        amount = price_of_seats(subscription.unit_price, subscription.seats)
        return self.label("price", amount=self.euros(amount), per_cycle=self.per_cycle(cycle))

    def plan(self, subscription: Subscription) -> str:
        """Give "RescueAssist Pro"."""
        return " ".join(filter(None, (subscription.product, (subscription.tier or "").title())))

    def subscription(self, subscription: Subscription) -> str:
        """Give "RescueAssist Pro (mensuel, 5 postes)"."""
        cycle = subscription.billing_cycle
        kind = "trial" if subscription.trial or cycle is None else cycle.value
        return self.label(
            "subscription",
            plan=self.plan(subscription),
            cycle=self.label(f"cycle_{kind}"),
            seats=self.seats(subscription.seats),
        )

    def line(self, subscription: Subscription, today: date) -> str:
        """Give one line of a list: what it is, its status, its next date, its price."""
        status = subscription.status(today)
        blanks = {
            "subscription": self.subscription(subscription),
            "status": self.label(f"status_{status.value}"),
            **self.days(last_day=subscription.period.last_day, renews_on=subscription.period.end),
        }
        if subscription.renews:
            blanks["price"] = self.price(subscription)
        converts = status is Status.TRIALING and subscription.renews
        return self.label(f"line_{status.value}{'_converts' if converts else ''}", **blanks)

    def lines(self, subscriptions: Iterable[Subscription], today: date) -> str:
        """Give the list of subscriptions, one a line."""
        return "\n".join(f"• {self.line(each, today)}" for each in subscriptions)

    def numbered(self, subscriptions: Iterable[Subscription], today: date) -> str:
        """Give the list to choose from, numbered as "la deuxième" counts."""
        lines = (self.line(each, today) for each in subscriptions)
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


class LinksError(ValueError):
    """`links.yml` is wrong; the message says where and what was expected."""


def links(line: str | None = None, path: Path = LINKS_FILE) -> dict[str, Any]:
    """Give the addresses of the portals by purpose (A33, A72, A8.3).

    :param line: a product line of the catalogue; its own addresses go before the default ones.
    :raises LinksError: with the place and what was expected there.
    """
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(table, dict) or not {"default"} <= table.keys() <= {"default", "lines"}:
        raise LinksError("expected `default` and, for what is different, `lines`")
    default = _addresses("default", table["default"])
    missing = [purpose for purpose in _PURPOSES if purpose not in default]
    if missing:
        raise LinksError(f"default: no address for {', '.join(missing)}")
    own = _addresses_by_line(table.get("lines") or {})
    return default | own.get(line or "", {})


def _addresses_by_line(raw: Any) -> dict[str, dict[str, str]]:
    if not isinstance(raw, dict):
        raise LinksError("lines: expected addresses by product line")
    known = {product.line for product in catalogue.load().products.values()}
    for line in raw:
        if line not in known:
            raise LinksError(f"lines: no product of the catalogue is of the line {line!r}")
    return {line: _addresses(f"lines: {line}", addresses) for line, addresses in raw.items()}


def _addresses(where: str, raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise LinksError(f"{where}: expected addresses by purpose")
    for purpose, address in raw.items():
        if purpose not in _PURPOSES:
            raise LinksError(f"{where}: {purpose!r} is none of {', '.join(_PURPOSES)}")
        if not isinstance(address, str) or not address.startswith("https://"):
            raise LinksError(f"{where}: {purpose} must begin with https://, not {address!r}")
    return dict(raw)
