"""A transaction is all or nothing on both engines, and an unreachable database says so."""

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import IntegrityError

from store import schema, trackers
from store.engine import DatabaseUnreachableError, check, reading, sqlite_path, transaction


def count_of_people(url: str) -> int:
    with transaction(url) as connection:
        counted: int = connection.execute(
            select(func.count()).select_from(schema.person)
        ).scalar_one()
        return counted


def remove_people_and_fail(url: str) -> None:
    with transaction(url) as connection:
        connection.execute(delete(schema.person))
        raise RuntimeError("too late")


def test_an_exception_undoes_everything(database_url: str) -> None:
    before = count_of_people(database_url)

    with pytest.raises(RuntimeError, match="too late"):
        remove_people_and_fail(database_url)

    assert count_of_people(database_url) == before > 0


def test_what_other_rows_refer_to_cannot_be_deleted(database_url: str) -> None:
    with pytest.raises(IntegrityError), transaction(database_url) as connection:
        connection.execute(delete(schema.account))


def test_who_only_reads_waits_for_no_writer_and_keeps_none_waiting(database_url: str) -> None:
    people = select(func.count()).select_from(schema.person)
    with reading(database_url) as reader:
        before = reader.execute(people).scalar_one()
        with transaction(database_url) as writer:
            writer.execute(delete(schema.invoice))
            assert reader.execute(people).scalar_one() == before > 0


def test_a_database_that_answers_passes_the_check(database_url: str) -> None:
    check(database_url)


def test_an_unreachable_database_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseUnreachableError, match="does not answer") as raised:
        check("postgresql://billing:s3cret@127.0.0.1:1/billing")

    assert "127.0.0.1" in str(raised.value)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////var/billing.db", Path("/var/billing.db")),
        ("sqlite://", None),
        ("postgresql://localhost/billing", None),
    ],
)
def test_only_sqlite_has_a_file(url: str, path: Path | None) -> None:
    assert sqlite_path(url) == path


def test_the_dialogue_of_a_conversation_is_forgotten(empty_database_url: str) -> None:
    with transaction(empty_database_url) as connection:
        connection.execute(text("CREATE TABLE events (sender_id VARCHAR(255), data TEXT)"))
        for sender in ("conv_1", "conv_2", "conv_3", "conv_1"):
            connection.execute(text("INSERT INTO events VALUES (:id, '')"), {"id": sender})

    trackers.forget(empty_database_url, ["conv_1", "conv_3"])

    with transaction(empty_database_url) as connection:
        left = connection.execute(text("SELECT sender_id FROM events")).scalars().all()
    assert left == ["conv_2"]


def test_there_is_nothing_to_forget_before_rasa_first_ran(empty_database_url: str) -> None:
    trackers.forget(empty_database_url, ["conv_1"])
    trackers.forget(empty_database_url, [])
