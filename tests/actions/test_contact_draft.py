"""Reading new contact details from what customers write: which fields, which values."""

from dataclasses import replace
from datetime import datetime, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from actions import contact_draft
from actions.said import Said
from subscriptions import catalogue
from subscriptions.contact_details import ContactProblem
from subscriptions.facts import BillingContact, Facts, Payment
from subscriptions.roles import Role
from subscriptions.vat import VatStatus

HOLDER, CONTACT, MEMBER = (
    f"{each}@atelier.example" for each in ("titulaire", "facturation", "membre")
)
FRENCH = Facts(
    now=datetime(2026, 3, 10, 10, tzinfo=timezone.utc),
    zone=ZoneInfo("Europe/Paris"),
    catalogue=catalogue.load(),
    payment=Payment.CARD,
    card_last4="4242",
    country="FR",
    seller_country="FR",
    vat_status=VatStatus.VERIFIED,
    balance=Decimal("0.00"),
    contact=BillingContact(
        contact_person="Camille Royer",
        company="Atelier Lumière",
        address="12 rue des Tanneurs, 69001 Lyon",
        phone="+33 4 72 00 11 22",
        email=CONTACT,
        vat_number="FR40303265045",
    ),
    people={HOLDER: Role.ACCOUNT_HOLDER, CONTACT: Role.BILLING_CONTACT, MEMBER: Role.MEMBER},
    subscriptions=(),
    used_products=frozenset(),
)
ITALIAN = replace(FRENCH, country="IT", zone=ZoneInfo("Europe/Rome"))
BY_INVOICE = replace(FRENCH, payment=Payment.INVOICE, card_last4=None)

OTHER = "update_billing_contact"


def said(text, intent="inform", **behind):
    entities = [{"entity": name, "value": value} for name, value in behind.items()]
    return Said(text=text, intent=intent, entities=entities)


def read(text, draft=None, *, asking=None, known=FRENCH, intent="inform", **behind):
    return contact_draft.read(draft or {}, said(text, intent, **behind), asking, known)


def opened(*asked, **given):
    return {"_asked": list(asked), **given}


# A50
@pytest.mark.parametrize(
    ("text", "known", "draft"),
    [
        pytest.param("changer mes coordonnées", FRENCH, opened(), id="nothing-named"),
        pytest.param("changer l'adresse", FRENCH, opened("address"), id="a-field"),
        pytest.param(
            "modifier le téléphone et l'adresse e-mail",
            FRENCH,
            opened("phone", "email"),
            id="two-fields",
        ),
        pytest.param(
            "changer le téléphone du contact de facturation",
            FRENCH,
            opened("phone"),
            id="whose-telephone",
        ),
        pytest.param(
            "corriger le nom du contact",
            FRENCH,
            opened("contact_person", _name_only=True),
            id="the-contacts-name",
        ),
        pytest.param(
            "nouvelle adresse 12 rue de la Paix, 75002 Paris",
            FRENCH,
            opened("address", address="12 rue de la Paix, 75002 Paris"),
            id="a-field-with-its-value",
        ),
        pytest.param(
            "notre nouveau numéro est le 04 72 00 11 33",
            FRENCH,
            opened("phone", phone="+33 4 72 00 11 33"),
            id="a-value-alone",
        ),
        pytest.param(
            "nouvelle adresse : compta@atelier.example",
            FRENCH,
            opened("email", email="compta@atelier.example"),
            id="an-address-that-is-an-e-mail-address",
        ),
        pytest.param(
            f"remplacez {CONTACT} par compta@atelier.example",
            FRENCH,
            opened("email", email="compta@atelier.example"),
            id="the-old-and-the-new",
        ),
        pytest.param(
            "il nuovo indirizzo è Via Roma 3, 20100 Milano e il telefono 02 7600 1133",
            ITALIAN,
            opened(
                "address", "phone", address="Via Roma 3, 20100 Milano", phone="+39 02 7600 1133"
            ),
            id="several-in-one-message",
        ),
        pytest.param(
            "l'adresse est 12 rue des Lilas, bâtiment B, 75011 Paris",
            FRENCH,
            opened("address", address="12 rue des Lilas, bâtiment B, 75011 Paris"),
            id="a-long-address",
        ),
        pytest.param(
            "notre société s'appelle Atelier Martin maintenant",
            FRENCH,
            opened("company", company="Atelier Martin"),
            id="a-company",
        ),
        pytest.param(
            f"le nouveau contact est Julie Martin, {MEMBER}",
            FRENCH,
            opened("contact_person", contact_person="Julie Martin", contact_email=MEMBER),
            id="a-person",
        ),
        pytest.param(
            f"je voudrais que {MEMBER} soit le contact de facturation",
            FRENCH,
            opened("contact_person", contact_email=MEMBER),
            id="a-person-by-address",
        ),
        pytest.param(
            "la partita iva è 00743110157",
            ITALIAN,
            opened("vat_number", vat_number="IT00743110157"),
            id="a-vat-number",
        ),
    ],
)
def test_what_opens_the_task_may_already_say_it_all(text, known, draft):
    found = read(text, known=known, intent=OTHER)

    assert found.draft == draft
    assert found.rejected == []


