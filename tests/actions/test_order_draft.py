"""An order in the making: which products, each with its own plan, and what changes it."""

from typing import Any

import pytest

from actions import order_draft
from actions.order_draft import Draft, Item
from actions.said import Said
from subscriptions import catalogue
from tests.actions.saying import pressed, said
from tests.actions.situations import RESCUE as HELD
from tests.subscriptions.situations import facts

KNOWN = facts(catalogue=catalogue.load())
HOLDING = facts(catalogue=catalogue.load(), subscriptions=(HELD,))
"""The same account, with RescueAssist active."""
REMOTE = "GoToAssist Remote Support v4"


def item(product: str, *plan: Any) -> Item:
    """Give an item with the tier, seats and cycle that are known."""
    names = ("tier", "seats", "billing_cycle")
    known = {name: value for name, value in zip(names, plan, strict=False) if value is not None}
    return {"product": product, **known}


TRAINING = item("GoToTraining", "pro", 2, "monthly")
RESCUE = item("Rescue", "starter", 1, "annual")


def read(message: str | Said, draft: Draft | None = None, asking: str | None = None) -> Draft:
    told = said(message) if isinstance(message, str) else message
    return order_draft.read(draft or {}, told, asking, KNOWN)[0]


def items(message: str | Said, *before: Item, asking: str | None = None) -> list[Item]:
    return read(message, {"items": list(before)}, asking)["items"]


def heard(message: str, *before: Item, asking: str | None = None) -> bool:
    return order_draft.read({"items": list(before)}, said(message), asking, KNOWN)[1]


# A41, A42
@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        pytest.param(
            "je voudrais acheter GoToTraining pro, 2 postes, mensuel", TRAINING, id="everything"
        ),
        pytest.param(
            "vorrei acquistare GoToTraining pro, 2 postazioni, mensile",
            TRAINING,
            id="everything-italian",
        ),
        pytest.param("acheter GoToTraining", item("GoToTraining"), id="a-product"),
        pytest.param("2 postes en mensuel", {"seats": 2, "billing_cycle": "monthly"}, id="a-plan"),
        pytest.param(f"{REMOTE}, 2 postes", item(REMOTE, None, 2), id="without-tiers"),
        pytest.param(f"{REMOTE} pro, 2 postes", item(REMOTE, None, 2), id="a-tier-it-has-not"),
        pytest.param("il me faut 3 postes de plus", {"seats": 3}, id="more-is-as-many"),
    ],
)
def test_one_product(text: str, ordered: Item) -> None:
    assert items(text) == [ordered]


@pytest.mark.parametrize("text", ["bonjour", "combien ça coûte ?", "buongiorno"])
def test_what_says_nothing_for_the_order_is_not_heard(text: str) -> None:
    assert items(text) == []
    assert not heard(text)


# A43
@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        pytest.param(
            "commander GoToTraining pro 2 postes mensuel et Rescue starter 1 poste annuel",
            [TRAINING, RESCUE],
            id="et",
        ),
        pytest.param(
            "GoToTraining pro, 2 postazioni, mensile e Rescue starter, 1 postazione, annuale",
            [TRAINING, RESCUE],
            id="e",
        ),
        pytest.param(
            "2 postes GoToTraining pro mensuel, 1 poste Rescue starter annuel",
            [TRAINING, RESCUE],
            id="seats-first",
        ),
        pytest.param(
            "GoToTraining, Rescue et LogMeIn Pro starter",
            [item("GoToTraining"), item("Rescue"), item("LogMeIn Pro", "starter")],
            id="three",
        ),
        pytest.param(
            "GoToTraining et Rescue, 3 postes",
            [item("GoToTraining"), item("Rescue", None, 3)],
            id="seats-of-the-last-only",
        ),
    ],
)
def test_several_products_each_with_its_own_plan(text: str, ordered: list[Item]) -> None:
    assert items(text) == ordered


# A43
@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        pytest.param(
            "GoToTraining pro et Rescue starter, 3 postes chacun, annuel",
            [item("GoToTraining", "pro", 3, "annual"), item("Rescue", "starter", 3, "annual")],
            id="chacun",
        ),
        pytest.param(
            "GoToTraining pro e Rescue starter, 3 postazioni ciascuno, annuale",
            [item("GoToTraining", "pro", 3, "annual"), item("Rescue", "starter", 3, "annual")],
            id="ciascuno",
        ),
        pytest.param(
            "3 postes pour chaque produit : GoToTraining et Rescue",
            [item("GoToTraining", None, 3), item("Rescue", None, 3)],
            id="chaque",
        ),
        pytest.param(
            "GoToTraining e Rescue, entrambi mensili",
            [item("GoToTraining", None, None, "monthly"), item("Rescue", None, None, "monthly")],
            id="entrambi",
        ),
        pytest.param(
            f"GoToTraining pro et {REMOTE}, 2 postes chacun",
            [item("GoToTraining", "pro", 2), item(REMOTE, None, 2)],
            id="no-tier-for-what-has-none",
        ),
    ],
)
def test_what_holds_for_each(text: str, ordered: list[Item]) -> None:
    assert items(text) == ordered


