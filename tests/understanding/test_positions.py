"""Pointing at an element of a list: what counts as pointing, and what only sounds like it."""

import pytest

from understanding.positions import LAST, position


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("la deuxième", 2),
        ("LA DEUXIÈME !", 2),
        ("le 2", 2),
        ("le numéro 3", 3),
        ("le premier de la liste", 1),
        ("2", 2),
        ("2.", 2),
        ("#2", 2),
        ("2ème", 2),
        ("la 2e", 2),
        ("n°2", 2),
        ("le deux", 2),
        ("option deux", 2),
        ("le dernier", LAST),
        ("le dernier svp", LAST),
        ("celui du bas", LAST),
        ("je prends la première", 1),
        ("annulez le 2 svp", 2),
        ("annulez le deuxième", 2),
        ("pas le premier, le deuxième", 2),
        ("la troisième facture", 3),
        ("la seconda", 2),
        ("il primo", 1),
        ("il primo della lista", 1),
        ("l'ultima", LAST),
        ("piuttosto l\u2019ultimo", LAST),
        ("la 3", 3),
        ("due", 2),
        ("numero due", 2),
        ("la numero quattro", 4),
        ("quello in fondo", LAST),
        ("quello in alto", 1),
        ("pardon, il secondo", 2),
        ("la prima che ha elencato lei", 1),
        ("no la terza, non la seconda", 3),
        ("vorrei disdire il secondo", 2),
        ("la seconda sottoscrizione", 2),
    ],
)
def test_points_at_a_place(text, place):
    assert position(text) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RescueAssist",
        "5 postes",
        "2 mois",
        "2024",
        "une seconde",
        "d'abord",
        "les deux",
        "le 3 mars",
        "le 1er mars",
        "mon abonnement se renouvelle le 14",
        "la dernière facture",
        "le dernier mois",
        "l'avant-dernier",
        "la première fois",
        "lequel se termine en premier",
        "12 rue des Lilas",
        "prima di tutto",
        "la prima possible",
        "la prima possibile",
        "alla prima scadenza utile",
        "la prima volta",
        "un secondo per favore",
        "secondo me",
        "le due",
        "tutti e due",
        "il 5 maggio",
        "2 licenze",
        "l'ultimo mese",
        "una sola",
    ],
)
def test_points_at_nothing(text):
    assert position(text) is None
