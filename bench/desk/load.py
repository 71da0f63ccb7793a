"""`python -m bench.desk.load URL TRACKER_URL [CONVERSATIONS]`: fill databases with a long past.

50,000 conversations are 1,000,000 events of Rasa's, with messages, audit, e-mails, feedback,
hand-offs and reviews. The database must be new.
"""

import sys
import time
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text, delete, insert, text

from bench.desk import invented
from store import fact_refresh, review_schema, schema
from store.engine import engine_for, transaction
from store.migrate import upgrade

CONVERSATIONS = 50_000
_AT_ONCE = 1000

assert review_schema  # imported for the tables that it adds to `metadata`

events = Table(
    "events",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("sender_id", String(255), nullable=False, index=True),
    Column("type_name", String(255), nullable=False),
    Column("timestamp", Float),
    Column("intent_name", String(255)),
    Column("action_name", String(255)),
    Column("data", Text),
)
"""As Rasa's SQLTrackerStore makes it."""


def fill(url: str, tracker_url: str, number: int = CONVERSATIONS) -> int:
    """Store that many invented conversations; give how many events they have."""
    upgrade(url)
    events.metadata.create_all(engine_for(tracker_url))
    _store(url, invented.accounts())
    total = 0
    for some in _chunks(invented.conversations(number)):
        together = invented.Rows()
        for rows in some:
            for table, found in rows.tables.items():
                together.tables.setdefault(table, []).extend(found)
        made = together.tables.pop("events")
        total += len(made)
        _store(url, together)
        with transaction(tracker_url) as connection:
            connection.execute(insert(events), made)
    with transaction(url) as connection:
        connection.execute(delete(review_schema.conversation_touched))  # many of each
    fact_refresh.rebuild(url)
    _settle(url)
    _settle(tracker_url)
    return total


def _chunks(made: Iterator[invented.Rows]) -> Iterator[list[invented.Rows]]:
    while some := list(islice(made, _AT_ONCE)):
        yield some


def _store(url: str, rows: invented.Rows) -> None:
    with transaction(url) as connection:
        for table in schema.metadata.sorted_tables:
            if rows.tables.get(table.name):
                connection.execute(insert(table), _even(rows.tables[table.name]))


def _even(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give every row the same columns, as one statement for all needs."""
    columns = {name: None for row in rows for name in row}
    return [columns | row for row in rows]


def _settle(url: str) -> None:
    """Let PostgreSQL do at once what it does by itself within minutes."""
    engine = engine_for(url)
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("VACUUM ANALYZE"))


def main() -> None:
    """Fill the databases that the command line names."""
    url, tracker_url, *number = sys.argv[1:]
    began = time.monotonic()
    total = fill(url, tracker_url, *map(int, number))
    print(f"{total} events in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
