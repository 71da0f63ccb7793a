"""`billing tickets`: what the support team sees, and confirms."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from cli import tickets
from store import outbox
from store.engine import transaction
from store.tickets import UnknownTicketError
from subscriptions.update_billing_contact import ContactWish
from tests import databases
from tests.store.contact_updates import propose_update, say_yes_to_update

HOLDER, EMAIL = "user_imprimerie_titulaire", "titulaire@imprimerie.example"
WISH = ContactWish(phone="+33 4 91 00 33 55", case_email="julie@ailleurs.example")


@pytest.fixture
def number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The number of an open ticket, in the database that the command is set to."""
    with databases.seeded("sqlite", tmp_path) as url:
        monkeypatch.setenv("BILLING_DATABASE_URL", url)
        done = say_yes_to_update(url, propose_update(url, HOLDER, WISH), HOLDER)
        yield done.outcome.number


def run(*what: str):
    return tickets.tickets_of(Namespace(what=list(what)))


# A54-A56
def test_tickets_of_an_account_or_all(number):
    [ticket] = run()

    assert run(EMAIL) == [ticket]
    assert run("titulaire@atelier.example") == []
    assert json.loads(json.dumps(ticket)) == ticket
    assert (ticket["id"], ticket["account"]) == (number, "Imprimerie du Port")
    assert ticket["status"] == "open"
    assert ticket["current"]["phone"] == "+33 4 91 00 33 44"
    assert ticket["requested"]["phone"] == "+33 4 91 00 33 55"
    assert (ticket["expected_from"], ticket["expected_to"]) == ("2026-03-17", "2026-03-19")


# A57
def test_confirming_tells_the_address_of_the_case(number):
    assert run("confirm", number) == {"id": number, "status": "confirmed"}

    [ticket] = run()
    assert ticket["status"] == "confirmed"
    with transaction(tickets.reachable_database()) as connection:
        sent = {(each["template"], each["to"]) for each in outbox.emails(connection)}
    assert ("ticket_confirmed", "julie@ailleurs.example") in sent


@pytest.mark.usefixtures("number")
def test_what_is_no_open_ticket_is_not_confirmed():
    with pytest.raises(UnknownTicketError, match="no open ticket 'T0'"):
        run("confirm", "T0")


@pytest.mark.usefixtures("number")
@pytest.mark.parametrize(
    "what",
    [
        pytest.param(("confirm",), id="no-number"),
        pytest.param(("confirm", "T1", "T2"), id="two-numbers"),
        pytest.param((EMAIL, "T1"), id="an-address-and-a-number"),
    ],
)
def test_another_form_says_what_is_expected(what):
    with pytest.raises(SystemExit, match="tickets confirm NUMBER"):
        run(*what)
