"""Outside opening hours customers are told from when somebody answers, and only then."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

import settings
from actions.opening import say_when_closed
from settings import SettingError
from tests.actions.acting import voice

PARIS = ZoneInfo("Europe/Paris")


def test_during_opening_hours_nothing_is_added() -> None:
    speech, said = voice()

    say_when_closed(datetime(2026, 3, 10, 10, tzinfo=PARIS), speech)

    assert said == []


def test_on_a_friday_evening_monday_is_named() -> None:
    speech, said = voice()

    say_when_closed(datetime(2026, 3, 13, 19, tzinfo=PARIS), speech)

    [told] = said
    assert told["response"] == "utter_handoff_closed_now"
    assert (told["opens_on"], told["opens_at"]) == ("16 mars 2026", "9")


@pytest.mark.parametrize("hours", ["", "9", "18-9", "9-9", "9-24", "nine-five"])
def test_hours_that_are_none_are_refused(hours: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BILLING_DESK_HOURS", hours)

    with pytest.raises(SettingError, match="BILLING_DESK_HOURS"):
        settings.opening_hours()
