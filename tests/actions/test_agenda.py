"""One task in hand, the others wait: what begins, what is interrupted, what comes next."""

from datetime import datetime, timezone
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import agenda
from actions.agenda import Task
from actions.speech import Speech
from actions.turn import Turn
from store.audit import Context
from subscriptions.roles import Operation

CANCEL = Operation.CANCEL_SUBSCRIPTION
REACTIVATE = Operation.REACTIVATE_SUBSCRIPTION
TRY = Operation.START_TRIAL
IN_HAND: Task = {"operation": "cancel_subscription", "reference": {"product": "RescueAssist"}}
ORDERING: Task = {
    "operation": "add_subscription",
    "reference": {},
    "said": {
        "text": "acheter RescueAssist pro, 3 postes",
        "intent": "add_subscription",
        "entities": [
            {"entity": "product", "value": "RescueAssist"},
            {"entity": "tier", "value": "pro"},
            {"entity": "seats", "value": 3, "role": "to"},
        ],
    },
}
NAMES = ("RescueAssist", "GoToWebinar", "LogMeIn Central")


def _tracker(**slots: Any) -> Tracker:
    return Tracker("conversation", slots, {}, [], False, None, {}, "action_listen")


def _turn(text: str, also: list[dict[str, Any]] | None = None) -> Turn:
    """Give the turn of a message; products in it are found by their full names."""
    products = [_product(text, name) for name in NAMES if name in text]
    return Turn(
        database_url="",
        person_id="p",
        context=Context(
            conversation_id="conversation",
            channel="rest",
            language="fr",
            now=datetime(2026, 3, 10, 9, tzinfo=timezone.utc),
        ),
        text=text,
        intent="cancel_subscription",
        entities=products,
        also=also or [],
        is_first=True,
    )


def _product(text: str, name: str) -> dict[str, Any]:
    start = text.index(name)
    return {"entity": "product", "value": name, "start": start, "end": start + len(name)}


def _also(text: str, part: str, intent: str) -> dict[str, Any]:
    start = text.index(part)
    return {"intent": intent, "start": start, "end": start + len(part), "confidence": 0.9}


def _slots(events: list[Any]) -> dict[str, Any]:
    """Give what the slots hold after the events, the last one counting."""
    return {each["name"]: each["value"] for each in events if each["event"] == "slot"}


def _begin(
    text: str,
    *,
    also: list[dict[str, Any]] | None = None,
    operation: Operation = CANCEL,
    **slots: Any,
) -> tuple[Task, list[Task]]:
    task, events = agenda.begin(operation, _turn(text, also), _tracker(**slots))
    return task, _slots(events)["open_tasks"] or []


class TestBeginning:
    @pytest.mark.parametrize("text", ["annuler RescueAssist", "disdire RescueAssist"])
    def test_a_task_begins_with_what_the_message_says_of_its_subscription(self, text: str) -> None:
        task, waiting = _begin(text)

        assert task["operation"] == "cancel_subscription"
        assert task["reference"] == {"product": "RescueAssist"}
        assert task["said"] == {
            "text": text,
            "intent": "cancel_subscription",
            "entities": [_product(text, "RescueAssist")],
        }
        assert waiting == []

    def test_it_knows_the_list_shown_before_it_began(self) -> None:
        task, _ = _begin("annulez la deuxième", listed=["sub-1", "sub-2"])

        assert task["listed"] == ["sub-1", "sub-2"]
        assert task["reference"] == {"position": 2}

    def test_the_interrupted_task_waits_in_front_of_older_ones(self) -> None:
        older = {"operation": "withdraw_cancellation", "reference": {}}
        _, waiting = _begin(
            "réactiver GoToWebinar", operation=REACTIVATE, task=IN_HAND, open_tasks=[older]
        )

        assert waiting == [older, IN_HAND]

    @pytest.mark.parametrize(
        "text",
        ["non, réactivez GoToWebinar", "no, riattivi GoToWebinar", "Surtout pas, réactivez"],
    )
    def test_a_no_drops_the_interrupted_task(self, text: str) -> None:
        _, waiting = _begin(text, operation=REACTIVATE, task=IN_HAND)

        assert waiting == []


# A41
class TestBuyingOrTrying:
    @pytest.mark.parametrize("text", ["plutôt un essai", "preferisco una prova"])
    def test_the_plan_is_not_asked_again(self, text: str) -> None:
        task, waiting = _begin(text, operation=TRY, task=ORDERING)

        assert task["said"]["entities"] == ORDERING["said"]["entities"]
        assert waiting == []

    def test_of_another_product_only_what_was_not_said_is_kept(self) -> None:
        task, _ = _begin("essayer GoToWebinar", operation=TRY, task=ORDERING)

        assert [each["value"] for each in task["said"]["entities"]] == ["GoToWebinar", "pro", 3]

    def test_another_task_waits_as_always(self) -> None:
        _, waiting = _begin("annuler GoToWebinar", task=ORDERING)

        assert waiting == [ORDERING]


