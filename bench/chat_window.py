"""The chat window in headless Chromium: what it weighs, and how soon one can write in it."""

import gzip
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

BUILT = Path(__file__).parent.parent / "chat" / "widget" / "dist"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass(frozen=True, kw_only=True)
class ChatWindow:
    """Kilobytes compressed, and milliseconds in browsers that have nothing stored yet."""

    launcher_kb: float
    whole_kb: float
    page_to_launcher: list[float]
    click_to_ready: list[float]

    @property
    def first_interaction(self) -> list[float]:
        """From asking for the page to being able to write, for whoever clicks at once."""
        both = zip(self.page_to_launcher, self.click_to_ready, strict=True)
        return [shown + ready for shown, ready in both]


def measure(url: str, *, rounds: int) -> ChatWindow:
    """Open the help page and the chat on it, again and again, each time as a new visitor."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        _visit(browser, url)  # warms the server and the browser up
        visits = [_visit(browser, url) for _ in range(rounds)]
        browser.close()
    launcher = _weight(BUILT / "widget.js")
    return ChatWindow(
        launcher_kb=launcher,
        whole_kb=launcher + sum(_weight(file) for file in BUILT.glob("chat-*.js")),
        page_to_launcher=[shown for shown, _ in visits],
        click_to_ready=[ready for _, ready in visits],
    )


def _weight(file: Path) -> float:
    return len(gzip.compress(file.read_bytes(), 9)) / 1000


def _visit(browser: Browser, url: str) -> tuple[float, float]:
    """Give the milliseconds to the launcher, and from a click on it to a chat that is read."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator("billing-chat .launcher").wait_for()
    shown = time.perf_counter()
    page.locator("billing-chat .launcher").click()
    page.locator("billing-chat .composer textarea:focus").wait_for()
    page.locator("billing-chat .welcome").wait_for()
    ready = time.perf_counter()
    context.close()
    return (shown - began) * 1000, (ready - shown) * 1000


def lines(window: ChatWindow) -> list[str]:
    """Give the lines of the table."""
    rows = {
        "page to launcher": window.page_to_launcher,
        "click to ready": window.click_to_ready,
        "first interaction": window.first_interaction,
    }
    head = f"{'chat window, in ms':24}{'count':>6}{'p50':>8}{'max':>8}"
    timed = [
        f"{name:24}{len(times):>6}{median(times):>8.0f}{max(times):>8.0f}"
        for name, times in rows.items()
    ]
    weights = f"launcher {window.launcher_kb:.1f} kB, whole {window.whole_kb:.1f} kB compressed"
    return [head, *timed, f"{weights} (at most 15 and 150; first interaction under 1000)"]
