"""Products, tiers and prices, read from `catalogue.yml`, which the company edits."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from subscriptions.dates import BillingCycle

CATALOGUE_FILE = Path(__file__).with_name("catalogue.yml")


class CatalogueError(ValueError):
    """The catalogue file is wrong; the message says where and what was expected."""


@dataclass(frozen=True, kw_only=True)
class Product:
    """A product on sale. `prices` are EUR per seat and cycle, by tier (`None`: no tiers)."""

    name: str
    line: str
    prices: dict[str | None, dict[BillingCycle, Decimal]]

    @property
    def tiers(self) -> tuple[str, ...]:
        return tuple(tier for tier in self.prices if tier is not None)


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """All that is on sale.

    :param trial_days: the length of a free trial.
    :param most_seats: of one subscription; a larger one is a representative's to sell.
    """

    products: dict[str, Product]
    trial_days: int
    most_seats: int

    def price(self, product: str, tier: str | None, cycle: BillingCycle) -> Decimal:
        """Give today's price of one seat for one cycle, without VAT.

        :raises CatalogueError: if this product, tier or cycle is not on sale.
        """
        try:
            return self.products[product].prices[tier][cycle]
        except KeyError:
            raise CatalogueError(f"not on sale: {product} {tier or ''} {cycle.value}") from None


def _whole_number(raw: dict[str, Any], name: str, of: str) -> int:
    number = raw.get(name)
    if not isinstance(number, int) or number < 1:
        raise CatalogueError(f"`{name}` must be a whole number of {of}: {number!r}")
    return number


def _prices(where: str, raw: Any) -> dict[BillingCycle, Decimal]:
    try:
        # By way of `str`: 15.10 written without quotes is a float, and not 15.10 exactly.
        prices = {cycle: Decimal(str(raw[cycle.value])) for cycle in BillingCycle}
    except (KeyError, TypeError, InvalidOperation):
        raise CatalogueError(
            f'{where}: expected `monthly` and `annual` prices such as "25.00"'
        ) from None
    if not all(price.is_finite() and price > 0 for price in prices.values()):
        raise CatalogueError(f"{where}: a price must be above zero")
    return prices


def _product(raw: Any) -> Product:
    if not isinstance(raw, dict) or not {"name", "line"} <= raw.keys():
        raise CatalogueError(f"each product needs `name` and `line`: {raw!r}")
    name = raw["name"]
    if ("tiers" in raw) == ("prices" in raw):
        raise CatalogueError(f"{name}: give either `tiers` or `prices`")
    tiers = raw["tiers"] if "tiers" in raw else {None: raw["prices"]}
    if not isinstance(tiers, dict) or not tiers:
        raise CatalogueError(f"{name}: expected prices for each of `tiers`")
    prices = {tier: _prices(f"{name} {tier or ''}".strip(), each) for tier, each in tiers.items()}
    return Product(name=name, line=raw["line"], prices=prices)


@cache
def load(path: Path = CATALOGUE_FILE) -> Catalogue:
    """Read and check the catalogue.

    :raises CatalogueError: with the place and what was expected there.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(raw, dict) or not isinstance(raw.get("products"), list):
        raise CatalogueError("expected a list of `products`")
    trial_days = _whole_number(raw, "trial_days", "days")
    most_seats = _whole_number(raw, "most_seats", "seats")
    products = [_product(each) for each in raw["products"]]
    by_name = {product.name: product for product in products}
    if len(by_name) != len(products):
        raise CatalogueError("a product is listed twice")
    return Catalogue(products=by_name, trial_days=trial_days, most_seats=most_seats)
