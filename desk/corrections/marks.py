"""A sentence with Rasa's marks around what it names.

The same as `understanding.examples.marked`, which reads marks too and so needs Rasa; a test
holds the two together.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

Mention = Mapping[str, Any]
"""Entity, value, start and end in the text, and role or `None`."""


class OutOfPlaceError(ValueError):
    """A mention does not stand in its sentence, or overlaps another."""


def marked(text: str, mentions: Sequence[Mention]) -> str:
    """Give `text` with its marks.

    :raises OutOfPlaceError: if a mention is outside the text, empty, or overlaps another.
    """
    check(text, mentions)
    for one in sorted(mentions, key=lambda mention: -mention["start"]):
        named = text[one["start"] : one["end"]]
        text = f"{text[: one['start']]}[{named}]{_mark(one, named)}{text[one['end'] :]}"
    return text


def check(text: str, mentions: Sequence[Mention]) -> None:
    """Make sure that every mention stands in the text by itself.

    :raises OutOfPlaceError: if one does not.
    """
    reached = 0
    for one in sorted(mentions, key=lambda mention: mention["start"]):
        if not reached <= one["start"] < one["end"] <= len(text):
            raise OutOfPlaceError(f"{one['entity']} does not stand in the sentence")
        reached = one["end"]


def _mark(mention: Mention, named: str) -> str:
    value, role = str(mention["value"]), mention.get("role")
    if role is None and value == named:
        return f"({mention['entity']})"
    if role is None and ")" not in value:
        return f"({mention['entity']}:{value})"
    told = {"entity": mention["entity"], "role": role, "value": value}
    return json.dumps({key: told[key] for key in told if told[key]}, ensure_ascii=False)