class TestStepByStep:
    # A41
    @pytest.mark.parametrize(
        "answers",
        [
            pytest.param(["GoToTraining", "pro", "2", "mensuel"], id="fr"),
            pytest.param(["GoToTraining", "pro", "due", "mensile"], id="it"),
            pytest.param(["mensuel", "GoToTraining", "2 postes", "pro"], id="in-any-order"),
        ],
    )
    def test_each_answer_is_kept(self, answers: list[str]) -> None:
        draft: Draft = {}
        for answer in answers:
            assert heard(answer, *draft.get("items", []))
            draft = read(answer, draft)

        assert draft["items"] == [TRAINING]

    def test_buttons_are_answers(self) -> None:
        draft: Draft = {}
        for button in (
            pressed(product="GoToTraining"),
            pressed(tier="pro"),
            said("2"),
            pressed(billing_cycle="monthly"),
        ):
            draft = read(button, draft)

        assert draft["items"] == [TRAINING]

    # A43
    def test_the_answer_goes_to_the_first_that_is_not_whole(self) -> None:
        before = item("GoToTraining", "pro", 2), item("Rescue", "starter")

        assert items("annuel", *before) == [
            item("GoToTraining", "pro", 2, "annual"),
            item("Rescue", "starter"),
        ]

    def test_the_draft_it_was_given_is_left_as_it_was(self) -> None:
        draft: Draft = {"items": [item("GoToTraining")]}

        read("pro", draft)

        assert draft == {"items": [item("GoToTraining")]}


# A43
class TestAnotherProduct:
    @pytest.mark.parametrize(
        "text",
        [
            "ajoutez aussi Rescue starter, 1 poste, annuel",
            "et également Rescue starter 1 poste annuel",
            "aggiunga anche Rescue starter, 1 postazione, annuale",
            "inoltre Rescue starter 1 postazione annuale",
        ],
    )
    def test_it_is_added(self, text: str) -> None:
        assert items(text, TRAINING) == [TRAINING, RESCUE]

    def test_several_are_added_to_what_is_there(self) -> None:
        added = items("ajoutez Rescue starter et LogMeIn Pro plus", TRAINING)

        assert added == [TRAINING, item("Rescue", "starter"), item("LogMeIn Pro", "plus")]

    def test_before_any_product_is_known_it_is_the_first(self) -> None:
        assert items("ajouter Rescue", {"seats": 3}) == [item("Rescue", None, 3)]

    @pytest.mark.parametrize(
        "text", ["enlevez Rescue", "retirez Rescue", "tolga Rescue", "rimuova Rescue"]
    )
    def test_it_is_taken_out_again(self, text: str) -> None:
        assert heard(text, TRAINING, RESCUE)
        assert items(text, TRAINING, RESCUE) == [TRAINING]

    def test_the_only_one_is_not_taken_out(self) -> None:
        assert items("enlevez Rescue", RESCUE) == [RESCUE]


# A45
class TestCorrections:
    @pytest.mark.parametrize(
        ("text", "corrected"),
        [
            ("non, 4 postes", item("GoToTraining", "pro", 4, "monthly")),
            ("plutôt annuel", item("GoToTraining", "pro", 2, "annual")),
            ("la version plus", item("GoToTraining", "plus", 2, "monthly")),
            ("no, 4 postazioni", item("GoToTraining", "pro", 4, "monthly")),
            ("meglio annuale", item("GoToTraining", "pro", 2, "annual")),
            ("2 postes de plus", item("GoToTraining", "pro", 4, "monthly")),
            ("un poste de moins", item("GoToTraining", "pro", 1, "monthly")),
            ("aggiunga 2 postazioni", item("GoToTraining", "pro", 4, "monthly")),
            ("non, Rescue", item("Rescue", "pro", 2, "monthly")),
            ("no, Rescue", item("Rescue", "pro", 2, "monthly")),
            (f"plutôt {REMOTE}", item(REMOTE, None, 2, "monthly")),
        ],
    )
    def test_what_is_said_last_counts(self, text: str, corrected: Item) -> None:
        assert items(text, TRAINING) == [corrected]

    @pytest.mark.parametrize(
        ("text", "corrected"),
        [
            ("4 postes pour GoToTraining", [item("GoToTraining", "pro", 4, "monthly"), RESCUE]),
            ("GoToTraining annuale", [item("GoToTraining", "pro", 2, "annual"), RESCUE]),
            ("Rescue mensuel", [TRAINING, item("Rescue", "starter", 1, "monthly")]),
            ("non, 4 postes", [TRAINING, item("Rescue", "starter", 4, "annual")]),
        ],
    )
    def test_of_several_the_named_one_or_else_the_last(
        self, text: str, corrected: list[Item]
    ) -> None:
        assert items(text, TRAINING, RESCUE) == corrected

    def test_named_again_together_they_are_said_anew(self) -> None:
        again = items("GoToTraining starter 3 postes et Rescue plus 2 postes", TRAINING, RESCUE)

        assert again == [item("GoToTraining", "starter", 3), item("Rescue", "plus", 2)]


