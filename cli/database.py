"""`billing db upgrade` and `billing db seed [--reset]`."""

from argparse import Namespace

import clock
import settings
from settings import Settings
from store import demo, migrate, trackers
from store.engine import check, transaction
from trust import keys


def reachable_database() -> str:
    """Give the URL of the database.

    :raises DatabaseUnreachableError: if it does not answer.
    """
    url = settings.load().database_url
    check(url)
    return url


def prepare(loaded: Settings) -> None:
    """Make keys and schema, as far as they are missing."""
    check(loaded.database_url)
    keys.create_missing(loaded)
    migrate.upgrade(loaded.database_url)


def upgrade(_options: Namespace) -> dict[str, str]:
    """Apply the migrations that are missing."""
    prepare(settings.load())
    return {"database": "up to date"}


def seed_if_empty(loaded: Settings) -> bool:
    """Store the demo accounts in a database that holds no account."""
    with transaction(loaded.database_url) as connection:
        if demo.has_accounts(connection):
            return False
        demo.seed(connection, now=clock.now())
        return True


def seed(options: Namespace) -> dict[str, str]:
    """Store the demo accounts, or put them back to their first state."""
    loaded = settings.load()
    prepare(loaded)
    if options.reset:
        with transaction(loaded.database_url) as connection:
            removed = demo.reset(connection, now=clock.now())
        trackers.forget(loaded.tracker_database_url, removed)
        return {"demo": "reset"}
    return {"demo": "stored" if seed_if_empty(loaded) else "already there"}
