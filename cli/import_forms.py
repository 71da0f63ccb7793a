"""The forms that the fields of an import file can have.

A form gives the value as it is stored; its `ValueError` says what the value is not, in words
that follow the value.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from subscriptions import catalogue
from subscriptions.contact_details import Accepted, ContactField, check
from subscriptions.money import amount
from subscriptions.vat import STANDARD_RATES, normalised

Form = Callable[[str], Any]

_EARLIEST, _LATEST = date(1990, 1, 1), date(2200, 1, 1)
_FEWEST_DIGITS = 4


def text(longest: int) -> Form:
    """Give the form of a text on one line, of at most `longest` characters."""

    def read(raw: str) -> str:
        tidy = " ".join(raw.split())
        if not tidy:
            raise ValueError("is empty")
        if len(tidy) > longest:
            raise ValueError(f"is longer than {longest} characters")
        if not tidy.isprintable():
            raise ValueError("holds an invisible character")
        return tidy

    return read


def address(raw: str) -> str:
    """Read an address, its lines joined by commas."""
    lines = (line.strip(" ,") for line in raw.splitlines())
    return str(text(300)(", ".join(filter(None, lines))))


def phone(raw: str) -> str:
    """Read a telephone number; its form is looked at when a customer changes it."""
    tidy = str(text(32)(raw))
    if sum(map(str.isdigit, tidy)) < _FEWEST_DIGITS:
        raise ValueError("is not a telephone number")
    return tidy


def last4(raw: str) -> str:
    """Read the last four digits of a card, and never more of it."""
    if not re.fullmatch("[0-9]{4}", raw):
        raise ValueError("is not four digits")
    return raw


def identifier(raw: str) -> str:
    """Read an id; it also has to fit a token's `sub`."""
    if len(raw) > 64 or not raw.isprintable() or any(map(str.isspace, raw)):
        raise ValueError("is not an id: at most 64 characters without spaces")
    return raw


def one_of(known: dict[str, Any]) -> Form:
    """Give the form of a word that stands for something."""

    def read(raw: str) -> Any:
        if raw not in known:
            raise ValueError(f"is not one of {', '.join(known)}")
        return known[raw]

    return read


def value_of(kind: type[Enum]) -> Form:
    """Give the form of one of the values of an enumeration."""
    return one_of({str(each.value): each for each in kind})


def email(raw: str) -> str:
    """Read an e-mail address in small letters, as people are looked up by it."""
    checked = check(ContactField.EMAIL, raw, country="")
    if not isinstance(checked, Accepted):
        raise ValueError("is not an e-mail address")
    return checked.value.lower()


def country(raw: str) -> str:
    """Read a country that the company can charge VAT for (E18)."""
    if raw.upper() not in STANDARD_RATES:
        raise ValueError(f"is not a country with a VAT rate: {', '.join(STANDARD_RATES)}")
    return raw.upper()


def time_zone(raw: str) -> ZoneInfo:
    """Read the name of a time zone."""
    if raw not in _time_zones():
        raise ValueError("is not a time zone, such as Europe/Paris")
    return ZoneInfo(raw)


@cache
def _time_zones() -> set[str]:
    return available_timezones()


def vat_number(raw: str) -> str:
    """Read a VAT number: its form and check digits, not whether it is in use (E18)."""
    number = normalised(raw)
    if number is None:
        raise ValueError("is not a VAT number, such as FR40303265045")
    return number


def day(raw: str) -> date:
    """Read a day; one that no calendar or clock can reach is a slip of the pen."""
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        raise ValueError("is not a day of the calendar, such as 2026-03-10") from None
    if not _EARLIEST <= day < _LATEST:
        raise ValueError("is too far away")
    return day


def seats(raw: str) -> int:
    """Read a number of seats, of at most what one subscription is sold with."""
    most = catalogue.load().most_seats
    if not re.fullmatch("[0-9]{1,9}", raw) or not 1 <= int(raw) <= most:
        raise ValueError(f"is not a number of seats from 1 to {most}")
    return int(raw)


def price(raw: str) -> Decimal:
    """Read a price in EUR, without VAT; a spreadsheet may write it with a comma."""
    if not re.fullmatch(r"[0-9]{1,9}([.,][0-9]{1,2})?", raw):
        raise ValueError("is not a price in EUR, such as 25.00")
    return amount(Decimal(raw.replace(",", ".")))


def product(raw: str) -> str:
    """Read the name of a product on sale."""
    if raw not in catalogue.load().products:
        raise ValueError("is not a product of the catalogue")
    return raw