class TestSeveralAtOnce:
    @pytest.mark.parametrize(
        "text",
        [
            "annuler RescueAssist, GoToWebinar et LogMeIn Central",
            "disdire RescueAssist, GoToWebinar e LogMeIn Central",
            "RescueAssist, GoToWebinar et LogMeIn Central à annuler",
        ],
    )
    def test_each_product_is_a_task_of_its_own_in_the_order_said(self, text: str) -> None:
        task, waiting = _begin(text)

        assert task["reference"] == {"product": "RescueAssist"}  # A03
        assert [each["reference"] for each in reversed(waiting)] == [
            {"product": "GoToWebinar"},
            {"product": "LogMeIn Central"},
        ]
        assert all(each["queued"] for each in waiting)

    # A43
    @pytest.mark.parametrize(
        ("text", "operation"),
        [
            ("acheter RescueAssist et GoToWebinar", Operation.ADD_SUBSCRIPTION),
            ("acquistare RescueAssist e GoToWebinar", Operation.ADD_SUBSCRIPTION),
            ("le contact pour RescueAssist et GoToWebinar", Operation.UPDATE_BILLING_CONTACT),
        ],
    )
    def test_an_order_and_the_contact_details_are_one_task(
        self, text: str, operation: Operation
    ) -> None:
        task, waiting = _begin(text, operation=operation)

        assert task["said"]["text"] == text
        assert [each["value"] for each in task["said"]["entities"]] == [
            "RescueAssist",
            "GoToWebinar",
        ]
        assert waiting == []

    def test_each_task_keeps_its_own_words(self) -> None:
        task, waiting = _begin("annuler RescueAssist, GoToWebinar et LogMeIn Central")

        assert [each["said"]["text"] for each in (task, *reversed(waiting))] == [
            "annuler RescueAssist, ",
            "GoToWebinar et ",
            "LogMeIn Central",
        ]

    def test_a_product_named_twice_is_one_task(self) -> None:
        turn = _turn("annulez RescueAssist, oui RescueAssist")
        again = {"entity": "product", "value": "RescueAssist", "start": 26}
        turn.entities.append(again)

        assert agenda.begin(CANCEL, turn, _tracker())[1] == [agenda.SlotSet("open_tasks", None)]

    @pytest.mark.parametrize(
        ("text", "further"),
        [
            ("annulez RescueAssist et réactivez GoToWebinar", "réactivez GoToWebinar"),
            ("disdica RescueAssist e riattivi GoToWebinar", "riattivi GoToWebinar"),
        ],
    )
    def test_a_further_request_waits_its_turn(self, text: str, further: str) -> None:
        task, waiting = _begin(text, also=[_also(text, further, "reactivate_subscription")])

        assert task["reference"] == {"product": "RescueAssist"}
        assert waiting == [
            {
                "operation": "reactivate_subscription",
                "reference": {"product": "GoToWebinar"},
                "said": {
                    "text": further,
                    "intent": "reactivate_subscription",
                    "entities": [_product(further, "GoToWebinar")],
                },
                "queued": True,
            }
        ]

    def test_products_come_before_further_requests_and_both_before_the_interrupted(self) -> None:
        text = "annulez RescueAssist et GoToWebinar puis réactivez LogMeIn Central"
        also = [_also(text, "réactivez LogMeIn Central", "reactivate_subscription")]
        _, waiting = _begin(text, also=also, task=IN_HAND)

        assert [each["reference"]["product"] for each in reversed(waiting)] == [
            "GoToWebinar",
            "LogMeIn Central",
            "RescueAssist",
        ]

    @pytest.mark.parametrize("intent", ["faq/refund", "greet"])
    def test_a_question_beside_the_request_is_no_task(self, intent: str) -> None:
        text = "annulez RescueAssist. Serai-je remboursé ?"

        assert _begin(text, also=[_also(text, "Serai-je remboursé ?", intent)])[1] == []

    def test_what_is_only_told_waits_too_and_a_person_comes_last(self) -> None:
        text = "annulez RescueAssist, passez-moi quelqu'un et montrez mes factures"
        also = [
            _also(text, "passez-moi quelqu'un", "talk_to_representative"),
            _also(text, "montrez mes factures", "show_billing_history"),
        ]

        _, waiting = _begin(text, also=also)

        assert [each["operation"] for each in reversed(waiting)] == [
            "show_billing_history",
            "talk_to_representative",
        ]


