"""Tickets of invoice customers: opened with both records, confirmed by the support team."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from store import accounts, schema, ticket_confirmation, tickets
from store.engine import transaction
from store.operations import Done
from store.tickets import UnknownTicketError
from subscriptions.roles import Role
from subscriptions.update_billing_contact import ContactWish, TicketOpened
from tests.databases import NOW
from tests.store.acting import audited, emails, rows_of
from tests.store.contact_updates import propose_update, say_yes_to_update

IMPRIMERIE, HOLDER = "acc_imprimerie", "user_imprimerie_titulaire"
MAILBOX, CASE_EMAIL = "facturation@imprimerie.example", "julie@ailleurs.example"
ADDRESS = "8 rue des Roses, 69003 Lyon"
BEFORE_BILLING = datetime.fromisoformat("2026-08-21T21:59:59+00:00")
"""The last second before the next billing day, 22 August 2026, in Paris (A58, E20)."""


def open_ticket(url: str, **wish: str) -> TicketOpened:
    asked = ContactWish(case_email=CASE_EMAIL, **wish)
    done = say_yes_to_update(url, propose_update(url, HOLDER, asked), HOLDER)
    assert isinstance(done, Done)
    assert isinstance(done.outcome, TicketOpened)
    return done.outcome


def confirm(url: str, number: str, *, now: datetime = NOW + timedelta(days=7)) -> None:
    with transaction(url) as connection:
        ticket_confirmation.confirm(connection, number, now=now)


def ticket(url: str) -> dict[str, Any]:
    with transaction(url) as connection:
        [only] = tickets.of_account(connection, IMPRIMERIE)
    return only


def record(url: str) -> Any:
    with transaction(url) as connection:
        return accounts.billing_contact(connection, IMPRIMERIE)


def last_letter(url: str) -> dict[str, Any]:
    return max(rows_of(url, schema.outbox), key=lambda row: row["queued_at"])


def add_member(url: str, email: str) -> None:
    with transaction(url) as connection:
        connection.execute(
            schema.person.insert().values(
                id="user_new", account_id=IMPRIMERIE, email=email, role="member"
            )
        )


# A54, A55, A56
def test_a_ticket_holds_both_records_and_changes_nothing(database_url: str) -> None:
    before = record(database_url)

    opened = open_ticket(database_url, address=ADDRESS)

    stored = ticket(database_url)
    assert record(database_url) == before
    assert opened.number == stored["id"] != ""
    assert (stored["status"], stored["contact_email"]) == ("open", CASE_EMAIL)
    assert stored["current"]["address"] == before.address
    assert stored["requested"] == {**stored["current"], "address": ADDRESS}
    assert (stored["expected_from"], stored["expected_to"]) == ("2026-03-17", "2026-03-19")
    assert [each["to"] for each in emails(database_url)] == [CASE_EMAIL]


# A57, E21
def test_confirming_changes_the_data_and_tells_the_address_of_the_case(
    database_url: str,
) -> None:
    number = open_ticket(database_url, address=ADDRESS).number

    confirm(database_url, number)

    assert record(database_url).address == ADDRESS
    assert ticket(database_url)["status"] == "confirmed"
    last = emails(database_url)[-1]
    assert (last["template"], last["language"], last["to"]) == (
        "ticket_confirmed",
        "fr",
        CASE_EMAIL,
    )
    done = audited(database_url, "operation", "outcome", "conversation", account=IMPRIMERIE)
    assert done[-1] == ("update_billing_contact", "done", number)
    assert rows_of(database_url, schema.audit)[-1]["channel"] == "staff"


def test_a_ticket_is_confirmed_once(database_url: str) -> None:
    number = open_ticket(database_url, address=ADDRESS).number
    confirm(database_url, number)

    with pytest.raises(UnknownTicketError):
        confirm(database_url, number)

    assert len(emails(database_url)) == 2


def test_there_is_no_such_ticket(database_url: str) -> None:
    with pytest.raises(UnknownTicketError, match="T0"):
        confirm(database_url, "T0")


# A55
def test_what_was_changed_meanwhile_and_not_asked_for_stays(database_url: str) -> None:
    number = open_ticket(database_url, address=ADDRESS).number
    table = schema.billing_contact
    with transaction(database_url) as connection:
        connection.execute(
            update(table).where(table.c.account_id == IMPRIMERIE).values(phone="+33 4 91 00 00 00")
        )

    confirm(database_url, number)

    assert record(database_url).address == ADDRESS
    assert record(database_url).phone == "+33 4 91 00 00 00"


# A53, E18
def test_a_new_name_and_a_new_vat_number_count_from_the_confirmation(database_url: str) -> None:
    asked = {"company": "Imprimerie du Vieux Port", "vat_number": "FR83404833048"}
    number = open_ticket(database_url, **asked).number
    with transaction(database_url) as connection:
        assert accounts.person(connection, HOLDER).account.name == "Imprimerie du Port"

    confirm(database_url, number)

    with transaction(database_url) as connection:
        account = accounts.person(connection, HOLDER).account
    assert (account.name, account.vat_status.value) == ("Imprimerie du Vieux Port", "pending")
    assert last_letter(database_url)["payload"]["account"] == "Imprimerie du Vieux Port"


# A50, A54
def test_the_role_moves_when_the_ticket_is_confirmed(database_url: str) -> None:
    julie = "julie@imprimerie.example"
    add_member(database_url, julie)
    number = open_ticket(database_url, contact_person="Julie Martin", contact_email=julie).number
    with transaction(database_url) as connection:
        assert accounts.roles_of(connection, IMPRIMERIE)[julie] is Role.MEMBER

    confirm(database_url, number)

    with transaction(database_url) as connection:
        roles = accounts.roles_of(connection, IMPRIMERIE)
    assert (roles[julie], roles[MAILBOX]) == (Role.BILLING_CONTACT, Role.MEMBER)
    assert record(database_url).email == julie


# A58, E20
@pytest.mark.parametrize(
    ("now", "in_time", "following"),
    [
        pytest.param(BEFORE_BILLING, True, None, id="just-in-time"),
        pytest.param(
            BEFORE_BILLING + timedelta(seconds=1), False, "2027-08-22", id="at-local-midnight"
        ),
    ],
)
def test_the_letter_says_which_invoice_carries_the_new_data(
    database_url: str, now: datetime, in_time: bool, following: str | None
) -> None:
    number = open_ticket(database_url, address=ADDRESS).number

    confirm(database_url, number, now=now)

    assert last_letter(database_url)["payload"]["ticket"] == {
        "number": number,
        "in_time": in_time,
        "next_billing": "2026-08-22",
        "following": following,
    }
