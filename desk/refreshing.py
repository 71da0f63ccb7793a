"""Keeps what lists are filtered by up to date while the desk runs."""

import asyncio
import logging

from store import fact_refresh
from store.engine import DatabaseUnreachableError

logger = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 1.0


async def keep_current(database_url: str) -> None:
    """Work facts out as soon as turns have been written, until cancelled."""
    while True:
        try:
            while await asyncio.to_thread(fact_refresh.refresh, database_url):
                await asyncio.sleep(0)
        except DatabaseUnreachableError as error:
            logger.warning("facts wait: %s", error)
        except Exception:  # the desk has other things to show, and tries again
            logger.exception("facts could not be worked out")
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
