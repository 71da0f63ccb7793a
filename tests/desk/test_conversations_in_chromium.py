"""A reviewer finds and reviews a conversation in a real browser, by keyboard alone."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import pytest_asyncio
import uvicorn
from playwright.async_api import Page, async_playwright, expect

import clock
import settings
from desk.forms import SESSION_COOKIE
from desk.server import create_app
from store import fact_refresh, staff, staff_sessions
from store.engine import transaction
from tests import databases
from tests.services import ROOT, free_port
from tests.store.reviewing import hold, understood
from tests.widget.window import device, launch

pytestmark = pytest.mark.asyncio(loop_scope="session")

AXE = ROOT / "chat" / "widget" / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def serving(database_url: str, directory: Path) -> Iterator[str]:
    """Serve the desk on that database, as long as the block lasts."""
    port = free_port()
    urls = {"tracker_database_url": f"sqlite:///{directory / 'trackers.db'}"}
    app = create_app(replace(settings.load(), database_url=database_url, **urls))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The desk's address and a session of a reviewer's, with some conversations."""
    with databases.seeded("sqlite", tmp_path) as url:
        for place in range(4):
            heard = understood("nlu_fallback", 0.2, ("deny", 0.1)) if place % 2 else None
            hold(url, f"demande numéro {place}", sid=str(place), heard=heard)
        fact_refresh.refresh_all(url)
        with transaction(url) as connection:
            person = staff.add(connection, email="r@desk.example", name="Rita", role="reviewer")
            token = staff_sessions.begin(connection, person.id, now=clock.now())
        with serving(url, tmp_path) as address:
            yield address, token


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark"])
async def page(
    desk: tuple[str, str], request: pytest.FixtureRequest
) -> AsyncIterator[tuple[Page, list[str]]]:
    """The list of conversations, and what its pages complain of."""
    address, token = desk
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        async with device(browser, color_scheme=request.param) as context:
            await context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": address}])
            opened, complaints = await context.new_page(), []
            opened.on("pageerror", lambda error: complaints.append(str(error)))
            opened.on(
                "console",
                lambda said: complaints.append(said.text) if said.type == "error" else None,
            )
            await opened.goto(f"{address}/conversations")
            yield opened, complaints
        await browser.close()


async def findings(page: Page) -> list[str]:
    """Give what axe-core finds on the page."""
    await page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = await page.evaluate(
        """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a",
            "wcag21aa", "wcag22aa", "best-practice"]})).violations"""
    )
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


async def test_filter_open_and_review_by_keyboard(page: tuple[Page, list[str]]) -> None:
    shown, complaints = page
    await expect(shown.locator("[data-list-item]")).to_have_count(4)
    assert await findings(shown) == []

    await shown.get_by_label("Texte").focus()
    await shown.keyboard.type("numéro")
    await shown.get_by_label("Non compris").focus()
    await shown.keyboard.press("Space")

    await expect(shown.locator("[data-list-item]")).to_have_count(2)
    await expect(shown).to_have_url(re.compile(r"\?words=num[^&]*&sign=fallback$"))
    await expect(shown.locator("mark").first).to_have_text("numéro")
    assert await findings(shown) == []

    await shown.keyboard.press("Escape")
    await shown.get_by_role("link", name="Lien permanent").focus()
    await shown.keyboard.press("j")
    await shown.keyboard.press("j")
    await shown.keyboard.press("k")
    await expect(shown.locator("[data-list-item]").first).to_be_focused()
    await shown.keyboard.press("j")
    await shown.keyboard.press("Enter")

    await expect(shown.get_by_role("heading", level=1)).to_contain_text("Conversation du")
    await expect(shown.get_by_text("demande numéro 1")).to_be_visible()
    await shown.get_by_text("Classement des intentions").focus()
    await shown.keyboard.press("Enter")
    assert await findings(shown) == []

    await shown.get_by_role("button", name="Marquer comme relue").focus()
    await shown.keyboard.press("Enter")

    await expect(shown.get_by_text("Relue par Rita")).to_be_visible()
    await expect(shown).to_have_url(re.compile("sign=fallback"))
    assert complaints == []


@pytest.mark.parametrize("width", [320, 640])
async def test_nothing_is_wider_than_a_small_screen(
    page: tuple[Page, list[str]], width: int
) -> None:
    shown, _ = page
    await shown.set_viewport_size({"width": width, "height": 640})
    assert await shown.evaluate("document.documentElement.scrollWidth") == width

    await shown.locator("[data-list-item]").first.click()
    await expect(shown.get_by_role("heading", level=1)).to_contain_text("Conversation du")

    assert await shown.evaluate("document.documentElement.scrollWidth") == width
