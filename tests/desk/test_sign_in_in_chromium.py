"""Signing in with a real browser: by keyboard, in three languages, for everybody."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

from desk import passwords
from store import staff
from store.engine import transaction
from tests import databases
from tests.desk.test_conversations_in_chromium import findings, serving
from tests.widget.window import device, launch

pytestmark = pytest.mark.asyncio(loop_scope="session")

PASSWORD = "une phrase assez longue"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """The desk's address, with an administrator who has a password."""
    with databases.seeded("sqlite", tmp_path) as url:
        with transaction(url) as connection:
            staff.add(
                connection,
                email="alex@desk.example",
                name="Alex Martin",
                role="admin",
                password_hash=passwords.hashed(PASSWORD),
            )
        with serving(url, tmp_path) as address:
            yield address


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark"])
async def page(desk: str, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """The desk, opened by somebody who is not signed in yet, and without complaints."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        async with device(browser, color_scheme=request.param, locale="fr-FR") as context:
            opened = await context.new_page()
            opened.on(
                "console", lambda message: complaints.append(f"{message.type} {message.text}")
            )
            await opened.goto(f"{desk}/staff")
            yield opened
        await browser.close()
    assert [each for each in complaints if "401" not in each] == []


async def test_a_wrong_password_then_the_right_one_by_keyboard(page: Page) -> None:
    assert await findings(page) == []
    await expect(page.get_by_label("Adresse e-mail")).to_be_focused()

    await page.keyboard.type("alex@desk.example")
    await page.keyboard.press("Tab")
    await page.keyboard.type("pas la bonne phrase")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("incorrect")
    assert await findings(page) == []

    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", name="Équipe", level=1)).to_be_visible()
    assert await findings(page) == []


async def test_the_language_is_changed_where_one_is(page: Page) -> None:
    await page.get_by_label("Adresse e-mail").fill("alex@desk.example")
    await page.get_by_label("Mot de passe").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Équipe")

    for button, title in (("IT", "Personale"), ("EN", "Staff"), ("FR", "Équipe")):
        await page.get_by_role("button", name=button).click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)

    await page.get_by_role("link", name="Journal").click()
    await expect(page.get_by_role("cell", name="Connexion", exact=True)).to_be_visible()
    assert await findings(page) == []
    await page.get_by_role("button", name="Se déconnecter").click()
    await expect(page.get_by_label("Mot de passe")).to_be_visible()
