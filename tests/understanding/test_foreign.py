"""A language that the assistant does not speak."""

import pytest

from understanding.foreign import not_spoken_here
from understanding.listening import Understood

HEARD = Understood(ranking=[("cancel_subscription", 0.7), ("out_of_scope", 0.1), ("greet", 0.2)])
ENGLISH = {"name": "other", "confidence": 0.95}


def test_a_wish_in_another_language_is_out_of_scope() -> None:
    heard = not_spoken_here(HEARD, "please cancel my subscription", ENGLISH)

    assert heard.ranking[0][0] == "out_of_scope"
    assert sum(sure for _, sure in heard.ranking) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("annulez mon abonnement", {"name": "fr", "confidence": 0.99}),
        ("cancel it", ENGLISH),
        ("please cancel my subscription", {"name": "other", "confidence": 0.6}),
        ("please cancel my subscription", {}),
    ],
)
def test_what_is_short_or_unsure_is_left_alone(text: str, spoken: dict) -> None:
    assert not_spoken_here(HEARD, text, spoken) is HEARD


def test_asking_for_a_language_is_understood_in_any() -> None:
    asked = Understood(ranking=[("change_language", 0.8), ("out_of_scope", 0.2)])

    assert not_spoken_here(asked, "can you speak English", ENGLISH) is asked
