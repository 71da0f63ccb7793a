"""VAT: which numbers are numbers, and which rate an account is charged."""

from decimal import Decimal

import pytest

from subscriptions.vat import Vat, VatReason, VatStatus, applicable, normalised

DOMESTIC_FR = Vat(rate=Decimal("20"), reason=VatReason.DOMESTIC)
DOMESTIC_IT = Vat(rate=Decimal("22"), reason=VatReason.DOMESTIC)
OF_FRANCE = Vat(rate=Decimal("20"), reason=VatReason.DESTINATION)
OF_ITALY = Vat(rate=Decimal("22"), reason=VatReason.DESTINATION)
NONE_CHARGED = Vat(rate=Decimal("0"), reason=VatReason.REVERSE_CHARGE)


# E18
@pytest.mark.parametrize("number", ["FR40303265045", "IT00743110157"])
def test_a_number_with_its_check_digit_is_one(number):
    assert normalised(number) == number


# E18
@pytest.mark.parametrize(
    ("written", "number"),
    [
        pytest.param("FR 40 303 265 045", "FR40303265045", id="spaces"),
        pytest.param("it00743110157", "IT00743110157", id="small-letters"),
        pytest.param(" FR-40.303.265.045 ", "FR40303265045", id="signs-between"),
    ],
)
def test_a_number_has_one_form_however_it_is_written(written, number):
    assert normalised(written) == number


# E18
@pytest.mark.parametrize(
    "written",
    [
        pytest.param("FR41303265045", id="french-check-digits"),
        pytest.param("IT00743110158", id="italian-check-digit"),
        pytest.param("00743110157", id="without-country"),
        pytest.param("IT0074311015", id="too-short"),
        pytest.param("US123456789", id="not-of-the-union"),
        pytest.param("aucun", id="a-word"),
        pytest.param("", id="nothing"),
    ],
)
def test_anything_else_is_no_number(written):
    assert normalised(written) is None


# E18
@pytest.mark.parametrize("status", VatStatus)
@pytest.mark.parametrize(
    ("country", "vat"), [pytest.param("FR", DOMESTIC_FR), pytest.param("IT", DOMESTIC_IT)]
)
def test_a_customer_of_the_sellers_country_pays_its_rate(country, vat, status):
    assert applicable(country, country, status) == vat


# E18
@pytest.mark.parametrize(
    ("country", "seller", "status", "vat"),
    [
        pytest.param("IT", "FR", VatStatus.VERIFIED, NONE_CHARGED, id="verified"),
        pytest.param("IT", "FR", VatStatus.PENDING, OF_ITALY, id="not-answered-yet"),
        pytest.param("IT", "FR", VatStatus.UNVERIFIED, OF_ITALY, id="not-in-use"),
        pytest.param("IT", "FR", VatStatus.NONE, OF_ITALY, id="no-number"),
        pytest.param("FR", "IT", VatStatus.NONE, OF_FRANCE, id="the-other-way-round"),
    ],
)
def test_abroad_only_a_verified_number_is_charged_nothing(country, seller, status, vat):
    assert applicable(country, seller, status) == vat


# E18
def test_a_country_without_a_rate_is_a_mistake_of_the_configuration():
    with pytest.raises(KeyError):
        applicable("DE", "FR", VatStatus.NONE)


# E8, E18
@pytest.mark.parametrize(
    ("vat", "net", "tax"),
    [
        pytest.param(DOMESTIC_FR, "59.35", "11.87", id="french"),
        pytest.param(DOMESTIC_IT, "0.25", "0.06", id="half-goes-up"),
        pytest.param(DOMESTIC_IT, "0.24", "0.05", id="under-half"),
        pytest.param(NONE_CHARGED, "59.35", "0.00", id="reverse-charge"),
    ],
)
def test_the_tax_is_rounded_half_up_to_the_cent(vat, net, tax):
    assert str(vat.of(Decimal(net))) == tax
