"""What a customer's message names, and where."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mention:
    """One entity in a text; `start` and `end` count characters."""

    entity: str
    value: str | int
    start: int
    end: int
    role: str | None = None

    def overlaps(self, start: int, end: int) -> bool:
        """Whether the stretch shares a character with this mention."""
        return self.start < end and start < self.end


def outside(mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether the stretch lies clear of all the mentions."""
    return not any(mention.overlaps(start, end) for mention in mentions)
