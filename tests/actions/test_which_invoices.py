"""Which invoices a customer speaks of: by number, month, year, product, or none of these."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from actions.which_invoices import Wanted, for_receipts, matching, read
from store.invoices import Invoice
from subscriptions.charges import charge_of_period
from subscriptions.dates import Period
from subscriptions.vat import Vat, VatReason
from tests.actions.situations import TODAY
from understanding.finder import find_mentions

_VAT = Vat(rate=Decimal("20"), reason=VatReason.DOMESTIC)


def _invoice(number: str, issued_on: date, product: str, tier: str | None = "pro") -> Invoice:
    period = Period(start=issued_on, end=date(issued_on.year + 1, issued_on.month, 1))
    return Invoice(
        id=f"inv-{number}",
        number=number,
        issued_on=issued_on,
        product=product,
        tier=tier,
        charge=charge_of_period(period, seats=1, unit_price=Decimal(10), vat=_VAT),
        paid=True,
    )


RESCUE_FEBRUARY = _invoice("F202602-0000000A", date(2026, 2, 28), "RescueAssist")
CENTRAL_FEBRUARY = _invoice("F202602-0000000B", date(2026, 2, 28), "LogMeIn Central", "plus")
RESCUE_JANUARY = _invoice("F202601-0000000C", date(2026, 1, 28), "RescueAssist")
RESCUE_MARCH = _invoice("F202503-0000000D", date(2025, 3, 28), "RescueAssist")
WEBINAR_LAST_YEAR = _invoice("F202502-0000000E", date(2025, 2, 10), "GoToWebinar")

NEWEST_FIRST = [
    RESCUE_FEBRUARY,
    CENTRAL_FEBRUARY,
    RESCUE_JANUARY,
    RESCUE_MARCH,
    WEBINAR_LAST_YEAR,
]


def _read(text: str) -> Wanted:
    entities = [{"entity": each.entity, "value": each.value} for each in find_mentions(text)]
    return read(text, entities, today=TODAY)


# A60
@pytest.mark.parametrize(
    ("text", "given"),
    [
        pytest.param("un reçu svp", [RESCUE_FEBRUARY, CENTRAL_FEBRUARY], id="the-last-day"),
        pytest.param(
            "donnez-moi le reçu du dernier paiement",
            [RESCUE_FEBRUARY, CENTRAL_FEBRUARY],
            id="the-last-one",
        ),
        pytest.param("la facture de janvier", [RESCUE_JANUARY], id="month"),
        pytest.param("ricevuta di marzo", [RESCUE_MARCH], id="last-month-of-that-name"),
        pytest.param(
            "facture de février", [RESCUE_FEBRUARY, CENTRAL_FEBRUARY], id="several-in-a-month"
        ),
        pytest.param("facture de février 2025", [WEBINAR_LAST_YEAR], id="month-of-a-year"),
        pytest.param(
            "reçus de janvier et février",
            [RESCUE_FEBRUARY, CENTRAL_FEBRUARY, RESCUE_JANUARY],
            id="two-months",
        ),
        pytest.param("il reçu de logmein central", [CENTRAL_FEBRUARY], id="last-of-a-product"),
        pytest.param("fattura gotowebinar", [WEBINAR_LAST_YEAR], id="old-one-of-a-product"),
        pytest.param("facture rescueassist de février", [RESCUE_FEBRUARY], id="product-and-month"),
        pytest.param("fattura rescueassist di agosto", [], id="no-such-month"),
        pytest.param(
            "une facture pour le mois dernier",
            [RESCUE_FEBRUARY, CENTRAL_FEBRUARY],
            id="last-month",
        ),
        pytest.param("la fattura di questo mese", [], id="this-month-has-none-yet"),
        pytest.param("attestant le paiement de 2023", [], id="year-without-any"),
        pytest.param(
            "le fatture dell'anno scorso", [RESCUE_MARCH, WEBINAR_LAST_YEAR], id="last-year"
        ),
        pytest.param("toutes mes factures", NEWEST_FIRST, id="all"),
        pytest.param("copie de F202601-0000000C", [RESCUE_JANUARY], id="number"),
        pytest.param("la f202601-0000000c grazie", [RESCUE_JANUARY], id="number-in-small-letters"),
        pytest.param("la facture F202601-99999999", [], id="number-of-nobody"),
    ],
)
def test_receipts(text: str, given: list[Invoice]) -> None:
    assert for_receipts(_read(text), NEWEST_FIRST) == given


# A59
@pytest.mark.parametrize(
    ("text", "given"),
    [
        pytest.param("l'historique", NEWEST_FIRST, id="all"),
        pytest.param(
            "historique de rescueassist",
            [RESCUE_FEBRUARY, RESCUE_JANUARY, RESCUE_MARCH],
            id="product",
        ),
        pytest.param("la rata di gennaio è stata pagata?", [RESCUE_JANUARY], id="month"),
    ],
)
def test_history(text: str, given: list[Invoice]) -> None:
    assert matching(_read(text), NEWEST_FIRST) == given


def test_a_tier_tells_two_plans_of_one_product_apart() -> None:
    starter = replace(CENTRAL_FEBRUARY, tier="starter")
    wanted = Wanted(product="LogMeIn Central", tier="plus")

    assert for_receipts(wanted, [starter, CENTRAL_FEBRUARY]) == [CENTRAL_FEBRUARY]


def test_without_any_invoice_there_is_none() -> None:
    assert for_receipts(Wanted(), []) == []
