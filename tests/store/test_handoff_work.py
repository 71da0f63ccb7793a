"""Colleagues at work on hand-offs: one of them at a time, and nothing said after the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from store import conversations, handoff_schema, handoff_work, returns, schema, typing_signs
from store.conversations import Conversation, Reply
from store.engine import transaction
from store.handoff_work import (
    ClaimedError,
    NobodyKnownError,
    NotOpenError,
    TurnUnderWayError,
)
from tests.databases import NOW
from tests.store.acting import CONTACT, at_once, audited, open_conversation, rows_of
from tests.store.talking import YES, answer, offer, receive, transcript
from tests.store.test_handoffs import hand_off, owner

CARD = "4242 4242 4242 4242"


@dataclass(frozen=True)
class Agent:
    id: str
    name: str


ANNE, BRUNO = Agent("staff_anne", "Anne"), Agent("staff_bruno", "Bruno")


def known(url: str) -> Conversation:
    with transaction(url) as connection:
        return conversations.of_subject(
            connection, f"person:{CONTACT}", "", language="fr", now=NOW
        )


def do(url: str, step: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    """Take a step in a transaction of its own, and give its result or what it raised."""
    try:
        with transaction(url) as connection:
            return step(connection, *arguments, now=NOW, **more)
    except (ClaimedError, NotOpenError, TurnUnderWayError, NobodyKnownError) as error:
        return error


def row(url: str, handoff: str) -> dict[str, Any]:
    return next(each for each in rows_of(url, schema.handoff) if each["id"] == handoff)


def say(url: str, handoff: str, by: Agent, text: str, client_id: str = "one") -> Any:
    return do(url, handoff_work.reply, handoff, by, text, client_id=client_id)


def test_of_many_who_claim_at_once_one_wins_and_the_others_learn_who(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)
    agents = [Agent(f"staff_{number}", f"Agent {number}") for number in range(8)]

    results = at_once(
        [partial(do, database_url, handoff_work.claim, handoff, each) for each in agents]
    )

    winner = row(database_url, handoff)["claimed_name"]
    assert [each.name for each, result in zip(agents, results, strict=True) if result is None] == [
        winner
    ]
    assert {each.by for each in results if each is not None} == {winner}


def test_claiming_again_changes_nothing(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)

    assert do(database_url, handoff_work.claim, handoff, ANNE) is None
    assert do(database_url, handoff_work.claim, handoff, ANNE) is None


def test_a_reply_is_in_ones_own_name_and_claims(database_url: str) -> None:
    conversation = open_conversation(database_url)
    handoff = hand_off(database_url, conversation.id)

    assert say(database_url, handoff, ANNE, f"Bonjour, pas {CARD}.") is None

    [said] = rows_of(database_url, schema.message)
    assert said["author"] == "representative"
    assert said["custom"] == {"name": "Anne"}
    assert "4242" not in said["text"]
    assert row(database_url, handoff)["claimed_by"] == ANNE.id
    assert row(database_url, handoff)["first_reply_at"] == NOW
    assert say(database_url, handoff, BRUNO, "Et moi ?").by == "Anne"


def test_a_reply_sent_many_times_is_said_once(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)

    at_once([partial(say, database_url, handoff, ANNE, "Bonjour.")] * 6)

    assert len(rows_of(database_url, schema.message)) == 1


@pytest.mark.parametrize("end", [handoff_work.release, handoff_work.close])
def test_nothing_is_said_after_the_end(database_url: str, end: Any) -> None:
    conversation = open_conversation(database_url)
    handoff = hand_off(database_url, conversation.id)

    assert do(database_url, end, handoff, ANNE) is None

    assert isinstance(say(database_url, handoff, ANNE, "Encore un mot."), NotOpenError)
    assert rows_of(database_url, schema.message) == []
    assert owner(database_url, conversation.id) == "assistant"


def test_a_reply_and_a_release_at_once_leave_no_reply_behind_the_release(
    database_url: str,
) -> None:
    for number in range(12):
        conversation = open_conversation(database_url, sid=str(number))
        handoff = hand_off(database_url, conversation.id)
        do(database_url, handoff_work.claim, handoff, ANNE)

        replied, released = at_once(
            [
                partial(say, database_url, handoff, ANNE, "Bonjour."),
                partial(do, database_url, handoff_work.release, handoff, ANNE),
            ]
        )

        assert released is None
        was_said = len(transcript(database_url, conversation)) == 1
        assert was_said == (replied is None)


def test_a_transfer_gives_it_to_a_colleague_a_team_or_the_pool(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)
    give = partial(do, database_url, handoff_work.transfer, handoff)

    assert give(ANNE, to=BRUNO) is None
    assert row(database_url, handoff)["claimed_name"] == "Bruno"
    assert give(ANNE, team="Équipe Delorme").by == "Bruno"
    assert give(BRUNO, team="Équipe Delorme") is None
    assert row(database_url, handoff)["team"] == "Équipe Delorme"
    assert row(database_url, handoff)["claimed_by"] is None
    assert give(ANNE) is None
    assert row(database_url, handoff)["team"] is None


def test_a_colleagues_can_be_given_away_by_who_may(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)
    do(database_url, handoff_work.claim, handoff, BRUNO)

    given = do(database_url, handoff_work.transfer, handoff, ANNE, to=ANNE, whoever_holds_it=True)

    assert given is None
    assert row(database_url, handoff)["claimed_name"] == "Anne"


def test_notes_are_for_colleagues_and_hold_no_card_number(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)

    do(database_url, handoff_work.note, handoff, ANNE, f"Il a dicté {CARD}.")

    [noted] = rows_of(database_url, handoff_schema.handoff_note)
    assert noted["staff_name"] == "Anne"
    assert "4242" not in noted["text"]
    assert rows_of(database_url, schema.message) == []


def test_a_live_conversation_is_taken_over(database_url: str) -> None:
    conversation = known(database_url)

    handoff = do(database_url, handoff_work.take_over, conversation.id, ANNE)

    assert owner(database_url, conversation.id) == "human"
    assert row(database_url, handoff)["claimed_by"] == ANNE.id
    assert audited(database_url, "outcome", "reason") == [("handed_off", "taken_over")]
    assert do(database_url, handoff_work.take_over, conversation.id, BRUNO).by == "Anne"


def test_a_visitor_whom_nobody_knows_is_not_taken_over(database_url: str) -> None:
    with transaction(database_url) as connection:
        visitor = conversations.of_subject(
            connection, "visitor:secret", "", language="fr", now=NOW
        )

    result = do(database_url, handoff_work.take_over, visitor.id, ANNE)

    assert isinstance(result, NobodyKnownError)
    assert owner(database_url, visitor.id) == "assistant"


def test_a_take_over_waits_for_the_reply_that_is_under_way(database_url: str) -> None:  # F13
    conversation = known(database_url)
    turn = receive(database_url, conversation).turn
    take = partial(do, database_url, handoff_work.take_over, conversation.id, ANNE)

    assert isinstance(take(), TurnUnderWayError)
    answer(database_url, conversation, turn, Reply(text="Voici.", buttons=[]))

    assert isinstance(take(), str)


def test_a_take_over_does_not_wait_for_a_process_that_died(database_url: str) -> None:
    conversation = known(database_url)
    receive(database_url, conversation)
    with transaction(database_url) as connection:
        died = NOW - handoff_work.LONGEST_TURN - timedelta(seconds=1)
        connection.execute(update(schema.message).values(at=died))

    assert isinstance(do(database_url, handoff_work.take_over, conversation.id, ANNE), str)


def test_a_message_and_a_take_over_at_once_know_of_each_other(database_url: str) -> None:  # F13
    for number in range(12):
        with transaction(database_url) as connection:
            conversation = conversations.of_subject(
                connection, f"person:{CONTACT}", str(number), language="fr", now=NOW
            )

        def arrive(conversation: Conversation = conversation) -> str:
            """Store a message as the reception does, and give who has to answer it."""
            with transaction(database_url) as connection:
                held = conversations.lock(connection, conversation.id)
                conversations.receive(connection, held.id, text="oui", client_id=None, now=NOW)
                return held.owner

        take = partial(do, database_url, handoff_work.take_over, conversation.id, ANNE)
        answers, taken = at_once([arrive, take])

        is_taken = isinstance(taken, str)
        assert answers == ("human" if is_taken else "assistant")


def test_a_button_kept_for_a_person_counts_as_before(database_url: str) -> None:
    conversation = known(database_url)
    [yes] = offer(database_url, conversation, YES)

    with transaction(database_url) as connection:
        read = conversations.button(connection, conversation.id, yes)
        again = conversations.button(connection, conversation.id, yes)

    assert read == again
    assert read is not None
    assert (read.title, read.state) == ("Oui, annuler", "offered")


def test_each_return_is_spoken_in_once(database_url: str) -> None:
    conversation = known(database_url)
    handoff = do(database_url, handoff_work.take_over, conversation.id, ANNE)
    assert waiting(database_url) == []
    do(database_url, handoff_work.release, handoff, ANNE)
    assert waiting(database_url) == [handoff]

    marks = at_once([partial(do, database_url, returns.mark_done, handoff)] * 4)

    assert sorted(marks) == [False, False, False, True]
    assert waiting(database_url) == []


def waiting(url: str) -> list[str]:
    with transaction(url) as connection:
        return [each.handoff_id for each in returns.waiting(connection)]


def test_who_writes_is_shown_until_it_is_sent(database_url: str) -> None:
    conversation = known(database_url)
    with transaction(database_url) as connection:
        typing_signs.show(connection, conversation.id, "representative", name="Anne")
        typing_signs.show(connection, conversation.id, "customer")
        typing_signs.show(connection, conversation.id, "customer")
    assert signs(database_url, conversation) == [{conversation.id: "Anne"}, {conversation.id: ""}]

    with transaction(database_url) as connection:
        typing_signs.clear(connection, conversation.id, "representative")
    assert signs(database_url, conversation) == [{}, {conversation.id: ""}]


def test_the_sign_of_one_who_went_away_does_not_last(database_url: str) -> None:
    conversation = known(database_url)
    with transaction(database_url) as connection:
        typing_signs.show(connection, conversation.id, "customer")
        connection.execute(update(handoff_schema.typing).values(until=NOW))

    assert signs(database_url, conversation) == [{}, {}]


def signs(url: str, conversation: Conversation) -> list[dict[str, str]]:
    """Give who is shown as writing: the people of the company, and the customer."""
    with transaction(url) as connection:
        return [
            typing_signs.writing(connection, [conversation.id], author)
            for author in ("representative", "customer")
        ]
