"""Small turns of a conversation: leaving a task, saying goodbye, changing language."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

from actions import agenda
from actions.action import TurnAction
from actions.speech import Speech
from actions.turn import Turn
from store import proposals
from store.engine import transaction


def _close_proposal(turn: Turn) -> None:
    with transaction(turn.database_url) as connection:
        proposals.close(connection, turn.context.conversation_id)


class ActionAbandonTask(TurnAction):
    """Leaves the task in hand; nothing has been changed."""

    def name(self) -> str:
        return "action_abandon_task"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        if agenda.in_hand(tracker) is None:
            speech.say("utter_nothing_to_abandon")
            return []
        _close_proposal(turn)
        speech.say("utter_abandoned")
        return agenda.close_all()


class ActionGoodbye(TurnAction):
    """Takes leave; a task in hand is clearly closed."""

    def name(self) -> str:
        return "action_goodbye"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        if agenda.in_hand(tracker) is None:
            speech.say("utter_goodbye")
            return []
        _close_proposal(turn)
        speech.say("utter_goodbye_task_closed")
        return agenda.close_all()


class ActionChangeLanguage(TurnAction):
    """Confirms the language, which the channel has already set, or says which are spoken."""

    def name(self) -> str:
        return "action_change_language"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        wanted = {each["value"] for each in turn.entities if each["entity"] == "language"}
        spoken = turn.language in wanted
        speech.say("utter_language_changed" if spoken else "utter_languages_spoken")
        return []


class ActionWhatToDo(TurnAction):
    """A bare answer to no question, such as a product's name: asks what to do (with it)."""

    def name(self) -> str:
        return "action_what_to_do"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        offers = (
            "cancel_subscription",
            "reactivate_subscription",
            "change_subscription",
            "add_subscription",
            "show_subscriptions",
        )
        named = [str(each["value"]) for each in turn.entities if each["entity"] == "product"]
        product = named[0] if named else None
        buttons = [speech.offer(each, product=product) for each in offers]
        speech.say("utter_what_to_do", buttons=buttons)
        return []
