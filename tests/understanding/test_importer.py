"""Training reads the same sentences and intents as Rasa's own importer would."""

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter

from understanding.importer import SentenceImporter

FILES = [
    "data/nlu/fr/cancel_subscription.yml",
    "data/nlu/it/update_billing_contact.yml",
    "data/nlu/it/faq/refund.yml",
]


def sentences(importer: RasaFileImporter) -> list[tuple[str, str]]:
    examples = importer.get_nlu_data().intent_examples
    return [(one.get("text"), one.get_full_intent()) for one in examples]


def test_texts_and_full_intents_are_rasas_own() -> None:
    ours = sentences(SentenceImporter(training_data_paths=FILES))

    assert len(ours) > 900
    assert {intent for _, intent in ours} == {Path(file).stem for file in FILES[:2]} | {
        "faq/refund"
    }
    assert ours == sentences(RasaFileImporter(training_data_paths=FILES))
