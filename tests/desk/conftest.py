"""The desk with its people, on a seeded database of each engine."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import clock
import settings
from desk.forms import SESSION_COOKIE
from desk.server import create_app
from store import staff, staff_sessions
from store.engine import transaction
from tests import databases
from tests.databases import NOW

Client = Callable[..., TestClient]
ADDRESS = "http://desk.example"


@pytest.fixture(scope="session", autouse=True)
def _clean_server() -> Iterator[None]:
    yield
    databases.drop_leftovers()


@pytest.fixture(params=databases.ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the demo accounts as on the morning of 10 March 2026."""
    with databases.seeded(request.param, tmp_path) as url:
        yield url


@pytest.fixture(autouse=True)
def _that_morning() -> Iterator[None]:
    """Let time begin on that morning, whatever day other tests live on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BILLING_NOW", NOW.isoformat())
        clock.begin_anew()
        yield
    clock.begin_anew()


@pytest.fixture
def desk_settings(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> settings.Settings:
    monkeypatch.setenv("BILLING_DATABASE_URL", database_url)
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path / 'trackers.db'}")
    return settings.load()


@pytest.fixture
def desk_client(desk_settings: settings.Settings) -> Iterator[Client]:
    """Open the desk as somebody with a role, in a language; `None` is nobody.

    Forms are sent with the token that the desk's own pages carry.
    """
    app = create_app(desk_settings)
    with ExitStack() as opened:

        def open_one(
            role: str | None = "agent",
            *,
            language: str = "en",
            name: str = "",
            teams: tuple[str, ...] = (),
        ) -> TestClient:
            client = TestClient(app, base_url=ADDRESS, follow_redirects=False)
            opened.enter_context(client)
            if role is not None:
                name = name or f"The {role}"
                _sign_in(client, desk_settings.database_url, role, language, name, teams)
            return client

        yield open_one


def _sign_in(
    client: TestClient, url: str, role: str, language: str, name: str, teams: tuple[str, ...]
) -> None:
    email = f"{name.casefold().replace(' ', '.')}@desk.example"
    with transaction(url) as connection:
        person = staff.add(
            connection, email=email, name=name, role=role, language=language, teams=teams
        )
        token = staff_sessions.begin(connection, person.id, now=clock.now())
    client.cookies.set(SESSION_COOKIE, token)
    client.headers["X-CSRF-Token"] = csrf_of(client)


def csrf_of(client: TestClient) -> str:
    """The token that a page of the desk carries for this visitor."""
    text = client.get("/me").text
    return text.partition('name="csrf" value="')[2].partition('"')[0]
