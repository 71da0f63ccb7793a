"""What is found of a customer's contact details, in the many ways in which they are worded."""

import pytest

from understanding.finder import find_mentions


def values(text, entity):
    """What a message names of one entity, in its order."""
    return [mention.value for mention in find_mentions(text) if mention.entity == entity]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("où saisir la TVA de l'agence ?", ["vat_number"]),
        ("num intracom à corriger", ["vat_number"]),
        ("dove inserisco la part. iva", ["vat_number"]),
        ("prezzo 40 euro più IVA", []),
        ("le tarif hors TVA", []),
        ("à quoi sert le champ Company Name", ["company"]),
        ("il nome della mia impresa è cambiato", ["company"]),
        ("la denominazione aziendale va corretta", ["company"]),
        ("un pouvoir au nom de la société", []),
        ("variazione del domicilio fiscale", ["address"]),
        ("cambio di sede dal mese prossimo", ["address"]),
        ("la sede di Pavia vuole due licenze", []),
        ("le siège social a changé", ["address"]),
        ("à qui dois-je m'adresser", []),
        ("je m'adresse au bon endroit ?", []),
        ("quelle est l'adresse de la page de facturation, le lien du site ?", []),
        ("il nuovo recapito telefonico", ["phone"]),
        ("mon GSM n'est plus valable", ["phone"]),
        ("l'écran de mon téléphone est noir", []),
        ("scrivo dal telefono", []),
        ("on m'a téléphoné hier", []),
        ("le téléphone du support ?", []),
        ("votre numéro de téléphone ?", []),
        ("votre numéro de tva pour nous ?", ["vat_number"]),
        ("changement de courriel", ["email"]),
        ("j'ai reçu un courriel hier", []),
        ("ho ricevuto la mail di conferma", []),
        ("quale mail avete per le fatture?", ["email"]),
        ("notre adresse est compta@ferme.example", ["email"]),
        ("la personne de contact a changé", ["contact_person"]),
        ("la persona di riferimento per i pagamenti", ["contact_person"]),
        ("mettez-moi en contact avec un vendeur", []),
        ("mes informations de contact", []),
        ("come vi contatto?", []),
    ],
)
def test_contact_fields(text, fields):
    assert values(text, "contact_field") == fields


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("18 impasse des Sorbiers 38000 Grenoble", ["18 impasse des Sorbiers 38000 Grenoble"]),
        (
            "Chaussée de Namur 61, 1300 Wavre, merci de noter",
            ["Chaussée de Namur 61, 1300 Wavre"],
        ),
        ("ci trasferiamo in via Pascoli 7, aggiornate i dati", ["via Pascoli 7"]),
        ("viale Monza 4, scala C, 20125 Milano", ["viale Monza 4, scala C, 20125 Milano"]),
        ("l'indirizzo non è via Alfieri 2 ma via Parini 5", ["via Parini 5"]),
        ("correggete: ora siamo in Corso Sardegna", ["Corso Sardegna"]),
        ("pago via Teams", []),
        ("è andato via nel 2019", []),
        ("il corso del 14", []),
        ("passage à 20 postes", []),
        ("on paye 9 place et on est 3", []),
    ],
)
def test_addresses(text, addresses):
    assert values(text, "address") == addresses


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("Librairie Le Grand Tilleul", ["Librairie Le Grand Tilleul"]),
        ("Trattoria da Bruno", ["Trattoria da Bruno"]),
        ("facturez au nom de Pommeraie SRL", ["Pommeraie SRL"]),
        ("ora siamo Cantieri Alba srl", ["Cantieri Alba srl"]),
        ("La société s'appelle maintenant Orme Bleu SAS.", ["Orme Bleu SAS"]),
        ("mettez « Étude Roche » au lieu de « Roche Paul » sur la facture", ["Étude Roche"]),
        ("oui c sa", []),
        ("mon nom c'est Nadia qui gère", []),
        ("d'où vient « Utilisateur de Verger » ?", []),
    ],
)
def test_companies(text, companies):
    assert values(text, "company") == companies


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("l point petit arobase verger tiret sud point example", "email",
         ["l.petit@verger-sud.example"]),
        ("info(at)cantina.example", "email", ["info@cantina.example"]),
        ("zero sei sette otto uno due tre quattro cinque", "phone", ["067812345"]),
        ("ce n'est plus LU11223344 mais LU55667788", "vat_number", ["LU55667788"]),
        ("langue : italien", "language", ["it"]),
        ("metti francese", "language", ["fr"]),
        ("fr", "language", ["fr"]),
        ("perché mi scrivi in francese?", "language", []),
        ("je ne comprends pas l'italien", "language", []),
        ("non capisco il francese, scriva in italiano", "language", ["it"]),
        ("c'est du chinois", "language", []),
        ("reçu de fevrié", "month", ["02"]),
        ("fattura di marso", "month", ["03"]),
        ("la facture daout", "month", ["08"]),
        ("fino al 30/09", "month", ["09"]),
        ("luglio no, agosto", "month", ["08"]),
        ("il sito è giù", "month", []),
        ("two weeks ago", "month", []),
        ("non ho mai pagato", "month", []),
        ("aprite la pratica", "month", []),
    ],
)  # fmt: skip
def test_dictated_and_taken_back(text, entity, expected):
    assert values(text, entity) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Studio Bellini S.r.l.", "Studio Bellini S.r.l."),
        ("Boulangerie Marchand SARL.", "Boulangerie Marchand SARL"),
    ],
)
def test_the_stop_of_a_legal_form_belongs_to_the_name(text: str, name: str) -> None:
    found = [one.value for one in find_mentions(text) if one.entity == "company"]

    assert found == [name]
