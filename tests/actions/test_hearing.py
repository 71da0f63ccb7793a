"""What an answer in the middle of a task means."""

from typing import Any

import pytest

from actions.hearing import (
    AskWhich,
    Chosen,
    Heard,
    Moment,
    No,
    NotForThisTask,
    NothingToDo,
    Yes,
    choose,
    hear,
)
from actions.reference import Reference, read
from subscriptions.model import Subscription
from subscriptions.roles import Operation
from tests.actions.situations import ACCOUNT, CENTRAL, RESCUE, TODAY, TRAINING, TRIAL, WEBINAR

CANCEL = Operation.CANCEL_SUBSCRIPTION
WITHDRAW = Operation.WITHDRAW_CANCELLATION
REACTIVATE = Operation.REACTIVATE_SUBSCRIPTION


def _choose(
    said: Reference,
    operation: Operation = CANCEL,
    shown: list[Subscription] | None = None,
    everything: list[Subscription] = ACCOUNT,
) -> Any:
    return choose(said, operation=operation, everything=everything, shown=shown or [], today=TODAY)


class TestChoosing:
    def test_the_only_candidate_needs_no_name(self) -> None:
        assert _choose(Reference(), WITHDRAW) == Chosen(subscription=CENTRAL)

    @pytest.mark.parametrize(
        ("operation", "options"),
        [(CANCEL, [RESCUE, WEBINAR]), (REACTIVATE, [CENTRAL, TRAINING])],
    )
    def test_with_several_the_customer_is_asked_which(
        self, operation: Operation, options: list[Subscription]
    ) -> None:
        assert _choose(Reference(), operation) == AskWhich(options=options)  # A03

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            (Reference(product="GoToWebinar"), WEBINAR),
            (Reference(tier="pro"), RESCUE),
            (Reference(billing_cycle="annual"), WEBINAR),
            (Reference(id="sub-rescue"), RESCUE),
        ],
    )
    def test_a_name_chooses_among_those_the_operation_is_about(
        self, said: Reference, meant: Subscription
    ) -> None:
        assert _choose(said) == Chosen(subscription=meant)  # A03

    @pytest.mark.parametrize(
        ("said", "meant"),
        [
            (Reference(product="GoToTraining"), TRAINING),
            (Reference(product="LogMeIn Central"), CENTRAL),
            (Reference(kind="trialing"), TRIAL),
        ],
    )
    def test_one_clearly_named_is_taken_to_say_why_nothing_is_to_be_done(
        self, said: Reference, meant: Subscription
    ) -> None:
        assert _choose(said) == Chosen(subscription=meant)  # A15, A16

    def test_a_product_in_another_plan_than_was_said_is_still_that_product(self) -> None:
        said = Reference(product="RescueAssist", tier="plus")

        assert _choose(said) == Chosen(subscription=RESCUE)

    def test_a_product_the_account_does_not_have_is_named_back(self) -> None:
        assert _choose(Reference(product="Rescue")) == AskWhich(
            options=[RESCUE, WEBINAR], unknown="Rescue"
        )

    def test_an_account_without_candidates_has_nothing_to_do(self) -> None:
        assert _choose(Reference(), WITHDRAW, everything=[RESCUE]) == NothingToDo()

    def test_a_position_counts_in_the_list_that_was_shown(self) -> None:
        said = Reference(position=2)

        assert _choose(said, shown=[WEBINAR, RESCUE]) == Chosen(subscription=RESCUE)

    def test_a_bare_number_is_a_position_before_it_is_a_number_of_seats(self) -> None:
        said = Reference(position=2, seats=2)

        assert _choose(said, shown=[WEBINAR, RESCUE]) == Chosen(subscription=RESCUE)

    def test_a_name_outweighs_a_position(self) -> None:
        said = Reference(position=1, product="RescueAssist")

        assert _choose(said, shown=[WEBINAR, RESCUE]) == Chosen(subscription=RESCUE)

    def test_the_only_one_just_shown_is_meant(self) -> None:
        assert _choose(Reference(), shown=[WEBINAR]) == Chosen(subscription=WEBINAR)


PRODUCTS = {"RescueAssist": "RescueAssist", "webinar": "GoToWebinar", "Training": "GoToTraining"}


def _hear(
    text: str,
    intent: str,
    *,
    operation: Operation = CANCEL,
    current: Subscription | None = None,
    shown: tuple[Subscription, ...] = (RESCUE, WEBINAR),
) -> Heard:
    """Hear an answer; with a current subscription its review is open, else the choice is."""
    named = [
        {"entity": "product", "value": product, "start": text.index(word)}
        for word, product in PRODUCTS.items()
        if word in text
    ]
    moment = Moment(
        operation=operation,
        asked="subscription" if current is None else "confirmed",
        current=current,
        shown=shown,
        everything=ACCOUNT,
        today=TODAY,
    )
    return hear(read(text, named, (0, len(text))), text=text, intent=intent, moment=moment)


