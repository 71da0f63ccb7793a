"""Whether a difference in seats is meant downwards."""

import pytest

from understanding.direction import lessens


@pytest.mark.parametrize(
    "text",
    [
        "3 postes de moins",
        "2 licences en moins",
        "enlevez 2 licences",
        "retirez un poste",
        "supprimez 4 postes",
        "ÔTEZ 2 postes",
        "réduire à 2 postes",
        "réduisez de 3 postes",
        "diminuer le nombre de postes",
        "baissez à 3",
        "on a 2 postes en trop",
        "redescendre à 3 postes",
        "3 postazioni in meno",
        "tolga 2 postazioni",
        "togliete 2 postazioni",
        "levi due postazioni",
        "toglietene 2",
        "vorrei togliere una licenza",
        "rimuova 3 utenti",
        "elimini 2 postazioni",
        "riduca a 2 postazioni",
        "ridurre le postazioni",
        "scendere a 3 postazioni",
        "diminuire i posti",
        "ho 2 licenze di troppo",
    ],
)
def test_speaks_of_fewer(text):
    assert lessens(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 postes de plus",
        "ajoutez 3 postes",
        "il me faut 3 postes",
        "passer à 8 postes",
        "augmentez de 2",
        "ajoutez au moins 2 postes",
        "pas moins de 5 postes",
        "non meno di 5 postazioni",
        "retour",
        "en attendant",
        "3 postazioni in più",
        "aggiunga 3 postazioni",
        "almeno 3 postazioni",
        "ci servono 3 licenze",
        "passare a 8 postazioni",
        "la metà",
    ],
)
def test_speaks_of_more_or_of_neither(text):
    assert not lessens(text)
