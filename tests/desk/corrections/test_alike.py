"""A sentence is compared with everything that is learnt before anybody accepts it."""

from pathlib import Path

import pytest

from desk.corrections import alike, sentences
from tests.desk.corrections.data import TESTED, checkout, said


@pytest.fixture
def learnt(tmp_path: Path) -> sentences.Learnt:
    return sentences.read(checkout(tmp_path))


def test_a_new_sentence_has_nothing_against_it(learnt: sentences.Learnt) -> None:
    found = alike.look(said("coupez-moi cette licence"), learnt)

    assert found == alike.Findings(refusals=(), copies=(), conflicts=(), near=())


def test_a_copy_is_found_whatever_its_case_accents_and_marks(learnt: sentences.Learnt) -> None:
    found = alike.look(said("Je veux resilier gotowebinar !"), learnt)

    assert found.refusals == ("copy",)
    assert [one.text for one in found.copies] == ["je veux résilier GoToWebinar"]


def test_the_same_words_under_another_intent_are_a_conflict(learnt: sentences.Learnt) -> None:
    found = alike.look(said("Stop abonnement", "complain"), learnt)

    assert found.refusals == ("conflict",)
    assert [one.intent for one in found.conflicts] == ["cancel_subscription"]


def test_a_long_sentence_that_differs_by_a_letter_is_a_conflict(learnt: sentences.Learnt) -> None:
    text = "votre services est vraiment très décevant"

    assert alike.look(said(text), learnt).refusals == ("conflict",)
    assert alike.look(said(text, "complain"), learnt).refusals == ()


def test_near_ones_are_shown_and_do_not_refuse(learnt: sentences.Learnt) -> None:
    found = alike.look(said("je veux bien résilier GoToWebinar"), learnt)

    assert found.refusals == ()
    [(one, likeness)] = found.near
    assert one.text == "je veux résilier GoToWebinar"
    assert 80 <= likeness < 100


def test_what_waits_to_be_learnt_counts_as_learnt(learnt: sentences.Learnt) -> None:
    waiting = [said("coupez-moi cette licence", "complain")]

    assert alike.look(said("coupez-moi cette licence"), learnt, waiting=waiting).conflicts


def test_a_test_sentence_is_refused_and_not_shown(learnt: sentences.Learnt) -> None:
    found = alike.look(said(TESTED.upper() + " !"), learnt)

    assert found == alike.Findings(refusals=("tested",), copies=(), conflicts=(), near=())


@pytest.mark.parametrize(
    "text",
    ["", "?!", "[oui](product)", "/cancel_subscription", "- oui", "a\nb", "mot " * 101],
)
def test_what_would_not_read_back_as_written_is_refused(
    learnt: sentences.Learnt, text: str
) -> None:
    assert "form" in alike.look(said(text), learnt).refusals


def test_an_intent_without_a_file_is_refused(learnt: sentences.Learnt) -> None:
    assert alike.look(said("mi rimborsate?", "faq/refund", "it"), learnt).refusals == ("intent",)


def test_what_was_typed_is_put_on_one_line() -> None:
    assert alike.tidy(" je\tveux\u2028résilier\x00 ") == "je veux résilier"
