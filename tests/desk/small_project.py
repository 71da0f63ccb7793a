"""A small copy of the project, to train in seconds with the project's own commands."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.services import NOW, ROOT
from understanding.examples import as_file, in_file

LINKED = ("config.yml", "domain.yml", "data/rules/_common.yml", "subscriptions")
INTENTS = ("cancel_subscription", "greet", "thank", "complain", "faq/refund")
SENTENCES = 40
"""Of each intent and language."""


class SmallProject:
    """A directory with a few training sentences and rules, and everything else of the project."""

    def __init__(self, directory: Path, database_url: str) -> None:
        self.directory = directory
        self.environment = os.environ | {
            "BILLING_DATABASE_URL": database_url,
            "BILLING_NOW": NOW,
            "PYTHONPATH": str(ROOT),
            "RASA_TELEMETRY_ENABLED": "false",
        }
        for name in (*LINKED, "understanding"):
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            (directory / name).symlink_to(ROOT / name)
        for language in ("fr", "it"):
            for intent in INTENTS:
                self._copy(f"{language}/{intent}.yml", language, intent)

    @property
    def sentences(self) -> Path:
        """The folder of its training sentences."""
        return self.directory / "data" / "nlu"

    def billing(self, *arguments: str) -> Any:
        """Run the operator's command in this project, and give what it says as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", *arguments, "--json"],
            cwd=self.directory,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout)

    def _copy(self, path: str, language: str, intent: str) -> None:
        examples = list(in_file(ROOT / "data" / "nlu" / path, language))[:SENTENCES]
        file = self.sentences / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_file(intent, examples), encoding="utf-8")
