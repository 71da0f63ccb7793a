"""A database made by the migrations is the one that the code describes."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, update
from sqlalchemy.exc import DBAPIError

import store
from store import migrate, schema
from store.engine import transaction
from tests.store.acting import ACTIVE, CANCEL, carry_out

MIGRATIONS = Path(store.__path__[0]) / "migrations"


def downgrade(url: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with transaction(url) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")


def differences(url: str) -> list[object]:
    options = {"include_name": _is_described}
    with transaction(url) as connection:
        migrated = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(migrated, schema.metadata))


def _is_described(name: str | None, kind: str, _parents: object) -> bool:
    """Each engine keeps its own index of words, and SQLite tables of its own."""
    return kind != "table" or not str(name).startswith(("conversation_words", "sqlite_"))


def edit_the_audit(url: str) -> None:
    with transaction(url) as connection:
        connection.execute(update(schema.audit).values(reason="rewritten"))


def test_a_database_is_prepared_once_it_was_upgraded(empty_database_url: str) -> None:
    assert not migrate.is_prepared(empty_database_url)

    migrate.upgrade(empty_database_url)

    assert migrate.is_prepared(empty_database_url)


def test_upgrading_twice_is_upgrading_once(empty_database_url: str) -> None:
    migrate.upgrade(empty_database_url)
    migrate.upgrade(empty_database_url)

    assert differences(empty_database_url) == []


def test_the_migrations_make_every_check_that_the_tables_declare(database_url: str) -> None:
    with transaction(database_url) as connection:
        made = {
            table.name: {each["name"] for each in found.get_check_constraints(table.name)}
            for found in [inspect(connection)]
            for table in schema.metadata.sorted_tables
        }

    declared = {
        table.name: {each.name for each in table.constraints if isinstance(each, CheckConstraint)}
        for table in schema.metadata.sorted_tables
    }
    assert made == declared


def test_going_back_to_nothing_and_up_again_gives_the_same(empty_database_url: str) -> None:
    migrate.upgrade(empty_database_url)

    downgrade(empty_database_url)
    with transaction(empty_database_url) as connection:
        left = [name for name in inspect(connection).get_table_names() if "sqlite_" not in name]
        assert left == ["alembic_version"]

    migrate.upgrade(empty_database_url)
    assert differences(empty_database_url) == []


def test_audit_records_cannot_be_edited(database_url: str) -> None:  # E21
    carry_out(database_url, CANCEL, ACTIVE)

    with pytest.raises(DBAPIError, match="audit records are final"):
        edit_the_audit(database_url)
