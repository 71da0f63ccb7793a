"""Pairs: two sentences with one request each, put together as one message with both."""

from collections import Counter

from understanding.examples import Example
from understanding.pairs import pairs

EXAMPLES = [
    Example(text=text, intent=intent, language=language)
    for intent, language, text in [
        ("cancel_subscription", "fr", "Annulez tout."),
        ("get_receipt", "fr", "Envoyez le reçu"),
        ("get_receipt", "fr", "je voudrais recevoir " + "encore " * 20 + "la facture"),
        ("greet", "fr", "Bonjour"),
        ("faq/refund", "it", "Sarò rimborsato?"),
        ("start_trial", "it", "Vorrei una prova"),
    ]
]


def test_most_make_two_different_requests_of_one_language() -> None:
    made = Counter(one.intents for one in pairs(EXAMPLES, 400))

    french, italian = {"cancel_subscription", "get_receipt"}, {"faq/refund", "start_trial"}
    assert {one for one, _ in made.most_common(2)} == {frozenset(french), frozenset(italian)}


def test_some_make_the_same_request_twice() -> None:
    made = {one.intents for one in pairs(EXAMPLES, 400)}

    assert frozenset({"start_trial"}) in made


def test_both_sentences_are_in_it_whatever_stands_between() -> None:
    for one in pairs(EXAMPLES, 40):
        if len(one.intents) == 1:
            continue
        read = one.text.casefold()
        assert ("annulez tout" in read and "envoyez le reçu" in read) or (
            "sarò rimborsato" in read and "vorrei una prova" in read
        )


def test_courtesies_and_long_stories_are_in_none() -> None:
    assert not any("Bonjour" in one.text or "encore" in one.text for one in pairs(EXAMPLES, 40))


def test_a_sentence_that_goes_on_is_neither_closed_nor_begun_anew() -> None:
    read = {one.text for one in pairs(EXAMPLES, 200)}

    assert "Annulez tout et envoyez le reçu" in read
    assert "Annulez tout. Envoyez le reçu" in read
    assert "Sarò rimborsato? Inoltre vorrei una prova" in read


def test_the_same_examples_give_the_same_pairs() -> None:
    assert pairs(EXAMPLES, 10) == pairs(EXAMPLES, 10)


def test_a_language_without_two_requests_gives_none() -> None:
    assert pairs(EXAMPLES[:1] + EXAMPLES[3:4], 10) == []
