"""The page of figures in a real browser: charts in both schemes, for small screens and readers."""

import re
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

import clock
from desk import charts
from desk.forms import SESSION_COOKIE
from store import staff, staff_sessions
from store.engine import transaction
from tests import databases
from tests.desk.test_conversations_in_chromium import findings, serving
from tests.store.happened import happened
from tests.widget.window import device, launch

pytestmark = pytest.mark.asyncio(loop_scope="session")

CHARTS = (*charts.OVER_TIME, *charts.BY_LANGUAGE)

_WATCH = """
addEventListener("securitypolicyviolation", (e) => console.error(`refused: ${e.blockedURI}`));
window.bars = {};
const rect = CanvasRenderingContext2D.prototype.rect;
CanvasRenderingContext2D.prototype.rect = function (x, y, width, height) {
  const chart = this.canvas.getAttribute("aria-labelledby");
  (window.bars[chart] ??= []).push({ x, height: Math.abs(height), width });
  return rect.call(this, x, y, width, height);
};
"""
"""Reports refusals of the content policy, and remembers the rectangles that are drawn."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The desk's address and an agent's session, with a week of conversations."""
    with databases.seeded("sqlite", tmp_path) as url:
        now = clock.now()
        for days, many in enumerate([1, 4, 2]):
            for one in range(many):
                happened(
                    url, f"{days}-{one}", now - timedelta(days=days), asked=2, messages=4,
                    done=3, refused=one, handed_off=1, helpful=1, fallbacks=one % 2,
                    lowest_confidence=0.9 - 0.2 * one, language="it" if one else "fr",
                )  # fmt: skip
        with transaction(url) as connection:
            person = staff.add(connection, email="a@desk.example", name="Anna", role="agent")
            token = staff_sessions.begin(connection, person.id, now=clock.now())
        with serving(url, tmp_path) as address:
            yield address, token


@pytest_asyncio.fixture(loop_scope="session", params=["light", "dark"])
async def page(
    desk: tuple[str, str], request: pytest.FixtureRequest
) -> AsyncIterator[tuple[Page, list[str]]]:
    """The page of figures, and what it complains of."""
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
            await opened.add_init_script(_WATCH)
            await opened.goto(f"{address}/figures?days=7")
            yield opened, complaints
        await browser.close()


async def numbers(page: Page, table: str, column: str) -> list[float]:
    """The numbers of a column, as the table words them."""
    found: list[str] = await page.evaluate(
        """([table, column]) => {
            const place = document.querySelector(`#${table} [data-column="${column}"]`).cellIndex;
            return [...document.querySelectorAll(`#${table} tbody tr`)].map(
                (row) => row.cells[place].textContent);
        }""",
        [table, column],
    )
    return [float(each) for each in found]


async def heights(page: Page, chart: str) -> list[float]:
    """The heights of a chart's bars, from the first to the last, as they are drawn anew."""
    await page.emulate_media(color_scheme="light")
    await page.wait_for_timeout(200)
    await page.evaluate("window.bars = {}")
    await page.emulate_media(color_scheme="dark")
    await page.wait_for_function(
        "name => window.bars[name]?.length > 3", arg=f"{chart}-title", timeout=5000
    )
    drawn: list[dict[str, float]] = await page.evaluate(f"window.bars['{chart}-title']")
    found: list[dict[str, float]] = []
    for each in sorted(drawn, key=lambda each: each["x"]):
        if each["x"] <= 0 or each["width"] > 120:
            continue  # the ground of the whole drawing
        if not found or each["x"] - found[-1]["x"] > 10:
            found.append(each)
        elif each["height"] > found[-1]["height"]:
            found[-1] = each  # a bar is drawn with its border inside
    return [each["height"] for each in found]


async def test_charts_are_drawn_and_described(page: tuple[Page, list[str]]) -> None:
    shown, complaints = page
    drawings = shown.get_by_role("img")
    await expect(drawings).to_have_count(len(CHARTS))

    for place in range(len(CHARTS)):
        await expect(drawings.nth(place)).to_have_accessible_description(
            re.compile(r"de .+ à|aucune donnée")
        )
    assert await findings(shown) == []
    assert complaints == []


@pytest.mark.parametrize(
    ("chart", "table"),
    [("conversations", "over-time"), ("language_conversations", "by-language")],
)
async def test_bars_are_as_high_as_the_table_says(
    page: tuple[Page, list[str]], chart: str, table: str
) -> None:
    shown, _ = page
    written = await numbers(shown, table, "conversations")
    drawn = await heights(shown, chart)

    assert max(written) == 4
    assert [each / max(drawn) for each in drawn] == pytest.approx(
        [each / max(written) for each in written], abs=0.02
    )


@pytest.mark.parametrize("width", [320, 640])
async def test_charts_fit_a_small_screen(page: tuple[Page, list[str]], width: int) -> None:
    shown, complaints = page
    await shown.set_viewport_size({"width": width, "height": 640})

    await expect(shown.get_by_role("img").first).to_be_visible()

    assert await shown.evaluate("document.documentElement.scrollWidth") == width
    assert complaints == []


async def test_every_number_can_be_read_by_keyboard(page: tuple[Page, list[str]]) -> None:
    shown, _ = page
    table = shown.get_by_role("region", name="Évolution")
    await table.focus()

    await expect(table).to_be_focused()
    await expect(table.get_by_role("row")).to_have_count(8)
