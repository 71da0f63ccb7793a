"""The shape in which Rasa's response selector hands over the answer to a question.

`utter_faq` and the message processor read it: see rasa/nlu/selectors/response_selector.py.
"""

from collections.abc import Mapping, Sequence
from typing import Any

SEPARATOR = "/"

Ranking = Sequence[tuple[str, float]]


def retrieval_intents(labels: Sequence[str]) -> list[str]:
    """The intents that have questions below them, such as `faq`."""
    return sorted({label.split(SEPARATOR)[0] for label in labels if SEPARATOR in label})


def selection(
    labels: Sequence[str], ranking: Ranking, responses: Mapping[str, Any]
) -> dict[str, Any]:
    """What was selected for each retrieval intent; `ranking` has full intents, likeliest first."""
    intents = retrieval_intents(labels)
    selected: dict[str, Any] = {"all_retrieval_intents": intents}
    for intent in intents:
        below = [(name, sure) for name, sure in ranking if name.startswith(intent + SEPARATOR)]
        if below:
            selected[intent] = _chosen(below, responses)
    return selected


def _chosen(below: Ranking, responses: Mapping[str, Any]) -> dict[str, Any]:
    name, confidence = below[0]
    action = f"utter_{name}"
    return {
        "response": {
            "responses": responses.get(action) or [{"text": name}],
            "confidence": confidence,
            "intent_response_key": name,
            "utter_action": action,
        },
        "ranking": [{"confidence": sure, "intent_response_key": key} for key, sure in below],
    }
