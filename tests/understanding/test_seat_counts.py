"""Numbers that count seats where seats are asked for, without the word for them."""

import pytest

from understanding.seat_counts import counted


# A41
@pytest.mark.parametrize(
    ("text", "products", "seats"),
    [
        ("4 collègues", [], 4),
        ("per sette utenti", [], 7),
        ("commander 2 gotomeeting plus", [12], 2),
        ("3 x rescue annuel", [4], 3),
        ("rescue pour 12 mois", [0], None),
        ("le 10 mars", [], None),
    ],
)
def test_people_and_products_are_counted(
    text: str, products: list[int], seats: int | None
) -> None:
    assert counted(text, products, asked=False) == seats


@pytest.mark.parametrize(
    ("text", "seats"), [("on sera 6", 6), ("saremo in otto", 8), ("6 ou 7", None)]
)
def test_a_bare_number_answers_the_question(text: str, seats: int | None) -> None:
    assert counted(text, [], asked=True) == seats
    assert counted(text, [], asked=False) is None
