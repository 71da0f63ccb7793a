"""Passwords are tried a few times in a quarter of an hour, not more.

A try is stored before the password is looked at, and counted after that, so that many at once,
in several processes too, get no further than one after the other.
"""

from datetime import timedelta

import clock
from store import desk_audit
from store.engine import reading, transaction

TRIED = "password_tried"
MOST_BY_NAME = 8
_MOST_BY_ADDRESS = 60
_WHILE = timedelta(minutes=15)


def minutes_to_wait(url: str, name: str, address: str) -> int:
    """Note a try, unless there were too many; then give how long to wait, in minutes."""
    minutes = _minutes(url, name, address, most=0)
    if minutes:
        return minutes
    with transaction(url) as connection:
        desk_audit.record(connection, None, TRIED, object=name, address=address, now=clock.now())
    return _minutes(url, name, address, most=1)


def _minutes(url: str, name: str, address: str, *, most: int) -> int:
    """How long to wait with more tries than the limit and `most`; that many are this one."""
    since = clock.now() - _WHILE
    with reading(url) as connection:
        by_name = desk_audit.count(connection, TRIED, since=since, object=name)
        by_address = desk_audit.count(connection, TRIED, since=since, address=address)
    counted = ((by_name, MOST_BY_NAME), (by_address, _MOST_BY_ADDRESS))
    waits = [first - since for (many, first), limit in counted if many >= limit + most and first]
    return max((int(wait.total_seconds() // 60) + 1 for wait in waits), default=0)
