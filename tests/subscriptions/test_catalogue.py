"""What is on sale, and what a mistake in the file is answered with."""

from decimal import Decimal

import pytest

from subscriptions.catalogue import CatalogueError, load
from subscriptions.dates import BillingCycle

GOOD_PRICES = '{monthly: "10.00", annual: "100.00"}'
NUMBERS = "trial_days: 14\nmost_seats: 999\n"


@pytest.fixture
def loaded(tmp_path):
    def load_text(text):
        file = tmp_path / "catalogue.yml"
        file.write_text(text, encoding="utf-8")
        return load(file)

    return load_text


def with_product(product):
    return f"{NUMBERS}products:\n- {product}\n"


# A41
@pytest.mark.parametrize(
    ("product", "tier", "cycle", "price"),
    [
        ("RescueAssist", "pro", BillingCycle.MONTHLY, "25.00"),
        ("RescueAssist", "pro", BillingCycle.ANNUAL, "240.00"),
        ("GoToAssist Remote Support v4", None, BillingCycle.MONTHLY, "46.00"),
    ],
)
def test_a_price_is_per_seat_and_cycle(product, tier, cycle, price):
    assert load().price(product, tier, cycle) == Decimal(price)


# A42
def test_a_product_may_have_no_tiers():
    products = load().products

    assert products["GoToAssist Remote Support v4"].tiers == ()
    assert products["GoToWebinar"].tiers == ("starter", "pro", "plus")


def test_every_price_of_the_file_has_at_most_two_decimals():
    prices = [
        price
        for product in load().products.values()
        for of_tier in product.prices.values()
        for price in of_tier.values()
    ]

    assert all(price == price.quantize(Decimal("0.01")) for price in prices)


def test_free_trials_have_a_length():
    assert load().trial_days == 14


def test_a_subscription_has_a_largest_size():
    assert load().most_seats == 999


@pytest.mark.parametrize(
    ("product", "tier"),
    [
        pytest.param("GoToMyPC", "pro", id="unknown-product"),
        pytest.param("RescueAssist", "gold", id="unknown-tier"),
        pytest.param("RescueAssist", None, id="tier-missing"),
        pytest.param("GoToAssist Remote Support v4", "pro", id="tier-of-an-untiered-product"),
    ],
)
def test_what_is_not_on_sale_has_no_price(product, tier):
    with pytest.raises(CatalogueError, match="not on sale"):
        load().price(product, tier, BillingCycle.MONTHLY)


def test_a_price_written_without_quotes_is_still_exact(loaded):
    catalogue = loaded(with_product("{name: A, line: goto, prices: {monthly: 15.10, annual: 99}}"))

    assert catalogue.price("A", None, BillingCycle.MONTHLY) == Decimal("15.10")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "list of `products`", id="empty-file"),
        pytest.param("trial_days: 14", "list of `products`", id="no-products"),
        pytest.param("products: []", "`trial_days`", id="no-trial-days"),
        pytest.param("trial_days: 0\nproducts: []", "`trial_days`", id="trial-of-no-days"),
        pytest.param("trial_days: 14\nproducts: []", "`most_seats`", id="no-most-seats"),
        pytest.param(
            "trial_days: 14\nmost_seats: many\nproducts: []", "`most_seats`", id="most-in-words"
        ),
        pytest.param(
            "trial_days: 14\nmost_seats: 0\nproducts: []", "`most_seats`", id="most-is-none"
        ),
        pytest.param(with_product("GoToMeeting"), "needs `name`", id="product-is-a-word"),
        pytest.param(with_product(f"{{name: A, prices: {GOOD_PRICES}}}"), "`line`", id="no-line"),
        pytest.param(with_product("{name: A, line: goto}"), "either", id="no-prices"),
        pytest.param(
            with_product(f"{{name: A, line: goto, prices: {GOOD_PRICES}, tiers: {{}}}}"),
            "either",
            id="prices-and-tiers",
        ),
        pytest.param(
            with_product("{name: A, line: goto, tiers: {}}"), "each of `tiers`", id="no-tier"
        ),
        pytest.param(
            with_product("{name: A, line: goto, tiers: [pro]}"),
            "each of `tiers`",
            id="tiers-without-prices",
        ),
        pytest.param(
            with_product('{name: A, line: goto, prices: {monthly: "1"}}'),
            "A: expected `monthly` and `annual`",
            id="no-annual-price",
        ),
        pytest.param(
            with_product('{name: A, line: goto, tiers: {pro: {monthly: "1", annual: "1,5"}}}'),
            "A pro: expected",
            id="decimal-comma",
        ),
        pytest.param(
            with_product('{name: A, line: goto, prices: {monthly: "0", annual: "1"}}'),
            "above zero",
            id="price-of-zero",
        ),
        pytest.param(
            with_product('{name: A, line: goto, prices: {monthly: "nan", annual: "1"}}'),
            "above zero",
            id="not-a-number",
        ),
        pytest.param(
            with_product('{name: A, line: goto, prices: {monthly: "1", annual: "Infinity"}}'),
            "above zero",
            id="price-without-end",
        ),
        pytest.param(
            f"{NUMBERS}products:\n"
            f"- {{name: A, line: goto, prices: {GOOD_PRICES}}}\n"
            f"- {{name: A, line: goto, prices: {GOOD_PRICES}}}\n",
            "listed twice",
            id="same-product-twice",
        ),
    ],
)
def test_a_mistake_in_the_file_says_where_and_what_was_expected(loaded, text, message):
    with pytest.raises(CatalogueError, match=message):
        loaded(text)
