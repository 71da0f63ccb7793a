"""Sending a refused request to somebody on the account who may decide it, behind a button."""

from functools import cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from typing_extensions import assert_never

import settings
from actions.action import TurnAction
from actions.speech import Speech
from actions.turn import Turn
from store import accounts, approvals, codec
from store.approvals import AlreadyRequested, NotNeeded, NotPossible, Requested
from store.engine import transaction
from subscriptions.roles import Operation


@cache
def _public_url() -> str:
    return settings.load().public_url


class ActionRequestApproval(TurnAction):
    """Sends the request that was refused last, and says whose answer is awaited (A70)."""

    def name(self) -> str:
        return "action_request_approval"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        refused = tracker.get_slot("refused")
        if turn.person_id is None:
            speech.say("utter_sign_in")
        elif refused is None or not refused["whole"]:
            speech.say("utter_request_approval_nothing")
        else:
            self._send(turn, turn.person_id, refused, speech)
        return []

    @staticmethod
    def _send(turn: Turn, person_id: str, refused: dict[str, Any], speech: Speech) -> None:
        operation = Operation(refused["operation"])
        with transaction(turn.database_url) as connection:
            sent = approvals.request(
                connection,
                accounts.person(connection, person_id),
                turn.context,
                operation,
                refused["subscription"],
                codec.wish_from_json(operation, refused["wish"]),
                public_url=_public_url(),
            )
        match sent:
            case Requested(role=role, last_day=last_day):
                who = speech.words.label(f"role_{role.value}")
                speech.say("utter_request_approval_sent", who=who, last_day=last_day)
            case AlreadyRequested(last_day=last_day):
                speech.say("utter_request_approval_already_sent", last_day=last_day)
            case NotNeeded():
                offered = [speech.offer(operation.value)]
                speech.say("utter_request_approval_not_needed", buttons=offered)
            case NotPossible():
                speech.say("utter_request_approval_not_possible")
            case _:
                assert_never(sent)
