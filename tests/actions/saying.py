"""Messages as the forms hear them, with what the rules of `understanding` find in them."""

from typing import Any

from actions.said import Said
from understanding.finder import find_mentions


def said(text: str, intent: str = "inform") -> Said:
    """Give a message that a customer typed."""
    return Said(text=text, intent=intent, entities=found(text))


def pressed(**behind: Any) -> Said:
    """Give a button with its values, which stand nowhere in the text."""
    entities = [{"entity": name, "value": value} for name, value in behind.items()]
    return Said(text="/inform", intent="inform", entities=entities)


def found(text: str) -> list[dict[str, Any]]:
    """Give what a message names, in the shape of the parse."""
    return [
        {
            "entity": each.entity,
            "value": each.value,
            "start": each.start,
            "end": each.end,
            **({} if each.role is None else {"role": each.role}),
        }
        for each in find_mentions(text)
    ]
