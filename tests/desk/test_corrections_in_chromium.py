"""The pages of corrections in a real browser: by keyboard, on a phone, in the dark."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

import clock
from desk.forms import SESSION_COOKIE
from store import conversations, model_reports, staff, staff_sessions
from store.engine import reading, transaction
from store.model_reports import Compared
from tests import databases
from tests.databases import NOW
from tests.desk.corrections.data import checkout
from tests.desk.test_conversations_in_chromium import findings, serving
from tests.store.reviewing import hold, understood
from tests.widget.window import device, launch

pytestmark = pytest.mark.asyncio(loop_scope="session")

SAID = "coupez GoToWebinar, ici Krzysztof"
PHONE = {"width": 320, "height": 640}


def made_of(intent: str) -> dict[str, Any]:
    return {"intent": intent, "sure": 0.9, "named": [["seats", "3", "to"]], "accepted": False}


def listed(count: int) -> dict[str, Any]:
    one = {"text": SAID, "language": "fr", "meant": "cancel_subscription"}
    both = {"old": made_of("complain"), "new": made_of("cancel_subscription")}
    return {"count": count, "messages": [one | both] * count}


REPORT = {
    "known": {"asked": 2, "right_before": 1, "right_after": 2}
    | {"broken": listed(0), "mended": listed(1), "still_wrong": listed(0)},
    "past": {"asked": 2}
    | {kind: listed(1) for kind in ("intents", "entities", "into_doubt", "out_of_doubt")},
    "tests": {"fr": {"old": {"accuracy": 0.91}, "new": {"accuracy": 0.92}}},
    "stories": {"old": {"stories": 3, "failed": []}, "new": {"stories": 3, "failed": ["FR - a"]}},
}


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str, str]]:
    """The desk, a session of an admin's, and where a misunderstood message is corrected."""
    monkeypatch.setenv("BILLING_TRAINING_DATA", str(checkout(tmp_path / "checkout")))
    with databases.seeded("sqlite", tmp_path) as url:
        held = hold(url, SAID, heard=understood("complain", 0.44, ("faq/refund", 0.3)))
        with reading(url) as connection:
            turn = conversations.transcript(connection, held.id)[0]["turn"]
        compared = Compared(
            old_model="a" * 64,
            new_model="b" * 64,
            old_name="billing.tar.gz",
            new_name="new.tar.gz",
        )
        with transaction(url) as connection:
            model_reports.add(connection, compared, REPORT, now=NOW)
            person = staff.add(
                connection, email="a@desk.example", name="Ada", role="admin", language="en"
            )
            token = staff_sessions.begin(connection, person.id, now=clock.now())
        with serving(url, tmp_path) as desk:
            yield desk, token, f"/conversations/{held.id}/turns/{turn}/correction"


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark"])
async def page(
    address: tuple[str, str, str], request: pytest.FixtureRequest
) -> AsyncIterator[Page]:
    """The form of a correction; its pages must complain of nothing."""
    desk, token, correction = address
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        async with device(browser, color_scheme=request.param) as context:
            await context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": desk}])
            opened, complaints = await context.new_page(), []
            opened.on("pageerror", lambda error: complaints.append(str(error)))
            opened.on(
                "console",
                lambda said: complaints.append(said.text) if said.type == "error" else None,
            )
            await opened.goto(desk + correction)
            yield opened
        await browser.close()
    assert complaints == []


async def is_right_on_a_phone(page: Page) -> None:
    """Make sure that nothing stands in the way of anybody, and nothing beyond the screen."""
    assert await findings(page) == []
    size = page.viewport_size
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await page.set_viewport_size(size)  # type: ignore[arg-type]


async def test_a_message_is_corrected_by_keyboard(page: Page) -> None:
    await is_right_on_a_phone(page)
    sentence = page.get_by_label("Sentence to learn")

    await page.get_by_role("button", name="Replace").press("Enter")
    await expect(sentence).to_have_value("coupez GoToWebinar, ici Dupont")
    await sentence.fill("coupez GoToWebinar")
    await page.keyboard.press("Control+Shift+ArrowLeft")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Name the selected words")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Words 1")).to_have_value("GoToWebinar")
    await expect(page.get_by_label("Entity 1")).to_be_focused()
    await page.keyboard.type("product")
    await page.get_by_label("Intent", exact=True).focus()
    await page.keyboard.type("cancel_subscription")
    await page.get_by_role("button", name="Propose the correction").press("Enter")

    await expect(page.get_by_role("heading", level=1)).to_contain_text("proposed")
    await expect(page.get_by_label("Entity 1")).to_have_value("product")
    await is_right_on_a_phone(page)
    await page.get_by_role("link", name="Corrections").first.press("Enter")
    await expect(page.get_by_role("link", name="coupez GoToWebinar")).to_be_visible()
    await is_right_on_a_phone(page)


async def test_more_words_than_rows_are_named(page: Page) -> None:
    sentence = page.get_by_label("Sentence to learn")
    for _ in range(3):
        await sentence.select_text()
        await page.get_by_role("button", name="Name the selected words").click()

    await expect(page.get_by_label("Words 3")).to_have_value(SAID)
    await expect(page.get_by_label("Entity 3")).to_be_focused()


async def test_a_report_is_read_on_any_screen(page: Page) -> None:
    await page.get_by_role("link", name="Models").press("Enter")
    await is_right_on_a_phone(page)
    await page.get_by_role("link", name="Report 1").press("Enter")
    await expect(page.get_by_role("heading", name="Report 1")).to_be_visible()
    await is_right_on_a_phone(page)
