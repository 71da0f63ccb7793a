"""The chat window as a customer uses it, in Chromium; what went wrong on its page is kept."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.services import Services

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium"
)
_ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
_LOST_CONNECTION = re.compile(r"net::ERR_|WebSocket connection to")
_REPORT = """addEventListener("securitypolicyviolation", (event) =>
    console.error("policy violated: " + event.violatedDirective + " " + event.blockedURI));"""

PATIENCE = 30_000
"""Milliseconds that something may take on a busy machine."""

expect.set_options(timeout=PATIENCE)


async def launch(playwright: Playwright) -> Browser:
    """Start the browser of the machine."""
    return await playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)


@asynccontextmanager
async def device(browser: Browser, **options: Any) -> AsyncIterator[BrowserContext]:
    """Give a browser of its own: nothing stored, no cookies."""
    settings = {"locale": "fr-FR", "viewport": {"width": 1280, "height": 800}, **options}
    context = await browser.new_context(**settings)
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        await context.close()


@dataclass
class Window:
    """A page with the widget."""

    page: Page
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    @classmethod
    async def at(cls, context: BrowserContext, url: str) -> "Window":
        window = cls(await context.new_page())
        page = window.page
        page.on(
            "console",
            lambda said: (
                window.problems.append(said.text) if said.type in ("error", "warning") else None
            ),
        )
        page.on("pageerror", lambda error: window.problems.append(str(error)))
        page.on("request", lambda request: window.requests.append(request.url))
        await page.add_init_script(_REPORT)
        await page.goto(url)
        return window

    @property
    def launcher(self) -> Locator:
        return self.page.locator("billing-chat .launcher")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def field(self) -> Locator:
        return self.panel.locator(".composer textarea")

    @property
    def messages(self) -> Locator:
        return self.panel.locator(".message:not(.typing):not(.pending) .bubble")

    def button(self, name: str) -> Locator:
        return self.panel.get_by_role("button", name=name, exact=True)

    async def open(self) -> "Window":
        await self.launcher.click()
        await expect(self.field).to_be_focused()
        return self

    async def says(self, text: str) -> None:
        """Write and send."""
        await self.field.fill(text)
        await self.field.press("Enter")

    async def sees(self, text: str) -> None:
        """Wait until some message holds a text."""
        await expect(self.messages.filter(has_text=text).last).to_be_visible()

    async def texts(self) -> list[str]:
        """Give the texts of all messages."""
        return await self.messages.all_inner_texts()

    def unexpected(self, *, lost_connections: bool) -> list[str]:
        """Give what the browser complained about."""
        return [
            each
            for each in self.problems
            if not (lost_connections and _LOST_CONNECTION.search(each))
        ]


def help_page(services: Services, language: str, email: str | None = None) -> str:
    """Give the address of the help page, as a demo user."""
    chosen = "" if email is None else f"&as={email}"
    return f"{services.url}/?lang={language}{chosen}"
