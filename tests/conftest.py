"""What tests share: generated examples that are the same everywhere, and running services."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.services import Services, running

settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record", action="store_true", help="rewrite tests/conversations as they come out now"
    )


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """The whole product, running on SQLite, with the demo accounts."""
    directory = tmp_path_factory.mktemp("services")
    with running(directory, f"sqlite:///{directory / 'billing.db'}") as services:
        yield services
