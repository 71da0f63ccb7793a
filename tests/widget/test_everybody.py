"""The chat is everybody's: WCAG 2.2 AA, keyboard alone, small screens, zoom, contrast, motion."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.services import ROOT, Services
from tests.widget.conftest import OpenWindow
from tests.widget.window import Window, help_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

CONTACT = "facturation@atelier.example"
AXE = ROOT / "chat" / "widget" / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 320, "height": 640}
DESK_AT_200_PERCENT = {"width": 640, "height": 400}


async def findings(window: Window) -> list[str]:
    """Give what axe-core finds on the page, the widget included."""
    await window.page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = await window.page.evaluate(
        """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a",
            "wcag21aa", "wcag22aa", "best-practice"]})).violations"""
    )
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


async def overflows(window: Window) -> list[str]:
    """Name what is wider than the screen, of the page and of the widget."""
    wide: list[str] = await window.page.evaluate(
        """() => {
            const root = document.querySelector("billing-chat").shadowRoot;
            const all = [...document.querySelectorAll("*"), ...root.querySelectorAll("*")];
            return all
                .filter((each) => !each.closest(".hidden"))
                .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
                .map((each) => each.tagName + "." + each.className);
        }"""
    )
    return wide


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "it"])
async def test_axe_finds_nothing_in_any_state(
    shop: Services, open_window: OpenWindow, scheme: str, language: str
) -> None:
    email = {"fr": CONTACT, "it": "titolare@bottega.example"}[language]
    words = {"fr": "annuler rescueassist", "it": "vorrei disdire gotomeeting"}[language]
    yes, helpful = {"fr": ("Oui, ", "Utile"), "it": ("Sì, ", "Utile")}[language]
    person = {"fr": "Parler à un conseiller", "it": "Parlare con un rappresentante"}[language]
    window = await open_window(
        help_page(shop, language, email), color_scheme=scheme, reduced_motion="reduce"
    )
    assert await findings(window) == []
    await window.open()
    assert await findings(window) == []
    await window.says(words)
    await window.panel.get_by_role("button", name=yes).wait_for()
    assert await findings(window) == []
    await window.panel.get_by_role("button", name=yes).click()
    await window.button(helpful).click()
    await expect(window.panel.locator(".thanks")).to_be_visible()
    assert await findings(window) == []
    await window.button(person).click()
    await expect(window.panel.locator(".handed-off")).to_be_visible()
    assert await findings(window) == []


@pytest.mark.parametrize(
    "viewport",
    [pytest.param(PHONE, id="320-px"), pytest.param(DESK_AT_200_PERCENT, id="200-percent")],
)
async def test_a_small_screen_and_a_large_zoom_lose_nothing(
    shop: Services, open_window: OpenWindow, viewport: dict[str, int]
) -> None:
    window = await open_window(
        help_page(shop, "fr", CONTACT), viewport=viewport, reduced_motion="reduce"
    )
    assert await overflows(window) == []
    await window.open()
    await window.says("je voudrais annuler un abonnement")
    await window.panel.get_by_role("button", name="RescueAssist").click()
    await window.button("Oui, annuler").wait_for()
    assert await overflows(window) == []
    assert await findings(window) == []
    await window.button("Oui, annuler").click()
    await window.sees("C’est fait")
    box = await window.panel.bounding_box()
    assert box == {"x": 0, "y": 0, **viewport}


async def test_the_keyboard_alone_does_a_whole_cancellation(
    shop: Services, open_window: OpenWindow
) -> None:
    window = await open_window(help_page(shop, "fr", CONTACT))
    keyboard = window.page.keyboard
    for _ in range(20):
        await keyboard.press("Tab")
        if await window.launcher.evaluate("(each) => each.matches(':focus')"):
            break
    await expect(window.launcher).to_be_focused()
    await keyboard.press("Enter")
    await expect(window.field).to_be_focused()
    await keyboard.type("annuler rescueassist")
    await keyboard.press("Enter")
    await window.button("Oui, annuler").wait_for()
    await press_until_focused(window, "Oui, annuler")
    await keyboard.press("Enter")
    await window.sees("C’est fait")
    await expect(window.field).to_be_focused()
    await press_until_focused(window, "Utile")
    await keyboard.press("Space")
    await expect(window.panel.locator(".thanks")).to_be_focused()
    await keyboard.press("Escape")

    await expect(window.panel).to_have_count(0)
    await expect(window.launcher).to_be_focused()
    await keyboard.press("Enter")
    await expect(window.field).to_be_focused()
    await window.sees("C’est fait")


async def press_until_focused(window: Window, button: str) -> None:
    """Go back with the keyboard from where one writes to a button."""
    for _ in range(12):
        await window.page.keyboard.press("Shift+Tab")
        if await window.button(button).evaluate("(each) => each.matches(':focus')"):
            return
    raise AssertionError(f"{button} is not reached")


async def test_a_new_line_is_not_sent(window: Window) -> None:
    await window.field.fill("bonjour")
    await window.field.press("Shift+Enter")

    await expect(window.field).to_have_value("bonjour\n")


async def test_replies_are_announced_and_history_is_not(window: Window) -> None:
    live = window.panel.get_by_role("log")
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()

    await expect(live).to_contain_text("Confirmez-vous")
    await expect(live).to_contain_text("Choix\u00a0: Oui, annuler, Ne pas annuler")
    assert await live.get_attribute("aria-live") == "polite"
    await window.page.reload()
    await window.button("Oui, annuler").wait_for()
    assert await live.inner_text() == ""


async def test_every_text_says_its_language(window: Window) -> None:
    await window.panel.get_by_role("button", name="Italiano").click()
    await expect(window.panel).to_have_attribute("lang", "it")
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()

    bubbles = window.panel.locator(".message.assistant .bubble")
    languages = [await each.get_attribute("lang") for each in await bubbles.all()]
    assert languages == ["fr"] * len(languages)
    assert await window.panel.locator(".look").get_attribute("lang") == "it"
    assert await window.page.locator("html").get_attribute("lang") == "fr"


async def test_less_motion_is_no_motion(shop: Services, open_window: OpenWindow) -> None:
    window = await open_window(help_page(shop, "fr", CONTACT), reduced_motion="reduce")
    await window.open()
    await window.says("bonjour")

    moving = await window.page.evaluate(
        "() => document.querySelector('billing-chat').shadowRoot.getAnimations().length"
    )
    assert moving == 0


async def test_forced_colours_keep_edges_and_marks(
    shop: Services, open_window: OpenWindow
) -> None:
    window = await open_window(help_page(shop, "fr", CONTACT), forced_colors="active")
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()

    for part in (".customer .bubble", ".assistant .bubble", ".send", ".primary"):
        width = await window.panel.locator(part).first.evaluate(
            "(each) => parseFloat(getComputedStyle(each).borderTopWidth)"
        )
        assert width >= 1, part


async def test_buttons_are_large_enough_to_hit(window: Window) -> None:
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()

    for each in await window.panel.get_by_role("button").all():
        box = await each.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24, await each.inner_text()


async def test_text_may_be_spaced_out(shop: Services, open_window: OpenWindow) -> None:
    """WCAG 1.4.12: line height 1.5, letters 0.12 em, words 0.16 em."""
    window = await open_window(help_page(shop, "fr", CONTACT), viewport=PHONE)
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    await window.page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
                + " word-spacing: 0.16em !important }");
            const root = document.querySelector("billing-chat").shadowRoot;
            root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        }"""
    )

    assert await overflows(window) == []
    await expect(window.button("Oui, annuler")).to_be_visible()
