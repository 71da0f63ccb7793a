"""The form of a correction: a sentence, its intent, and rows of what it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData

from desk.corrections import entities, marks
from desk.corrections.alike import tidy
from desk.corrections.sentences import LANGUAGES
from store.conversation_facts import heard
from store.corrections import Taught

EMPTY_ROWS = 2
"""Rows without words that a form offers; sent with words, they come back filled, and two more."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one row of the form says."""

    words: str = ""
    entity: str = ""
    value: str = ""
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What a form says, and what is wrong with it as names of labels with their blanks."""

    taught: Taught
    rows: tuple[Row, ...]
    problems: tuple[tuple[str, str], ...]


def read(form: FormData) -> Sent:
    """Read a form that was sent."""
    sentence = tidy(str(form.get("sentence", "")))
    language = str(form.get("language", ""))
    rows = tuple(row for row in _rows(form) if row.words)
    problems = [] if language in LANGUAGES else [("language", language)]
    mentions: list[dict[str, Any]] = []
    for row in rows:
        problem = _problem(row)
        start = _place(sentence, row.words, mentions)
        if problem is None and start is None:
            problem = ("words", row.words)
        if problem is not None or start is None:
            problems.append(problem or ("words", row.words))
            continue
        mentions.append(
            {
                "entity": row.entity,
                "value": row.value or row.words,
                "start": start,
                "end": start + len(row.words),
                "role": row.role or None,
            }
        )
    taught = Taught(
        sentence=sentence,
        intent=str(form.get("intent", "")),
        language=language,
        mentions=sorted(mentions, key=lambda each: int(each["start"])),
    )
    return Sent(taught=taught, rows=rows, problems=tuple(problems))


def rows_of(sentence: str, mentions: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Give the rows that say what a sentence names."""
    return [
        Row(
            words=sentence[one["start"] : one["end"]],
            entity=one["entity"],
            value=str(one["value"]),
            role=one["role"] or "",
        )
        for one in mentions
    ]


def understood_rows(sentence: str, understood: Any) -> list[Row]:
    """Give the rows of what was found in a message, for the reviewer to begin with."""
    known = entities.values()
    found = [
        {
            "entity": one["entity"],
            "value": one.get("value", ""),
            "start": one["start"],
            "end": one["end"],
            "role": one.get("role"),
        }
        for one in heard(understood).entities
        if one.get("entity") in known
        and isinstance(one.get("start"), int)
        and isinstance(one.get("end"), int)
    ]
    try:
        marks.check(sentence, found)
    except marks.OutOfPlaceError:
        return []
    return rows_of(sentence, found)


def _rows(form: FormData) -> list[Row]:
    columns = [
        [str(value).strip() for value in form.getlist(name)]
        for name in ("words", "entity", "value", "role")
    ]
    return [
        Row(words=tidy(words), entity=entity, value=value, role=role)
        for words, entity, value, role in zip(*columns, strict=False)
    ]


def _problem(row: Row) -> tuple[str, str] | None:
    if row.entity not in entities.values():
        return "entity", row.words
    if not entities.is_value(row.entity, row.value or row.words):
        return "value", row.words
    if row.role and row.role not in entities.ROLES.get(row.entity, ()):
        return "role", row.words
    return None


def _place(sentence: str, words: str, taken: Sequence[Mapping[str, Any]]) -> int | None:
    """Give where the words stand, the first place that no earlier row has."""
    start = sentence.find(words)
    while start >= 0:
        end = start + len(words)
        if all(end <= each["start"] or each["end"] <= start for each in taken):
            return start
        start = sentence.find(words, start + 1)
    return None
