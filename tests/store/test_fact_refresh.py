"""Facts follow what is written, whoever writes it and whenever they are worked out."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import delete, insert, select

import store
from store import conversation_list, demo, fact_refresh, migrate, review_schema, reviews, schema
from store.conversations import Conversation
from store.engine import reading, transaction
from store.list_filters import Filters
from tests.databases import NOW
from tests.store.acting import HOLDER, open_conversation, rows_of
from tests.store.reviewing import facts, hold, listed, subject_of, understood

MIGRATIONS = Path(store.__path__[0]) / "migrations"


def number_of_rows(url: str, table: Any) -> int:
    return len(rows_of(url, table))


def words_kept(url: str) -> list[str]:
    """Give the conversations that are still found by a word, without a refresh."""
    with reading(url) as connection:
        found = conversation_list.page(connection, Filters(words="bonjour"))
    return [row["conversation_id"] for row in found.rows]


def test_a_turn_waits_for_no_facts(database_url: str) -> None:
    hold(database_url, "bonjour")

    assert number_of_rows(database_url, review_schema.conversation_facts) == 0
    assert number_of_rows(database_url, review_schema.conversation_touched) > 0


def test_nothing_is_left_to_do_after_a_refresh(database_url: str) -> None:
    hold(database_url, "bonjour")

    assert fact_refresh.refresh_all(database_url) == 1
    assert number_of_rows(database_url, review_schema.conversation_touched) == 0
    assert fact_refresh.refresh(database_url) == 0


def test_a_few_conversations_are_brought_up_to_date_at_a_time(database_url: str) -> None:
    for each in range(7):
        hold(database_url, "bonjour", sid=str(each))

    assert [fact_refresh.refresh(database_url, most=3) for _ in range(4)] == [3, 3, 1, 0]


def test_a_conversation_that_is_deleted_leaves_nothing(database_url: str) -> None:
    gone = hold(database_url, "bonjour", sid="gone")
    stays = hold(database_url, "bonjour", sid="stays")
    assert listed(database_url, words="bonjour") == [stays.id, gone.id]

    with transaction(database_url) as connection:
        for table in (schema.message, schema.button):
            connection.execute(delete(table).where(table.c.conversation_id == gone.id))
        connection.execute(delete(schema.conversation).where(schema.conversation.c.id == gone.id))
    assert words_kept(database_url) == [stays.id]  # at once, even if nobody runs the desk
    fact_refresh.refresh_all(database_url)

    assert listed(database_url) == [stays.id]
    assert words_kept(database_url) == [stays.id]
    marks = rows_of(database_url, review_schema.conversation_mark)
    assert len({mark["number"] for mark in marks}) == 1


def test_the_demo_begins_again_without_old_conversations(database_url: str) -> None:
    hold(database_url, "bonjour")
    fact_refresh.refresh_all(database_url)
    with transaction(database_url) as connection:
        demo.reset(connection, now=NOW)

    assert listed(database_url) == []
    assert words_kept(database_url) == []


def test_what_is_written_during_a_refresh_is_not_lost(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = hold(database_url, "bonjour")
    work_out = fact_refresh._work_out

    def and_then_something_is_said(connection: Any, wanted: Any) -> Any:
        made = work_out(connection, wanted)
        monkeypatch.undo()
        hold(database_url, "encore")
        return made

    monkeypatch.setattr(fact_refresh, "_work_out", and_then_something_is_said)
    fact_refresh.refresh(database_url)

    assert facts(database_url, here)["asked"] == 2


def test_a_slower_refresh_does_not_overwrite_a_later_one(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = hold(database_url, "bonjour")
    work_out = fact_refresh._work_out

    def and_then_another_is_faster(connection: Any, wanted: Any) -> Any:
        made = work_out(connection, wanted)
        monkeypatch.undo()
        hold(database_url, "encore")
        fact_refresh.refresh_all(database_url)
        return made

    monkeypatch.setattr(fact_refresh, "_work_out", and_then_another_is_faster)
    fact_refresh.refresh(database_url)

    assert facts(database_url, here)["asked"] == 2


def test_turns_reviews_and_refreshes_at_once_end_in_the_right_facts(database_url: str) -> None:
    held = [
        open_conversation(database_url, subject=subject_of(HOLDER), sid=str(each))
        for each in range(4)
    ]

    def talk(place: int) -> None:
        for _ in range(5):
            hold(database_url, "bonjour", sid=str(place), heard=understood("greet"))

    def review(conversation: Conversation) -> None:
        for each in range(5):
            with transaction(database_url) as connection:
                reviews.add_tag(connection, conversation.id, f"tag {each}")
                reviews.flag(connection, conversation.id, flagged=each % 2 == 0)

    def refresh(_: int) -> None:
        for _ in range(20):
            fact_refresh.refresh(database_url, most=2)

    with ThreadPoolExecutor(10) as threads:
        jobs = [threads.submit(talk, place) for place in range(4)]
        jobs += [threads.submit(review, conversation) for conversation in held]
        jobs += [threads.submit(refresh, place) for place in range(2)]
        for job in jobs:
            job.result()

    for conversation in held:
        found = facts(database_url, conversation)
        assert (found["asked"], found["flagged"], len(found["tags"])) == (5, True, 5)


def test_a_database_with_a_past_is_brought_along(empty_database_url: str) -> None:
    _upgrade_to(empty_database_url, "0004")
    with transaction(empty_database_url) as connection:
        for place, name in enumerate(("conv_b", "conv_a")):
            connection.execute(
                insert(schema.conversation).values(
                    id=name,
                    subject="visitor:1",
                    sid=name,
                    language="fr",
                    owner="assistant",
                    started_at=NOW.replace(hour=10 - place),
                )
            )
            connection.execute(
                insert(schema.message).values(
                    conversation_id=name,
                    at=NOW,
                    author="customer",
                    text="bonjour",
                    turn=name,
                    state="answered",
                )
            )

    migrate.upgrade(empty_database_url)

    assert listed(empty_database_url, words="bonjour") == ["conv_b", "conv_a"]
    with reading(empty_database_url) as connection:
        numbers = select(review_schema.conversation_facts.c.number)
        assert len(list(connection.execute(numbers))) == 2


def _upgrade_to(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with transaction(url) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
