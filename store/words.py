"""The words of conversations, to find them by: FTS5 on SQLite, tsvector on PostgreSQL.

Both engines get the same folded words (`store.folding`) and the same question; neither sees
the syntax of what staff typed, so nothing typed can mean anything but words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Integer, String, bindparam, column, literal_column, select, table, text
from sqlalchemy.engine import Connection

from store.folding import words_of

Who = Literal["anyone", "customer"]

_MOST_WORDS = 20_000
_MOST_CHARACTERS = 300_000
"""Of one conversation; what comes later is not found. PostgreSQL holds a tsvector to 1 MB."""
_MOST_TERMS = 12
_LAST_POSITION = 16_383  # of a tsvector
_BETWEEN_MESSAGES = "zqzqz"
"""A word that nobody writes: keeps a quoted phrase from being found across two messages."""

_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»')


@dataclass(frozen=True)
class Term:
    """Words that have to follow one another; the last may go on when `open_ended`."""

    words: tuple[str, ...]
    open_ended: bool


def understand(typed: str) -> list[Term]:
    """Read what staff typed: words may go on (`abonn`), what is quoted is meant exactly."""
    phrases = [
        Term(tuple(word.folded for word in words_of(next(filter(None, each.groups()), ""))), False)
        for each in _QUOTED.finditer(typed)
    ]
    loose = [word.folded for word in words_of(_QUOTED.sub(" ", typed))]
    telling = [word for word in loose if len(word) > 1 or word.isdigit()] or loose
    terms = [each for each in phrases if each.words] + [Term((word,), True) for word in telling]
    return list(dict.fromkeys(terms))[:_MOST_TERMS]


def folded(said: Sequence[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Give author and folded words of each message, as far as they are indexed.

    :param said: author and text of each message, in order.
    """
    left, characters, kept = _MOST_WORDS, _MOST_CHARACTERS, []
    for author, words in said:
        found = [word.folded for word in words_of(words)][:left]
        left -= len(found)
        characters -= sum(map(len, found))
        if characters < 0:
            break
        kept.append((author, found))
    return kept


def keep(
    connection: Connection, number: int, said: Sequence[tuple[str, list[str]]], *, anew: bool
) -> None:
    """Store the words of one conversation in place of what was stored.

    :param said: as `folded` gives it.
    :param anew: nothing has been stored for this conversation yet.
    """
    customer = [words for author, words in said if author == "customer"]
    if connection.dialect.name == "sqlite":
        others = [words for author, words in said if author != "customer"]
        verb = "INSERT" if anew else "INSERT OR REPLACE"
        connection.execute(
            text(
                f"{verb} INTO conversation_words (rowid, customer, others)"
                " VALUES (:number, :customer, :others)"
            ),
            {"number": number, "customer": _line(customer), "others": _line(others)},
        )
        return
    everybody = [words for _, words in said]
    connection.execute(
        text(
            "INSERT INTO conversation_words (number, customer, everybody)"
            " VALUES (:number, CAST(:customer AS tsvector), CAST(:everybody AS tsvector))"
            " ON CONFLICT (number) DO UPDATE"
            " SET customer = excluded.customer, everybody = excluded.everybody"
        ),
        {"number": number, "customer": _vector(customer), "everybody": _vector(everybody)},
    )


def _line(messages: list[list[str]]) -> str:
    return f" {_BETWEEN_MESSAGES} ".join(" ".join(words) for words in messages)


def _vector(messages: list[list[str]]) -> str:
    positions: dict[str, list[int]] = {}
    position = 0
    for words in messages:
        position += 1  # a gap, so that no phrase runs on into the next message
        for word in words:
            position += 1
            positions.setdefault(word, []).append(min(position, _LAST_POSITION))
    return " ".join(
        f"'{word}':{','.join(map(str, places[:255]))}" for word, places in positions.items()
    )


def numbers_with(connection: Connection, terms: Sequence[Term], who: Who) -> Any:
    """Give a query for the column `number` of the conversations that hold all of `terms`."""
    if connection.dialect.name == "sqlite":
        kept = table("conversation_words", column("rowid", Integer))
        question = " AND ".join(_for_fts5(term) for term in terms)
        asked = f"{{customer}} : ({question})" if who == "customer" else question
        return select(kept.c.rowid.label("number")).where(
            literal_column("conversation_words").op("MATCH")(bindparam(None, asked, String))
        )
    column_name = "customer" if who == "customer" else "everybody"
    kept = table("conversation_words", column("number", Integer), column(column_name))
    question = " & ".join(_for_postgresql(term) for term in terms)
    asked = text("CAST(:question AS tsquery)").bindparams(question=question)
    return select(kept.c.number).where(kept.c[column_name].op("@@")(asked))


def _for_fts5(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.open_ended else "")


def _for_postgresql(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    if term.open_ended:
        words[-1] += ":*"
    return f"({' <-> '.join(words)})"
