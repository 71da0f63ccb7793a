"""An order in the making, read from what the customer says. Pure: no store, no words.

A draft is `{"items": [...], "vat_number": ...}`; an item holds `product`, `tier`, `seats` and
`billing_cycle` as far as they are known, and `second` when a further subscription to the same
product is wanted. `_buys` notes that buying, not trying, was asked for.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from actions.said import Said, order_values, part
from subscriptions.add_subscription import missing
from subscriptions.catalogue import Catalogue
from subscriptions.dates import BillingCycle
from subscriptions.facts import Facts
from subscriptions.model import Status, Subscription
from understanding import ordering
from understanding.direction import lessens

Item = dict[str, Any]
Draft = dict[str, Any]


def spans_of_products(said: Said) -> list[tuple[int, int]]:
    """Give the part of a message for each product, cut at the "et" before the next one."""
    starts: dict[str, int] = {}
    for each in said.entities:
        if each["entity"] == "product" and "start" in each:
            starts.setdefault(str(each["value"]), int(each["start"]))
    cuts = []
    ordered = sorted(starts.values())
    for before, start in pairwise(ordered):
        separator = ordering.last_separator(said.text, before, start)
        cuts.append(start if separator is None else separator)
    ends = [*cuts, len(said.text)]
    return list(zip([0, *cuts], ends, strict=True))


def read(draft: Draft, said: Said, asking: str | None, known: Facts) -> tuple[Draft, bool]:
    """Take a message into the draft; give whether it said anything for the order."""
    items: list[Item] = [dict(each) for each in draft.get("items", [])]
    values = order_values(said, asking)
    products = len({each["value"] for each in said.entities if each["entity"] == "product"})
    if products > 1:
        items = _several(items, said, known.catalogue)
    elif lessens(said.text) and _held(items, values) is not None and len(items) > 1:
        items.remove(_held(items, values) or {})
    elif values:
        _one(items, values, said, known)
    second = _chosen(said, asking)
    if second and items:
        _current(items, known)["second"] = True
    vat_number = said.first("vat_number") or draft.get("vat_number")
    read_so_far: Draft = {"items": items}
    if vat_number is not None:
        read_so_far["vat_number"] = vat_number
    if draft.get("_buys") or ordering.buys(said.text):
        read_so_far["_buys"] = True
    heard = bool(values or second or said.first("vat_number"))
    return read_so_far, heard


def _several(items: list[Item], said: Said, catalogue: Catalogue) -> list[Item]:
    named = [order_values(part(said, span), None) for span in spans_of_products(said)]
    if ordering.of_each(said.text):
        shared = {name: value for each in named for name, value in each.items()}
        named = [{**shared, **each, "product": each["product"]} for each in named]
    fresh = [_tidy(_item(each), catalogue) for each in named]
    products = {each["product"] for each in fresh}
    return [each for each in items if each.get("product") not in products | {None}] + fresh


def _one(items: list[Item], values: dict[str, Any], said: Said, known: Facts) -> None:
    product = values.get("product")
    held = _held(items, values)
    if held is not None:
        item = held
    elif not items or (product and ordering.also(said.text) and items[-1].get("product")):
        item = {}
        items.append(item)
    else:
        item = _current(items, known)
        if product and item.get("product") not in (None, product):
            item.pop("second", None)
    item.update(_item(values, item.get("seats")))
    _tidy(item, known.catalogue)


def _held(items: Sequence[Item], values: dict[str, Any]) -> Item | None:
    product = values.get("product")
    return next((each for each in items if product and each.get("product") == product), None)


def _current(items: Sequence[Item], known: Facts) -> Item:
    """Give the item that is being asked about: the first that is not whole, else the last."""
    return next((each for each in items if question(each, known)), items[-1])


def question(item: Item, known: Facts) -> str | None:
    """Give what is still to be asked for an item; `None` if it is whole.

    What is held already may be meant as more seats of it: that is asked first.
    Source: A41, A42, E17.
    """
    product = item.get("product")
    sold = product in known.catalogue.products
    if product and sold and not item.get("second") and active(product, known):
        return "second"
    cycle = item.get("billing_cycle")
    return missing(
        product,
        item.get("tier"),
        item.get("seats"),
        None if cycle is None else BillingCycle(cycle),
        known.catalogue,
    )


def active(product: str, known: Facts) -> list[Subscription]:
    """Give the active subscriptions of the account to a product."""
    return [
        each
        for each in known.subscriptions
        if each.product == product and each.status(known.today) is Status.ACTIVE
    ]


def _item(values: dict[str, Any], before: int | None = None) -> Item:
    """Give what was said as an item; more or fewer seats are so many as `before`, and more."""
    item: Item = {
        name: values[name] for name in ("product", "tier", "billing_cycle") if name in values
    }
    seats, by = values.get("seats"), values.get("seats_by")
    if seats is None and by is not None:
        seats = abs(by) if before is None else before + by
    return item if seats is None else {**item, "seats": seats}


def _tidy(item: Item, catalogue: Catalogue) -> Item:
    """Drop a tier that the product does not have: it was said of another one."""
    product = catalogue.products.get(str(item.get("product")))
    if product is not None and item.get("tier") not in product.tiers:
        item.pop("tier", None)
    return item


def _chosen(said: Said, asking: str | None) -> bool:
    if said.first("choice") == "second":
        return True
    return asking == "second" and ordering.another_one(said.text)


def current(draft: Draft, known: Facts) -> Item:
    """Give the item that the next question is about."""
    items: list[Item] = draft.get("items") or [{}]
    return _current(items, known)
