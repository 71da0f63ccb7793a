"""The inbox and a hand-off in a real browser: for everybody, on a phone too, by keyboard."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

import clock
from desk.forms import SESSION_COOKIE
from store import handoff_work, staff, staff_sessions
from store.engine import transaction
from tests import databases
from tests.desk.test_conversations_in_chromium import findings, serving
from tests.store.acting import ACTIVE, CANCEL, CONTACT, propose
from tests.store.talking import NO, YES, offer
from tests.store.test_handoff_work import ANNE, do, known
from tests.store.test_handoffs import hand_off
from tests.widget.window import device, launch

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The desk's address and a session of an agent's, with one hand-off."""
    with databases.seeded("sqlite", tmp_path) as url:
        conversation = known(url)
        propose(url, CANCEL, ACTIVE, conversation=conversation.id, person=CONTACT)
        offer(url, conversation, YES, NO)
        handoff = hand_off(url, conversation.id)
        do(url, handoff_work.note, handoff, ANNE, "Client pressé.")
        with transaction(url) as connection:
            person = staff.add(connection, email="b@desk.example", name="Bruno", role="agent")
            token = staff_sessions.begin(connection, person.id, now=clock.now())
        with serving(url, tmp_path) as address:
            yield address, token


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark"])
async def page(desk: tuple[str, str], request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """The inbox on a small screen."""
    address, token = desk
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        small = {"width": 320, "height": 640}
        async with device(browser, color_scheme=request.param, viewport=small) as context:
            await context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": address}])
            opened = await context.new_page()
            await opened.goto(f"{address}/inbox")
            yield opened
        await browser.close()


async def fits(page: Page) -> bool:
    """Tell whether nothing has to be scrolled sideways."""
    wide: int = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return wide <= 0


async def test_an_agent_opens_claims_and_answers_by_keyboard(page: Page) -> None:
    assert await findings(page) == []
    assert await fits(page)

    await page.keyboard.press("j")
    await expect(page.get_by_role("link", name="Atelier Lumière")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/handoffs/*")
    assert await findings(page) == []
    assert await fits(page)

    await page.get_by_role("button", name="Prendre la demande").focus()
    await page.keyboard.press("Enter")
    reply = page.get_by_label("Votre réponse au client")
    await expect(reply).to_be_focused()
    await page.keyboard.type("Bonjour.")
    await page.keyboard.press("Control+Enter")

    await expect(page.get_by_role("log")).to_contain_text("Bonjour.")
    await expect(reply).to_have_value("")
    assert await findings(page) == []
