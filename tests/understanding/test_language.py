"""Which language a customer writes, and which one is answered in."""

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.answer_language import decide
from understanding.language import LanguageDetector

SENTENCES = {
    "fr": """
        je voudrais annuler mon abonnement
        est-ce que je serai remboursé
        il me faut une facture pour mars
        quand est-ce que mon abonnement se renouvelle
        comment changer l'adresse de facturation
        bonjour, vous pouvez m'aider s'il vous plaît
        nous n'en avons plus besoin
        combien ça coûte par mois""",
    "it": """
        vorrei disdire il mio abbonamento
        mi rimborsate i mesi che non uso
        mi serve la ricevuta di marzo
        quando si rinnova la sottoscrizione
        come cambio l'indirizzo di fatturazione
        buongiorno, mi può aiutare per favore
        non ne abbiamo più bisogno
        quanto costa al mese""",
}
RESOURCE = Resource("language")
CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> LanguageDetector:
    """A detector taught the sentences above, stored, and loaded again."""
    folder = tmp_path_factory.mktemp("nlu")
    for language, sentences in SENTENCES.items():
        write(folder / language / "cancel.yml", sentences.strip().splitlines())
    storage = LocalModelStorage.create(Path(tmp_path_factory.mktemp("model")))
    config = {"folder": str(folder)}
    LanguageDetector.create(config, storage, RESOURCE, CONTEXT).train(TrainingData())
    return LanguageDetector.load(config, storage, RESOURCE, CONTEXT)


def write(path: Path, sentences: list[str]) -> None:
    path.parent.mkdir()
    lines = "\n".join(f"    - {sentence.strip()}" for sentence in sentences)
    path.write_text(f"nlu:\n- intent: cancel\n  examples: |\n{lines}\n", encoding="utf-8")


def detected(detector: LanguageDetector, text: str) -> dict:
    (message,) = detector.process([Message({"text": text})])
    return message.as_dict(only_output_properties=True)["language"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("je voudrais changer mon adresse", "fr"),
        ("nous voudrions une facture s'il vous plaît", "fr"),
        ("vorrei cambiare il mio indirizzo", "it"),
        ("mi serve la fattura per favore", "it"),
        ("I would like to change my address please", "other"),
        ("quiero cambiar mi dirección de facturación", "other"),
        ("ich möchte meine Rechnung sehen", "other"),
    ],
)
def test_the_language_of_a_sentence(detector, text, language):
    assert detected(detector, text)["name"] == language


@pytest.mark.parametrize("text", ["", "GoToMeeting", "marie@exemple.fr", "12", "/affirm"])
def test_what_is_the_same_in_every_language_says_nothing(detector, text):
    assert detected(detector, text) == {"name": "other", "confidence": 0.0}


def test_a_product_does_not_make_a_sentence_foreign(detector):
    plain = detected(detector, "je voudrais annuler")

    assert detected(detector, "je voudrais annuler GoToAssist Remote Support v4") == plain


def test_both_languages_have_to_be_there_to_learn(tmp_path):
    write(tmp_path / "fr" / "cancel.yml", ["annuler"])
    storage = LocalModelStorage.create(tmp_path)
    one_sided = LanguageDetector.create({"folder": str(tmp_path)}, storage, RESOURCE, CONTEXT)

    with pytest.raises(ValueError, match="both languages"):
        one_sided.train(TrainingData())


@pytest.mark.parametrize(
    ("current", "found", "sure", "words", "hint", "first", "answer"),
    [
        pytest.param("fr", "it", 0.95, 6, None, False, "it", id="a sentence changes it"),
        pytest.param("fr", "it", 0.70, 6, None, False, "fr", id="a doubtful one does not"),
        pytest.param("it", "fr", 0.92, 2, None, False, "it", id="few words do not"),
        pytest.param("it", "fr", 0.99, 2, None, False, "it", id="a word or two never do"),
        pytest.param("it", "fr", 0.99, 3, None, False, "fr", id="three do without any doubt"),
        pytest.param("it", "fr", 0.97, 3, None, False, "fr", id="three words are few"),
        pytest.param("it", "other", 1.0, 9, None, False, "it", id="another language never does"),
        pytest.param("fr", "other", 1.0, 9, "it", True, "it", id="then the page decides at first"),
        pytest.param("fr", "fr", 0.75, 5, "it", True, "it", id="the page wins over a doubt"),
        pytest.param("fr", "fr", 0.95, 5, "it", True, "fr", id="a clear text wins over the page"),
        pytest.param("fr", "it", 0.60, 1, "it", True, "it", id="page and text agree"),
        pytest.param("fr", "fr", 0.99, 5, "it", False, "fr", id="the page counts only at first"),
        pytest.param("it", "it", 0.50, 2, "de", True, "it", id="a page in a third language"),
        pytest.param("it", "other", 0.0, 0, None, True, "it", id="no words, no page"),
    ],
)
def test_the_language_to_answer_in(current, found, sure, words, hint, first, answer):
    assert answer == decide(
        current, detected=found, confidence=sure, words=words, hint=hint, first=first
    )
