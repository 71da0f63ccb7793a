"""Showing what the account has: statuses, dates, prices (A10, A17, A61)."""

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions import agenda, faq, reference
from actions.action import TurnAction
from actions.denials import speak_denial
from actions.speech import Speech
from actions.turn import Turn
from store import operations
from store import subscriptions as rows
from store.accounts import Person
from store.engine import transaction
from subscriptions import catalogue
from subscriptions.dates import local_day
from subscriptions.roles import Operation
from understanding.asking_price import asks_price


class ActionShowSubscriptions(TurnAction):
    """Lists the subscriptions, those that were named or all of them."""

    operation = Operation.SHOW_SUBSCRIPTIONS

    def name(self) -> str:
        return f"action_{self.operation.value}"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        faq.answer_also(turn, speech)
        asked = agenda.as_asked(self.operation, turn, tracker)
        self._tell_prices(asked, speech)
        if turn.person_id is None:
            speech.say("utter_sign_in")
            return []
        with transaction(turn.database_url) as connection:
            verdict = operations.begin(connection, turn.person_id, turn.context, self.operation)
            if not isinstance(verdict, Person):
                return speak_denial(verdict, self.operation, speech, now=turn.now)
            everything = rows.of_account(connection, verdict.account, now=turn.now)
        today = local_day(turn.now, verdict.account.zone)
        said = reference.read(asked.text, asked.entities, (0, len(asked.text)))
        wanted = reference.matching(said, everything, today=today)
        if said.product and not wanted:
            speech.say("utter_no_such_subscription", named=said.product)
        if not everything:
            speech.say("utter_show_subscriptions_none")
            return agenda.go_on(self.operation, turn, tracker, speech)
        listed = wanted or everything
        lines = speech.words.lines(listed, today)
        speech.say("utter_show_subscriptions", subscriptions=lines)
        further = agenda.go_on(self.operation, turn, tracker, speech)
        return [*further, SlotSet("listed", [each.id for each in listed])]

    @staticmethod
    def _tell_prices(turn: Turn, speech: Speech) -> None:
        """Give the catalogue's prices of the products named, to whoever asks what they cost."""
        if not asks_price(turn.text):
            return
        sold = catalogue.load().products
        named = {each["value"] for each in turn.entities if each["entity"] == "product"}
        for product in (sold[name] for name in sorted(named) if name in sold):
            speech.say(
                "utter_prices", product=product.name, prices=speech.words.price_list(product)
            )
