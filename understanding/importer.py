"""How Rasa reads our sentences to train: their words and intents, without the marks.

What is named in them is found by rules, nothing of which is learnt; Rasa checks each mark against
a schema, and copies and hashes it several times over, which takes as long as learning.
"""

from __future__ import annotations

from pathlib import Path

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.examples import LANGUAGES, in_file

FILED_UNDER = "filed_under"
"""Of a sentence, the language whose folder it is in."""


class SentenceImporter(RasaFileImporter):
    """Rasa's own importer of files, but for the sentences."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:  # noqa: ARG002
        """Read every sentence of the training files."""
        return TrainingData([one for file in self._nlu_files for one in _sentences(Path(file))])


def _sentences(path: Path) -> list[Message]:
    language = next((part for part in path.parts if part in LANGUAGES), "")
    messages = [Message.build(one.text, one.intent) for one in in_file(path, language)]
    for message in messages:
        message.set(FILED_UNDER, language)
    return messages
