"""Every test here runs on both engines, each time in a database as if it were new."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases


@pytest.fixture(scope="session", autouse=True)
def _clean_server() -> Iterator[None]:
    yield
    databases.drop_leftovers()


@pytest.fixture(params=databases.ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the demo accounts as on the morning of 10 March 2026."""
    with databases.seeded(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=databases.ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without a single table."""
    with databases.empty(request.param, tmp_path) as url:
        yield url
