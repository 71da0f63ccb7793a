"""Hearing "why?" after a refusal: the short questions, and no others."""

import pytest

from subscriptions.roles import Operation
from understanding.asking_why import asks_for_approval, asks_why, task_asked_about
from understanding.context import in_context


@pytest.mark.parametrize(
    "text",
    [
        "pourquoi ?",
        "Pourquoi",
        "et pourquoi ça ?",
        "pk ?",
        "et pourquoi je ne peux pas ?",
        "pour quelle raison ?",
        "pourquoi c'est refusé",
        "qui peut le faire ?",
        "et qui donc peut annuler ?",
        "à qui dois-je m'adresser ?",
        "savoir pourquoi",
        "je voudrais savoir pourquoi",
        "sapere perché",
        "je dois demander à qui ?",
        "perché?",
        "perche",
        "e perché no?",
        "xké",
        "come mai?",
        "per quale motivo?",
        "perché non posso?",
        "ma perché non è possibile?",
        "chi può farlo?",
        "chi lo può fare?",
        "a chi devo chiedere?",
    ],
)
def test_a_short_why_or_who_is_heard(text: str) -> None:
    assert asks_why(text)


@pytest.mark.parametrize(
    "text",
    [
        "quand ?",
        "oui",
        "qui êtes-vous ?",
        "chi sei?",
        "pourquoi mon prix a-t-il augmenté ?",
        "perché costa così tanto?",
        "annulez RescueAssist",
        "pourquoi payer",
        "je me demande pourquoi on ne peut pas avoir une facture chaque semaine au lieu du mois",
    ],
)
def test_other_questions_are_left_to_the_classifier(text: str) -> None:
    assert not asks_why(text)


@pytest.mark.parametrize(
    ("text", "sends"),
    [
        ("transmettre pour approbation", True),
        ("oui, transmettez la demande", True),
        ("envoyez ma demande svp", True),
        ("inviare per approvazione", True),
        ("sì, invii la richiesta", True),
        ("chieda l'approvazione", True),
        ("oui", False),
        ("sì grazie", False),
        ("ne transmettez pas la demande", False),
        ("non invii la richiesta", False),
        ("qui reçoit la demande d'approbation ?", False),
        ("envoyez-moi ma facture", False),
    ],
)
def test_the_button_may_be_said_in_words_but_a_yes_alone_sends_nothing(
    text: str, sends: bool
) -> None:
    assert asks_for_approval(text) is sends


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("pourquoi je ne peux pas annuler RescueAssist ?", Operation.CANCEL_SUBSCRIPTION),
        ("chi può disdire GoToMeeting?", Operation.CANCEL_SUBSCRIPTION),
        ("qui peut retirer l'annulation de GoToWebinar ?", Operation.WITHDRAW_CANCELLATION),
        ("perché non posso riattivare GoToMeeting?", Operation.REACTIVATE_SUBSCRIPTION),
        ("ai-je le droit d'ajouter GoToTraining ?", Operation.ADD_SUBSCRIPTION),
        ("chi può provare GoToTraining?", Operation.START_TRIAL),
        ("perché non posso modificare GoToWebinar?", Operation.CHANGE_SUBSCRIPTION),
        ("GoToWebinar est grisé chez moi", None),
    ],
)
def test_the_task_of_a_question_is_known_by_its_verb(
    text: str, operation: Operation | None
) -> None:
    assert task_asked_about(text) is operation


@pytest.mark.parametrize("form", [None, "cancel_subscription_form"])
def test_after_a_refusal_why_is_about_it(form: str | None) -> None:
    parsed = {"text": "pourquoi ?", "intent": {"name": "nlu_fallback", "confidence": 0.3}}
    moment = {"asked": None, "form": form, "first": False}

    heard = in_context(parsed, **moment, refused=True)

    assert heard["intent"]["name"] == "faq"
    assert heard["intent"]["full_retrieval_intent_name"] == "faq/who_can_act"
    assert in_context(parsed, **moment)["intent"]["name"] == "nlu_fallback"
