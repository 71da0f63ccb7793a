"""When a message is in doubt, ask which is meant; when it is not understood, ask again.

The second time likely meanings are offered, the third time a person.
"""

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions import agenda
from actions.action import TurnAction
from actions.coming_back import come_back
from actions.opening import say_when_closed
from actions.speech import Speech
from actions.talk_to_representative import hand_over
from actions.turn import Turn
from store.conversations import GONE_BUTTON
from store.returns import HANDOFF
from subscriptions.roles import Operation
from understanding.doubts import DOUBT

LIKELY = 3
USUAL = (
    "cancel_subscription",
    "add_subscription",
    "change_subscription",
    "show_subscriptions",
)
_OFFERABLE = {operation.value for operation in Operation}


def _times_in_a_row(tracker: Tracker) -> int:
    """Count the last messages that were not understood, this one included."""
    times = 0
    for event in reversed(tracker.events):
        if event.get("event") != "user":
            continue
        intent = (event.get("parse_data") or {}).get("intent") or {}
        if HANDOFF in (event.get("metadata") or {}):
            return times  # people have spoken in between
        if intent.get("name") != "nlu_fallback":
            return times
        times += 1
    return times


def _likely_intents(tracker: Tracker) -> list[str]:
    ranking: list[dict[str, Any]] = tracker.latest_message.get("intent_ranking") or []
    names = [str(each["name"]) for each in ranking]
    offerable = [name for name in names if name in _OFFERABLE or name.startswith("faq/")]
    return offerable[:LIKELY]


def _ask_which(meanings: list[str], speech: Speech) -> None:
    """Ask "A or B?", with a button for each."""
    buttons = [speech.offer(each) for each in meanings]
    quoted = [speech.words.label("meaning", words=each["title"]) for each in buttons]
    speech.say("utter_which_meaning", buttons=buttons, meanings=speech.words.either(quoted))


class ActionNotUnderstood(TurnAction):
    """Asks which is meant, or to rephrase, then offers choices, and hands over the third time."""

    def name(self) -> str:
        return "action_not_understood"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        if turn.handoff is not None:
            return come_back(turn, turn.handoff, tracker, speech)
        if turn.text == GONE_BUTTON:
            speech.say("utter_button_gone")
            return []
        times = _times_in_a_row(tracker)
        if tracker.get_slot("requested_slot") == "confirmed" and times <= 2:
            speech.say("utter_please_confirm")
            return []
        meanings = tracker.latest_message.get(DOUBT) or []
        if meanings and times <= 2:
            _ask_which(meanings, speech)
            return [agenda.LISTEN]
        if times <= 1:
            speech.say("utter_rephrase")
            return []
        if times <= 2 or turn.person_id is None:
            likely = [speech.offer(each) for each in _likely_intents(tracker) or USUAL]
            speech.say("utter_likely_meanings", buttons=likely)
            return []
        hand_over(turn, turn.person_id, tracker, reason="not_understood")
        speech.say("utter_handoff_not_understood")
        say_when_closed(turn.now, speech)
        return agenda.close_all()


class ActionOutOfScope(TurnAction):
    """Says what the assistant is for; in another language, which ones it speaks."""

    def name(self) -> str:
        return "action_out_of_scope"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        detected = (tracker.latest_message.get("language") or {}).get("name")
        foreign = detected == "other" and len(turn.text.split()) > 1
        speech.say("utter_languages_spoken" if foreign else "utter_out_of_scope")
        return []
