"""The time that decisions, records and e-mails go by.

`BILLING_NOW` sets the instant at which a process starts to count, so that a demonstration or
a test can live on a chosen day. Tokens and signatures always go by the real time.
"""

import os
from datetime import datetime, timedelta, timezone
from functools import cache


@cache
def _offset() -> timedelta:
    chosen = os.environ.get("BILLING_NOW")
    if not chosen:
        return timedelta(0)
    instant = datetime.fromisoformat(chosen)
    if instant.tzinfo is None:
        raise ValueError("BILLING_NOW needs a UTC offset, such as 2026-03-10T09:00:00+00:00")
    return instant - datetime.now(timezone.utc)


def now() -> datetime:
    """Give the present instant, in UTC."""
    return datetime.now(timezone.utc) + _offset()


def begin_anew() -> None:
    """Forget when this process began to count: `BILLING_NOW` is read again."""
    _offset.cache_clear()
