"""A message that could mean several things, heard again once the customer has said which."""

from typing import Any

from understanding.certainty import Doubt, NotUnderstood, weigh
from understanding.positions import LAST, position

DOUBT = "doubt"
"""The key of the likely meanings, full intents, in the parse of a message that has several."""
FALLBACK = "nlu_fallback"
_A_POSITION = 3  # words


def doubted(parsed: dict[str, Any]) -> dict[str, Any]:
    """Give the parse of a message as `nlu_fallback` where it is too doubtful to act on."""
    ranking = [(each["name"], each["confidence"]) for each in parsed.get("intent_ranking") or []]
    if not ranking and (parsed.get("intent") or {}).get("name"):
        return parsed  # said by a button or by hand, not guessed
    verdict = weigh(ranking)
    if not isinstance(verdict, Doubt | NotUnderstood):
        return parsed
    meanings = list(verdict.meanings) if isinstance(verdict, Doubt) else []
    sure = ranking[0][1] if ranking else 0.0
    return {**parsed, "intent": {"name": FALLBACK, "confidence": sure}, DOUBT: meanings}


def settled(parsed: dict[str, Any], before: dict[str, Any] | None) -> dict[str, Any] | None:
    """Give the doubtful message before this one with the meaning that this one chooses.

    :param parsed: a button's `/intent`, or words such as "la première".
    :param before: the parse of the customer's message before; `None` if this is the first.
    """
    meanings: list[str] = (before or {}).get(DOUBT) or []
    chosen = _chosen(parsed, meanings)
    if before is None or chosen is None:
        return None
    name = chosen.split("/")[0]
    intent = {"name": name, "confidence": 1.0}
    if name != chosen:
        intent["full_retrieval_intent_name"] = chosen
    heard = {key: value for key, value in before.items() if key != DOUBT}
    return {**heard, "intent": intent}


def _chosen(parsed: dict[str, Any], meanings: list[str]) -> str | None:
    text = str(parsed.get("text") or "")
    if text.startswith("/"):
        return text[1:] if text[1:] in meanings else None
    if not meanings or len(text.split()) > _A_POSITION:
        return None
    place = position(text)
    if place == LAST:
        return meanings[-1]
    return meanings[place - 1] if place is not None and place <= len(meanings) else None
