"""What one message, or a part of it, says of a plan."""

from typing import Any

import pytest

from actions.said import Said, part, plan_values
from tests.actions.saying import pressed, said


# A41
@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param(
            "GoToTraining pro, 5 postes, mensuel",
            {"product": "GoToTraining", "tier": "pro", "seats": 5, "billing_cycle": "monthly"},
            id="everything",
        ),
        pytest.param(
            "GoToTraining pro, 5 postazioni, annuale",
            {"product": "GoToTraining", "tier": "pro", "seats": 5, "billing_cycle": "annual"},
            id="everything-italian",
        ),
        pytest.param("12", {"seats": 12}, id="a-number"),
        pytest.param("à l'année", {"billing_cycle": "annual"}, id="a-cycle"),
        pytest.param("bonjour", {}, id="nothing"),
        pytest.param("mon numéro de TVA est FR40303265045", {}, id="nothing-of-a-plan"),
    ],
)
def test_what_is_said_of_a_plan(text: str, values: dict[str, Any]) -> None:
    assert plan_values(said(text)) == values


# A47, E8
@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3 postes de plus", {"seats_by": 3}),
        ("ajoutez 3 postes", {"seats_by": 3}),
        ("au moins 3 postes de plus", {"seats_by": 3}),
        ("3 postes de moins", {"seats_by": -3}),
        ("enlevez 2 licences", {"seats_by": -2}),
        ("passer de 12 postes à 8", {"seats": 8}),
        ("réduire à 2 postes", {"seats": 2}),
        ("3 postazioni in più", {"seats_by": 3}),
        ("aggiunga 3 postazioni", {"seats_by": 3}),
        ("3 postazioni in meno", {"seats_by": -3}),
        ("tolga 2 postazioni", {"seats_by": -2}),
        ("passare da 12 a 8 postazioni", {"seats": 8}),
        ("riduca a 2 postazioni", {"seats": 2}),
    ],
)
def test_a_difference_has_its_direction_and_a_total_has_none(
    text: str, values: dict[str, Any]
) -> None:
    assert plan_values(said(text)) == values


def test_what_stands_first_counts() -> None:
    assert plan_values(said("Rescue ou GoToTraining"))["product"] == "Rescue"


def test_a_button_says_what_is_behind_it() -> None:
    button = pressed(product="Rescue", tier="pro", choice="second")

    assert plan_values(button) == {"product": "Rescue", "tier": "pro"}
    assert (button.first("choice"), button.first("seats")) == ("second", None)


class TestParts:
    TEXT = "acheter GoToTraining pro et Rescue starter, 3 postes"

    # A43
    @pytest.mark.parametrize(
        ("named", "values"),
        [
            ("acheter GoToTraining pro", {"product": "GoToTraining", "tier": "pro"}),
            ("Rescue starter, 3 postes", {"product": "Rescue", "tier": "starter", "seats": 3}),
        ],
    )
    def test_a_part_says_only_its_own(self, named: str, values: dict[str, Any]) -> None:
        start = self.TEXT.index(named)

        piece = part(said(self.TEXT), (start, start + len(named)))

        assert piece.text == named
        assert plan_values(piece) == values

    def test_what_it_names_is_placed_in_it(self) -> None:
        start = self.TEXT.index("Rescue")

        piece = part(said(self.TEXT), (start, len(self.TEXT)))

        words = [piece.text[each["start"] : each["end"]] for each in piece.entities]
        assert words == ["Rescue", "starter", "3"]

    def test_the_whole_is_a_part(self) -> None:
        whole = said(self.TEXT, "add_subscription")

        assert part(whole, (0, len(self.TEXT))) == whole

    def test_a_button_has_no_places_and_is_never_cut(self) -> None:
        button = pressed(product="Rescue")

        assert part(button, (0, len(button.text))).first("product") == "Rescue"

    def test_a_direction_is_that_of_the_part(self) -> None:
        text = "enlevez 2 postes et ajoutez 3 postes"
        cut = text.index(" et ")

        pieces = [part(said(text), span) for span in ((0, cut), (cut, len(text)))]

        assert [plan_values(each) for each in pieces] == [{"seats_by": -2}, {"seats_by": 3}]


def test_a_task_keeps_the_message_that_opened_it() -> None:
    message = said("acheter Rescue", "add_subscription")

    assert Said(**message.to_json()) == message
