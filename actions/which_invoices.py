"""Which of the account's invoices a customer speaks of. Pure: no store, no words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from store.invoices import Invoice
from understanding.folding import fold
from understanding.pointing import means_all

_NUMBER = re.compile(r"\bf(\d{6}-[0-9a-f]{8})\b")
_YEAR = re.compile(r"(?<![\w-])20\d\d(?!\w)")
_LAST_MONTH = re.compile(
    r"\b(?:mois (?:dernier|passe|precedent)|mese (?:scorso|passato)|scorso mese)\b"
)
_THIS_MONTH = re.compile(r"\b(?:ce mois|mois en cours|questo mese|mese (?:corrente|in corso))\b")
_LAST_YEAR = re.compile(
    r"\b(?:annee (?:derniere|passee)|an (?:dernier|passe)|anno (?:scorso|passato))\b"
)
_THIS_YEAR = re.compile(
    r"\b(?:cette annee|annee en cours|quest'anno|anno (?:corrente|in corso))\b"
)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What was said to tell invoices from others. Empty fields say nothing.

    :param months: "01" to "12"; without a year, each means the last one that has invoices.
    :param every: "toutes", "tutte".
    """

    number: str | None = None
    months: frozenset[str] = frozenset()
    year: int | None = None
    product: str | None = None
    tier: str | None = None
    every: bool = False

    def names_any(self) -> bool:
        """Tell whether anything but "all" was said."""
        return any((self.number, self.months, self.year, self.product, self.tier))


def read(text: str, entities: Sequence[dict[str, Any]], *, today: date) -> Wanted:
    """Read which invoices a message asks for."""
    folded = fold(text)
    months = {str(each["value"]) for each in entities if each["entity"] == "month"}
    year = _year(folded, today)
    if not months and (near := _near_month(folded, today)) is not None:
        months, year = {f"{near:%m}"}, near.year
    number = _NUMBER.search(folded)
    return Wanted(
        number=None if number is None else f"F{number[1].upper()}",
        months=frozenset(months),
        year=year,
        product=_first("product", entities),
        tier=_first("tier", entities),
        every=means_all(text),
    )


def matching(wanted: Wanted, newest_first: Sequence[Invoice]) -> list[Invoice]:
    """Give the invoices that fit all that was said, newest first."""
    if wanted.number is not None:
        return [each for each in newest_first if each.number == wanted.number]
    fitting = [each for each in newest_first if _fits(wanted, each)]
    if not wanted.months or wanted.year is not None:
        return fitting
    latest: dict[int, int] = {}
    for each in fitting:
        latest.setdefault(each.issued_on.month, each.issued_on.year)
    return [each for each in fitting if latest[each.issued_on.month] == each.issued_on.year]


def for_receipts(wanted: Wanted, newest_first: Sequence[Invoice]) -> list[Invoice]:
    """Give the invoices whose receipts are asked for: the last day's, if no time was said."""
    fitting = matching(wanted, newest_first)
    if wanted.number or wanted.months or wanted.year or wanted.every:
        return fitting
    return [each for each in fitting if each.issued_on == fitting[0].issued_on]


def _fits(wanted: Wanted, invoice: Invoice) -> bool:
    said_and_true = (
        (wanted.year, invoice.issued_on.year),
        (wanted.product, invoice.product),
        (wanted.tier, invoice.tier),
    )
    in_month = not wanted.months or f"{invoice.issued_on:%m}" in wanted.months
    return in_month and all(said is None or said == true for said, true in said_and_true)


def _first(name: str, entities: Sequence[dict[str, Any]]) -> str | None:
    return next((str(each["value"]) for each in entities if each["entity"] == name), None)


def _near_month(folded: str, today: date) -> date | None:
    if _LAST_MONTH.search(folded):
        return today - relativedelta(months=1)
    return today if _THIS_MONTH.search(folded) else None


def _year(folded: str, today: date) -> int | None:
    if (typed := _YEAR.search(folded)) is not None:
        return int(typed[0])
    if _LAST_YEAR.search(folded):
        return today.year - 1
    return today.year if _THIS_YEAR.search(folded) else None
