"""How actions speak: a response of `domain.yml`, its blanks, its buttons."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from rasa_sdk.executor import CollectingDispatcher

from subscriptions.model import Subscription
from subscriptions.roles import Operation
from wording import Words


class Speech:
    """The assistant's voice in one turn, in one language."""

    def __init__(self, dispatcher: CollectingDispatcher, language: str) -> None:
        self._dispatcher = dispatcher
        self.words = Words(language)

    def say(
        self, response: str, *, buttons: Sequence[dict[str, str]] | None = None, **blanks: Any
    ) -> None:
        """Utter a response; dates among the blanks are put into words, with articles."""
        days = {name: value for name, value in blanks.items() if isinstance(value, date)}
        rest = {name: value for name, value in blanks.items() if name not in days}
        self._dispatcher.utter_message(
            response=response, buttons=list(buttons or []), **rest, **self.words.days(**days)
        )

    def task(self, operation: Operation | str) -> str:
        """Give a task as words that follow "pour" or "peut"."""
        name = operation.value if isinstance(operation, Operation) else operation
        return self.words.label(f"task_{name}")

    def offer(
        self,
        intent: str,
        subscription: Subscription | None = None,
        *,
        product: str | None = None,
        label: str | None = None,
    ) -> dict[str, str]:
        """Make a button that asks for an intent, about a subscription or product if given."""
        name = label or intent.removeprefix("faq/")
        entities = {} if subscription is None else {"subscription": subscription.id}
        if product is not None:
            entities["product"] = product
        payload = f"/{intent}{json.dumps(entities) if entities else ''}"
        return {"title": self.words.label(f"button_{name}"), "payload": payload}

    def answer(self, title: str, **entities: str) -> dict[str, str]:
        """Make a button that answers a question."""
        return {"title": title, "payload": f"/inform{json.dumps(entities)}"}

    def choice(self, subscription: Subscription) -> dict[str, str]:
        """Make the button that chooses a subscription of a list."""
        entities = json.dumps({"subscription": subscription.id})
        return {
            "title": self.words.subscription(subscription),
            "payload": f"/inform{entities}",
        }
