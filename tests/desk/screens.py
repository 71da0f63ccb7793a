"""Takes the screenshots of the desk, `docs/screens/desk-*.png`, from the running product."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, async_playwright

from desk.forms import SESSION_COOKIE
from tests.desk.demo_days import GROUP, conversation_of, hand_off_of, live, session
from tests.services import ROOT, Services, running
from tests.widget.window import device, launch

SCREENS = ROOT / "docs" / "screens"
_SHOW_CHARTS = "document.querySelector('.charts').previousElementSibling.scrollIntoView()"
DARK = {"color_scheme": "dark"}


async def take_all(services: Services, browser: Browser) -> None:
    """Fill the demo's days, then show each page as a colleague sees it, in French."""
    services.reset()
    await asyncio.to_thread(live, services)
    handoff = f"/handoffs/{hand_off_of(services, GROUP)}"
    conversation = f"/conversations/{conversation_of(services, 'annuler rescueassist')}"
    for name, role, path, options in (
        ("sign-in", None, "/sign-in", {}),
        ("inbox", "agent", "/inbox", {}),
        ("handoff", "agent", handoff, {}),
        ("conversation", "reviewer", conversation, {}),
        ("corrections", "admin", "/corrections", {}),
        ("figures", "admin", "/figures", {}),
        ("dark", "agent", handoff, DARK),
    ):
        await _take(services, browser, name, role, path, options)


async def _take(
    services: Services,
    browser: Browser,
    name: str,
    role: str | None,
    path: str,
    options: dict[str, Any],
) -> None:
    shown = {
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
        "viewport": {"width": 1200, "height": 860},
        **options,
    }
    async with device(browser, **shown) as context:
        if role:
            cookie = {"name": SESSION_COOKIE, "value": session(services, role)}
            await context.add_cookies([{**cookie, "url": services.desk_url}])  # type: ignore[list-item]
        page = await context.new_page()
        await page.goto(services.desk_url + path)
        await page.wait_for_timeout(700)
        if name == "figures":
            await page.locator("canvas").first.scroll_into_view_if_needed()
            await page.evaluate(_SHOW_CHARTS)
        await page.screenshot(path=SCREENS / f"desk-{name}.png")
    print(f"docs/screens/desk-{name}.png", flush=True)


async def main() -> None:
    """Take those of the desk alone."""
    with tempfile.TemporaryDirectory() as made:
        directory = Path(made)
        url = f"sqlite:///{directory / 'billing.db'}"
        with running(directory, url, BILLING_DEMO="yes") as services:
            async with async_playwright() as playwright:
                browser = await launch(playwright)
                await take_all(services, browser)
                await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
