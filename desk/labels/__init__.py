"""The desk's own words: `fr/`, `it/` and `en/` hold the same keys, a file for each part."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

FOLDER = Path(__file__).parent
LANGUAGES = ("fr", "it", "en")
_COUNTED = {"one", "other", "many"}


@cache
def _words(language: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path in sorted((FOLDER / language).glob("*.yml")):
        for key, value in flat(yaml.safe_load(path.read_text(encoding="utf-8"))).items():
            if key in found:
                raise ValueError(f"{path}: {key} is there twice")
            found[key] = value
    return found


def flat(stored: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested keys as one, joined by points; a value with plural forms stays together."""
    found: dict[str, Any] = {}
    for key, value in stored.items():
        if isinstance(value, dict) and not value.keys() <= _COUNTED:
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = value
    return found


class Labels:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = _words(language)
        self._plural = Locale.parse(language).plural_form

    def __call__(self, key: str, **blanks: Any) -> str:
        """Give the label with its blanks filled; `count` chooses among plural forms.

        :raises KeyError: if there is no such label; a bug.
        """
        found = self._words[key]
        if isinstance(found, dict):
            found = found.get(self._plural(blanks["count"]), found["other"])
        return str(found).format(**blanks)

    def known(self, key: str) -> bool:
        """Whether there is such a label."""
        return key in self._words