# A50
@pytest.mark.parametrize(
    ("asking", "text", "known", "given"),
    [
        pytest.param(
            "address",
            "c'est 12 rue X, 75002 Paris, merci",
            FRENCH,
            {"address": "12 rue X, 75002 Paris"},
            id="address",
        ),
        pytest.param(
            "address",
            "ZA des Chênes, BP 12, 38000 Grenoble",
            FRENCH,
            {"address": "ZA des Chênes, BP 12, 38000 Grenoble"},
            id="address-without-street-number",
        ),
        pytest.param(
            "address",
            "È Via Roma 3, 20100 Milano, grazie",
            ITALIAN,
            {"address": "Via Roma 3, 20100 Milano"},
            id="italian-address",
        ),
        pytest.param("company", "Novatis", FRENCH, {"company": "Novatis"}, id="company"),
        pytest.param(
            "company",
            "sarebbe Studio Verdi S.r.l.",
            ITALIAN,
            {"company": "Studio Verdi S.r.l."},
            id="italian-company",
        ),
        pytest.param(
            "contact_person",
            f"Julie Martin, {MEMBER}",
            FRENCH,
            {"contact_person": "Julie Martin", "contact_email": MEMBER},
            id="person-with-address",
        ),
        pytest.param(
            "contact_person",
            "ce sera Julie Martin",
            FRENCH,
            {"contact_person": "Julie Martin"},
            id="person",
        ),
        pytest.param(
            "contact_person", MEMBER, FRENCH, {"contact_email": MEMBER}, id="person-by-address"
        ),
        pytest.param(
            "phone", "0472001133", FRENCH, {"phone": "+33 4 72 00 11 33"}, id="telephone"
        ),
        pytest.param(
            "vat_number",
            "83404833048",
            FRENCH,
            {"vat_number": "FR83404833048"},
            id="vat-number",
        ),
    ],
)
def test_the_message_answers_the_question(asking, text, known, given):
    found = read(text, opened(asking), asking=asking, known=known)

    assert found.heard
    assert found.draft == opened(asking, **given)


# A50: only what sounds like another request and gives no value is one.
@pytest.mark.parametrize(
    ("asking", "text", "intent", "expected"),
    [
        pytest.param("address", "12 rue X, 75002 Paris", "out_of_scope", True, id="address"),
        pytest.param(
            "address", "ZA du Port, 13002 Marseille", "show_subscriptions", True, id="odd-address"
        ),
        pytest.param("company", "Les Ateliers du Port", "faq/refund", True, id="company"),
        pytest.param("phone", "04 72 00 11 33", "get_receipt", True, id="telephone"),
        pytest.param("company", "voir mes abonnements", "show_subscriptions", False, id="request"),
        pytest.param("company", "Serai-je remboursé ?", "faq/refund", False, id="question"),
        pytest.param("address", "parler à quelqu'un", "talk_to_representative", False, id="help"),
        pytest.param(
            "case_email",
            "envoyez plutôt le reçu de mars à compta@atelier.example",
            "get_receipt",
            False,
            id="another-request-with-an-address",
        ),
        pytest.param(
            "case_email", "compta@atelier.example", "get_receipt", True, id="address-only"
        ),
    ],
)
def test_a_value_is_taken_whatever_request_it_sounds_like(asking, text, intent, expected):
    assert contact_draft.answers(said(text, intent), asking) is expected


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("non", "deny", id="no"),
        pytest.param("oui", "affirm", id="yes"),
        pytest.param("oui merci", "affirm", id="yes-thanks"),
        pytest.param("je ne sais pas", "nlu_fallback", id="does-not-know"),
        pytest.param("attendez deux minutes", "nlu_fallback", id="waits"),
        pytest.param("pourquoi donc ?", "out_of_scope", id="asks-back"),
        pytest.param("je veux changer le nom de la société", OTHER, id="says-it-again"),
        pytest.param("voir mes abonnements", "show_subscriptions", id="asks-for-another-thing"),
        pytest.param('/inform{"product": "Rescue"}', "inform", id="another-button"),
    ],
)
def test_what_gives_no_value_is_not_taken_for_a_name(text, intent):
    draft = opened("company")

    found = read(text, draft, asking="company", intent=intent)

    assert not found.heard
    assert found.draft == draft