class TestAfterARead:
    TEXT = "montrez mes factures et annulez RescueAssist"
    HISTORY = Operation.SHOW_BILLING_HISTORY

    def _turn(self) -> Turn:
        return _turn(self.TEXT, [_also(self.TEXT, "annulez RescueAssist", "cancel_subscription")])

    def test_the_task_of_the_same_message_is_taken_up(self) -> None:
        speech = Speech(CollectingDispatcher(), "fr")

        events = agenda.go_on(self.HISTORY, self._turn(), _tracker(), speech)

        assert events[-1]["name"] == "cancel_subscription_form"
        assert _slots(events)["task"]["reference"]["product"] == "RescueAssist"

    def test_nothing_follows_when_nothing_else_was_asked(self) -> None:
        speech = Speech(CollectingDispatcher(), "fr")

        assert agenda.go_on(self.HISTORY, _turn("mes factures"), _tracker(), speech) == []

    def test_in_the_middle_of_a_task_the_form_goes_on_by_itself(self) -> None:
        speech = Speech(CollectingDispatcher(), "fr")

        assert agenda.go_on(self.HISTORY, self._turn(), _tracker(task=IN_HAND), speech) == []

    def test_a_read_that_waited_is_answered_by_the_words_that_asked_for_it(self) -> None:
        said = {"text": "le reçu de mars", "entities": [{"entity": "month", "value": "03"}]}
        waited = {"operation": "get_receipt", "reference": {}, "said": said}

        asked = agenda.as_asked(Operation.GET_RECEIPT, _turn("oui"), _tracker(task=waited))

        assert (asked.text, asked.entities) == (said["text"], said["entities"])

    def test_after_it_the_next_one_is_taken_up(self) -> None:
        said = {"text": "mes factures", "entities": []}
        waited = {"operation": "show_billing_history", "reference": {}, "said": said}
        person = {"operation": "talk_to_representative", "reference": {}, "queued": True}
        tracker = _tracker(task=waited, open_tasks=[person])
        dispatcher = CollectingDispatcher()

        events = agenda.go_on(self.HISTORY, _turn("oui"), tracker, Speech(dispatcher, "it"))

        assert events[-1]["name"] == "action_talk_to_representative"
        assert dispatcher.messages[0]["task"] == "parlare con un rappresentante"


class TestKeeping:
    @pytest.mark.parametrize("confirmed", [None, True, False])
    def test_the_form_sees_what_the_task_knows(self, confirmed: bool | None) -> None:
        task = {**IN_HAND, "subscription": "sub-1", "proposal": "prop-1"}

        assert _slots(agenda.keep(task, confirmed=confirmed)) == {
            "task": task,
            "subscription": "sub-1",
            "details": "prop-1",
            "confirmed": confirmed,
        }

    def test_a_yes_does_not_outlive_the_step_it_was_given_in(self) -> None:
        assert _slots(agenda.keep(IN_HAND))["confirmed"] is None  # A04


class TestClosing:
    def test_nothing_is_left_of_the_last_task(self) -> None:
        """The slots are cleared, the form ends and the assistant listens (A08)."""
        events = agenda.close(_tracker(task=IN_HAND), Speech(CollectingDispatcher(), "fr"))

        assert set(_slots(events).values()) == {None}
        assert {"event": "active_loop", "name": None, "timestamp": None} in events
        assert events[-1]["name"] == "action_listen"

    @pytest.mark.parametrize(
        ("language", "words"),
        [("fr", "réactiver un abonnement"), ("it", "riattivare una sottoscrizione")],
    )
    @pytest.mark.parametrize(
        ("mark", "response"), [({}, "utter_resume"), ({"queued": True}, "utter_next_request")]
    )
    def test_the_next_one_is_announced_and_taken_up(
        self, language: str, words: str, mark: dict[str, bool], response: str
    ) -> None:
        following = {"operation": "reactivate_subscription", "reference": {}}
        dispatcher = CollectingDispatcher()
        tracker = _tracker(task=IN_HAND, open_tasks=[IN_HAND, {**following, **mark}])
        events = agenda.close(tracker, Speech(dispatcher, language))

        (said,) = dispatcher.messages
        assert (said["response"], said["task"]) == (response, words)
        assert _slots(events)["task"] == following
        assert _slots(events)["open_tasks"] == [IN_HAND]
        assert events[-1]["name"] == "reactivate_subscription_form"

    def test_a_yes_to_one_task_is_no_yes_to_the_next(self) -> None:
        tracker = _tracker(task=IN_HAND, confirmed=True, open_tasks=[dict(IN_HAND)])
        events = agenda.close(tracker, Speech(CollectingDispatcher(), "it"))

        assert _slots(events)["confirmed"] is None  # A04

    def test_closing_all_forgets_those_that_wait(self) -> None:
        assert _slots(agenda.close_all())["open_tasks"] is None
