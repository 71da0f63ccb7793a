"""One turn at a time in each conversation: the seam behind which the lock sits.

In one process a lock in memory is enough. With `REDIS_URL`, several instances share theirs.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

import redis.asyncio

LONGEST_TURN = 60.0
"""Seconds after which a Redis lock of a dead instance falls."""


class Turns(Protocol):
    """Gives out turns, first come first served within an instance."""

    def of(self, conversation: str) -> AbstractAsyncContextManager[None]:
        """Wait for the conversation's turn, and hold it."""


class LocalTurns:
    """Turns of one process; a conversation's lock exists only while somebody wants it."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._wanted: dict[str, int] = {}

    @asynccontextmanager
    async def of(self, conversation: str) -> AsyncIterator[None]:
        lock = self._locks.setdefault(conversation, asyncio.Lock())
        self._wanted[conversation] = self._wanted.get(conversation, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._wanted[conversation] -= 1
            if not self._wanted[conversation]:
                del self._wanted[conversation], self._locks[conversation]


class RedisTurns:
    """Turns shared by instances: a local queue first, then the lock in Redis."""

    def __init__(self, url: str) -> None:
        self._redis = redis.asyncio.from_url(url)
        self._local = LocalTurns()

    @asynccontextmanager
    async def of(self, conversation: str) -> AsyncIterator[None]:
        shared = self._redis.lock(f"billing:turn:{conversation}", timeout=LONGEST_TURN, sleep=0.02)
        async with self._local.of(conversation), shared:
            yield


def turns_for(redis_url: str | None) -> Turns:
    """Give the turns that the settings ask for."""
    return LocalTurns() if redis_url is None else RedisTurns(redis_url)
