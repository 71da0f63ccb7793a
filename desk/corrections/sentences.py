"""The training sentences as the desk compares with them: bare words, no Rasa needed.

Reads the one form that `understanding.examples.as_file` writes and `make check` holds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from understanding.folding import compose, fold

LANGUAGES = ("fr", "it")
_INTENT = "- intent: "
_DASH = "    - "
_MARK = re.compile(r"\[([^\]]+?)\](?:\([^)]*?\)|\{[^}]+?\})")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A sentence that is learnt already, or waits to be, with its full intent."""

    text: str
    intent: str
    language: str

    @cached_property
    def bare(self) -> str:
        return bare(self.text)


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """Everything that models learn from, and digests of what they are tested on."""

    sentences: tuple[Known, ...]
    tested: frozenset[str]
    has_tests: bool

    def intents(self, language: str) -> list[str]:
        """Give the intents that have a file of sentences in a language."""
        return sorted({one.intent for one in self.sentences if one.language == language})

    def vocabulary(self, language: str) -> frozenset[str]:
        """Give the bare words of all sentences of a language."""
        return self._vocabularies[language]

    @cached_property
    def _vocabularies(self) -> dict[str, frozenset[str]]:
        said: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        for one in self.sentences:
            said[one.language].update(one.bare.split())
        return {language: frozenset(words) for language, words in said.items()}


@lru_cache(maxsize=100_000)
def bare(text: str) -> str:
    """Give what is left of a text without case, accents and marks: equal for copies."""
    return " ".join(_WORD.findall(fold(compose(text)))) or text


def plain(line: str) -> str:
    """Give a marked sentence without Rasa's marks."""
    return _MARK.sub(r"\1", line)


def digest(text: str) -> str:
    """Give the digest by which a test sentence is recognised and cannot be read."""
    return sha256(bare(text).encode()).hexdigest()


def read(folder: Path) -> Learnt:
    """Read the sentences below `folder`, and the tests of the project that it belongs to.

    :param folder: `data/nlu` of a checkout.
    """
    tests = folder.absolute().parent.parent / "tests" / "understanding"
    files = [*sorted(folder.rglob("*.yml")), *sorted(tests.glob("*.yml"))]
    state = tuple((str(file), file.stat().st_mtime_ns) for file in files)
    return _read(folder, tests, state)


@lru_cache(maxsize=2)
def _read(folder: Path, tests: Path, _state: tuple[tuple[str, int], ...]) -> Learnt:
    found = [
        one
        for language in LANGUAGES
        for file in sorted((folder / language).rglob("*.yml"))
        for one in in_text(file.read_text(encoding="utf-8"), language)
    ]
    asked = [text for language in LANGUAGES for text in _tests(tests / f"{language}.yml")]
    return Learnt(
        sentences=tuple(found),
        tested=frozenset(digest(text) for text in asked),
        has_tests=bool(asked),
    )


def in_text(text: str, language: str) -> list[Known]:
    """Give the sentences of one file."""
    intent, found = "", []
    for line in text.splitlines():
        if line.startswith(_INTENT):
            intent = line.removeprefix(_INTENT).strip()
        elif line.startswith(_DASH):
            said = plain(line.removeprefix(_DASH).strip())
            found.append(Known(text=said, intent=intent, language=language))
    return found


def _tests(file: Path) -> Iterable[str]:
    if not file.exists():
        return []
    stored: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    asked = [one["text"] for one in (*stored["sentences"], *stored["two_requests"])]
    return [*asked, *stored["foreign"]]
