"""Rasa's intent classifier: one flat decision over tasks, questions and small talk."""

from __future__ import annotations

import json
from typing import Any, List  # noqa: UP035 - Rasa compares the annotations of `process`

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from understanding.encoder import Encoder
from understanding.examples import Example
from understanding.foreign import not_spoken_here
from understanding.importer import FILED_UNDER
from understanding.intent_model import STRENGTH, IntentModel
from understanding.listening import Understood, listen
from understanding.selector import SEPARATOR, selection
from understanding.tuned_from import TunedFrom

_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent, RasaIntentClassifier):
    """Says what a message asks, in either language, and what else it asks (`also`)."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model: IntentModel | None = None
        self._responses: dict[str, Any] = {}

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: how little the weights are held back."""
        return {"strength": STRENGTH}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa fixes the signature
    ) -> IntentClassifier:
        """A classifier that has learnt nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa fixes the signature
        **kwargs: Any,  # noqa: ARG003
    ) -> IntentClassifier:
        """The classifier as `train` stored it."""
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            classifier._model = IntentModel.load(folder)
            stored = (folder / "responses.json").read_text(encoding="utf-8")
            classifier._responses = json.loads(stored)
        # Reads the shipped weights now: the first customer need not wait.
        classifier._model.probabilities(["?"])
        return classifier

    def train(self, training_data: TrainingData) -> Resource:
        """Learn every full intent, and store what was learnt.

        :raises ValueError: if the examples are of fewer than two intents.
        """
        examples = [_example(one) for one in training_data.intent_examples if one.get("text")]
        if len({one.intent for one in examples}) < 2:
            raise ValueError("examples of at least two intents are needed")
        self._model = IntentModel.learn(
            examples,
            encoder=Encoder.load(),
            calibration=TunedFrom.load().calibration,
            strength=self._config["strength"],
        )
        self._responses = training_data.responses
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
            stored = json.dumps(self._responses, ensure_ascii=False)
            (folder / "responses.json").write_text(stored, encoding="utf-8")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:  # noqa: UP006
        """Set `intent`, `intent_ranking`, `response_selector` and `also` on each message."""
        for message in messages:
            text = (message.get("text") or "").strip()
            self._report(message, self._understand(text, message.get("language") or {}))
        return messages

    def _understand(self, text: str, spoken: dict[str, Any]) -> Understood:
        if self._model is None or not any(map(str.isalnum, text)):
            return Understood()
        if not text.startswith("/"):
            return not_spoken_here(listen(self._model, text), text, spoken)
        # Rasa's own reader of "/intent" comes next, but does not know "/faq/refund".
        known = SEPARATOR in text[1:] and text[1:] in self._model.head.labels
        return Understood(ranking=[(text[1:], 1.0)] if known else [])

    def _report(self, message: Message, understood: Understood) -> None:
        full, confidence = understood.ranking[0] if understood.ranking else (None, 0.0)
        name = full.split(SEPARATOR)[0] if full else None
        ranking = [{"name": name, "confidence": sure} for name, sure in understood.ranking]
        labels = self._model.head.labels if self._model else ()
        selected = selection(labels, understood.questions(), self._responses)
        said: dict[str, Any] = {
            "intent": {"name": name, "confidence": confidence},
            "intent_ranking": ranking[:_RANKED],
            "response_selector": selected,
            "also": understood.also,
        }
        for key, value in said.items():
            message.set(key, value, add_to_output=True)


def _example(message: Message) -> Example:
    return Example(
        text=message.get("text"),
        intent=message.get_full_intent(),
        language=message.get(FILED_UNDER, ""),
    )
