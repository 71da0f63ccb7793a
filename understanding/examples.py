"""The sentences written for training, with what is named in them.

`data/nlu/fr/cancel_subscription.yml` holds the French sentences of `cancel_subscription`, and of
`faq/refund` those are in `data/nlu/fr/faq/refund.yml`. Entities are marked as Rasa marks them:
`je veux annuler [webinar](product:GoToWebinar)`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from rasa.shared.nlu.training_data import entities_parser

from understanding.mention import Mention

FOLDER = Path("data/nlu")
LANGUAGES = ("fr", "it")
_HEADER = 'version: "3.1"\nnlu:\n- intent: {intent}\n  examples: |\n'


@dataclass(frozen=True, kw_only=True)
class Example:
    """One sentence, its full intent, the language it is filed under, and what it names."""

    text: str
    intent: str
    language: str
    mentions: tuple[Mention, ...] = ()


def written(folder: Path = FOLDER) -> list[Example]:
    """Every example below `folder`/fr and `folder`/it, in the order of the files."""
    return [
        example
        for language in LANGUAGES
        for path in sorted((folder / language).rglob("*.yml"))
        for example in in_file(path, language)
    ]


def file_of(intent: str, language: str, folder: Path = FOLDER) -> Path:
    """Where the sentences of an intent are written."""
    return folder / language / f"{intent}.yml"


def as_file(intent: str, examples: Iterable[Example]) -> str:
    """The text of the file that holds `examples`, each on its line."""
    lines = (f"    - {marked(one.text, one.mentions)}\n" for one in examples)
    return _HEADER.format(intent=intent) + "".join(lines)


def marked(text: str, mentions: Sequence[Mention]) -> str:
    """`text` with Rasa's marks around what it names."""
    for one in sorted(mentions, key=lambda mention: -mention.start):
        named = text[one.start : one.end]
        text = f"{text[: one.start]}[{named}]{_mark(one, named)}{text[one.end :]}"
    return text


def _mark(mention: Mention, named: str) -> str:
    value = str(mention.value)
    if mention.role is None and value == named:
        return f"({mention.entity})"
    if mention.role is None and ")" not in value:
        return f"({mention.entity}:{value})"
    # Rasa checks each mark of this form against a schema, which is slow: only where it must be.
    told = {"entity": mention.entity, "role": mention.role, "value": value}
    return json.dumps({key: told[key] for key in told if told[key]}, ensure_ascii=False)


def in_file(path: Path, language: str) -> Iterator[Example]:
    """The examples of one file."""
    stored = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for block in stored.get("nlu", ()):
        for line in block.get("examples", "").splitlines() if "intent" in block else ():
            text = line.strip().removeprefix("- ").strip()
            if text:
                yield read(text, block["intent"], language)


def read(line: str, intent: str, language: str) -> Example:
    """The example that a line of a file, without its dash, says."""
    if "[" not in line:
        return Example(text=line, intent=intent, language=language)
    mentions = tuple(
        Mention(
            entity=one["entity"],
            value=one["value"],
            start=one["start"],
            end=one["end"],
            role=one.get("role"),
        )
        for one in entities_parser.find_entities_in_training_example(line)
    )
    text = entities_parser.replace_entities(line)
    return Example(text=text, intent=intent, language=language, mentions=mentions)
