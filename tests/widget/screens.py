"""Takes the screenshots of `docs/screens`: `make screens`.

Each shows one state of the widget on the demo's help page, on the day that tests live on; those
of the support desk are in `tests/desk/screens.py`. They look best where the Inter
typeface is installed (Debian's `fonts-inter`).
"""

import asyncio
import json
import os
import signal
import tempfile
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from playwright.async_api import Browser, async_playwright

from tests.desk import screens as desk
from tests.services import NOW, ROOT, Services, running
from tests.widget.window import Window, device, help_page, launch

SCREENS = ROOT / "docs" / "screens"
FRENCH = "facturation@atelier.example"
PHONE = {"width": 390, "height": 780}

Steps = Callable[[Services, Window], Awaitable[None]]


async def closed(_services: Services, _window: Window) -> None:
    """Nothing: the page as it is."""


async def opened(_services: Services, window: Window) -> None:
    await window.open()


async def buttons(_services: Services, window: Window) -> None:
    await window.open()
    await window.says("je voudrais annuler un abonnement")
    await window.panel.get_by_role("button", name="RescueAssist").wait_for()


async def review(_services: Services, window: Window) -> None:
    await window.open()
    await window.says("je voudrais acheter GoToTraining pro, 5 postes, mensuel")
    await window.button("Oui, passer la commande").wait_for()


async def done(_services: Services, window: Window) -> None:
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").click()
    await window.button("Utile").wait_for()


async def receipts(_services: Services, window: Window) -> None:
    await window.open()
    await window.says("je voudrais mon dernier reçu")
    await window.panel.locator("a.document").first.wait_for()


async def feedback(services: Services, window: Window) -> None:
    await done(services, window)
    await window.button("Utile").click()
    field = window.panel.get_by_label("Un commentaire (facultatif)")
    await field.fill("Rapide et clair, merci.")
    await field.scroll_into_view_if_needed()


async def error(services: Services, window: Window) -> None:
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    children = psutil.Process(services.process.pid).children(recursive=True)
    server = next(each for each in children if "actions.server" in each.cmdline())
    os.kill(server.pid, signal.SIGSTOP)
    try:
        await window.button("Oui, annuler").click()
        await window.sees("problème technique")
    finally:
        os.kill(server.pid, signal.SIGCONT)


async def offline(_services: Services, window: Window) -> None:
    await window.open()
    await window.says("montrez-moi mes abonnements")
    await window.sees("RescueAssist Pro")
    await window.page.context.set_offline(True)
    await window.says("je voudrais annuler le premier")
    await window.panel.get_by_text("En attente de connexion").wait_for()


async def handoff(services: Services, window: Window) -> None:
    await window.open()
    await window.says("je voudrais résilier nos 200 postes GoToWebinar")
    await window.panel.locator(".handed-off").wait_for()
    [opened_one] = json.loads(services.billing("handoffs", "--json"))
    text = (
        "Bonjour, je suis votre conseillère. Je vois vos 200 postes GoToWebinar, valables "
        "jusqu’en août. Souhaitez-vous en garder une partie\u202f?"
    )
    services.billing("handoffs", "say", opened_one["id"], text)
    await window.sees("votre conseillère")
    await window.says("Oui, une cinquantaine suffirait.")
    await window.sees("une cinquantaine")


async def italian(_services: Services, window: Window) -> None:
    await window.open()
    await window.says("vorrei disdire gotomeeting")
    await window.panel.get_by_role("button", name="Sì, ").wait_for()


STATES: dict[str, tuple[Steps, str, str, dict[str, Any]]] = {
    "closed": (closed, "fr", FRENCH, {}),
    "opened": (opened, "fr", FRENCH, {}),
    "buttons": (buttons, "fr", FRENCH, {}),
    "review": (review, "fr", FRENCH, {}),
    "done": (done, "fr", FRENCH, {}),
    "feedback": (feedback, "fr", FRENCH, {}),
    "receipts": (receipts, "fr", "titulaire@atelier.example", {}),
    "error": (error, "fr", FRENCH, {}),
    "offline": (offline, "fr", FRENCH, {}),
    "handoff": (handoff, "fr", "facturation@groupe.example", {}),
    "italian": (italian, "it", "titolare@bottega.example", {}),
    "dark": (review, "fr", FRENCH, {"color_scheme": "dark"}),
    "mobile": (done, "fr", FRENCH, {"viewport": PHONE, "device_scale_factor": 2}),
    "mobile-dark": (
        buttons,
        "fr",
        FRENCH,
        {"viewport": PHONE, "device_scale_factor": 2, "color_scheme": "dark"},
    ),
}
"""What is done before each screenshot, in which language, as whom, on which device."""


async def take(services: Services, browser: Browser, name: str) -> None:
    """Put a conversation into a state, and keep how it looks."""
    steps, language, email, options = STATES[name]
    services.reset()
    settings = {
        "timezone_id": "Europe/Paris",
        "reduced_motion": "reduce",
        "viewport": {"width": 1200, "height": 860},
        **options,
    }
    async with device(browser, **settings) as context:
        await context.clock.set_fixed_time(datetime.fromisoformat(NOW) + timedelta(minutes=1))
        window = await Window.at(context, help_page(services, language, email))
        await steps(services, window)
        await window.page.wait_for_timeout(700)
        await window.page.screenshot(path=SCREENS / f"{name}.png")
    print(f"docs/screens/{name}.png", flush=True)


async def main() -> None:
    """Take them all."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        directory = Path(made)
        url = f"sqlite:///{directory / 'billing.db'}"
        with running(directory, url, BILLING_DEMO="yes") as services:
            async with async_playwright() as playwright:
                browser = await launch(playwright)
                for name in STATES:
                    await take(services, browser, name)
                await desk.take_all(services, browser)
                await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
