"""A database with the demo accounts, as on the morning of 10 March 2025."""

from pathlib import Path

import pytest

from store import demo
from store.engine import transaction
from store.migrate import upgrade
from tests.mail.operations import NOW


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'billing.db'}"
    upgrade(url)
    with transaction(url) as connection:
        demo.seed(connection, now=NOW)
    return url
