"""A message is parted in two where it sounds like two requests and each half makes one of them."""

import pytest

from understanding.guesses import Said
from understanding.parting import Chances, candidates, parted, ways

MESSAGE = "annulez RescueAssist et envoyez la facture"
BOTH = {"cancel_subscription": 0.9, "get_receipt": 0.6, "faq/refund": 0.001}
CANCELS = {"cancel_subscription": 0.95, "get_receipt": 0.02, "faq/refund": 0.01}
SENDS = {"cancel_subscription": 0.01, "get_receipt": 0.97, "faq/refund": 0.01}


def heard(first: Chances, second: Chances, whole: Chances) -> tuple[Said, Said] | None:
    return parted(ways(MESSAGE), [(first, second)], whole)


def test_each_half_is_heard_with_its_place() -> None:
    found = heard(CANCELS, SENDS, BOTH)

    assert found is not None
    assert [(one.guess.intent, one.clause.text) for one in found] == [
        ("cancel_subscription", "annulez RescueAssist"),
        ("get_receipt", "envoyez la facture"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        pytest.param(CANCELS, CANCELS, BOTH, id="both halves make the same request"),
        pytest.param(CANCELS, SENDS, BOTH | {"get_receipt": 0.01}, id="the whole sounds like one"),
        pytest.param(CANCELS, SENDS | {"get_receipt": 0.3}, BOTH, id="a half is in doubt"),
    ],
)
def test_otherwise_it_stays_whole(first: Chances, second: Chances, whole: Chances) -> None:
    assert heard(first, second, whole) is None


def test_two_requests_are_needed_for_there_to_be_a_choice() -> None:
    assert candidates({"cancel_subscription": 0.9, "get_receipt": 0.01}) == []
    assert candidates(BOTH) == ["cancel_subscription", "get_receipt"]


def test_even_a_word_may_be_a_half() -> None:
    parts = [(first.text, second.text) for first, second in ways("facture, puis annulez")]

    assert parts == [("facture", "annulez")]


def test_of_very_many_places_the_strongest_are_tried() -> None:
    message = ", ".join(f"mot {number}" for number in range(12))
    found = ways(f"{message}. {message}")

    assert len(found) == 12
    assert any(first.text == f"{message}." for first, _ in found)
