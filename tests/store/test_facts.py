"""What a decision is told about an account: all of it, as it is at that moment."""

from datetime import date, datetime
from decimal import Decimal

import pytest

import settings
from store import accounts, facts
from store.engine import transaction
from subscriptions.facts import Facts, Payment
from subscriptions.model import Status
from subscriptions.roles import Role
from subscriptions.vat import Vat, VatReason, VatStatus
from tests.databases import NOW
from tests.store.acting import ACTIVE, CANCEL, HOLDER, PENDING, carry_out, set_account, set_role

ITALIAN, STUDIO = "user_studio_titolare", "acc_studio"


def gather(url: str, person: str = HOLDER, *, now: datetime = NOW) -> Facts:
    with transaction(url) as connection:
        return facts.gather(connection, accounts.person(connection, person), now=now)


# A50, E16
def test_the_account_is_told_as_it_is_stored(database_url: str) -> None:
    known = gather(database_url)

    assert (known.payment, known.card_last4, known.country) == (Payment.CARD, "4242", "FR")
    assert (known.balance, known.vat_status) == (Decimal("0.00"), VatStatus.PENDING)
    assert known.contact.company == "Atelier Lumière"
    assert known.people == {
        "titulaire@atelier.example": Role.ACCOUNT_HOLDER,
        "facturation@atelier.example": Role.BILLING_CONTACT,
        "membre@atelier.example": Role.MEMBER,
    }
    assert [each.id for each in known.subscriptions] == [
        f"sub_atelier_{number}" for number in range(1, 6)
    ]
    assert known.used_products == {
        "RescueAssist",
        "GoToWebinar",
        "GoToMeeting",
        "LogMeIn Central",
    }


# E22
def test_and_anew_each_time(database_url: str) -> None:
    carry_out(database_url, CANCEL, ACTIVE)
    set_account(database_url, balance="12.50", card_brand=None, card_last4=None)
    set_role(database_url, HOLDER, "member")

    known = gather(database_url)

    assert known.subscriptions[0].status(known.today) is Status.PENDING_CANCELLATION
    assert known.balance == Decimal("12.50")
    assert known.lacks_card
    assert known.people["titulaire@atelier.example"] is Role.MEMBER


# E10
@pytest.mark.parametrize(
    ("now", "today"),
    [
        pytest.param("2026-03-10T22:59:59+00:00", date(2026, 3, 10), id="before-midnight"),
        pytest.param("2026-03-10T23:00:00+00:00", date(2026, 3, 11), id="midnight-in-paris"),
    ],
)
def test_today_is_the_accounts_own_day(database_url: str, now: str, today: date) -> None:
    assert gather(database_url, now=datetime.fromisoformat(now)).today == today


# A12, E11
def test_subscriptions_are_as_time_has_made_them(database_url: str) -> None:
    known = gather(database_url, now=datetime.fromisoformat("2026-09-01T09:00+00:00"))

    statuses = {each.id: each.status(known.today) for each in known.subscriptions}
    assert statuses[ACTIVE] is Status.ACTIVE
    assert statuses[PENDING] is Status.EXPIRED


# E18
@pytest.mark.parametrize(
    ("person", "account", "seller", "status", "vat"),
    [
        pytest.param(HOLDER, "acc_atelier", "FR", "pending", ("20", "domestic"), id="domestic"),
        pytest.param(ITALIAN, STUDIO, "FR", "pending", ("22", "destination"), id="not-verified"),
        pytest.param(ITALIAN, STUDIO, "FR", "verified", ("0", "reverse_charge"), id="verified"),
        pytest.param(ITALIAN, STUDIO, "IT", "verified", ("22", "domestic"), id="its-own-country"),
    ],
)
def test_the_vat_is_that_of_account_and_seller(
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    person: str,
    account: str,
    seller: str,
    status: str,
    vat: tuple[str, str],
) -> None:
    monkeypatch.setenv("BILLING_SELLER_COUNTRY", seller)
    set_account(database_url, account, vat_status=status)

    rate, reason = vat
    expected = Vat(rate=Decimal(rate), reason=VatReason(reason))
    assert gather(database_url, person).vat == expected
    with transaction(database_url) as connection:
        assert facts.vat_of(accounts.person(connection, person).account) == expected


# E18
def test_a_seller_without_a_rate_is_a_matter_of_configuration(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BILLING_SELLER_COUNTRY", "XX")

    with pytest.raises(settings.SettingError, match="BILLING_SELLER_COUNTRY"):
        gather(database_url)
