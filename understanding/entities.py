"""The pipeline's entity extractor: rules of both languages, nothing learnt."""

from __future__ import annotations

from typing import Any, Dict, List  # noqa: UP035 - Rasa compares the annotations of `process`

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from understanding.finder import find_mentions
from understanding.mention import Mention

_COMMAND = "/"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityFinder(GraphComponent):
    """Names what a message speaks of; the same words give the same entities in both languages."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],  # noqa: ARG003, UP006 - Rasa fixes the signature
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> EntityFinder:
        """A finder; it has no settings and stores nothing."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:  # noqa: UP006
        """Set the entities of each message, except of commands ("/...") and of empty ones."""
        for message in messages:
            text = message.get(TEXT)
            if not text or text.lstrip().startswith(_COMMAND):
                continue
            message.set(
                ENTITIES, [_entity(one) for one in find_mentions(text)], add_to_output=True
            )
        return messages


def _entity(mention: Mention) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "entity": mention.entity,
        "value": mention.value,
        "start": mention.start,
        "end": mention.end,
        "extractor": EntityFinder.__name__,
    }
    if mention.role is not None:
        entity["role"] = mention.role
    return entity