# A55: what is missing is asked for again, and nothing else is lost.
@pytest.mark.parametrize(
    ("asking", "text", "known", "problem"),
    [
        pytest.param("email", "julie@exemple", FRENCH, ContactProblem.EMAIL_FORM, id="email"),
        pytest.param("phone", "04 72 00", FRENCH, ContactProblem.PHONE_FORM, id="phone"),
        pytest.param(
            "address", "5 rue des Lilas, Lyon", FRENCH, ContactProblem.POSTAL_CODE, id="no-code"
        ),
        pytest.param("address", "69003 Lyon", FRENCH, ContactProblem.STREET, id="no-street"),
        pytest.param(
            "vat_number", "FR41303265045", FRENCH, ContactProblem.VAT_CHECK, id="vat-check"
        ),
        pytest.param(
            "vat_number", "IT0074311015", ITALIAN, ContactProblem.VAT_FORM, id="vat-form"
        ),
        pytest.param("contact_person", "12345", FRENCH, ContactProblem.NAME_FORM, id="person"),
    ],
)
def test_what_cannot_be_taken_says_why(asking, text, known, problem):
    draft = opened("company", asking, company="Atelier Martin")

    found = read(text, draft, asking=asking, known=known)

    assert [each.problem for each in found.rejected] == [problem]
    assert found.heard
    assert found.draft["company"] == "Atelier Martin"
    assert asking not in found.draft
    assert asking in found.draft["_asked"]


# A55
def test_the_rest_of_an_address_may_come_in_the_next_messages():
    found = read("5 rue des Lilas", opened("address"), asking="address")
    found = read("69003", found.draft, asking="address")
    assert [each.problem for each in found.rejected] == [ContactProblem.STREET]

    found = read("Lyon", found.draft, asking="address")

    assert found.draft == opened("address", address="5 rue des Lilas, 69003, Lyon")


# A55
def test_another_address_does_not_go_on_with_the_one_before():
    found = read("5 rue des Lilas", opened("address"), asking="address")

    found = read("8 rue des Roses, 69003 Lyon", found.draft, asking="address")

    assert found.draft == opened("address", address="8 rue des Roses, 69003 Lyon")


# A50
@pytest.mark.parametrize(
    ("text", "draft"),
    [
        pytest.param(
            "ajoutez aussi le téléphone", opened("address", "phone", address="x"), id="adds"
        ),
        pytest.param(
            "non, plutôt 14 rue X, 75002 Paris",
            opened("address", address="14 rue X, 75002 Paris"),
            id="corrects",
        ),
        pytest.param("non, l'adresse est fausse", opened("address"), id="asks-again"),
        pytest.param(
            "et l'e-mail compta@atelier.example",
            opened("address", "email", address="x", email="compta@atelier.example"),
            id="adds-with-value",
        ),
    ],
)
def test_a_review_can_be_corrected(text, draft):
    found = read(text, opened("address", address="x"))

    assert found.heard
    assert found.draft == draft


# A50
def test_a_field_can_be_left_out_again():
    draft = opened("address", "phone", address="x", phone="y")

    assert read("finalement pas le téléphone", draft).draft == opened("address", address="x")
    assert read("non il telefono", draft).draft == opened("address", address="x")
    assert not read("non, pas l'adresse", opened("address", address="x")).heard


# A50
@pytest.mark.parametrize(
    ("text", "behind", "field"),
    [
        pytest.param(
            '/inform{"contact_field": "phone"}', {"contact_field": "phone"}, "phone", id="button"
        ),
        pytest.param("le numéro de TVA", {}, "vat_number", id="words"),
        pytest.param("la deuxième", {}, "phone", id="position"),
        pytest.param("l'ultimo", {}, "vat_number", id="the-last"),
    ],
)
def test_a_field_is_chosen(text, behind, field):
    assert read(text, opened(), asking="field", **behind).draft == opened(field)


# A57
@pytest.mark.parametrize(
    ("text", "draft", "asking", "name"),
    [
        pytest.param(CONTACT, opened("phone", phone="x"), "case_email", "case_email", id="asked"),
        pytest.param(
            "plutôt compta@atelier.example",
            opened("phone", phone="x", case_email=CONTACT),
            None,
            "case_email",
            id="corrected",
        ),
        pytest.param(
            "envoyez la confirmation à compta@atelier.example",
            opened("email", email="x", case_email=CONTACT),
            None,
            "case_email",
            id="named",
        ),
        pytest.param(
            "plutôt compta@atelier.example",
            opened("email", email="x", case_email=CONTACT),
            None,
            "email",
            id="the-detail-itself",
        ),
    ],
)
def test_where_a_case_is_confirmed(text, draft, asking, name):
    found = read(text, draft, asking=asking, known=BY_INVOICE)

    changed = {each for each in found.draft if found.draft[each] != draft.get(each)}
    assert changed == {name}
    assert found.draft["_asked"] == draft["_asked"]


# A50
def test_the_name_alone_may_be_changed():
    draft = opened("contact_person", contact_person="Julie Martin")

    by_button = read(
        '/inform{"choice": "name_only"}', draft, asking="contact_email", choice="name_only"
    )
    by_words = read("seulement le nom", draft, asking="contact_email")

    assert by_button.draft == by_words.draft == {**draft, "_name_only": True}


def test_the_draft_that_was_given_stays_as_it_was():
    draft = opened("address")

    read("et le téléphone 04 72 00 11 33", draft, asking="address")

    assert draft == opened("address")
