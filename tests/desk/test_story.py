"""A story made of a conversation is the word-for-word test that was played."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desk import story
from store import schema
from store import story as stories
from store.engine import reading
from tests.conversations import replay
from tests.services import Services

FOLDER = Path(__file__).parent.parent / "conversations"
FILES = (
    "fr/cancel_subscription", "it/start_trial", "fr/talk_to_representative",
    "it/get_receipt", "fr/change_subscription", "it/who_can_act",
)  # fmt: skip
PLAYED = [each for name in FILES for each in replay.read(FOLDER / f"{name}.txt")]


def made(services: Services, name: str) -> str:
    """Make a story of the only conversation there is."""
    with reading(services.database_url) as connection:
        [conversation] = connection.execute(select(schema.conversation.c.id)).scalars()
        return story.text(stories.tell(connection, conversation), name)


@pytest.mark.parametrize("played", PLAYED, ids=lambda each: f"{each.file.stem}-{each.name}")
def test_a_played_conversation_becomes_the_test_that_it_was(
    services: Services, played: replay.Conversation, tmp_path: Path
) -> None:
    came_to = replay.replay(services, played)

    file = tmp_path / "made.txt"
    file.write_text(made(services, played.name), encoding="utf-8")

    [again] = replay.read(file)
    settings = ("page ", "rules ")
    kept = [line for line in came_to.splitlines() if not line.startswith(settings)]
    assert again.name == played.name
    assert again.text.splitlines() == kept


def test_a_story_passes_when_it_is_played(services: Services, tmp_path: Path) -> None:
    [masked] = [
        each
        for each in replay.read(FOLDER / "fr" / "_common.txt")
        if each.name == "a card number is masked"
    ]
    replay.replay(services, masked)
    file = tmp_path / "made.txt"
    file.write_text(made(services, masked.name), encoding="utf-8")

    [again] = replay.read(file)
    assert replay.replay(services, again) == again.text
