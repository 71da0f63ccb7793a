"""`billing reminders run`, as an operator or a timer calls it."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import clock
from cli.main import main
from tests import databases

A_WEEK_BEFORE = databases.NOW + timedelta(days=1)


# E15
def test_it_tells_how_many_were_queued_or_lists_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*options: str) -> str:
        monkeypatch.setattr("sys.argv", ["billing", "reminders", "run", *options])
        assert main() == 0
        return capsys.readouterr().out

    with databases.seeded("sqlite", tmp_path) as url:
        monkeypatch.setenv("BILLING_DATABASE_URL", url)
        monkeypatch.setattr(clock, "now", lambda: A_WEEK_BEFORE)

        listed: list[dict[str, Any]] = json.loads(run("--json"))

        assert [(each["to"], each["ending"], each["days_before"]) for each in listed] == [
            ("titolare@bottega.example", "trial_converts", 7),
            ("fatturazione@studio.example", "trial_ends", 7),
        ]
        assert run() == "reminders queued: 0\n"
        assert json.loads(run("--json")) == []
