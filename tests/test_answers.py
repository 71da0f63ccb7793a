"""Every answer to a question rests on sentences of the help articles, quoted beside them.

A change of an article fails here and names the answers to read again, in both languages.
"""

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "docs" / "articles"
PINS: dict[str, Any] = yaml.safe_load((ARTICLES / "answers.yml").read_text(encoding="utf-8"))
ANSWERS: dict[str, list[dict[str, str]]] = PINS["answers"]
QUESTIONS = sorted(file.stem for file in (ROOT / "data" / "nlu" / "fr" / "faq").glob("*.yml"))


def _resting_on(article: str) -> list[str]:
    return [name for name, pins in ANSWERS.items() if any(p["article"] == article for p in pins)]


def _text(article: str) -> str:
    return " ".join((ARTICLES / f"{article}.md").read_text(encoding="utf-8").split())


def test_every_question_has_its_pins() -> None:
    assert sorted(ANSWERS) == QUESTIONS
    assert all(ANSWERS.values())


@pytest.mark.parametrize("name", ANSWERS)
def test_what_an_answer_rests_on_stands_in_the_article(name: str) -> None:
    gone = [
        each
        for each in ANSWERS[name]
        if " ".join(each["quote"].split()) not in _text(each["article"])
    ]

    assert gone == [], f"read again, in both languages: utter_faq/{name}"


def test_every_article_is_pinned_and_rested_on() -> None:
    articles = {file.stem for file in ARTICLES.glob("*.md")}

    assert set(PINS["articles"]) == articles
    assert [each for each in articles if not _resting_on(each)] == []


@pytest.mark.parametrize("article", PINS["articles"])
def test_an_article_is_as_it_was_when_its_answers_were_last_read(article: str) -> None:
    now = hashlib.sha256((ARTICLES / f"{article}.md").read_bytes()).hexdigest()

    again = ", ".join(f"utter_faq/{name}" for name in _resting_on(article))
    assert now == PINS["articles"][article], f"{article} changed; read again: {again}"
