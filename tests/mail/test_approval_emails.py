"""The e-mails about an approval: to who decides, and to who asked."""

import re
from datetime import timedelta
from html import unescape

import pytest

from mail.render import render
from store import accounts, approvals, schema
from store.audit import Context
from store.engine import transaction
from subscriptions.add_subscription import Item, Order
from subscriptions.change_subscription import Change
from subscriptions.dates import BillingCycle
from subscriptions.roles import Operation
from subscriptions.start_trial import TrialWish
from subscriptions.update_billing_contact import ContactWish
from tests.mail.operations import NOW

LANGUAGES = pytest.mark.parametrize("language", ["fr", "it"])
ORDER = Order(
    items=(
        Item(product="GoToTraining", tier="pro", seats=2, billing_cycle=BillingCycle.MONTHLY),
        Item(product="GoToTraining", tier="plus", seats=1, billing_cycle=BillingCycle.ANNUAL),
    )
)
MOVED = ContactWish(
    company="Atelier Neuf", phone="+33 4 72 00 99 88", contact_email="membre@atelier.example"
)
CASE = ContactWish(phone="+33 4 91 00 99 88", case_email="luc@imprimerie.example")
REQUESTS = [
    pytest.param(Operation.CANCEL_SUBSCRIPTION, 1, None, "atelier_membre", id="cancel"),
    pytest.param(Operation.WITHDRAW_CANCELLATION, 2, None, "atelier_membre", id="withdraw"),
    pytest.param(Operation.REACTIVATE_SUBSCRIPTION, 3, None, "atelier_membre", id="renew"),
    pytest.param(Operation.CHANGE_SUBSCRIPTION, 1, Change(seats=8), "atelier_membre", id="change"),
    pytest.param(Operation.ADD_SUBSCRIPTION, None, ORDER, "atelier_membre", id="order"),
    pytest.param(
        Operation.START_TRIAL,
        None,
        TrialWish(product="GoToTraining", tier="pro", seats=2),
        "atelier_membre",
        id="trial",
    ),
    pytest.param(
        Operation.UPDATE_BILLING_CONTACT, None, MOVED, "atelier_facturation", id="details"
    ),
    pytest.param(
        Operation.UPDATE_BILLING_CONTACT, None, CASE, "imprimerie_facturation", id="case"
    ),
]
ASKED = pytest.mark.parametrize(("operation", "number", "wish", "who"), REQUESTS)


def letter(url, template, language, operation, number, wish, who, *, approve=True):
    """Send a request, answer it if the letter is about the answer, and word the letter."""
    subscription = None if number is None else f"sub_{who.partition('_')[0]}_{number}"
    context = Context(conversation_id="conv", channel="rest", language=language, now=NOW)
    with transaction(url) as connection:
        person = accounts.person(connection, f"user_{who}")
        approvals.request(
            connection, person, context, operation, subscription, wish, public_url="https://b.x"
        )
        if template == "approval_decided":
            link = _row(connection, "approval")["payload"]["approval"]["link"]
            found = approvals.find(connection, link.rpartition("/")[2])
            later = NOW + timedelta(minutes=1)
            asked = approvals.look(connection, found, now=later)
            approvals.decide(connection, found, approve=approve, seen=asked.fingerprint, now=later)
        row = _row(connection, template)
    return render(row, mail_from="facturation@billing.example", now=NOW)


def _row(connection, template):
    table = schema.outbox
    found = table.select().where(table.c.template == template)
    return dict(connection.execute(found).mappings().one())


def text_of(email):
    return email.get_body(("plain",)).get_content()


def words_of_html(email):
    html = email.get_body(("html",)).get_content().partition("<body>")[2]
    inside_a_line = r"</?(?:strong|a)\b[^>]*>"
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(inside_a_line, "", html))).split()


# A70: with the link, the day it ends, and everything that it would do.
@LANGUAGES
@ASKED
def test_who_decides_gets_the_link_and_the_whole_review(
    database_url, language, operation, number, wish, who
):
    email = letter(database_url, "approval", language, operation, number, wish, who)

    text = text_of(email)
    assert "https://b.x/approvals/" in text
    assert "17 mars 2025" in text or "17 marzo 2025" in text
    assert f"{who.partition('_')[2]}@" in text
    assert email["Subject"].startswith(("Demande à approuver", "Richiesta da approvare"))
    lines = re.sub(r"^- ", "", text, flags=re.MULTILINE).split()
    assert words_of_html(email) == lines


# A52: the answer shows only what was asked for, not what the account holds.
@LANGUAGES
@pytest.mark.parametrize("approve", [True, False], ids=["approved", "declined"])
@ASKED
def test_who_asked_is_told_the_answer_and_no_more(
    database_url, language, approve, operation, number, wish, who
):
    asked = (operation, number, wish, who)
    email = letter(database_url, "approval_decided", language, *asked, approve=approve)

    text = text_of(email)
    answer = {True: ("approuvée", "approvata"), False: ("refusée", "rifiutata")}[approve]
    assert answer[language == "it"] in text
    assert answer[language == "it"] in email["Subject"]
    assert email["To"].startswith(who.partition("_")[2])
    assert "4242" not in text
    assert "11 22" not in text
    assert "http" not in text
    assert words_of_html(email) == re.sub(r"^- ", "", text, flags=re.MULTILINE).split()


# A51, A53, A54: the holder reads the old values beside the new ones.
def test_the_holder_reads_old_and_new_details(database_url):
    asked = (Operation.UPDATE_BILLING_CONTACT, None, MOVED, "atelier_facturation")

    text = text_of(letter(database_url, "approval", "fr", *asked))

    assert "+33 4 72 00 99 88 (actuellement\u00a0: +33 4 72 00 11 22)" in text
    assert "Rôle de contact de facturation attribué à membre@atelier.example" in text
    assert "nom du profil" in text


# A46, E18
def test_amounts_are_given_with_vat(database_url):
    asked = (Operation.ADD_SUBSCRIPTION, None, ORDER, "atelier_membre")

    text = text_of(letter(database_url, "approval", "fr", *asked))

    assert re.search(r"Total hors TVA\u00a0: ", text)
    assert re.search(r"TVA 20\u202f?.?%\u00a0: ", text)
    assert "4242" in text
