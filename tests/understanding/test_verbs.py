"""Two requests of one message, told apart by their verbs, each with its own product."""

from typing import Any

import pytest

from understanding.finder import find_mentions
from understanding.verbs import requests


def _requests(text: str) -> list[tuple[str, str]]:
    entities: list[dict[str, Any]] = [
        {"entity": one.entity, "value": one.value, "role": one.role, "start": one.start}
        for one in find_mentions(text)
    ]
    return [
        (each["intent"], text[each["start"] : each["end"]]) for each in requests(text, entities)
    ]


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("résilier LogMeIn Pro et réactiver GoToTraining", ["cancel", "reactivate"]),
        ("retirez l'annulation de GoToMeeting et arrêtez Rescue", ["withdraw", "cancel"]),
        ("disdire Rescue e comprare GoToWebinar", ["cancel", "add"]),
        ("arrêtez Rescue puis ajoutez 4 licences à GoToMeeting", ["cancel", "change"]),
        ("acquistiamo Rescue e proviamo GoToTraining", ["add", "start"]),
    ],
)
def test_each_verb_with_its_product_is_a_request(text: str, intents: list[str]) -> None:
    assert [intent.split("_")[0] for intent, _ in _requests(text)] == intents


def test_a_request_reaches_to_the_next_verb() -> None:
    assert [part for _, part in _requests("résilier Rescue et réactiver GoToTraining")] == [
        "résilier Rescue et ",
        "réactiver GoToTraining",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "résilier Rescue et GoToTraining",
        "résilier Rescue, puis-je réactiver GoToTraining ?",
        "je ne veux pas résilier Rescue mais réactiver GoToTraining",
        "résilier Rescue et en acheter un autre",
        "se disdico Rescue posso comprare GoToMeeting",
        "bonjour",
    ],
)
def test_what_is_not_clearly_two_requests_is_left_to_the_model(text: str) -> None:
    assert _requests(text) == []
