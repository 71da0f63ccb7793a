"""Rasa's view of the language detector: sets `language` on each message."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List  # noqa: UP035 - Rasa compares the annotations of `process`

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.examples import FOLDER, written
from understanding.language_examples import learn
from understanding.language_model import OTHER, LanguageModel


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LanguageDetector(GraphComponent):
    """Says whether a message is French, Italian or in another language."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model: LanguageModel | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`folder`: where fr/ and it/ are, from the directory in which one trains."""
        return {"folder": str(FOLDER)}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa fixes the signature
    ) -> LanguageDetector:
        """A detector that has learnt nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa fixes the signature
        **kwargs: Any,  # noqa: ARG003
    ) -> LanguageDetector:
        """The detector as `train` stored it."""
        detector = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            detector._model = LanguageModel.load(folder)
        return detector

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002
        """Learn from the files, and store what was learnt.

        Rasa's examples do not know their folder, which is their language; they are asked for all
        the same, so that Rasa trains again when they change.

        :raises ValueError: if there is no example of both languages in the folder.
        """
        self._model = learn(written(Path(self._config["folder"])))
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:  # noqa: UP006
        """Set `language` on each message."""
        for message in messages:
            name, confidence = self._detect(message.get("text") or "")
            found = {"name": name, "confidence": confidence}
            message.set("language", found, add_to_output=True)
        return messages

    def _detect(self, text: str) -> tuple[str, float]:
        """A command ("/...") is in no language."""
        if self._model is None or text.lstrip().startswith("/"):
            return OTHER, 0.0
        return self._model.detect(text)
