"""What is found wrong with training sentences."""

import pytest

from understanding import data_check
from understanding.examples import Example, as_file, file_of


def example(text: str, intent: str = "greet", language: str = "fr") -> Example:
    return Example(text=text, intent=intent, language=language)


@pytest.mark.parametrize("again", ["Bonjour à vous !", "bonjour a vous", "BONJOUR À VOUS"])
def test_a_sentence_written_twice(again: str) -> None:
    found = list(data_check._twice([example("bonjour à vous"), example(again, "thank")]))

    assert len(found) == 1
    assert "(greet, thank)" in found[0]


def test_the_same_words_in_two_languages_are_not_twice() -> None:
    assert not list(data_check._twice([example("ok"), example("ok", language="it")]))


def test_a_letter_apart_in_two_intents() -> None:
    pair = [
        example("je voudrais annuler mon abonnement annuel", "cancel_subscription"),
        example("je voudrai annuler mon abonnement annuel", "withdraw_cancellation"),
    ]

    assert len(list(data_check._nearly_twice(pair))) == 1
    assert not list(data_check._nearly_twice([pair[0], pair[0]]))


def test_a_sentence_of_the_tests(tmp_path, monkeypatch) -> None:
    (tmp_path / "fr.yml").write_text(
        "sentences: [{text: Oui allez-y donc}]\ntwo_requests: []\nforeign: [allume la lampe]\n"
    )
    (tmp_path / "it.yml").write_text("sentences: []\ntwo_requests: []\nforeign: []\n")
    monkeypatch.setattr(data_check, "TESTS", tmp_path)

    found = list(data_check._leaked([example("oui, allez-y donc"), example("allume la lampe")]))

    assert len(found) == 2


def test_too_few_of_an_intent() -> None:
    found = list(data_check._too_few([example(f"bonjour {n}") for n in range(79)]))

    assert found == ["fr: 79 sentences of greet, of at least 80"]


def test_a_file_in_another_form(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(data_check, "file_of", lambda i, lg: file_of(i, lg, tmp_path))
    path = file_of("greet", "fr", tmp_path)
    path.parent.mkdir()
    path.write_text(as_file("greet", [example("bonjour")]), encoding="utf-8")

    assert not list(data_check._out_of_form([example("bonjour")]))
    assert list(data_check._out_of_form([example("bonjour"), example("salut")]))
