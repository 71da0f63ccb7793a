"""Telling the customer of a hand-off when somebody will be there, if nobody is now."""

from datetime import datetime

import settings
from actions.speech import Speech


def say_when_closed(now: datetime, speech: Speech) -> None:
    """Outside opening hours, say from when people answer; otherwise nothing more."""
    hours = settings.opening_hours()
    if hours.is_open(now):
        return
    opens = hours.next_opening(now).astimezone(hours.zone)
    speech.say("utter_handoff_closed_now", opens_on=opens.date(), opens_at=str(opens.hour))
