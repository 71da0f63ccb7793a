"""Which language to answer in: what the customer writes, the page they are on, and habit."""

from typing import Any

from understanding.examples import LANGUAGES

_OTHER = "other"
_CLEAR = 0.8
_VERY_SURE = 0.97
_A_WORD_OR_TWO = 2
_FEW_WORDS = 3


def decide(
    current: str, *, detected: str, confidence: float, words: int, hint: str | None, first: bool
) -> str:
    """Give the language to answer in.

    `hint` is the language of the page, which counts on the first message only. A word or two
    ("ok", "sì", "pro") never change the language of a conversation, and three only if there
    is no doubt. A language nobody here speaks changes nothing.
    """
    before = hint if first and hint in LANGUAGES else current
    if detected not in LANGUAGES or detected == before:
        return before
    if words <= _A_WORD_OR_TWO and not first:
        return before
    needed = _VERY_SURE if words <= _FEW_WORDS else _CLEAR
    return detected if confidence >= needed else before


def choose(
    current: str, parsed: dict[str, Any], *, hint: str | None, first: bool, is_known: bool
) -> str:
    """Give the language to answer a parsed message in, an explicit wish for one included.

    :param is_known: `current` means something: the language of the customer's account.
    """
    wished = [
        str(each["value"])
        for each in parsed.get("entities") or []
        if each["entity"] == "language" and each["value"] in LANGUAGES
    ]
    if wished and (parsed.get("intent") or {}).get("name") == "change_language":
        return wished[0]
    text = str(parsed.get("text") or "")
    if text.startswith("/"):
        return hint if first and hint in LANGUAGES else current
    found = parsed.get("language") or {"name": _OTHER, "confidence": 0.0}
    if first and not is_known and hint not in LANGUAGES and found["name"] in LANGUAGES:
        return str(found["name"])  # nothing else speaks for a language yet
    return decide(
        current,
        detected=found["name"],
        confidence=found["confidence"],
        words=len(text.split()),
        hint=hint,
        first=first,
    )
