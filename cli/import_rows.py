"""What both kinds of import file come down to: rows of named texts, grouped by account.

A nested JSON field and its CSV column have one name, such as `billing_contact.email`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from trust.redaction import redact

_LONGEST_SHOWN = 60
_FEWEST_DIGITS_HIDDEN = 13  # a card number with a slip of the pen is still one
_SECRETS = frozenset({"card", "iban"})


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why something cannot be stored. `where` is a line, or a path in a JSON file."""

    where: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One account, user or subscription as written.

    :param values: what is there, by the field's name; an empty field is not there.
    :param refused: fields that were reported already and must not be looked at again.
    """

    where: str
    values: dict[str, str]
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An account and the rows that belong to it."""

    account: Row
    users: tuple[Row, ...]
    subscriptions: tuple[Row, ...]


@dataclass
class Contents:
    """What a file holds, and what could not be read of it."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def reject(self, where: str, reason: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(where=where, reason=reason))

    @contextmanager
    def reporting(self, where: str) -> Iterator[None]:
        """Note the `ValueError` that ends the block, if one does, as a problem."""
        try:
            yield
        except ValueError as error:
            self.reject(where, str(error))

    def row(
        self, where: str, cells: Iterable[tuple[str, str]], refused: frozenset[str] = frozenset()
    ) -> Row:
        """Make a row of its cells.

        A cell with a card number or an IBAN is refused without being repeated (A46): nothing
        after this ever sees it.
        """
        values: dict[str, str] = {}
        for name, raw in cells:
            text = raw.strip()
            if holds_a_secret(text):
                self.reject(where, f"{shown(name)}: holds a card number or an IBAN")
                refused |= {name}
            elif name in values:
                self.reject(where, f"{shown(name)}: is written twice")
                refused |= {name}
            elif text:
                values[name] = text
        kept = {name: value for name, value in values.items() if name not in refused}
        return Row(where=where, values=kept, refused=refused)


def holds_a_secret(text: str) -> bool:
    """Tell whether a full card number or an IBAN is in a text."""
    return bool(redact(text).found & _SECRETS)


def shown(text: str) -> str:
    """Give a text as a reason may repeat it: short, on one line, no number as long as a card's."""
    if sum(map(str.isdigit, text)) >= _FEWEST_DIGITS_HIDDEN:
        return "(a long number)"
    safe = redact(text).text
    return repr(safe if len(safe) <= _LONGEST_SHOWN else f"{safe[:_LONGEST_SHOWN]}…")
