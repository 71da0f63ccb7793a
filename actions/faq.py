"""Questions answered from the help articles: one response each, `utter_faq/<name>` (A73).

`docs/articles/answers.yml` says on which sentences of the articles each answer rests.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rasa_sdk import Tracker
from rasa_sdk.events import EventType

import wording
from actions import diagnosis
from actions.action import TurnAction
from actions.speech import Speech
from actions.turn import Turn
from store import accounts
from store import subscriptions as rows
from store.accounts import Person, UnknownPersonError
from store.engine import transaction
from subscriptions import catalogue
from subscriptions.dates import local_day
from subscriptions.model import Subscription
from subscriptions.roles import READS, AccountKind, Allowed, Operation, guard

CORPORATE = frozenset(
    {
        "auto_renewal",
        "billing_center_login",
        "billing_update_delay",
        "close_account",
        "how_to_add",
        "how_to_cancel",
        "online_or_corporate",
        "payment_details",
        "swap_product",
        "vat_number",
        "who_can_act",
    }
)
"""Questions with another answer for Corporate accounts: `utter_faq/<name>_corporate` (A34)."""

OFFERS = {
    "auto_renewal": (Operation.SHOW_SUBSCRIPTIONS,),
    "billing_update_delay": (Operation.UPDATE_BILLING_CONTACT,),
    "how_to_add": (Operation.ADD_SUBSCRIPTION, Operation.START_TRIAL),
    "how_to_cancel": (Operation.CANCEL_SUBSCRIPTION,),
    "vat_number": (Operation.UPDATE_BILLING_CONTACT,),
}
"""What can be done here and now instead of doing it oneself, by question."""

_ABOUT_ONES_OWN = frozenset(
    {"auto_renewal", "trial_end", "what_happens_on_cancel", "when_effective"}
)


@dataclass(frozen=True, kw_only=True)
class Asker:
    """A signed-in customer who asks, and what they may see of their account."""

    kind: AccountKind
    subscriptions: Sequence[Subscription]
    today: date


def answer_question(intent: str, turn: Turn, speech: Speech) -> None:
    """Answer one question, given by its full intent such as `faq/refund`."""
    name = intent.removeprefix("faq/")
    asker = _asker(turn)
    named = _named_products(turn)
    corporate = asker is not None and asker.kind is AccountKind.CORPORATE
    variant = "_corporate" if corporate and name in CORPORATE else ""
    offers = [each for each in OFFERS.get(name, ()) if each in READS or not corporate]
    speech.say(
        f"utter_faq/{name}{variant}",
        buttons=[_offer(each, named, speech) for each in offers],
        **wording.links(_line(named)),
    )
    if asker is None:
        return
    own = concerned(name, named, asker.subscriptions, today=asker.today)
    if own:
        speech.say("utter_faq_yours", subscriptions=speech.words.lines(own, asker.today))


def answer_also(turn: Turn, speech: Speech) -> None:
    """Answer the questions that came in one message with another request."""
    for each in turn.also:
        if each["intent"].startswith("faq/"):
            answer_question(each["intent"], turn, speech)


def concerned(
    name: str, named: Collection[str], everything: Sequence[Subscription], *, today: date
) -> list[Subscription]:
    """Give the customer's own subscriptions that a question is about (A01, A17).

    :param named: the products that the message names; they go before all else.
    """
    if name not in _ABOUT_ONES_OWN:
        return []
    if named:
        return [each for each in everything if each.product in named]
    if name == "trial_end":
        return [each for each in everything if each.trial and not each.period.is_over(today)]
    if name == "auto_renewal":
        return [each for each in everything if each.renews]
    return []


def _asker(turn: Turn) -> Asker | None:
    """Read who asks from the store, never from their words (A34); `None` if it does not know."""
    if turn.person_id is None:
        return None
    with transaction(turn.database_url) as connection:
        try:
            person = accounts.person(connection, turn.person_id)
        except UnknownPersonError:
            return None
        may_see = _may_see_subscriptions(person)
        everything = rows.of_account(connection, person.account, now=turn.now) if may_see else []
    return Asker(
        kind=person.account.kind,
        subscriptions=everything,
        today=local_day(turn.now, person.account.zone),
    )


def _may_see_subscriptions(person: Person) -> bool:
    verdict = guard(Operation.SHOW_SUBSCRIPTIONS, role=person.role, kind=person.account.kind)
    return isinstance(verdict, Allowed)


def _named_products(turn: Turn) -> list[str]:
    """Give the products that the message names, each once, in the order said."""
    named = (str(each["value"]) for each in turn.entities if each["entity"] == "product")
    return list(dict.fromkeys(named))


def _line(named: Sequence[str]) -> str | None:
    """Give the product line whose addresses are meant; `None` for the default ones."""
    products = catalogue.load().products
    lines = {products[name].line for name in named if name in products}
    return lines.pop() if len(lines) == 1 else None


def _offer(task: Operation, named: Sequence[str], speech: Speech) -> dict[str, str]:
    has_product = task is not Operation.UPDATE_BILLING_CONTACT and len(named) == 1
    return speech.offer(task.value, product=named[0] if has_product else None)


class ActionAnswerQuestion(TurnAction):
    """Answers the question that the message is."""

    def name(self) -> str:
        return "action_answer_question"

    def answer(self, turn: Turn, tracker: Tracker, speech: Speech) -> list[EventType]:
        if not diagnosis.is_whole_answer(turn, tracker):
            answer_question(turn.intent, turn, speech)
        diagnosis.explain(turn, tracker, speech)
        answer_also(turn, speech)
        return []
