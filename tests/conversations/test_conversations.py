"""Every conversation of the folders comes to the same words and the same changes.

`python -m pytest tests/conversations --record` rewrites the files; read the difference.
"""

from pathlib import Path

import pytest

from tests.conversations import replay
from tests.services import Services

FILES = sorted(Path(__file__).parent.glob("*/*.txt"))
CONVERSATIONS = [each for file in FILES for each in replay.read(file)]


def _id(conversation: replay.Conversation) -> str:
    file = conversation.file
    return f"{file.parent.name}-{file.stem}-{conversation.name}".replace(" ", "_")


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=_id)
def test_word_for_word(
    services: Services, conversation: replay.Conversation, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--record"):
        replay.record(services, conversation)

    assert replay.replay(services, conversation) == conversation.text


def test_both_languages_have_the_same_files() -> None:
    stems = {
        language: {file.name for file in FILES if file.parent.name == language}
        for language in ("fr", "it")
    }

    assert stems["fr"] == stems["it"] != set()
