"""A number of seats as the message means it, and how surely it is asked for."""

from dataclasses import dataclass
from enum import IntEnum

from understanding.mention import Mention
from understanding.numbers import Number


class Strength(IntEnum):
    """The strongest readings of a message are what it asks for."""

    LEFT = 0
    HELD = 1
    NEEDED = 2
    PLAIN = 3
    WANTED = 4


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A number of seats, total or difference, with how surely it is asked for."""

    number: Number
    by: bool
    strength: Strength

    def mention(self) -> Mention:
        """The entity that it is in the message."""
        return Mention(
            entity="seats",
            value=self.number.value,
            start=self.number.start,
            end=self.number.end,
            role="by" if self.by else "to",
        )
