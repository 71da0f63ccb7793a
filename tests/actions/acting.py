"""Actions called as the action server calls them, on a database with the demo accounts."""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.speech import Speech
from actions.turn import Turn
from store.audit import Context
from tests.databases import NOW

MEMBER, CONTACT = "user_atelier_membre", "user_atelier_facturation"


def turn(
    url: str,
    text: str,
    intent: str,
    *,
    person: str | None = MEMBER,
    entities: list[dict[str, Any]] | None = None,
) -> Turn:
    return Turn(
        database_url=url,
        person_id=person,
        context=Context(conversation_id="conv_one", channel="rest", language="fr", now=NOW),
        text=text,
        intent=intent,
        entities=entities or [],
        also=[],
        is_first=True,
    )


def product(text: str, name: str) -> dict[str, Any]:
    """Give the entity of a product that is named as it is called."""
    start = text.index(name)
    return {"entity": "product", "value": name, "start": start, "end": start + len(name)}


def tracker(**slots: Any) -> Tracker:
    return Tracker("conv_one", slots, {}, [], False, None, {}, "action_listen")


def voice() -> tuple[Speech, list[dict[str, Any]]]:
    """Give a French voice, and the list that what it says will stand in."""
    dispatcher = CollectingDispatcher()
    return Speech(dispatcher, "fr"), dispatcher.messages


def slots(events: list[Any]) -> dict[str, Any]:
    """Give what the slots hold after the events, the last one counting."""
    return {each["name"]: each["value"] for each in events if each["event"] == "slot"}


def titles(message: dict[str, Any]) -> list[str]:
    return [each["title"] for each in message["buttons"]]
