"""Every stored name that staff may meet is worded in each language."""

import pytest

from desk.known_words import FIELDS, REASONS, TASKS
from desk.labels import LANGUAGES, Labels
from store.list_filters import OUTCOMES, SIGNS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_known_name_is_worded(language: str) -> None:
    labels = Labels(language)
    known = [
        *(f"task.{each}" for each in TASKS),
        *(f"reason.{each}" for each in REASONS),
        *(f"field.{each}" for each in FIELDS),
        *(f"sign.{each}" for each in SIGNS),
        *(f"outcome.{each}" for each in OUTCOMES),
        *(f"handoff_status.{each}" for each in ("open", "released", "closed")),
        *(f"proposal.{each}" for each in ("open", "done", "closed", "expired")),
        *(f"letter.{each}" for each in ("queued", "sent", "failed")),
    ]

    assert [each for each in known if not labels.known(each)] == []