class TestAskedWhich:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("le deuxième", WEBINAR),
            ("la prima", RESCUE),
            ("RescueAssist", RESCUE),
            ("pas le premier", WEBINAR),
            ("non il secondo", RESCUE),
            ("le plus", WEBINAR),
            ("quello da 5", RESCUE),
            ("Training", TRAINING),
        ],
    )
    def test_an_answer_chooses(self, text: str, meant: Subscription) -> None:
        assert _hear(text, "inform") == Chosen(subscription=meant)

    @pytest.mark.parametrize(
        "text", ["les deux", "tutti e due", "tutte", "tous sauf RescueAssist"]
    )
    @pytest.mark.parametrize("intent", ["inform", "cancel_subscription"])
    def test_all_is_never_taken_at_its_word(self, text: str, intent: str) -> None:
        one_at_a_time = AskWhich(options=(RESCUE, WEBINAR), one_at_a_time=True)

        assert _hear(text, intent) == one_at_a_time  # E17

    @pytest.mark.parametrize("text", ["non", "no grazie", "aucun"])
    def test_a_no_declines_the_choice(self, text: str) -> None:
        assert _hear(text, "deny") == No()

    @pytest.mark.parametrize("text", ["oui", "sì"])
    def test_a_yes_chooses_nothing(self, text: str) -> None:
        asked_again = AskWhich(options=(RESCUE, WEBINAR), not_recognised=True)

        assert _hear(text, "affirm") == asked_again  # A03

    @pytest.mark.parametrize("text", ["bla bla", "boh"])
    def test_what_is_not_understood_is_left_to_the_rules(self, text: str) -> None:
        assert _hear(text, "nlu_fallback") == NotForThisTask()

    @pytest.mark.parametrize("intent", ["faq", "talk_to_representative", "show_subscriptions"])
    def test_another_request_is_no_answer(self, intent: str) -> None:
        assert _hear("RescueAssist", intent) == NotForThisTask()


class TestAskedToConfirm:
    @pytest.mark.parametrize("text", ["oui", "sì"])
    def test_a_yes_confirms(self, text: str) -> None:
        assert _hear(text, "affirm", current=RESCUE) == Yes()  # A04

    @pytest.mark.parametrize("text", ["non", "no grazie", "non RescueAssist"])
    def test_a_no_declines(self, text: str) -> None:
        assert _hear(text, "deny", current=RESCUE) == No()  # A05

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("non, webinar", "deny"),
            ("no, il secondo", "inform"),
            ("l'autre", "inform"),
            ("l'altra", "deny"),
            ("plutôt le plus", "inform"),
            ("annule webinar", "cancel_subscription"),
        ],
    )
    def test_another_subscription_corrects_the_review(self, text: str, intent: str) -> None:
        assert _hear(text, intent, current=RESCUE) == Chosen(subscription=WEBINAR)

    def test_a_number_alone_does_not_lead_to_another_product(self) -> None:
        heard = _hear("celui à 12", "inform", current=RESCUE, shown=())

        assert heard == Chosen(subscription=RESCUE)

    @pytest.mark.parametrize(
        ("operation", "current", "contrary"),
        [
            (CANCEL, RESCUE, "withdraw_cancellation"),
            (WITHDRAW, CENTRAL, "cancel_subscription"),
            (REACTIVATE, TRAINING, "cancel_subscription"),
        ],
    )
    def test_asking_for_the_contrary_declines(
        self, operation: Operation, current: Subscription, contrary: str
    ) -> None:
        assert _hear("", contrary, operation=operation, current=current) == No()

    def test_the_contrary_for_another_subscription_is_a_new_request(self) -> None:
        heard = _hear("annule webinar", "cancel_subscription", operation=WITHDRAW, current=CENTRAL)

        assert heard == NotForThisTask()

    @pytest.mark.parametrize("text", ["annule-le", "disdica"])
    def test_asking_for_the_same_again_shows_the_review_again(self, text: str) -> None:
        heard = _hear(text, "cancel_subscription", current=RESCUE)

        assert heard == Chosen(subscription=RESCUE)  # A04

    @pytest.mark.parametrize("intent", ["faq", "thank", "nlu_fallback", "show_subscriptions"])
    def test_anything_else_is_left_to_the_rules(self, intent: str) -> None:
        assert _hear("hum", intent, current=RESCUE) == NotForThisTask()

    def test_all_does_not_confirm(self) -> None:
        assert _hear("tutti", "inform", current=RESCUE) != Yes()  # E17
