"""Reviewers are told what looks personal in a sentence, and what could stand there."""

import pytest

from desk.corrections import personal
from desk.corrections.sentences import read
from tests.services import ROOT

WORDS = read(ROOT / "data" / "nlu").vocabulary("fr")


def found(text: str, *about: str) -> list[tuple[str, str]]:
    some = personal.look(text, "fr", vocabulary=WORDS, about=about)
    return [(one.kind, one.text) for one in some]


@pytest.mark.parametrize(
    ("text", "kind", "personal_part"),
    [
        ("écrivez à j.krzysztof@mail.fr svp", "email", "j.krzysztof@mail.fr"),
        ("mon numéro : +33 6 12 34 56 78", "phone", "+33 6 12 34 56 78"),
        ("la TVA est FR 41 303 265 045", "vat_number", "FR 41 303 265 045"),
        ("bonjour, Krzysztof à l'appareil", "name", "Krzysztof"),
    ],
)
def test_what_looks_personal_is_found(text: str, kind: str, personal_part: str) -> None:
    assert found(text) == [(kind, personal_part)]


@pytest.mark.parametrize(
    "text",
    ["Je veux résilier GoToWebinar", "12 postes de plus", "JE RESILIE TOUT", "reçu de mars 2026"],
)
def test_ordinary_words_are_not(text: str) -> None:
    assert found(text) == []


def test_what_is_known_of_the_customer_is_found_however_it_is_written() -> None:
    assert found("ici claire, de l'atelier lumière", "Claire", "Atelier Lumière") == [
        ("name", "claire"),
        ("name", "atelier lumière"),
    ]


def test_it_is_replaced_by_something_of_its_kind() -> None:
    text = "Krzysztof ici, mon mail est k@mail.fr"
    some = personal.look(text, "fr", vocabulary=WORDS)

    assert personal.replaced(text, some) == "Dupont ici, mon mail est marie@exemple.fr"
    assert found(personal.replaced(text, some)) == []
