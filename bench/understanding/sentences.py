"""The test sentences of `tests/understanding`, which nothing is ever chosen by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path("tests/understanding")
LANGUAGES = ("fr", "it")

Named = tuple[str, str, str]
"""An entity, its value and its role, all as text; seats without a role are a total."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One test sentence, what it means, and how it is worded."""

    text: str
    intent: str
    style: str
    named: Sequence[Named] = ()


@dataclass(frozen=True, kw_only=True)
class TestSet:
    """Everything that is asked in one language.

    :param foreign: said to other assistants; none of it may begin a task.
    :param pairs: messages with two requests, and these in order.
    """

    language: str
    asked: list[Asked]
    foreign: list[str]
    pairs: list[tuple[str, list[str]]] = field(default_factory=list)

    __test__ = False  # not a test class, whatever pytest makes of its name


def read(language: str, folder: Path = FOLDER) -> TestSet:
    """Read the test set of a language."""
    path = folder / f"{language}.yml"
    stored = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return TestSet(
        language=language,
        asked=[
            Asked(
                text=one["text"],
                intent=one["intent"],
                style=one["style"],
                named=[named(each) for each in one.get("entities", ())],
            )
            for one in stored["sentences"]
        ],
        foreign=stored["foreign"],
        pairs=[(one["text"], one["intents"]) for one in stored["two_requests"]],
    )


def named(entity: dict[str, Any]) -> Named:
    """An entity in the form in which two are compared: case, spaces and final marks aside."""
    value = " ".join(str(entity["value"]).split()).strip(" .,;:").casefold()
    role = entity.get("role") or ("to" if entity["entity"] == "seats" else "")
    return entity["entity"], value, role
