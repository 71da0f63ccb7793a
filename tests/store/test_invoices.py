"""Reading invoices back: as they were charged, newest first, each account its own."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from store import accounts, invoices
from store.engine import transaction
from store.invoices import Invoice
from subscriptions.charges import charge_of_period
from subscriptions.dates import Period, midnight
from subscriptions.vat import Vat, VatReason
from tests.store.acting import ACTIVE, EXPIRED, HOLDER, REACTIVATE, carry_out, stored

STUDIO = "user_studio_titolare"


def _history(url: str) -> list[Invoice]:
    with transaction(url) as connection:
        return invoices.history(connection, accounts.person(connection, HOLDER).account)


# A59, E11
def test_the_history_is_newest_first_and_says_what_was_charged(database_url: str) -> None:
    read = _history(database_url)

    assert all(one.issued_on >= other.issued_on for one, other in pairwise(read))
    newest = read[0]
    assert (newest.product, newest.tier, newest.plan) == (
        "RescueAssist",
        "pro",
        "RescueAssist Pro",
    )
    assert newest.issued_on == newest.charge.period.start == date(2026, 2, 28)
    assert newest.charge.period.last_day == date(2026, 3, 27)
    assert newest.charge.seats == 5
    assert newest.charge.total == Decimal("150.00")
    assert newest.paid


def test_invoices_of_one_day_always_come_in_the_same_order(database_url: str) -> None:
    of_the_day = [each for each in _history(database_url) if each.issued_on.month == 2]

    assert [each.plan for each in of_the_day] == ["RescueAssist Pro", "LogMeIn Central Plus"]


# E18
def test_vat_and_credit_are_those_of_the_day_it_was_issued(database_url: str) -> None:
    subscription = stored(database_url, ACTIVE)
    line = charge_of_period(
        Period(start=date(2026, 3, 10), end=date(2026, 4, 10)),
        seats=5,
        unit_price=Decimal("20.00"),
        vat=Vat(rate=Decimal("0"), reason=VatReason.REVERSE_CHARGE),
        credit=Decimal("40.65"),
    )
    with transaction(database_url) as connection:
        account = accounts.person(connection, HOLDER).account
        issued_at = midnight(date(2026, 3, 10), account.zone)
        number = invoices.add(
            connection,
            account,
            subscription,
            line,
            issued_at=issued_at,
            paid=False,
        )

    newest = _history(database_url)[0]
    assert newest.number == number
    assert newest.charge == line
    assert not newest.paid


# A60
def test_one_invoice_is_found_on_its_own_account_only(database_url: str) -> None:
    theirs = _history(database_url)[0]

    with transaction(database_url) as connection:
        own, other = (accounts.person(connection, who).account for who in (HOLDER, STUDIO))
        assert invoices.one(connection, own, theirs.id) == theirs
        assert invoices.one(connection, other, theirs.id) is None
        assert invoices.one(connection, own, "inv_none") is None


def test_what_was_just_ordered_is_on_top_and_not_paid_yet(database_url: str) -> None:
    carry_out(database_url, REACTIVATE, EXPIRED)

    newest = _history(database_url)[0]
    assert (newest.plan, newest.paid) == ("GoToMeeting Pro", False)