# E17
class TestASecondOne:
    HELD = item("RescueAssist", "starter", 2, "monthly")

    @pytest.mark.parametrize(
        "text",
        [
            "un second abonnement",
            "un deuxième",
            "un nouvel abonnement",
            "un'altra sottoscrizione",
            "una seconda",
            "una nuova sottoscrizione separata",
        ],
    )
    def test_it_is_said_when_asked(self, text: str) -> None:
        assert items(text, self.HELD, asking="second") == [{**self.HELD, "second": True}]

    def test_a_button_says_it(self) -> None:
        assert items(pressed(choice="second"), self.HELD) == [{**self.HELD, "second": True}]

    @pytest.mark.parametrize("text", ["oui", "sì", "plus de postes", "più postazioni"])
    def test_nothing_else_says_it(self, text: str) -> None:
        assert "second" not in items(text, self.HELD, asking="second")[0]

    def test_unasked_it_is_not_heard(self) -> None:
        assert items("un autre", self.HELD) == [self.HELD]

    def test_it_does_not_hold_for_another_product(self) -> None:
        corrected = items("non, Rescue", {**self.HELD, "second": True})

        assert corrected == [item("Rescue", "starter", 2, "monthly")]


# A46, E18
class TestVatNumber:
    @pytest.mark.parametrize(
        "text", ["mon numéro de TVA est FR40303265045", "la partita IVA è IT00743110157"]
    )
    def test_it_is_kept_as_it_was_typed(self, text: str) -> None:
        draft = read(text, {"items": [TRAINING]})

        assert draft == {"items": [TRAINING], "vat_number": text.split()[-1]}
        assert heard(text, TRAINING)

    def test_it_stays_until_another_is_given(self) -> None:
        draft = read("TVA FR40303265045", {"items": [TRAINING]})

        assert read("4 postes", draft)["vat_number"] == "FR40303265045"
        assert read("TVA FR83404833048", draft)["vat_number"] == "FR83404833048"


# A41
@pytest.mark.parametrize(
    ("text", "buys"),
    [
        ("je voudrais acheter Rescue", True),
        ("vorrei acquistare Rescue", True),
        ("ajouter Rescue", False),
        ("aggiungere Rescue", False),
    ],
)
def test_whether_buying_was_asked_for_is_noted_once_and_for_all(text: str, buys: bool) -> None:
    draft = read(text)

    assert draft.get("_buys", False) == buys
    assert read("3 postes", draft).get("_buys", False) == buys


class TestTheNextQuestion:
    def test_of_nothing_it_is_about_nothing(self) -> None:
        assert order_draft.current({"items": []}, KNOWN) == {}
        assert order_draft.current({}, KNOWN) == {}

    # A41, A42, A43
    @pytest.mark.parametrize(
        "incomplete",
        [
            item("GoToTraining", "pro"),
            item("GoToTraining", None, 2, "monthly"),
            item("GoToTraining", "pro", None, "monthly"),
        ],
    )
    def test_it_is_about_the_first_that_is_not_whole(self, incomplete: Item) -> None:
        draft = {"items": [RESCUE, incomplete, item("LogMeIn Pro")]}

        assert order_draft.current(draft, KNOWN) == incomplete

    # A43
    def test_its_answer_goes_there_too(self) -> None:
        assert items("plus", item("GoToTraining", None, 2, "monthly"), RESCUE) == [
            item("GoToTraining", "plus", 2, "monthly"),
            RESCUE,
        ]

    # E17
    def test_a_second_one_is_asked_of_what_is_held(self) -> None:
        held = item("RescueAssist", "starter", 2, "monthly")
        draft: Draft = {"items": [held, item("GoToTraining")]}

        assert order_draft.current(draft, HOLDING) == held
        answered = order_draft.read(draft, pressed(choice="second"), "second", HOLDING)[0]
        assert answered["items"] == [{**held, "second": True}, item("GoToTraining")]


# A43
@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("acheter Rescue", ["acheter Rescue"]),
        (
            "acheter GoToTraining pro et Rescue starter",
            ["acheter GoToTraining pro ", "et Rescue starter"],
        ),
        ("2 GoToTraining, 3 postes Rescue", ["2 GoToTraining", ", 3 postes Rescue"]),
        ("GoToTraining e Rescue e GoToTraining", ["GoToTraining ", "e Rescue e GoToTraining"]),
        ("bonjour", ["bonjour"]),
    ],
)
def test_a_message_is_cut_before_each_further_product(text: str, pieces: list[str]) -> None:
    spans = order_draft.spans_of_products(said(text))

    assert [text[start:end] for start, end in spans] == pieces
