"""What every action of ours is: read the turn, answer it, in a thread of its own."""

import asyncio
from abc import ABC, abstractmethod
from functools import cache
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

import settings
from actions import agenda
from actions import turn as turns
from actions.speech import Speech
from actions.turn import Turn
from store.accounts import UnknownPersonError
from trust import keys


@cache
def _configuration() -> tuple[settings.Settings, bytes]:
    loaded = settings.load()
    return loaded, keys.assertion_public_key(loaded)


class TurnAction(Action, ABC):
    """An action that answers a proven turn of a customer's."""

    @abstractmethod
    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        """Speak, and give the events that the dialogue goes on with."""

    def form(self) -> str | None:
        """Give the form whose step this action is, if it is one."""
        return None

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        loaded, public_key = _configuration()
        turn = turns.read(tracker, loaded, public_key, form=self.form())
        speech = Speech(dispatcher, turn.language)
        return await asyncio.to_thread(self._answer_known, turn, tracker, speech)

    def _answer_known(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        try:
            return self.answer(turn, tracker, speech)
        except UnknownPersonError:
            # A valid token of somebody whom the store does not know (any more).
            speech.say("utter_unknown_person")
            return agenda.close_all()
