"""What invented customers and the assistant say: the training sentences and the responses."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent.parent
_MARKED = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Sentence:
    """Words that mean an intent."""

    intent: str
    text: str


@cache
def customers_say(language: str) -> list[Sentence]:
    """Give the training sentences of a language, without their marks."""
    said = []
    for file in sorted((ROOT / "data" / "nlu" / language).rglob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if "intent" not in block:
                continue
            for line in block["examples"].splitlines():
                text = _MARKED.sub(r"\1", line.removeprefix("- ").strip())
                if text:
                    said.append(Sentence(block["intent"], text))
    return said


@cache
def assistant_says(language: str) -> list[str]:
    """Give the assistant's sentences in a language, blanks and all."""
    domain: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return [
        each["text"]
        for name, variations in domain["responses"].items()
        for each in variations
        if name.startswith("utter_") and each["condition"][0]["value"] == language
    ]
