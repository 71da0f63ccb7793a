"""The page of figures in a real browser: charts drawn under the strict policy, and readable."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

import clock
from desk.forms import SESSION_COOKIE
from store import staff, staff_sessions
from store.engine import transaction
from tests import databases
from tests.databases import NOW
from tests.desk.test_conversations_in_chromium import findings, serving
from tests.store.happened import happened
from tests.widget.window import device, launch

pytestmark = pytest.mark.asyncio(loop_scope="session")

MARCH = "/figures?since=2026-03-01&until=2026-03-14"
_SHOWS_INK = """canvas => canvas.getContext("2d")
    .getImageData(0, 0, canvas.width, canvas.height).data.some(each => each > 0)"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The desk's address and a session of an agent's, with some conversations to count."""
    with databases.seeded("sqlite", tmp_path) as url:
        happened(url, "one", NOW, asked=4, messages=9, done=1, helpful=1, lowest_confidence=0.8)
        happened(url, "two", NOW, asked=2, fallbacks=1, messages=5, lowest_confidence=0.3)
        with transaction(url) as connection:
            person = staff.add(connection, email="a@desk.example", name="Ada", role="agent")
            token = staff_sessions.begin(connection, person.id, now=clock.now())
        with serving(url, tmp_path) as address:
            yield address, token


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark", "narrow"])
async def page(
    desk: tuple[str, str], request: pytest.FixtureRequest
) -> AsyncIterator[tuple[Page, list[str]]]:
    """The figures of two weeks of March, and what the page complains of."""
    address, token = desk
    width = 320 if request.param == "narrow" else 1280
    scheme = "dark" if request.param == "dark" else "light"
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        viewport = {"width": width, "height": 800}
        async with device(browser, color_scheme=scheme, viewport=viewport) as context:
            await context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": address}])
            opened, complaints = await context.new_page(), []
            opened.on("pageerror", lambda error: complaints.append(str(error)))
            opened.on("console", lambda said: complaints.append(said.text))
            await opened.goto(f"{address}{MARCH}")
            yield opened, complaints
        await browser.close()


async def test_charts_are_drawn_from_the_tables_and_nothing_is_in_the_way(
    page: tuple[Page, list[str]],
) -> None:
    shown, complaints = page

    await expect(shown.get_by_role("img")).to_have_count(4)
    for canvas in await shown.get_by_role("img").all():
        assert await canvas.evaluate(_SHOWS_INK)
    assert await findings(shown) == []
    assert await shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []


async def test_every_number_can_be_read_by_keyboard(page: tuple[Page, list[str]]) -> None:
    shown, _ = page

    table = shown.get_by_role("region", name="Évolution")
    await table.focus()

    await expect(table).to_be_focused()
    await expect(table.get_by_role("row")).to_have_count(15)
    await expect(table.get_by_role("row", name="10 mars 2026")).to_contain_text("14")
