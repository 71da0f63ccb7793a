"""What a reviewer corrects in the browser, a retrained model understands."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

import clock
from desk.forms import SESSION_COOKIE
from store import conversations, reviews, staff, staff_sessions
from store.engine import reading, transaction
from tests import databases
from tests.databases import NOW
from tests.desk.small_project import SmallProject
from tests.desk.test_conversations_in_chromium import serving
from tests.store.reviewing import hold, understood
from tests.widget.window import launch

pytestmark = pytest.mark.asyncio(loop_scope="session")

SAID = "on plie bagage, dit Krzysztof"
TAUGHT = "on plie bagage"
"""What is learnt of it; a model that has not learnt it takes it for a greeting."""
KNOWN = "merci beaucoup"


@pytest_asyncio.fixture(loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await launch(playwright)
        yield opened
        await opened.close()


def conversation_address(url: str) -> str:
    """Let a customer be misunderstood, and another be understood, as a reviewer says."""
    right = hold(url, KNOWN, sid="right", heard=understood("thank"))
    wrong = hold(url, SAID, sid="wrong", heard=understood("greet", 0.53))
    with transaction(url) as connection:
        reviews.mark_reviewed(connection, right.id, by="Rita", now=NOW)
    with reading(url) as connection:
        assert conversations.transcript(connection, wrong.id)
    return f"/conversations/{wrong.id}"


def session_of(url: str, role: str) -> str:
    with transaction(url) as connection:
        person = staff.add(
            connection, email=f"{role}@desk.example", name=role, role=role, language="en"
        )
        return staff_sessions.begin(connection, person.id, now=clock.now())


async def propose(page: Page, address: str) -> None:
    await page.goto(address)
    await page.get_by_role("link", name="Correct what was understood").click()
    await page.get_by_label("Intent").select_option("cancel_subscription")
    await page.get_by_label("Sentence to learn").fill(TAUGHT)
    await page.get_by_role("button", name="Propose the correction").press("Enter")
    await expect(page.get_by_text("proposed", exact=True)).to_be_visible()


async def accept(page: Page, address: str) -> None:
    await page.goto(f"{address}/corrections")
    await page.get_by_role("checkbox").check()
    await page.get_by_role("button", name="Accept those ticked").click()
    await page.goto(f"{address}/corrections?state=accepted")
    await expect(page.get_by_role("link", name=TAUGHT)).to_be_visible()


async def approve(page: Page, address: str) -> None:
    await page.goto(f"{address}/reports")
    await page.get_by_role("link", name="Report 1").click()
    await expect(page.get_by_role("heading", name="Understood now 1")).to_be_visible()
    await page.get_by_role("button", name="Declare this model publishable").click()
    await expect(page.get_by_text("Publishable, says admin")).to_be_visible()


async def test_a_correction_reaches_the_model_only_by_way_of_the_training_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser
) -> None:
    with databases.seeded("sqlite", tmp_path) as url:
        project = SmallProject(tmp_path / "project", url)
        monkeypatch.setenv("BILLING_TRAINING_DATA", str(project.sentences))
        where = conversation_address(url)
        old = project.billing("desk", "train", "old")["model"]
        with serving(url, tmp_path) as address:

            async def as_a(role: str) -> Page:
                context = await browser.new_context()
                cookie = {"name": SESSION_COOKIE, "value": session_of(url, role), "url": address}
                await context.add_cookies([cookie])  # type: ignore[list-item]
                return await context.new_page()

            await propose(await as_a("reviewer"), address + where)
            admin = await as_a("admin")
            await accept(admin, address)

            assert project.billing("desk", "patch")["files"] == ["fr/cancel_subscription.yml"]
            file = project.sentences / "fr" / "cancel_subscription.yml"
            assert file.read_text(encoding="utf-8").endswith(f"    - {TAUGHT}\n")

            new = project.billing("desk", "train", "new")["model"]
            known = project.billing("desk", "compare", old, new, "--only", "past")["known"]
            [mended] = known["mended"]["messages"]
            assert mended["old"]["intent"] != mended["meant"] == mended["new"]["intent"]
            assert (known["asked"], known["right_after"], known["broken"]["count"]) == (2, 2, 0)

            await approve(admin, address)
        project.billing("desk", "publish", new)
        live = project.directory / "models" / "billing.tar.gz"
        assert live.read_bytes() == (project.directory / new).read_bytes()
