"""Every link of the desk leads somewhere, for every role, in every language, in words."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright
from starlette.routing import Route
from starlette.testclient import TestClient

import clock
import settings
from desk.forms import SESSION_COOKIE
from desk.labels import LANGUAGES
from desk.server import create_app
from store import staff, staff_sessions
from store.engine import transaction
from tests import databases
from tests.databases import NOW
from tests.desk.busy import fill
from tests.desk.corrections.data import checkout
from tests.desk.crawling import RANK, Crawl
from tests.desk.test_conversations_in_chromium import findings, serving
from tests.widget.window import device, launch

NOT_BY_A_LINK = {
    "/health",  # for machines
    "/inbox/live",  # watched, not followed
    "/handoffs/{handoff_id}/live",
    "/sign-in",  # for who is not signed in
}


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The database of a busy desk, and its folder."""
    folder = tmp_path_factory.mktemp("busy")
    with pytest.MonkeyPatch.context() as patch, databases.seeded("sqlite", folder) as url:
        patch.setenv("BILLING_NOW", NOW.isoformat())
        clock.begin_anew()
        patch.setenv("BILLING_DATABASE_URL", url)
        patch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{folder / 'trackers.db'}")
        patch.setenv("BILLING_TRAINING_DATA", str(checkout(folder / "checkout")))
        fill(url)
        yield url, folder


def session(url: str, role: str, language: str) -> str:
    """Let a new colleague sign in, and give the session's token."""
    with transaction(url) as connection:
        person = staff.add(
            connection,
            email=f"{role}.{language}.{len(staff.everybody(connection))}@desk.example",
            name="Anne",
            role=role,
            language=language,
            teams=("Service Grands Comptes - équipe Delorme",),
        )
        return staff_sessions.begin(connection, person.id, now=clock.now())


@cache
def crawl(url: str, role: str, language: str) -> Crawl:
    with TestClient(create_app(settings.load()), base_url="http://desk.example") as client:
        client.cookies.set(SESSION_COOKIE, session(url, role, language))
        return Crawl(client, role).walk()


def open_to(role: str) -> set[str]:
    """Give the addresses that somebody with this role is meant to come to."""
    return {
        route.path
        for route in create_app(settings.load()).routes
        if isinstance(route, Route)
        and "GET" in (route.methods or ())
        and RANK.index(getattr(route.endpoint, "needs", "agent")) <= RANK.index(role)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", RANK)
def test_every_link_leads_to_words_that_the_role_may_read(
    busy: tuple[str, Path], role: str, language: str
) -> None:
    walked = crawl(busy[0], role, language)

    assert walked.problems == []
    assert open_to(role) - walked.addresses.keys() - NOT_BY_A_LINK == set()


@pytest.mark.asyncio(loop_scope="session")
async def test_each_kind_of_page_is_right_in_a_browser(busy: tuple[str, Path]) -> None:
    url, folder = busy
    pages = crawl(url, "admin", "fr").addresses
    parts = {"/inbox/list", "/handoffs/{handoff_id}/transcript", "/handoffs/{handoff_id}/writing"}
    files = {route for route in pages if "." in route.rsplit("/", 1)[1]}
    wrong: list[str] = []
    with serving(url, folder) as desk:
        async with async_playwright() as playwright:
            browser = await launch(playwright)
            async with device(browser, color_scheme="light") as context:
                page, where = await context.new_page(), "/sign-in"
                page.on("pageerror", lambda error: wrong.append(f"{where}: {error}"))

                def complain(said: Any) -> None:
                    if said.type in ("error", "warning"):
                        wrong.append(f"{where}: {said.text}")

                page.on("console", complain)
                await page.goto(desk + where)
                wrong += [f"{where}: {each}" for each in await findings(page)]
                token = session(url, "admin", "fr")
                await context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": desk}])
                for where in (pages[each] for each in sorted(pages.keys() - parts - files)):
                    await page.goto(desk + where)
                    wrong += [f"{where}: {each}" for each in await findings(page)]
            await browser.close()

    assert wrong == []
