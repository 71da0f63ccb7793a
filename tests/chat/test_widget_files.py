"""The files of the chat window: light, the same in both languages, and no HTML made of text."""

import gzip
import json

from chat.widget_files import BUILT, LAUNCHER
from tests.services import ROOT

LABELS = ROOT / "chat" / "widget" / "labels"


def test_the_launcher_and_the_whole_are_light() -> None:
    weights = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in BUILT.glob("*.js")}

    assert weights[LAUNCHER] <= 15_000
    assert sum(weights.values()) <= 150_000


def test_both_languages_say_the_same_things() -> None:
    french, italian = (
        json.loads((LABELS / f"{language}.json").read_text(encoding="utf-8"))
        for language in ("fr", "it")
    )

    assert list(french) == list(italian)
    for name in french:
        assert french[name].count("{") == italian[name].count("{"), name


def test_the_source_makes_no_html_of_text() -> None:
    for file in (ROOT / "chat" / "widget" / "src").glob("*.ts*"):
        code = file.read_text(encoding="utf-8")
        for way in ("innerHTML", "dangerouslySetInnerHTML", "insertAdjacentHTML", "eval("):
            assert way not in code, file
