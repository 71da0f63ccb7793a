"""What a chat window reads: messages after a number, in order, with what still counts."""

from typing import Any

import pytest

from store import conversations, feedback, handoffs, windows
from store.conversations import Conversation, Reply
from store.engine import transaction
from tests.databases import NOW
from tests.store.acting import HOLDER, at_once, open_conversation
from tests.store.talking import NO, YES, answer, offer, press, receive
from tests.store.test_handoffs import hand_off, release

HELLO = Reply(text="Bonjour.", buttons=[])


def since(url: str, conversation: Conversation, number: int = 0) -> list[dict[str, Any]]:
    with transaction(url) as connection:
        return windows.messages_since(connection, conversation.id, number)


def finish(url: str, conversation: Conversation) -> str:
    """Finish a task in a turn of its own, which is given."""
    turn = receive(url, conversation, "oui").turn
    answer(url, conversation, turn, HELLO, understood={"finished": "cancel_subscription"})
    return turn


def test_a_window_reads_on_from_a_number(database_url: str) -> None:
    conversation = open_conversation(database_url, HOLDER)
    turn = receive(database_url, conversation, client_id="m1").turn
    [first] = since(database_url, conversation)
    answer(database_url, conversation, turn, HELLO)

    [second] = since(database_url, conversation, first["number"])

    assert (first["author"], first["client_id"]) == ("customer", "m1")
    assert (second["author"], second["text"], second["turn"]) == ("assistant", "Bonjour.", turn)
    assert second["at"] == NOW.isoformat()


def test_only_buttons_that_still_count_are_shown(database_url: str) -> None:
    conversation = open_conversation(database_url, HOLDER)
    [yes, no] = offer(database_url, conversation, YES, NO)
    press(database_url, conversation, yes)

    shown = since(database_url, conversation)[-1]["buttons"]

    assert [each["payload"] for each in shown] == [no]


def test_numbers_of_many_writers_are_read_in_order(database_url: str) -> None:
    conversation = open_conversation(database_url, HOLDER)

    at_once([lambda: receive(database_url, conversation)] * 8)

    numbers = [each["number"] for each in since(database_url, conversation)]
    assert numbers == sorted(numbers)
    assert len(numbers) == 8


def test_a_representative_speaks_in_the_conversation(database_url: str) -> None:
    conversation = open_conversation(database_url, HOLDER)
    handoff = hand_off(database_url, conversation.id)
    with transaction(database_url) as connection:
        handoffs.say(connection, handoff, "Bonjour, je reprends.", now=NOW)
        standing = windows.standings(connection, [conversation.id])[conversation.id]

    [said] = since(database_url, conversation)
    assert (said["author"], said["text"]) == ("representative", "Bonjour, je reprends.")
    assert standing.owner == "human"


def test_nobody_speaks_after_the_release(database_url: str) -> None:
    conversation = open_conversation(database_url, HOLDER)
    handoff = hand_off(database_url, conversation.id)
    release(database_url, handoff)

    with (
        pytest.raises(handoffs.UnknownHandoffError),
        transaction(database_url) as connection,
    ):
        handoffs.say(connection, handoff, "Encore moi.", now=NOW)

    assert since(database_url, conversation) == []


def test_feedback_is_shown_with_the_turn_it_is_about(database_url: str) -> None:
    conversation = open_conversation(database_url, HOLDER)
    turn = finish(database_url, conversation)
    with transaction(database_url) as connection:
        feedback.give(connection, conversation.id, turn, helpful=True, words=None, now=NOW)
        feedback.give(connection, conversation.id, turn, helpful=True, words="Vite.", now=NOW)
        everything = feedback.everything(connection)

    last = since(database_url, conversation)[-1]
    assert last["finished"] == "cancel_subscription"
    assert last["feedback"] == {"helpful": True, "words": "Vite."}
    assert [(each["operation"], each["words"]) for each in everything] == [
        ("cancel_subscription", "Vite.")
    ]


def test_there_is_no_feedback_on_what_finished_nothing(database_url: str) -> None:
    conversation, other = (open_conversation(database_url, HOLDER, sid) for sid in ("a", "b"))
    turn = finish(database_url, conversation)
    asked = receive(database_url, conversation, "une question").turn

    for about, where in ((asked, conversation), (turn, other)):
        with (
            pytest.raises(feedback.NothingFinishedError),
            transaction(database_url) as connection,
        ):
            feedback.give(connection, where.id, about, helpful=True, words=None, now=NOW)


def test_the_last_number_of_each_conversation(database_url: str) -> None:
    conversation = open_conversation(database_url, HOLDER)
    receive(database_url, conversation)
    with transaction(database_url) as connection:
        last = windows.last_numbers(connection, [conversation.id, "conv_unknown"])
        found = conversations.find(connection, HOLDER, "nowhere")

    assert last == {conversation.id: since(database_url, conversation)[-1]["number"]}
    assert found is None
