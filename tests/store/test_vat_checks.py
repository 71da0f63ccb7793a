"""VAT numbers: an answer of VIES counts for the number it was about, from the next order on."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest
from pypdf import PdfReader

from documents.receipt import receipt_of, render
from store import accounts, invoices, vat_checks
from store.engine import transaction
from store.invoices import Invoice
from store.vat_checks import VatNumber
from subscriptions.add_subscription import Order
from subscriptions.update_billing_contact import ContactWish
from subscriptions.vat import VatStatus
from tests.databases import NOW
from tests.store.acting import (
    ORDER,
    at_once,
    audited,
    carry_out,
    charges,
    set_account,
    unpaid_invoices,
)
from tests.store.contact_updates import propose_update, say_yes_to_update
from tests.store.ordering import PRO
from wording import Words

STUDIO, ITALIAN = "acc_studio", "user_studio_titolare"
NUMBER, OTHER = "IT00743110157", "IT12345670017"
CONSULTATION = "WAPIAAAAZAbCdEf1"


def record(
    url: str,
    number: str = NUMBER,
    *,
    verified: bool = True,
    consultation: str | None = CONSULTATION,
) -> bool:
    with transaction(url) as connection:
        return vat_checks.record(
            connection, STUDIO, number, verified=verified, consultation=consultation, now=NOW
        )


def held(url: str) -> VatNumber:
    with transaction(url) as connection:
        return next(each for each in vat_checks.every(connection) if each.account_id == STUDIO)


def waiting(url: str) -> list[str]:
    with transaction(url) as connection:
        return [each.account_id for each in vat_checks.pending(connection)]


def change_number(url: str, number: str | None) -> None:
    """Change the number without the rest of an operation, such as for one that is taken away."""
    with transaction(url) as connection:
        before = accounts.billing_contact(connection, STUDIO)
        after = replace(before, vat_number=number)
        assert accounts.save_billing_contact(connection, STUDIO, before, after)
        accounts.update_account(connection, STUDIO, vat_status=VatStatus.PENDING.value)


# E18
class TestPending:
    def test_every_number_waits_until_it_is_checked(self, database_url: str) -> None:
        everybody = ["atelier", "bottega", "groupe", "gruppo", "imprimerie", "studio"]
        assert waiting(database_url) == [f"acc_{each}" for each in everybody]

        record(database_url)

        assert waiting(database_url) == [f"acc_{each}" for each in everybody[:-1]]

    def test_an_account_without_a_number_has_nothing_to_check(self, database_url: str) -> None:
        change_number(database_url, None)

        assert STUDIO not in waiting(database_url)
        with transaction(database_url) as connection:
            known = [each.account_id for each in vat_checks.every(connection)]
        assert STUDIO not in known
        assert len(known) == 5

    @pytest.mark.parametrize("status", ["none", "verified", "unverified"])
    def test_what_is_not_pending_does_not_wait(self, database_url: str, status: str) -> None:
        set_account(database_url, STUDIO, vat_status=status)

        assert STUDIO not in waiting(database_url)


# E18
class TestRecord:
    @pytest.mark.parametrize(
        ("verified", "consultation", "status"),
        [
            pytest.param(True, CONSULTATION, VatStatus.VERIFIED, id="yes-with-a-proof"),
            pytest.param(True, None, VatStatus.VERIFIED, id="yes"),
            pytest.param(False, None, VatStatus.UNVERIFIED, id="no"),
        ],
    )
    def test_result_date_and_consultation_number_are_stored(
        self, database_url: str, verified: bool, consultation: str | None, status: VatStatus
    ) -> None:
        assert record(database_url, verified=verified, consultation=consultation)

        assert held(database_url) == VatNumber(
            account_id=STUDIO,
            account_name="Studio Bianchi",
            number=NUMBER,
            status=status,
            checked_at=NOW,
            consultation=consultation,
        )

    # E21: a row of the audit needs a person, and no person took part.
    def test_it_is_logged_and_not_audited(
        self, database_url: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level("INFO", "store.vat_checks"):
            record(database_url)

        assert caplog.messages == [
            f"VAT number of {STUDIO}: verified, consultation {CONSULTATION}"
        ]
        assert audited(database_url, "operation", account=STUDIO) == []

    # E6
    def test_an_answer_about_a_former_number_is_not_stored(self, database_url: str) -> None:
        change_number(database_url, OTHER)

        assert not record(database_url, NUMBER)
        assert (held(database_url).number, held(database_url).status) == (
            OTHER,
            VatStatus.PENDING,
        )
        assert record(database_url, OTHER)

    # E6
    def test_a_number_taken_away_meanwhile_stays_away(self, database_url: str) -> None:
        change_number(database_url, None)

        assert not record(database_url)

    # A51, E6
    def test_a_customer_who_changes_the_number_makes_it_wait_again(
        self, database_url: str
    ) -> None:
        record(database_url)
        proposal = propose_update(database_url, ITALIAN, ContactWish(vat_number=OTHER))
        say_yes_to_update(database_url, proposal, ITALIAN)

        changed = held(database_url)

        assert (changed.number, changed.status) == (OTHER, VatStatus.PENDING)
        assert (changed.checked_at, changed.consultation) == (None, None)  # those of the former
        assert not record(database_url, NUMBER)

    # E6
    def test_of_two_checks_at_once_one_is_stored(self, database_url: str) -> None:
        jobs = [
            partial(record, database_url, verified=True, consultation="YES"),
            partial(record, database_url, verified=False, consultation="NO"),
        ]

        stored = at_once(jobs)

        assert sorted(stored) == [False, True]
        kept = held(database_url)
        assert (kept.status, kept.consultation) in {
            (VatStatus.VERIFIED, "YES"),
            (VatStatus.UNVERIFIED, "NO"),
        }

    # E6
    @pytest.mark.parametrize(
        "account_touched", [False, True], ids=["contact-written", "account-written-too"]
    )
    def test_a_number_being_changed_at_this_very_moment_ends_pending(
        self, database_url: str, account_touched: bool
    ) -> None:
        def make_pending() -> None:
            accounts.update_account(changing, STUDIO, vat_status=VatStatus.PENDING.value)

        with ThreadPoolExecutor(1) as threads:
            with transaction(database_url) as changing:
                before = accounts.billing_contact(changing, STUDIO)
                after = replace(before, vat_number=OTHER)
                assert accounts.save_billing_contact(changing, STUDIO, before, after)
                if account_touched:
                    make_pending()
                check = threads.submit(record, database_url)
                time.sleep(0.3)  # as far as the check comes before the change is committed
                make_pending()
            check.result()

        assert (held(database_url).number, held(database_url).status) == (
            OTHER,
            VatStatus.PENDING,
        )


def order(url: str, *, conversation: str) -> Invoice:
    """Let Studio Bianchi order LogMeIn Pro for a year, and give its invoice."""
    known = {row["id"] for row in unpaid_invoices(url)}
    carry_out(url, ORDER, wish=Order(items=(PRO,)), person=ITALIAN, conversation=conversation)
    [new] = [row["id"] for row in unpaid_invoices(url) if row["id"] not in known]
    return invoice(url, new)


def invoice(url: str, invoice_id: str) -> Invoice:
    with transaction(url) as connection:
        found = invoices.one(connection, accounts.account(connection, STUDIO), invoice_id)
    assert found is not None
    return found


def drawn(url: str, invoice_id: str) -> str:
    """Give the text of an invoice as it is drawn today."""
    with transaction(url) as connection:
        account = accounts.account(connection, STUDIO)
        found = invoices.one(connection, account, invoice_id)
        assert found is not None
        receipt = receipt_of(found, account, accounts.billing_contact(connection, STUDIO))
    pages = PdfReader(BytesIO(render(receipt, Words("it")))).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


REVERSE_CHARGE = "Inversione contabile"
WAITING = "La verifica della partita IVA è in corso"


# E18: an Italian customer of a French seller.
class TestAnOrderBeforeAndAfter:
    def test_the_destinations_rate_while_it_waits_and_reverse_charge_once_verified(
        self, database_url: str
    ) -> None:
        first = order(database_url, conversation="conv_before")
        assert record(database_url)
        second = order(database_url, conversation="conv_after")

        assert _vat(first) == ("22", "destination", "129.58", "718.58")
        assert _vat(second) == ("0", "reverse_charge", "0.00", "589.00")
        assert {each["amount"] for each in charges(database_url)} == {"718.58", "589.00"}

    def test_the_earlier_invoice_stays_as_it_was(self, database_url: str) -> None:
        first = order(database_url, conversation="conv_before")
        assert WAITING in drawn(database_url, first.id)

        record(database_url)

        assert invoice(database_url, first.id) == first
        text = drawn(database_url, first.id)
        assert "IVA (22%) 129,58 € Totale, IVA inclusa 718,58 €" in text
        assert "IVA con l’aliquota del paese del cliente." in text
        assert REVERSE_CHARGE not in text

    def test_the_reverse_charge_is_mentioned_on_the_invoice(self, database_url: str) -> None:
        record(database_url)

        text = drawn(database_url, order(database_url, conversation="conv_after").id)

        assert "IVA (0%) 0,00 € Totale, IVA inclusa 589,00 €" in text
        assert f"Partita IVA: {NUMBER}" in text
        assert f"{REVERSE_CHARGE}: IVA a carico del committente" in text
        assert WAITING not in text

    def test_a_number_that_vies_does_not_know_pays_the_destinations_rate(
        self, database_url: str
    ) -> None:
        record(database_url, verified=False, consultation=None)

        ordered = order(database_url, conversation="conv_after")

        assert _vat(ordered) == ("22", "destination", "129.58", "718.58")
        assert WAITING not in drawn(database_url, ordered.id)


def _vat(invoice: Invoice) -> tuple[str, str, str, str]:
    charge = invoice.charge
    reason = charge.vat.reason.value
    return (str(charge.vat.rate), reason, str(charge.vat_amount), str(charge.total))
