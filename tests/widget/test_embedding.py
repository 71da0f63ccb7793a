"""The widget on a company's own site: one tag, nothing before it is wanted, little weight."""

import pytest
from playwright.async_api import expect

from tests.services import Services
from tests.widget.conftest import OpenWindow
from tests.widget.site import Site
from tests.widget.window import help_page

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_it_works_on_another_origin_with_a_strict_policy(
    site: Site, open_window: OpenWindow
) -> None:
    window = await open_window(site.url)
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").click()

    await window.sees("C’est fait")
    assert await window.page.context.cookies() == []


async def test_nobody_is_signed_in_on_the_site(site: Site, open_window: OpenWindow) -> None:
    site.email = None
    window = await open_window(site.url)
    await window.open()
    await window.says("annulez mon abonnement")

    await window.sees("Connectez-vous")


async def test_nothing_is_loaded_until_the_chat_is_opened(
    shop: Services, open_window: OpenWindow
) -> None:
    window = await open_window(help_page(shop, "fr", "facturation@atelier.example"))
    await expect(window.launcher).to_be_visible()
    before = [each for each in window.requests if each.startswith(shop.url)][1:]

    paths = {each.removeprefix(shop.url).partition("-")[0] for each in before}
    assert paths <= {"/widget.js", "/widget/page", "/widget/icon.svg"}
    await window.open()
    after = window.requests[len(before) + 1 :]
    assert any("/widget/chat-" in each for each in after)
    assert all(each.startswith(shop.url) for each in window.requests)


async def test_the_chat_tells_when_it_cannot_be_loaded(
    shop: Services, open_window: OpenWindow
) -> None:
    window = await open_window(help_page(shop, "fr"))
    await window.page.route("**/widget/chat-*.js", lambda route: route.abort())
    await window.launcher.click()
    await expect(window.page.get_by_text("n’a pas pu être chargée")).to_be_visible()
    window.problems = [each for each in window.problems if "net::ERR_FAILED" not in each]
