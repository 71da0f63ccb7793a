"""Questions answered from the help articles: one response each, `utter_faq/<name>` (A73)."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

import wording
from actions.action import TurnAction
from actions.speech import Speech
from actions.turn import Turn


def answer_question(intent: str, speech: Speech) -> None:
    """Answer one question, given by its full intent such as `faq/refund`."""
    speech.say(f"utter_faq/{intent.removeprefix('faq/')}", **wording.links())


def answer_also(turn: Turn, speech: Speech) -> None:
    """Answer the questions that came in one message with another request."""
    for each in turn.also:
        if each["intent"].startswith("faq/"):
            answer_question(each["intent"], speech)


class ActionAnswerQuestion(TurnAction):
    """Answers the question that the message is."""

    def name(self) -> str:
        return "action_answer_question"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        answer_question(turn.intent, speech)
        answer_also(turn, speech)
        return []
