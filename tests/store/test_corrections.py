"""Corrections go one way: proposed, decided once, written once."""

from typing import Any

import pytest

from store import conversations, corrections
from store.corrections import (
    DecidedMeanwhileError,
    Taught,
    UnknownCorrectionError,
    UnknownMessageError,
)
from store.engine import reading, transaction
from tests.databases import NOW
from tests.store.reviewing import hold, understood

STOP = Taught(
    sentence="coupez GoToWebinar",
    intent="cancel_subscription",
    language="fr",
    mentions=[{"entity": "product", "value": "GoToWebinar", "start": 7, "end": 18, "role": None}],
)
KEEP = Taught(sentence="on garde tout", intent="withdraw_cancellation", language="fr")


def said(url: str, sid: str = "tab") -> tuple[str, str]:
    """Let a customer say something that is misunderstood; give the conversation and the turn."""
    heard = understood("complain", 0.44)
    conversation = hold(url, "coupez GoToWebinar, Jean", sid=sid, heard=heard)
    with reading(url) as connection:
        return conversation.id, conversations.transcript(connection, conversation.id)[0]["turn"]


def propose(url: str, where: tuple[str, str], taught: Taught = STOP) -> int:
    with transaction(url) as connection:
        return corrections.propose(connection, *where, taught, by="Ada", now=NOW)


def decide(url: str, number: int, deed: Any = corrections.accept) -> None:
    with transaction(url) as connection:
        deed(connection, number, by="Grace", now=NOW)


def write(url: str, *numbers: int) -> None:
    with transaction(url) as connection:
        corrections.mark_written(connection, numbers, now=NOW)


def read(url: str, number: int) -> dict[str, Any]:
    with reading(url) as connection:
        return corrections.by_number(connection, number)


def test_a_proposal_keeps_what_was_said_and_understood_beside_what_is_to_be_learnt(
    database_url: str,
) -> None:
    row = read(database_url, propose(database_url, said(database_url)))

    assert row["said"] == "coupez GoToWebinar, Jean"
    assert row["understood"]["intent"]["name"] == "complain"
    assert (row["sentence"], row["intent"]) == (STOP.sentence, STOP.intent)
    assert row["mentions"] == STOP.mentions
    assert (row["state"], row["proposed_by"], row["proposed_at"]) == ("proposed", "Ada", NOW)


def test_a_message_has_one_correction_and_the_last_word_counts(database_url: str) -> None:
    where = said(database_url)

    first = propose(database_url, where)
    assert propose(database_url, where, KEEP) == first

    assert read(database_url, first)["intent"] == KEEP.intent


def test_what_was_declined_may_be_proposed_anew(database_url: str) -> None:
    where = said(database_url)
    number = propose(database_url, where)
    decide(database_url, number, corrections.decline)

    propose(database_url, where, KEEP)

    row = read(database_url, number)
    assert (row["state"], row["decided_by"]) == ("proposed", None)


def test_an_accepted_correction_is_changed_no_more(database_url: str) -> None:
    where = said(database_url)
    number = propose(database_url, where)
    decide(database_url, number)

    with pytest.raises(DecidedMeanwhileError, match="is accepted"):
        propose(database_url, where, KEEP)
    with (
        pytest.raises(DecidedMeanwhileError, match="is accepted"),
        transaction(database_url) as connection,
    ):
        corrections.edit(connection, number, KEEP)


def test_of_two_admins_one_decides(database_url: str) -> None:
    number = propose(database_url, said(database_url))
    decide(database_url, number)

    with pytest.raises(DecidedMeanwhileError):
        decide(database_url, number, corrections.decline)

    assert read(database_url, number)["decided_by"] == "Grace"


def test_a_correction_is_written_once(database_url: str) -> None:
    number = propose(database_url, said(database_url))
    decide(database_url, number)
    write(database_url, number)

    with pytest.raises(DecidedMeanwhileError, match="is written"):
        write(database_url, number)

    row = read(database_url, number)
    assert (row["state"], row["written_at"]) == ("written", NOW)


def test_what_nobody_accepted_is_not_written_and_nothing_with_it(database_url: str) -> None:
    accepted = propose(database_url, said(database_url))
    decide(database_url, accepted)
    waiting = propose(database_url, said(database_url, sid="other"))

    with pytest.raises(DecidedMeanwhileError):
        write(database_url, accepted, waiting)

    assert read(database_url, accepted)["state"] == "accepted"


def test_corrections_are_listed_by_state_latest_first(database_url: str) -> None:
    numbers = [propose(database_url, said(database_url, sid=f"tab {each}")) for each in range(3)]
    decide(database_url, numbers[0], corrections.decline)

    with reading(database_url) as connection:
        waiting = corrections.in_state(connection, "proposed")
        rest = corrections.in_state(connection, "proposed", before=numbers[2], most=1)
        counted = corrections.counts(connection)

    assert [row["number"] for row in waiting] == [numbers[2], numbers[1]]
    assert [row["number"] for row in rest] == [numbers[1]]
    assert counted == {"proposed": 2, "accepted": 0, "declined": 1, "written": 0}


def test_only_a_customers_message_can_be_corrected(database_url: str) -> None:
    conversation_id, _ = said(database_url)

    with pytest.raises(UnknownMessageError):
        propose(database_url, (conversation_id, "turn_of_nobody"))


def test_a_number_that_nothing_has_is_told(database_url: str) -> None:
    with pytest.raises(UnknownCorrectionError):
        decide(database_url, 404)
