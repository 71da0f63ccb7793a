"""A conversation is read with what was understood, and with what really happened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from store import feedback, operations, schema, trackers, turn_by_turn
from store.conversations import Conversation, Reply, represent
from store.engine import reading, transaction
from store.trackers import Step
from store.turn_by_turn import TURNS, UnknownConversationError
from subscriptions.roles import Operation
from tests.databases import NOW
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    HOLDER,
    MEMBER,
    context,
    open_conversation,
    propose,
    review,
    say_yes,
)
from tests.store.reviewing import hold, subject_of, understood
from tests.store.talking import answer, receive
from tests.store.tracking import EVENTS, drop_events, record_events

SECONDS = timedelta(seconds=10)


def read(url: str, conversation: Conversation, **where: object) -> turn_by_turn.Conversation:
    with reading(url) as connection:
        return turn_by_turn.read(connection, conversation.id, **where)  # type: ignore[arg-type]


def say(url: str, conversation: Conversation, text: str, *, after: int, finished: str = "") -> str:
    """Say something that many steps of ten seconds after NOW, and give its turn."""
    turn = receive(url, conversation, text).turn
    made = understood("affirm", 0.91) | ({"finished": finished} if finished else {})
    answer(url, conversation, turn, Reply(text="Bien.", buttons=[]), understood=made)
    table = schema.message
    with transaction(url) as connection:
        at = NOW + after * SECONDS
        connection.execute(update(table).where(table.c.turn == turn).values(at=at))
    return turn


def test_turns_hold_messages_and_what_was_understood(database_url: str) -> None:
    made = understood("faq/refund", 0.83, ("deny", 0.1), also=[{"intent": "greet"}])
    here = hold(database_url, "remboursement ?", heard=made, reply="Voici.")

    found = read(database_url, here)

    [turn] = found.turns
    assert (turn.asked or {})["text"] == "remboursement ?"
    assert [each["text"] for each in turn.replies] == ["Voici."]
    assert (turn.heard.intent, turn.heard.confidence) == ("faq/refund", 0.83)
    assert turn.heard.ranking == [("faq/refund", 0.83), ("deny", 0.1)]
    assert turn.heard.also == ["greet"]
    assert (found.person or {})["email"] == "titulaire@atelier.example"


def test_what_was_changed_stands_with_the_turn_that_changed_it(database_url: str) -> None:
    here = open_conversation(database_url, subject=subject_of(HOLDER))
    asked = say(database_url, here, "annuler", after=0)
    proposal = propose(database_url, CANCEL, ACTIVE, conversation=here.id, now=NOW + SECONDS)
    agreed = say(database_url, here, "oui", after=2, finished="cancel_subscription")
    # Another process, whose clock is a little behind.
    say_yes(database_url, proposal, conversation=here.id, now=NOW + SECONDS)

    turns = {turn.id: turn for turn in read(database_url, here).turns}

    [proposed] = turns[asked].happened.proposals
    assert (proposed["id"], proposed["state"]) == (proposal, "done")
    assert turns[asked].happened.deeds == []
    [deed] = turns[agreed].happened.deeds
    assert (deed.operation, deed.outcome, deed.number) == (
        "cancel_subscription",
        "done",
        f"OP-{proposal[-8:].upper()}",
    )
    assert (deed.before["renews"], deed.after["renews"]) == (True, False)
    assert [(each["kind"], each["status"]) for each in deed.letters] == [("email", "queued")]


def test_a_deed_says_itself_which_message_led_to_it(database_url: str) -> None:
    here = open_conversation(database_url, subject=subject_of("user_groupe_titulaire"))
    meant = say(database_url, here, "annuler", after=0)
    say(database_url, here, "alors ?", after=1)
    # A process whose clock is far ahead of the one that received the message.
    seen = replace(context(here.id, now=NOW + 9 * SECONDS), turn=meant)
    with transaction(database_url) as connection:
        operations.begin(connection, "user_groupe_titulaire", seen, Operation.CANCEL_SUBSCRIPTION)

    turns = {turn.id: turn for turn in read(database_url, here).turns}

    assert [each.reason for each in turns[meant].happened.deeds] == ["corporate"]
    assert len(turns[meant].happened.handoffs) == 1


def test_a_refusal_and_a_hand_off_say_why(database_url: str) -> None:
    here = open_conversation(database_url, subject=subject_of("user_groupe_titulaire"))
    first = say(database_url, here, "annuler", after=0)
    with transaction(database_url) as connection:
        seen = context(here.id, now=NOW + SECONDS)
        operations.begin(connection, "user_groupe_titulaire", seen, Operation.CANCEL_SUBSCRIPTION)
    then = say(database_url, here, "alors ?", after=2)
    review(database_url, CANCEL, person=MEMBER, conversation=here.id, now=NOW + 3 * SECONDS)

    turns = {turn.id: turn for turn in read(database_url, here).turns}

    assert [each.reason for each in turns[first].happened.deeds] == ["corporate"]
    assert [each["reason"] for each in turns[first].happened.handoffs] == ["corporate"]
    assert [(each.outcome, each.reason) for each in turns[then].happened.deeds] == [
        ("refused", "role")
    ]


def test_feedback_stands_with_its_turn(database_url: str) -> None:
    here = open_conversation(database_url, subject=subject_of(HOLDER))
    turn = say(database_url, here, "oui", after=0, finished="cancel_subscription")
    with transaction(database_url) as connection:
        feedback.give(connection, here.id, turn, helpful=False, words="Trop long", now=NOW)

    [shown] = read(database_url, here).turns
    assert shown.feedback == {"helpful": False, "words": "Trop long"}


def test_failed_and_kept_turns_are_told_apart(database_url: str) -> None:
    here = hold(database_url, "un", state="failed")
    hold(database_url, "deux", state="kept")

    failed, kept = read(database_url, here).turns

    assert (failed.failed, failed.kept) == (True, False)
    assert (kept.failed, kept.kept) == (False, True)


def test_what_people_say_on_their_own_is_a_turn(database_url: str) -> None:
    here = hold(database_url, "un")
    with transaction(database_url) as connection:
        represent(connection, here.id, name="Anna", text="Bonjour, Anna à l’appareil.", now=NOW)

    _, spoken = read(database_url, here).turns

    assert spoken.asked is None
    assert [each["custom"] for each in spoken.replies] == [{"name": "Anna"}]


def test_a_long_conversation_is_read_in_pages(database_url: str) -> None:
    here = hold(database_url, *(f"message {each}" for each in range(TURNS + 5)))

    first = read(database_url, here)
    second = read(database_url, here, first=first.next)
    last = read(database_url, here, turn=second.turns[-1].id)
    beyond = read(database_url, here, first=10_000)

    assert (len(first.turns), first.previous, first.next) == (TURNS, None, TURNS + 1)
    assert (len(second.turns), second.previous, second.next) == (5, 1, None)
    assert [turn.place for turn in last.turns] == list(range(TURNS + 1, TURNS + 6))
    assert len(beyond.turns) == 1


def test_an_unknown_conversation_is_said_to_be_so(database_url: str) -> None:
    with reading(database_url) as connection, pytest.raises(UnknownConversationError):
        turn_by_turn.read(connection, "conv_none")


def test_a_visitors_conversation_has_no_person(database_url: str) -> None:
    found = read(database_url, hold(database_url, "bonjour", subject="visitor:1"))

    assert found.person is None


class TestSteps:
    """What the dialogue did is read from Rasa's own table, whose shape Rasa decides."""

    @pytest.fixture(autouse=True)
    def _drop_events(self, database_url: str) -> Iterator[None]:
        yield
        drop_events(database_url)

    def test_belong_to_the_turn_they_follow(self, database_url: str) -> None:
        record_events(database_url, "conv_1", EVENTS)

        steps = trackers.steps_of(database_url, "conv_1", ["turn_a", "turn_b"])

        assert steps["turn_a"] == [
            Step("action", "cancel_subscription_form", "policy_1_RulePolicy"),
            Step("active_loop", "cancel_subscription_form"),
            Step("slot", "subscription", "sub_1"),
        ]
        assert steps["turn_b"] == [Step("slot", "confirmed", True)]

    def test_of_other_turns_are_left_out(self, database_url: str) -> None:
        record_events(database_url, "conv_1", EVENTS)
        record_events(database_url, "conv_2", EVENTS)

        assert trackers.steps_of(database_url, "conv_1", ["turn_b", "turn_z"]) == {
            "turn_b": [Step("slot", "confirmed", True)]
        }
        assert trackers.steps_of(database_url, "conv_3", ["turn_b"]) == {}

    def test_are_none_where_rasa_has_not_begun(self, tmp_path: Path) -> None:
        url = f"sqlite:///{tmp_path / 'trackers.db'}"

        assert trackers.steps_of(url, "conv_1", ["turn_a"]) == {}

    def test_survive_what_cannot_be_read(self, database_url: str) -> None:
        odd = [EVENTS[0], ("slot", "not json"), ("slot", "[1]"), ("slot", None), ("new", "{}")]
        record_events(database_url, "conv_1", odd)

        steps = trackers.steps_of(database_url, "conv_1", ["turn_a"])["turn_a"]

        assert [step.kind for step in steps] == ["slot", "slot", "slot", "new"]

    def test_a_customer_cannot_pretend_to_be_another_turn(self, database_url: str) -> None:
        lie = ("user", r'{"event": "user", "text": "\"message_id\": \"turn_b\"", '
               '"message_id": "turn_x"}')  # fmt: skip
        record_events(database_url, "conv_1", [lie, ("slot", '{"name": "a", "value": 1}')])

        assert trackers.steps_of(database_url, "conv_1", ["turn_b"]) == {}
        assert set(trackers.steps_of(database_url, "conv_1", ["turn_x"])) == {"turn_x"}
