"""A hand-off gives a conversation to people, once, until they give it back."""

from datetime import timedelta

import pytest

from store import accounts, conversations, handoffs, schema
from store.engine import transaction
from tests.databases import NOW
from tests.store.acting import (
    HOLDER,
    at_once,
    audited,
    context,
    open_conversation,
    rows_of,
)


def hand_off(url: str, conversation: str, *, minutes: int = 0) -> str:
    with transaction(url) as connection:
        return handoffs.open_handoff(
            connection,
            accounts.person(connection, HOLDER),
            context(conversation, now=NOW + timedelta(minutes=minutes)),
            reason="requested",
            request={"operation": "talk_to_representative"},
        )


def release(url: str, handoff: str) -> None:
    with transaction(url) as connection:
        handoffs.release(connection, handoff, now=NOW)


def owner(url: str, conversation: str) -> str:
    with transaction(url) as connection:
        return conversations.by_id(connection, conversation).owner


def listed(url: str) -> list[str]:
    with transaction(url) as connection:
        return [each["id"] for each in handoffs.open_handoffs(connection)]


def test_the_assistant_is_silent_until_the_release(database_url: str) -> None:
    conversation = open_conversation(database_url).id

    handoff = hand_off(database_url, conversation)
    assert owner(database_url, conversation) == "human"

    release(database_url, handoff)
    assert owner(database_url, conversation) == "assistant"
    assert listed(database_url) == []


def test_asking_again_gives_the_same_hand_off(database_url: str) -> None:
    conversation = open_conversation(database_url).id

    assert hand_off(database_url, conversation) == hand_off(database_url, conversation)
    assert audited(database_url, "operation", "outcome", "reason") == [
        ("talk_to_representative", "handed_off", "requested")
    ]


def test_asking_many_times_at_once_gives_the_same_hand_off(database_url: str) -> None:
    conversation = open_conversation(database_url).id

    given = at_once([lambda: hand_off(database_url, conversation)] * 8)

    assert len(set(given)) == 1
    assert audited(database_url, "outcome") == ["handed_off"]


def test_other_conversations_go_on(database_url: str) -> None:
    handed, other = (open_conversation(database_url, sid=sid).id for sid in ("one", "two"))

    hand_off(database_url, handed)

    assert owner(database_url, other) == "assistant"


def test_open_hand_offs_are_listed_oldest_first(database_url: str) -> None:
    one, two = (open_conversation(database_url, sid=sid).id for sid in ("one", "two"))
    later = hand_off(database_url, one, minutes=5)
    earlier = hand_off(database_url, two, minutes=1)

    assert listed(database_url) == [earlier, later]


def test_a_released_conversation_can_be_handed_off_again(database_url: str) -> None:
    conversation = open_conversation(database_url).id
    first = hand_off(database_url, conversation)
    release(database_url, first)

    second = hand_off(database_url, conversation)

    assert second != first
    assert owner(database_url, conversation) == "human"
    states = {row["id"]: row["status"] for row in rows_of(database_url, schema.handoff)}
    assert states == {first: "released", second: "open"}


def test_what_is_not_open_cannot_be_released(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)
    release(database_url, handoff)

    for unknown in (handoff, "handoff_never_was"):
        with pytest.raises(handoffs.UnknownHandoffError, match=unknown):
            release(database_url, unknown)
