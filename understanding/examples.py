"""The sentences written for training, with the language of the folder they are written in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path("data/nlu")
LANGUAGES = ("fr", "it")


@dataclass(frozen=True, kw_only=True)
class Example:
    """One sentence, its full intent and its language."""

    text: str
    intent: str
    language: str


def written(folder: Path = FOLDER) -> list[Example]:
    """Every example below `folder`/fr and `folder`/it, in the order of the files."""
    return [
        example
        for language in LANGUAGES
        for path in sorted((folder / language).glob("*.yml"))
        for example in _in_file(path, language)
    ]


def _in_file(path: Path, language: str) -> Iterator[Example]:
    for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", ()):
        for line in block.get("examples", "").splitlines() if "intent" in block else ():
            text = line.strip().removeprefix("- ").strip()
            if text:
                yield Example(text=text, intent=block["intent"], language=language)
