"""What follows from how sure the understanding is."""

import pytest

from understanding.certainty import Accepted, Doubt, NotUnderstood, weigh
from understanding.doubts import doubted, settled

CANCEL, WITHDRAW, REFUND = "cancel_subscription", "withdraw_cancellation", "faq/refund"


@pytest.mark.parametrize("intent", [CANCEL, REFUND, "greet", "out_of_scope"])
def test_what_is_clear_is_taken(intent: str) -> None:
    assert weigh([(intent, 0.9), ("thank", 0.1)]) == Accepted()


def test_a_task_is_not_begun_on_a_doubt() -> None:
    assert weigh([(CANCEL, 0.5), (WITHDRAW, 0.4)]) == Doubt(meanings=(CANCEL, WITHDRAW))


def test_an_answer_needs_less() -> None:
    assert weigh([(REFUND, 0.45), (CANCEL, 0.4)]) == Accepted()


def test_at_most_three_meanings_are_offered_and_no_unlikely_one() -> None:
    ranking = [(CANCEL, 0.3), (WITHDRAW, 0.28), (REFUND, 0.05), ("get_receipt", 0.04)]

    assert weigh(ranking) == Doubt(meanings=(CANCEL, WITHDRAW))


def test_small_talk_is_not_offered() -> None:
    assert weigh([("greet", 0.35), ("goodbye", 0.3), (CANCEL, 0.1)]) == NotUnderstood()


def test_a_single_likely_task_is_not_begun_and_not_offered_alone() -> None:
    assert weigh([(CANCEL, 0.3), ("greet", 0.2), ("thank", 0.2)]) == NotUnderstood()


@pytest.mark.parametrize("ranking", [[], [("greet", 0.1)] * 10])
def test_nothing_likely_is_not_understood(ranking: list[tuple[str, float]]) -> None:
    assert weigh(ranking) == NotUnderstood()


def parse(text: str, *ranking: tuple[str, float]) -> dict:
    told = [{"name": name, "confidence": sure} for name, sure in ranking]
    return {
        "text": text,
        "intent": {"name": ranking[0][0]} if ranking else {},
        "intent_ranking": told,
    }


DOUBTFUL = parse("webinar, plus la peine", (CANCEL, 0.5), (WITHDRAW, 0.4))
NAMED = {**DOUBTFUL, "entities": [{"entity": "product", "value": "GoToWebinar"}]}


class TestADoubtIsSettled:
    def test_a_doubtful_message_begins_nothing(self) -> None:
        heard = doubted(DOUBTFUL)

        assert heard["intent"]["name"] == "nlu_fallback"
        assert heard["doubt"] == [CANCEL, WITHDRAW]

    def test_a_clear_one_is_left_as_it_is(self) -> None:
        clear = parse("annulez", (CANCEL, 0.95))

        assert doubted(clear) == clear

    @pytest.mark.parametrize(
        ("answer", "meant"),
        [
            ("/cancel_subscription", CANCEL),
            ("/withdraw_cancellation", WITHDRAW),
            ("la première", CANCEL),
            ("il secondo", WITHDRAW),
            ("2", WITHDRAW),
        ],
    )
    def test_the_choice_is_the_meaning_of_the_words_before(self, answer: str, meant: str) -> None:
        heard = settled(parse(answer, ("inform", 0.9)), doubted(NAMED))

        assert heard is not None
        assert heard["intent"] == {"name": meant, "confidence": 1.0}
        assert heard["text"] == "webinar, plus la peine"
        assert heard["entities"] == NAMED["entities"]
        assert "doubt" not in heard

    def test_a_question_keeps_its_full_name(self) -> None:
        before = doubted(parse("et l'argent ?", (CANCEL, 0.5), (REFUND, 0.4)))

        heard = settled(parse("/faq/refund"), before)

        assert heard is not None
        assert heard["intent"]["name"] == "faq"
        assert heard["intent"]["full_retrieval_intent_name"] == REFUND

    @pytest.mark.parametrize(
        "answer", ["/greet", "/get_receipt", "la troisième", "autre chose encore, merci", "non"]
    )
    def test_anything_else_settles_nothing(self, answer: str) -> None:
        assert settled(parse(answer, ("inform", 0.9)), doubted(DOUBTFUL)) is None

    def test_nothing_was_in_doubt(self) -> None:
        assert settled(parse("la première"), None) is None
        assert settled(parse("la première"), parse("annulez", (CANCEL, 0.9))) is None
