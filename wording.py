"""Values in the customer's words: dates, amounts, seats, subscriptions, from `domain.yml`.

Actions and e-mails both speak through this module, so that a date or a plan reads the same
in the chat and in the confirmation.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date
from babel.numbers import format_currency

from subscriptions.dates import BillingCycle
from subscriptions.model import Status, Subscription
from subscriptions.money import price_of_seats

DOMAIN_FILE = Path(__file__).with_name("domain.yml")

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

    def seats(self, count: int) -> str:
        """Give a number of seats with its noun."""
        return self.label(f"seats_{'one' if count == 1 else 'other'}", count=str(count))

    def per_cycle(self, cycle: BillingCycle) -> str:
        """Give "par mois", "all'anno" and the like."""
        return self.label(f"per_cycle_{cycle.value}")

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


def links() -> dict[str, Any]:
    """Give the addresses of the portals by name (A33, A72)."""
    table: dict[str, Any] = yaml.safe_load(LINKS_FILE.read_text(encoding="utf-8"))
    return {name: str(address) for name, address in table.items()}


LINKS_FILE = Path(__file__).with_name("links.yml")
