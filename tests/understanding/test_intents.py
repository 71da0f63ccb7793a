"""The intent classifier, taught a handful of sentences, as Rasa uses it."""

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.intents import IntentClassifier

SENTENCES = {
    "cancel_subscription": [
        "je veux annuler mon abonnement",
        "je voudrais résilier mon abonnement RescueAssist",
        "annulez mon abonnement GoToMeeting",
        "vorrei disdire il mio abbonamento",
        "disdite il mio piano GoToWebinar",
    ],
    "get_receipt": [
        "il me faut la facture de mars",
        "je voudrais recevoir le reçu du dernier paiement",
        "envoyez-moi une facture",
        "mi serve la ricevuta di maggio",
        "vorrei la fattura del mese scorso",
    ],
    "faq/refund": [
        "est-ce que je serai remboursé ?",
        "vais-je récupérer mon argent ?",
        "je veux un remboursement",
        "sarò rimborsato?",
        "vorrei avere un rimborso",
    ],
    "faq/when_effective": [
        "à partir de quand est-ce effectif ?",
        "quand le changement prend-il effet ?",
        "da quando ha effetto la modifica?",
        "quando diventa effettivo?",
    ],
    "greet": ["bonjour", "salut", "bonjour à tous", "buongiorno", "ciao"],
    "affirm": ["oui", "oui, c'est bien ça", "d'accord", "sì", "sì, certo", "oui, annulez-le"],
    "deny": ["non", "non merci", "no", "no grazie", "non, ne l'annulez pas"],
    "complain": ["votre service est nul", "c'est scandaleux", "è una vergogna"],
}
RESPONSES = {"utter_faq/refund": [{"text": "Aucun remboursement."}]}
RESOURCE = Resource("intents")
CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    """Where a classifier of the sentences above is stored."""
    examples = [
        Message.build(text=text, intent=intent)
        for intent, texts in SENTENCES.items()
        for text in texts
    ]
    stored = LocalModelStorage.create(Path(tmp_path_factory.mktemp("model")))
    config = IntentClassifier.get_default_config()
    classifier = IntentClassifier.create(config, stored, RESOURCE, CONTEXT)
    classifier.train(TrainingData(examples, responses=RESPONSES))
    return stored


@pytest.fixture(scope="module")
def classifier(storage: LocalModelStorage) -> IntentClassifier:
    return IntentClassifier.load({}, storage, RESOURCE, CONTEXT)


def understood(classifier: IntentClassifier, text: str) -> dict:
    """What the next component, and the dialogue, get to see."""
    (message,) = classifier.process([Message({"text": text})])
    return message.as_dict(only_output_properties=True)


@pytest.mark.parametrize("text", ["je voudrais annuler mon abonnement", "vorrei disdire"])
def test_a_task_is_named_in_both_languages(classifier, text):
    heard = understood(classifier, text)

    assert heard["intent"]["name"] == "cancel_subscription"
    assert 0 < heard["intent"]["confidence"] <= 1
    assert heard["also"] == []


def test_the_ranking_has_full_names_likeliest_first(classifier):
    ranking = understood(classifier, "est-ce que je serai remboursé ?")["intent_ranking"]

    confidences = [one["confidence"] for one in ranking]
    assert ranking[0]["name"] == "faq/refund"
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1, abs=1e-4)
    assert len(ranking) == len(SENTENCES)


def test_a_question_is_handed_over_as_rasa_s_response_selector_does(classifier):
    heard = understood(classifier, "sarò rimborsato?")

    selector = heard["response_selector"]
    assert heard["intent"]["name"] == "faq"
    assert selector["all_retrieval_intents"] == ["faq"]
    assert selector["faq"]["response"] == {
        "responses": RESPONSES["utter_faq/refund"],
        "confidence": heard["intent"]["confidence"],
        "intent_response_key": "faq/refund",
        "utter_action": "utter_faq/refund",
    }
    keys = [one["intent_response_key"] for one in selector["faq"]["ranking"]]
    assert keys == ["faq/refund", "faq/when_effective"]


def test_a_stored_classifier_is_the_trained_one(storage, classifier):
    again = IntentClassifier.load({}, storage, RESOURCE, CONTEXT)

    text = "envoyez-moi la facture de juin"
    assert understood(again, text) == understood(classifier, text)


@pytest.mark.parametrize("text", ["", "   ", "...", "/cancel_subscription", "/"])
def test_nothing_is_read_into_silence_and_commands(classifier, text):
    heard = understood(classifier, text)

    assert heard["intent"] == {"name": None, "confidence": 0.0}
    assert heard["intent_ranking"] == []
    assert heard["also"] == []


def test_a_command_may_name_a_question(classifier):
    heard = understood(classifier, "/faq/refund")

    assert heard["intent"] == {"name": "faq", "confidence": 1.0}
    assert heard["response_selector"]["faq"]["response"]["utter_action"] == "utter_faq/refund"


def test_a_second_request_is_kept_with_its_place_in_the_message(classifier):
    text = "Je voudrais annuler mon abonnement et recevoir la facture de mars"

    heard = understood(classifier, text)

    (other,) = heard["also"]
    assert heard["intent"]["name"] == "cancel_subscription"
    assert other["intent"] == "get_receipt"
    assert text[other["start"] : other["end"]] == "recevoir la facture de mars"


def test_a_question_after_a_yes_is_the_one_the_selector_answers(classifier):
    heard = understood(classifier, "oui, et est-ce que je serai remboursé ?")

    assert heard["intent"]["name"] == "affirm"
    assert [one["intent"] for one in heard["also"]] == ["faq/refund"]
    assert heard["response_selector"]["faq"]["response"]["intent_response_key"] == "faq/refund"


def test_examples_of_one_intent_teach_nothing(storage):
    classifier = IntentClassifier.create(
        IntentClassifier.get_default_config(), storage, Resource("poor"), CONTEXT
    )
    with pytest.raises(ValueError, match="two intents"):
        classifier.train(TrainingData([Message.build(text="ciao", intent="greet")]))
