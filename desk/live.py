"""What pages are told while somebody looks at them: the database is looked at once a second."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

from store.engine import DatabaseUnreachableError

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
LOOKS = 300
"""After these a stream ends; the browser opens a new one, for which it must be signed in."""

Seen = TypeVar("Seen")


async def changes(look: Callable[[], Seen]) -> AsyncIterator[Seen]:
    """Give what is seen at first, since the page was made earlier, and whenever it changes.

    :param look: reads the database; it runs in a thread.
    """
    before: Seen | None = None
    for _ in range(LOOKS):
        try:
            seen = await asyncio.to_thread(look)
        except DatabaseUnreachableError as error:
            logger.warning("a page is not up to date: %s", error)
        else:
            if seen != before:
                yield seen
            before = seen
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
