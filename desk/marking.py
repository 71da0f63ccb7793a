"""A message cut into pieces: entities as they were found, and words that were searched for."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from store.passages import Piece, marked
from store.words import Term


class Marked(NamedTuple):
    """A piece of a message. `entity` names what was found in it; `value` what it stands for."""

    pieces: list[Piece]
    entity: str | None = None
    role: str | None = None
    value: str | None = None


def mark(text: str, entities: Sequence[dict[str, Any]], terms: Sequence[Term]) -> list[Marked]:
    """Cut a text at its entities, first come first served; what lies elsewhere is left out."""
    parts: list[Marked] = []
    end = 0
    for each in sorted(filter(has_place, entities), key=lambda each: each["start"]):
        if each["start"] < end or each["end"] > len(text):
            continue
        words = text[each["start"] : each["end"]]
        parts.append(Marked(marked(text[end : each["start"]], terms)))
        value = str(each.get("value", ""))
        parts.append(
            Marked(
                marked(words, terms),
                str(each.get("entity", "?")),
                str(each["role"]) if each.get("role") else None,
                value if value and value != words else None,
            )
        )
        end = each["end"]
    parts.append(Marked(marked(text[end:], terms)))
    return [part for part in parts if part.pieces]


def has_place(entity: dict[str, Any]) -> bool:
    """Tell whether an entity says where in the text it stands."""
    start, end = entity.get("start"), entity.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end
