"""Rasa's own story tests: which action follows what, in both languages.

`rasa test` does not run custom actions: the words and their effects are in
`tests/conversations`.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.services import ROOT


def test_every_story_is_predicted_as_written(tmp_path: Path) -> None:
    command = ["rasa", "test", "core", "--stories", "tests/stories"]
    command += ["--model", "models/billing.tar.gz", "--out", str(tmp_path)]
    command += ["--fail-on-prediction-errors"]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    failed = (tmp_path / "failed_test_stories.yml").read_text(encoding="utf-8")
    assert "story:" not in failed
