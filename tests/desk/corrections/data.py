"""A small copy of training data, with a test set, as the desk finds them in a checkout."""

from pathlib import Path

from desk.corrections.sentences import Known
from understanding.examples import as_file, read

SENTENCES = {
    "fr/cancel_subscription": ["je veux résilier [GoToWebinar](product)", "stop abonnement"],
    "fr/complain": ["votre service est vraiment très décevant"],
    "fr/faq/refund": ["est-ce que je serai remboursé ?"],
    "it/cancel_subscription": ["vorrei disdire [GoToWebinar](product)"],
}
TESTED = "arrêtez tout de suite mon contrat"


def checkout(directory: Path) -> Path:
    """Make a checkout with a few training sentences; give their folder."""
    folder = directory / "data" / "nlu"
    for name, lines in SENTENCES.items():
        language, _, intent = name.partition("/")
        file = folder / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        examples = [read(line, intent, language) for line in lines]
        file.write_text(as_file(intent, examples), encoding="utf-8")
    tests = directory / "tests" / "understanding"
    tests.mkdir(parents=True)
    rest = "two_requests: []\nforeign: []\n"
    (tests / "fr.yml").write_text(f"sentences:\n- text: {TESTED}\n{rest}", encoding="utf-8")
    (tests / "it.yml").write_text(f"sentences: []\n{rest}", encoding="utf-8")
    return folder


def said(text: str, intent: str = "cancel_subscription", language: str = "fr") -> Known:
    return Known(text=text, intent=intent, language=language)
