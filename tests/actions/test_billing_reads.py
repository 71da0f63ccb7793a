"""Showing billing details and history, and giving receipts: who hears what, and what it leaves."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import select, update

from actions import get_receipt
from actions.get_receipt import ActionGetReceipt
from actions.read_action import ReadAction
from actions.show_billing_contact import ActionShowBillingContact
from actions.show_billing_history import MOST, ActionShowBillingHistory
from actions.speech import Speech
from actions.turn import Turn
from documents.receipt import from_json
from store import accounts, audit, invoices, schema
from store.audit import Context
from store.engine import transaction
from tests import databases
from tests.databases import NOW
from trust.receipt_link import ReceiptLink, read_token
from understanding.finder import find_mentions

SECRET = b"0123456789abcdef0123456789abcdef"
HOLDER, CONTACT, MEMBER = (
    f"user_atelier_{name}" for name in ("titulaire", "facturation", "membre")
)
ITALIAN, CORPORATE, NEVER_BILLED = (
    "user_studio_titolare",
    "user_groupe_titulaire",
    "user_bottega_titolare",
)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(get_receipt, "_configuration", lambda: ("https://help.example", SECRET))
    with databases.seeded("sqlite", tmp_path) as url:
        yield url


def hear(
    url: str,
    action: ReadAction,
    person: str | None,
    text: str,
    *,
    language: str = "fr",
    now: datetime = NOW,
) -> list[dict[str, Any]]:
    """Give the messages that an action answers a text with, before they are worded."""
    turn = Turn(
        database_url=url,
        person_id=person,
        context=Context(conversation_id="conv", channel="rest", language=language, now=now),
        text=text,
        intent=action.operation.value,
        entities=[
            {"entity": each.entity, "value": each.value, "start": each.start, "end": each.end}
            for each in find_mentions(text)
        ],
        also=[],
        is_first=True,
    )
    dispatcher = CollectingDispatcher()
    tracker = Tracker("conv", {}, {}, [], False, None, {}, "action_listen")
    action.answer(turn, tracker, Speech(dispatcher, language))
    return list(dispatcher.messages)


def responses(messages: list[dict[str, Any]]) -> list[str]:
    return [each["response"] for each in messages]


def titles(messages: list[dict[str, Any]]) -> list[str]:
    return [button["title"] for each in messages for button in each["buttons"]]


def audited(url: str) -> list[tuple[str, str, str]]:
    with transaction(url) as connection:
        rows = audit.of_account(connection, "acc_atelier")
    return [(row["role"], row["operation"], row["outcome"]) for row in rows]


def queued(url: str) -> list[dict[str, Any]]:
    with transaction(url) as connection:
        return [dict(row) for row in connection.execute(select(schema.outbox)).mappings()]


def change(url: str, table: Any, condition: Any, **values: Any) -> None:
    with transaction(url) as connection:
        connection.execute(update(table).where(condition).values(**values))


# A59, A60, A70: the role is told, nobody is named, and the refusal is audited
@pytest.mark.parametrize(
    ("action", "person", "role", "told"),
    [
        (ActionShowBillingContact(), MEMBER, "member", "utter_refused_holder_or_contact"),
        (ActionShowBillingHistory(), MEMBER, "member", "utter_refused_holder"),
        (ActionShowBillingHistory(), CONTACT, "billing_contact", "utter_refused_holder"),
        (ActionGetReceipt(), MEMBER, "member", "utter_refused_holder"),
        (ActionGetReceipt(), CONTACT, "billing_contact", "utter_refused_holder"),
    ],
)
def test_who_may_not_is_told_the_role_that_may(
    url: str, action: ReadAction, person: str, role: str, told: str
) -> None:
    messages = hear(url, action, person, "qui est notre contact de facturation ?")

    assert responses(messages) == [told]
    assert "Camille" not in json.dumps(messages)
    assert audited(url) == [(role, action.operation.value, "refused")]
    assert queued(url) == []


@pytest.mark.parametrize(
    "action", [ActionShowBillingContact(), ActionShowBillingHistory(), ActionGetReceipt()]
)
def test_a_visitor_is_asked_to_sign_in(url: str, action: ReadAction) -> None:
    assert responses(hear(url, action, None, "bonjour")) == ["utter_sign_in"]


@pytest.mark.parametrize(
    "action", [ActionShowBillingContact(), ActionShowBillingHistory(), ActionGetReceipt()]
)
def test_reading_is_not_audited_and_corporate_accounts_read_too(
    url: str, action: ReadAction
) -> None:
    hear(url, action, HOLDER, "svp")

    assert audited(url) == []
    assert "refused" not in responses(hear(url, action, CORPORATE, "svp"))[0]


class TestBillingContact:
    # A50
    def test_all_details_and_how_it_is_paid(self, url: str) -> None:
        [message] = hear(url, ActionShowBillingContact(), HOLDER, "mes coordonnées svp")

        assert message["details"].replace("\u00a0", " ").splitlines() == [
            "• Société : Atelier Lumière",
            "• Contact de facturation : Camille Royer",
            "• Adresse de facturation : 12 rue des Tanneurs, 69001 Lyon",
            "• Téléphone : +33 4 72 00 11 22",
            "• Adresse e-mail de facturation : facturation@atelier.example",
            "• Numéro de TVA : FR40303265045",
            "• Mode de paiement : carte se terminant par 4242",
        ]

    @pytest.mark.parametrize(
        ("text", "details"),
        [
            ("sur quelle adresse e-mail partent nos factures ?", ["e-mail"]),
            ("quel numéro de téléphone est enregistré ?", ["Téléphone"]),
            ("votre numéro de tva pour nous et notre adresse ?", ["Adresse", "Numéro de TVA"]),
        ],
    )
    def test_only_what_was_named(self, url: str, text: str, details: list[str]) -> None:
        [message] = hear(url, ActionShowBillingContact(), CONTACT, text)

        lines = message["details"].splitlines()
        assert message["response"] == "utter_show_billing_contact_fields"
        assert len(lines) == len(details)
        assert all(name in line for name, line in zip(details, lines, strict=True))

    def test_asked_who_it_is_the_person_comes_first(self, url: str) -> None:
        [message] = hear(url, ActionShowBillingContact(), HOLDER, "qui est notre contact ?")

        assert message["details"].splitlines()[0].endswith("Camille Royer")

    def test_what_is_missing_is_said_to_be_missing(self, url: str) -> None:
        table = schema.billing_contact
        change(url, table, table.c.account_id == "acc_atelier", vat_number=None)
        change(url, schema.account, schema.account.c.id == "acc_atelier", card_last4=None)

        [message] = hear(url, ActionShowBillingContact(), HOLDER, "mes coordonnées")

        assert "non renseigné" in message["details"]
        assert "aucune n’est enregistrée" in message["details"]

    # A50, A52, E23
    @pytest.mark.parametrize(
        ("person", "offered"),
        [
            (HOLDER, ["Modifier les informations de facturation"]),
            (CONTACT, []),
            (CORPORATE, []),
        ],
    )
    def test_a_change_is_offered_to_who_may_make_it(
        self, url: str, person: str, offered: list[str]
    ) -> None:
        assert titles(hear(url, ActionShowBillingContact(), person, "svp")) == offered


class TestBillingHistory:
    # A59
    def test_twelve_months_newest_first_under_the_names_of_the_months(self, url: str) -> None:
        messages = hear(
            url, ActionShowBillingHistory(), ITALIAN, "storico delle fatture", language="it"
        )

        said = messages[0]["invoices"].splitlines()
        assert [line for line in said if not line.startswith("•")][:2] == [
            "Gennaio 2026",
            "Dicembre 2025",
        ]
        assert said[1].startswith("• 20 gennaio 2026, F202601-")
        assert said[1].replace("\u00a0", " ").endswith(", GoToTraining Pro: 265,96 €, pagata")
        assert titles(messages) == ["Ottenere una ricevuta"]

    def test_a_product_and_a_month_narrow_it(self, url: str) -> None:
        text = "factures rescueassist de janvier"
        [message, *_] = hear(url, ActionShowBillingHistory(), HOLDER, text)

        assert message["response"] == "utter_show_billing_history_named"
        month, line = message["invoices"].splitlines()
        assert month == "Janvier 2026"
        assert "RescueAssist Pro" in line
        assert json.loads(message["buttons"][0]["payload"].removeprefix("/get_receipt")) == {
            "product": "RescueAssist"
        }

    def test_more_than_fits_is_left_to_the_billing_center(self, url: str) -> None:
        messages = hear(url, ActionShowBillingHistory(), HOLDER, "historique")

        lines = messages[0]["invoices"].splitlines()
        assert len([line for line in lines if line.startswith("•")]) == MOST
        assert responses(messages)[1] == "utter_show_billing_history_older"
        assert messages[1]["billing_center"].startswith("https://")

    def test_a_corporate_account_finds_older_ones_in_its_own_portal(self, url: str) -> None:
        told = responses(hear(url, ActionShowBillingHistory(), CORPORATE, "factures de 2019"))

        assert told == [
            "utter_show_billing_history_not_found",
            "utter_show_billing_history_older_corporate",
        ]

    def test_nothing_was_ever_billed(self, url: str) -> None:
        told = responses(hear(url, ActionShowBillingHistory(), NEVER_BILLED, "factures"))

        assert told == ["utter_show_billing_history_none"]

    # E8
    def test_credit_on_the_account_is_told(self, url: str) -> None:
        change(url, schema.account, schema.account.c.id == "acc_atelier", balance="12.50")

        message = hear(url, ActionShowBillingHistory(), HOLDER, "historique")[-1]

        assert message["response"] == "utter_show_billing_history_balance"
        assert message["balance"].startswith("12,50")


class TestReceipt:
    # A60
    def test_a_link_each_and_an_e_mail_each_to_the_accounts_address(self, url: str) -> None:
        [message] = hear(url, ActionGetReceipt(), HOLDER, "le reçu de février")

        links = message["receipts"].splitlines()
        assert message["response"] == "utter_get_receipt_other"
        assert ["RescueAssist Pro" in line for line in links] == [True, False]
        rows = queued(url)
        assert {(row["kind"], row["template"], row["language"]) for row in rows} == {
            ("email", "receipt", "fr")
        }
        assert {row["recipient"] for row in rows} == {"facturation@atelier.example"}
        assert len(rows) == len(links) == 2

    def test_the_link_opens_that_invoice_in_that_language(self, url: str) -> None:
        text = "ricevuta dell'ultimo pagamento di gotoassist"
        [message] = hear(url, ActionGetReceipt(), ITALIAN, text, language="it")

        with transaction(url) as connection:
            account = accounts.person(connection, ITALIAN).account
            newest = next(
                each
                for each in invoices.history(connection, account)
                if each.product.startswith("GoToAssist")
            )
        address, _, token = message["receipts"].rpartition("/")
        assert message["response"] == "utter_get_receipt_one"
        assert address.endswith("https://help.example/receipts")
        assert read_token(token, SECRET) == ReceiptLink(
            invoice_id=newest.id,
            account_id="acc_studio",
            person_id=ITALIAN,
            language="it",
        )

    def test_the_e_mail_holds_all_that_its_attachment_says(self, url: str) -> None:
        hear(url, ActionGetReceipt(), HOLDER, "reçu rescueassist")

        [row] = queued(url)
        receipt = from_json(row["payload"]["receipt"])
        assert row["payload"]["reference"] == receipt.number
        assert (receipt.company, receipt.plan) == ("Atelier Lumière", "RescueAssist Pro")

    def test_it_can_be_asked_for_again(self, url: str) -> None:
        for _ in range(2):
            hear(url, ActionGetReceipt(), HOLDER, "reçu rescueassist")

        assert len(queued(url)) == 2

    def test_none_fits_so_the_latest_are_shown_and_nothing_is_sent(self, url: str) -> None:
        [message] = hear(url, ActionGetReceipt(), HOLDER, "la facture de mars 2019")

        assert message["response"] == "utter_get_receipt_not_found"
        assert len(message["invoices"].splitlines()) == get_receipt.MOST
        assert titles([message]) == ["Voir l’historique de facturation"]
        assert queued(url) == []

    def test_many_are_cut_to_the_latest_and_it_is_said(self, url: str) -> None:
        messages = hear(url, ActionGetReceipt(), HOLDER, "toutes mes factures")

        assert responses(messages) == ["utter_get_receipt_other", "utter_get_receipt_more"]
        assert len(queued(url)) == get_receipt.MOST

    # A60: what is not paid is given, but never called a receipt
    def test_what_is_not_paid_is_told_apart(self, url: str) -> None:
        change(
            url, schema.invoice, schema.invoice.c.subscription_id == "sub_atelier_1", paid=False
        )

        messages = hear(url, ActionGetReceipt(), HOLDER, "reçu de février")

        assert responses(messages) == ["utter_get_receipt_one", "utter_get_receipt_due_one"]

    def test_nothing_was_ever_billed(self, url: str) -> None:
        told = responses(hear(url, ActionGetReceipt(), NEVER_BILLED, "reçu"))

        assert told == ["utter_show_billing_history_none"]
