"""Keeps what lists are filtered by up to date while the desk runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from store import fact_refresh
from store.engine import DatabaseUnreachableError

logger = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 1.0


@asynccontextmanager
async def refreshing(database_url: str) -> AsyncIterator[None]:
    """Work facts out soon after turns have been written, as long as the block lasts."""
    stopping = asyncio.Event()
    task = asyncio.create_task(_keep_current(database_url, stopping))
    try:
        yield
    finally:
        stopping.set()
        await task


async def _keep_current(database_url: str, stopping: asyncio.Event) -> None:
    while not stopping.is_set():
        try:
            if await asyncio.to_thread(fact_refresh.refresh, database_url):
                continue
        except DatabaseUnreachableError as error:
            logger.warning("facts wait: %s", error)
        except Exception:  # the desk has other things to show, and tries again
            logger.exception("facts could not be worked out")
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(stopping.wait(), _SECONDS_BETWEEN_LOOKS)
