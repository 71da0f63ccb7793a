"""What is taken as a contact detail, in which form it is kept, and what is asked for again."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subscriptions.contact_details import (
    LONGEST,
    Accepted,
    ContactField,
    ContactProblem,
    Rejected,
    check,
    split_person,
)
from subscriptions.facts import BillingContact

ADDRESS, PHONE, EMAIL = ContactField.ADDRESS, ContactField.PHONE, ContactField.EMAIL
COMPANY, PERSON, VAT = ContactField.COMPANY, ContactField.CONTACT_PERSON, ContactField.VAT_NUMBER


def test_there_is_a_field_for_each_detail_on_record():
    assert {field.value for field in ContactField} == {
        each.name for each in fields(BillingContact)
    }


@pytest.mark.parametrize("field", ContactField)
@pytest.mark.parametrize("raw", ["", "   ", "\n\t", "\u00a0"])
def test_nothing_is_no_value(field, raw):
    assert check(field, raw, country="FR") == Rejected(field=field, problem=ContactProblem.EMPTY)


@pytest.mark.parametrize("field", ContactField)
def test_what_is_longer_than_its_column_is_too_long(field):
    raw = "a" * (LONGEST[field] + 1)

    verdict = check(field, raw, country="FR")

    assert verdict == Rejected(field=field, problem=ContactProblem.TOO_LONG)


@given(
    field=st.sampled_from(ContactField),
    raw=st.text(),
    country=st.sampled_from(["FR", "IT", "BE", "CH", "CA", "GR", "US", "ZZ"]),
)
def test_whatever_is_typed_is_judged_and_what_is_kept_is_kept_again(field, raw, country):
    verdict = check(field, raw, country=country)

    if isinstance(verdict, Accepted):
        assert check(field, verdict.value, country=country) == verdict
    else:
        assert verdict.field is field


# A55
@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        pytest.param("compta@atelier.fr", "compta@atelier.fr", id="plain"),
        pytest.param(" Camille.Royer@Atelier.FR ", "Camille.Royer@atelier.fr", id="lowered"),
        pytest.param("a@atelier.example", "a@atelier.example", id="example-domain"),
        pytest.param("a@atelier.test", "a@atelier.test", id="test-domain"),
        pytest.param("a+factures@atelier.fr", "a+factures@atelier.fr", id="with-a-tag"),
    ],
)
def test_an_email_address_is_kept_with_its_domain_in_small_letters(raw, kept):
    assert check(EMAIL, raw, country="FR") == Accepted(value=kept)


# A55
@pytest.mark.parametrize(
    "raw",
    ["compta", "compta@atelier", "compta@", "com pta@atelier.fr", "a@b@c.fr", "hélène@atelier.fr"],
)
def test_what_cannot_be_written_to_is_no_email_address(raw):
    verdict = check(EMAIL, raw, country="FR")

    assert verdict == Rejected(field=EMAIL, problem=ContactProblem.EMAIL_FORM)


# A55
@pytest.mark.parametrize(
    ("raw", "country", "kept"),
    [
        pytest.param("04 72 00 11 22", "FR", "+33 4 72 00 11 22", id="french"),
        pytest.param("04.72.00.11.22", "FR", "+33 4 72 00 11 22", id="french-with-points"),
        pytest.param("+33 (0)4 72 00 11 22", "FR", "+33 4 72 00 11 22", id="french-both-ways"),
        pytest.param("02 7600 1122", "IT", "+39 02 7600 1122", id="italian-keeps-its-zero"),
        pytest.param("333 1234567", "IT", "+39 333 123 4567", id="italian-mobile"),
        pytest.param("+41 21 555 01 02", "FR", "+41 21 555 01 02", id="abroad"),
        pytest.param("0039 02 7600 1122", "FR", "+39 02 7600 1122", id="abroad-with-zeros"),
        pytest.param("0033 4 72 00 11 22", "CA", "+33 4 72 00 11 22", id="zeros-in-canada"),
    ],
)
def test_a_telephone_number_is_kept_in_its_international_form(raw, country, kept):
    assert check(PHONE, raw, country=country) == Accepted(value=kept)


# A55
@pytest.mark.parametrize(
    "raw", ["04 72 00", "bonjour", "112", "+999 123456789", "04 72 00 11 22 ou 06 12 34 56 78"]
)
def test_what_cannot_be_dialled_is_no_telephone_number(raw):
    verdict = check(PHONE, raw, country="FR")

    assert verdict == Rejected(field=PHONE, problem=ContactProblem.PHONE_FORM)


# E18
@pytest.mark.parametrize(
    ("raw", "country", "kept"),
    [
        pytest.param("FR40303265045", "FR", "FR40303265045", id="french"),
        pytest.param("fr 40 303 265 045", "FR", "FR40303265045", id="french-as-typed"),
        pytest.param("40303265045", "FR", "FR40303265045", id="without-its-country"),
        pytest.param("K7399859412", "FR", "FRK7399859412", id="key-with-a-letter"),
        pytest.param("00743110157", "IT", "IT00743110157", id="italian"),
        pytest.param("FR40303265045", "IT", "FR40303265045", id="of-another-country"),
        pytest.param("094259216", "GR", "EL094259216", id="greek-under-its-other-name"),
    ],
)
def test_a_vat_number_is_kept_with_its_country(raw, country, kept):
    assert check(VAT, raw, country=country) == Accepted(value=kept)


# E18
@pytest.mark.parametrize(
    ("raw", "country", "problem"),
    [
        pytest.param("FR41303265045", "FR", ContactProblem.VAT_CHECK, id="french-key"),
        pytest.param("41303265045", "FR", ContactProblem.VAT_CHECK, id="french-key-bare"),
        pytest.param("IT00743110158", "IT", ContactProblem.VAT_CHECK, id="italian-digit"),
        pytest.param("303265045", "FR", ContactProblem.VAT_FORM, id="siren-alone"),
        pytest.param("IT0074311015", "IT", ContactProblem.VAT_FORM, id="digit-missing"),
        pytest.param("je ne sais pas", "FR", ContactProblem.VAT_FORM, id="words"),
        pytest.param("CHE-116.281.710", "CH", ContactProblem.VAT_FORM, id="outside-the-union"),
    ],
)
def test_a_typing_error_is_told_from_what_is_no_vat_number(raw, country, problem):
    assert check(VAT, raw, country=country) == Rejected(field=VAT, problem=problem)


# A53
@pytest.mark.parametrize("raw", ["Dubois & Fils", "ACME", "3M", "L’Oréal", "Société\u00a0X !"])
def test_a_company_name_is_kept_as_typed(raw):
    assert check(COMPANY, raw, country="FR") == Accepted(value=raw)


# A53
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Dubois\n& Fils", id="two-lines"),
        pytest.param("Dubois\t& Fils", id="tabulator"),
        pytest.param("Dubois \u202e& Fils", id="turns-the-reading-direction"),
        pytest.param("???", id="only-signs"),
    ],
)
def test_a_company_name_is_one_readable_line(raw):
    verdict = check(COMPANY, raw, country="FR")

    assert verdict == Rejected(field=COMPANY, problem=ContactProblem.NAME_FORM)


# A50
@pytest.mark.parametrize(
    ("raw", "name", "email"),
    [
        pytest.param("Julie Martin", "Julie Martin", None, id="name"),
        pytest.param("julie@x.fr", None, "julie@x.fr", id="address"),
        pytest.param("Julie Martin, julie@x.fr", "Julie Martin", "julie@x.fr", id="comma"),
        pytest.param("Julie Martin <julie@x.fr>", "Julie Martin", "julie@x.fr", id="brackets"),
        pytest.param("Julie Martin (julie@x.fr).", "Julie Martin", "julie@x.fr", id="parentheses"),
        pytest.param("julie@x.fr - Julie  Martin", "Julie Martin", "julie@x.fr", id="reversed"),
        pytest.param(
            "Julie Martin, e-mail : julie@x.fr", "Julie Martin", "julie@x.fr", id="labelled-fr"
        ),
        pytest.param(
            "Giulia Neri, indirizzo e-mail: giulia@x.it.",
            "Giulia Neri",
            "giulia@x.it",
            id="labelled-it",
        ),
        pytest.param("Jules Mail, jules@x.fr", "Jules Mail", "jules@x.fr", id="like-a-label"),
        pytest.param(" , ", None, None, id="nothing"),
    ],
)
def test_a_person_is_parted_into_name_and_address(raw, name, email):
    assert split_person(raw) == (name, email)


# A50
@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        pytest.param("Julie Martin, julie@x.fr", "Julie Martin", id="with-an-address"),
        pytest.param("Jean-Pierre d’Ormesson", "Jean-Pierre d’Ormesson", id="signs-of-names"),
        pytest.param("M.  Perrin", "M. Perrin", id="title"),
        pytest.param("Niccolo\u0300 Ferri", "Niccolò Ferri", id="accent-apart"),
    ],
)
def test_of_a_contact_person_the_name_is_kept(raw, kept):
    assert check(PERSON, raw, country="FR") == Accepted(value=kept)


# A50
@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        pytest.param("julie@x.fr", ContactProblem.NAME_FORM, id="address-alone"),
        pytest.param("J", ContactProblem.NAME_FORM, id="one-letter"),
        pytest.param("Julie 06 12 34 56 78", ContactProblem.NAME_FORM, id="with-a-number"),
        pytest.param("...", ContactProblem.NAME_FORM, id="no-letters"),
        pytest.param("Julie Martin, julie@x", ContactProblem.EMAIL_FORM, id="bad-address"),
    ],
)
def test_a_contact_person_has_a_name_and_a_good_address_if_any(raw, problem):
    assert check(PERSON, raw, country="FR") == Rejected(field=PERSON, problem=problem)


# A55
@pytest.mark.parametrize(
    ("raw", "country"),
    [
        pytest.param("12 rue des Tanneurs, 69001 Lyon", "FR", id="french"),
        pytest.param("12 rue des Tanneurs 69001 Lyon", "FR", id="without-commas"),
        pytest.param("12 rue des Tanneurs, CS 90001, 69001 Lyon Cedex", "FR", id="with-a-box"),
        pytest.param("Le Bourg, 24200 Sainte-Nathalène", "FR", id="village-without-streets"),
        pytest.param("3 place d’Italie, 75013 Paris", "FR", id="street-named-after-a-country"),
        pytest.param("Via Garibaldi, 18 - 20121 Milano (MI)", "IT", id="italian"),
        pytest.param("Corso Vittorio Emanuele II 40, 10123 Torino", "IT", id="italian-plain"),
        pytest.param("Rue du Lac 3, 4000 Liège", "BE", id="belgian"),
        pytest.param("Via Nassa 5, CH-6900 Lugano", "CH", id="swiss"),
        pytest.param("350 rue Prince-Arthur Ouest, Montréal (QC) H2X 1Y4", "CA", id="canadian"),
        pytest.param("350 rue Prince-Arthur Ouest Montréal QC h2x1y4", "CA", id="canadian-in-one"),
        pytest.param("Rue du Lac 3, 4000 Liège, Belgique", "FR", id="abroad"),
        pytest.param("Rue du Lac 3, 4000 Liège (BELGIQUE)", "FR", id="abroad-in-parentheses"),
        pytest.param("Via Nassa 5 6900 Lugano Svizzera", "IT", id="abroad-without-commas"),
        pytest.param("10 Downing Street, London SW1A 2AA, Royaume-Uni", "FR", id="british"),
        pytest.param("4 quai Antoine-Ier, 98000 Monaco", "FR", id="town-named-like-its-country"),
        pytest.param("5 rue du Fossé, L-1536 Luxembourg", "FR", id="luxembourg"),
    ],
)
def test_an_address_has_street_postal_code_and_town(raw, country):
    assert check(ADDRESS, raw, country=country) == Accepted(value=raw)


# A55
@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("12 rue des Tanneurs\n69001 Lyon", id="two-lines"),
        pytest.param(" 12  rue des Tanneurs ,\r\n\r\n\t69001\u00a0Lyon\n", id="loose-lines"),
    ],
)
def test_the_lines_of_an_address_are_put_on_one(raw):
    tidy = "12 rue des Tanneurs, 69001 Lyon"

    assert check(ADDRESS, raw, country="FR") == Accepted(value=tidy)


# A55
@pytest.mark.parametrize(
    ("raw", "country", "problem"),
    [
        pytest.param("12 rue des Tanneurs, Lyon", "FR", ContactProblem.POSTAL_CODE, id="no-code"),
        pytest.param(
            "12 rue des Tanneurs, 6900 Lyon", "FR", ContactProblem.POSTAL_CODE, id="digit-missing"
        ),
        pytest.param(
            "12 rue des Tanneurs, 4000 Liège", "FR", ContactProblem.POSTAL_CODE, id="abroad-unsaid"
        ),
        pytest.param(
            "12 rue des Tanneurs, CS 90001, Lyon",
            "FR",
            ContactProblem.POSTAL_CODE,
            id="box",
        ),
        pytest.param("Via Roma 1, Torino", "IT", ContactProblem.POSTAL_CODE, id="italian-no-code"),
        pytest.param("12 High St, London", "GB", ContactProblem.POSTAL_CODE, id="british-no-code"),
        pytest.param("69001 Lyon", "FR", ContactProblem.STREET, id="no-street"),
        pytest.param("69001 Lyon, France", "FR", ContactProblem.STREET, id="country-is-no-street"),
        pytest.param("98000 Monaco", "FR", ContactProblem.STREET, id="no-street-in-monaco"),
        pytest.param("20121 Milano (MI)", "IT", ContactProblem.STREET, id="province-is-no-street"),
        pytest.param("12 bis, rue des Tanneurs, 69001", "FR", ContactProblem.STREET, id="no-town"),
        pytest.param("69001", "FR", ContactProblem.STREET, id="code-alone"),
    ],
)
def test_what_an_address_lacks_is_told(raw, country, problem):
    assert check(ADDRESS, raw, country=country) == Rejected(field=ADDRESS, problem=problem)
