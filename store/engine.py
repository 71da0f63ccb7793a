"""One engine for each database URL, and transactions that mean the same on both engines.

SQLite takes the write lock when a transaction begins, so that what was read in it is still
true when it is written. PostgreSQL locks rows where a query asks for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

_ONLY_READS = "postgresql_readonly"
"""SQLAlchemy's own option for PostgreSQL, which here means the same on SQLite."""


class DatabaseUnreachableError(ConnectionError):
    """The database does not answer; the message names it without its password."""


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # SQLAlchemy, not the driver, begins transactions
        for pragma in ("journal_mode=WAL", "busy_timeout=10000", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        only_reads = connection.get_execution_options().get(_ONLY_READS)
        connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")


def sqlite_path(url: str) -> Path | None:
    """Give the file of an SQLite URL; `None` for any other database."""
    target = make_url(url)
    is_file = target.get_backend_name() == "sqlite" and target.database
    return Path(str(target.database)) if is_file else None


@cache
def engine_for(url: str) -> Engine:
    """Give the engine of this process for `url`."""
    path = sqlite_path(url)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(
            url,
            future=True,
            poolclass=QueuePool,  # an open connection spares preparing one for each transaction
            connect_args={"check_same_thread": False, "timeout": 10},
        )
        _prepare_sqlite(engine)
        return engine
    options = "-c statement_timeout=8000 -c timezone=UTC"
    return create_engine(
        url,
        future=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 3, "options": options},
    )


@contextmanager
def transaction(url: str) -> Iterator[Connection]:
    """Open a transaction: leaving the block commits, an exception undoes everything.

    :raises DatabaseUnreachableError: if the database does not answer, or not in time.
    """
    try:
        with engine_for(url).begin() as connection:
            yield connection
    except OperationalError as error:
        raise _unreachable(url) from error


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """Open a transaction that sees one state of the database and keeps no writer waiting.

    :raises DatabaseUnreachableError: if the database does not answer, or not in time.
    """
    try:
        with (
            engine_for(url).connect().execution_options(**{_ONLY_READS: True}) as connection,
            connection.begin(),
        ):
            yield connection
    except OperationalError as error:
        raise _unreachable(url) from error


def check(url: str) -> None:
    """Make sure that the database answers.

    :raises DatabaseUnreachableError: if it does not.
    """
    try:
        with engine_for(url).connect() as connection:
            connection.execute(text("SELECT 1"))
    except OperationalError as error:
        raise _unreachable(url) from error


def _unreachable(url: str) -> DatabaseUnreachableError:
    shown = make_url(url).render_as_string(hide_password=True)
    return DatabaseUnreachableError(f"the database does not answer: {shown}")
