"""What is read after a change of the contact details: by whom, and the same words twice."""

import re
from datetime import datetime, timedelta
from html import unescape

import pytest

from mail.render import render
from store import operations, schema, ticket_confirmation
from store.audit import Context
from store.engine import transaction
from subscriptions.roles import Operation
from subscriptions.update_billing_contact import ContactWish
from tests.mail.operations import ATELIER, NOW, claimed

IMPRIMERIE, MEMBER = "imprimerie_titulaire", "membre@atelier.example"
LANGUAGES = pytest.mark.parametrize("language", ["fr", "it"])
BY_CARD = ContactWish(
    company="Atelier Martin", vat_number="FR83404833048", phone="+33 4 72 00 11 33"
)
APPOINTS = ContactWish(contact_person="Julie Martin", contact_email=MEMBER)
BY_INVOICE = ContactWish(
    address="8 rue des Roses, 69003 Lyon", case_email="julie@ailleurs.example"
)
SITUATIONS = [
    pytest.param(ATELIER, BY_CARD, id="card"),
    pytest.param(ATELIER, APPOINTS, id="role"),
    pytest.param(IMPRIMERIE, BY_INVOICE, id="case"),
]


def update(database_url, person, wish, language):
    """Carry an update out, and give the letters by their recipient."""
    user = f"user_{person}"
    context = Context(conversation_id=person, channel="rest", language=language, now=NOW)
    with transaction(database_url) as connection:
        reviewed = operations.review(
            connection, user, context, Operation.UPDATE_BILLING_CONTACT, wish=wish
        )
        done = operations.carry_out(connection, user, context, reviewed.proposal_id)
    letters = {}
    for _ in range(1 if done.outcome.new_contact is None else 2):
        row = claimed(database_url)
        letters[row["recipient"]] = letter(row)
    return letters, done.outcome


def confirmed(database_url, number, now):
    with transaction(database_url) as connection:
        ticket_confirmation.confirm(connection, number, now=now)
        told = schema.outbox.c.template == "ticket_confirmed"
        return letter(connection.execute(schema.outbox.select().where(told)).mappings().one())


def letter(row):
    return render(row, mail_from="facturation@billing.example", now=NOW)


def text_of(email):
    return email.get_body(("plain",)).get_content()


def html_as_text(email):
    body = email.get_body(("html",)).get_content().partition("<body>")[2]
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:strong|a)\b[^>]*>", "", body)))


def same_words(email):
    text = re.sub(r"^- ", "", text_of(email), flags=re.MULTILINE)
    found = [re.split(r"[ \n]+", each.strip(" \n")) for each in (text, html_as_text(email))]
    return found[0] == found[1]


@LANGUAGES
@pytest.mark.parametrize(("person", "wish"), SITUATIONS)
def test_the_html_says_the_same_words_as_the_text(database_url, person, wish, language):
    letters, _ = update(database_url, person, wish, language)

    assert all(same_words(each) for each in letters.values())


# A51, A53, E18
def test_a_change_by_card_shows_old_and_new(database_url):
    letters, _ = update(database_url, ATELIER, BY_CARD, "fr")

    text = text_of(letters["facturation@atelier.example"])
    assert "Téléphone\u00a0: +33 4 72 00 11 22 → +33 4 72 00 11 33\n" in text
    assert "Nom de la société\u00a0: Atelier Lumière → Atelier Martin\n" in text
    assert "les autres utilisateurs voient désormais le nouveau nom" in text
    assert "Le nouveau numéro de TVA est en attente de vérification" in text


# A50, A70
@LANGUAGES
def test_who_loses_the_role_learns_of_it_and_not_who_has_it_now(database_url, language):
    letters, _ = update(database_url, ATELIER, APPOINTS, language)

    assert set(letters) == {MEMBER, "facturation@atelier.example"}
    former = text_of(letters["facturation@atelier.example"])
    assert not re.search(r"membre@|Julie", former)
    assert MEMBER in text_of(letters[MEMBER])


# A55, A56, A57, A58
def test_a_case_holds_both_records_its_dates_and_both_outcomes(database_url):
    letters, opened = update(database_url, IMPRIMERIE, BY_INVOICE, "fr")

    email = letters["julie@ailleurs.example"]
    text = text_of(email)
    assert opened.number in email["Subject"]
    assert "4 quai des Belges, 13001 Marseille → 8 rue des Roses, 69003 Lyon\n" in text
    assert "Téléphone\u00a0: +33 4 91 00 33 44 (sans changement)\n" in text
    assert "entre le 17 mars 2025 et le 19 mars 2025 (5 à 7 jours ouvrables)" in text
    assert "si la modification est confirmée avant ce jour" in text
    assert "sinon, ce sera la facture suivante" in text


# A57, A58, E20
@LANGUAGES
@pytest.mark.parametrize(
    ("now", "said"),
    [
        pytest.param(
            NOW + timedelta(days=7),
            {"fr": "portera les nouvelles données", "it": "riporterà i nuovi dati"},
            id="in-time",
        ),
        pytest.param(
            datetime.fromisoformat("2025-08-22T09:00:00+00:00"),
            {"fr": "porte encore les anciennes", "it": "riporta ancora i dati precedenti"},
            id="too-late",
        ),
    ],
)
def test_the_end_of_a_case_says_which_invoice_carries_the_new_data(
    database_url, language, now, said
):
    _, opened = update(database_url, IMPRIMERIE, BY_INVOICE, language)

    email = confirmed(database_url, opened.number, now)

    assert email["To"] == "julie@ailleurs.example"
    assert said[language] in text_of(email)
    assert "8 rue des Roses, 69003 Lyon" in text_of(email)
    assert same_words(email)
