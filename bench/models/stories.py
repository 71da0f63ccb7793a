"""The story tests, as Rasa replays them against a model."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

STORIES = Path("tests/stories")
_NAME = re.compile(r"^- story: (.*?)(?: \(.*)?$", re.MULTILINE)


class StoriesNotReplayedError(RuntimeError):
    """Rasa did not replay the stories; the message is the end of what it said."""


def replay(model: Path, stories: Path = STORIES) -> dict[str, Any]:
    """Count the stories, and name those that go another way than written.

    :raises StoriesNotReplayedError: if Rasa stops on an error.
    """
    with tempfile.TemporaryDirectory(prefix="stories-") as directory:
        command = ["rasa", "test", "core", "--stories", str(stories), "--model", str(model)]
        done = subprocess.run(
            [sys.executable, "-m", *command, "--out", directory],
            capture_output=True,
            text=True,
            check=False,
        )
        failed = Path(directory) / "failed_test_stories.yml"
        if done.returncode != 0 or not failed.exists():
            raise StoriesNotReplayedError((done.stdout + done.stderr)[-2000:])
        names = _NAME.findall(failed.read_text(encoding="utf-8"))
    written = (file.read_text(encoding="utf-8") for file in sorted(stories.glob("*.yml")))
    return {
        "stories": sum(len(_NAME.findall(text)) for text in written),
        "failed": sorted(set(names)),
    }
