"""Nothing said is lost or said twice: reloads, tabs, devices, outages, expired tokens."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import psutil
import pytest
from playwright.async_api import BrowserContext, WebSocketRoute, expect

from store import accounts, conversations
from store.engine import transaction
from tests.services import Services, running
from tests.widget.conftest import OpenDevice, OpenWindow
from tests.widget.site import Site
from tests.widget.window import Window, help_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

CONTACT = "facturation@atelier.example"


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services of this file's own, since it stops and kills them."""
    directory = tmp_path_factory.mktemp("outages")
    url = f"sqlite:///{directory / 'billing.db'}"
    with running(directory, url, BILLING_DEMO="yes") as services:
        yield services


def transcript(services: Services, email: str = CONTACT, sid: str = "") -> list[dict[str, Any]]:
    with transaction(services.database_url) as connection:
        person = accounts.person_by_email(connection, email)
        found = conversations.find(connection, f"person:{person.id}", sid)
        return [] if found is None else conversations.transcript(connection, found.id)


def said(services: Services, **whose: str) -> list[str]:
    rows = transcript(services, **whose)
    return [row["text"] for row in rows if row["author"] == "customer"]


def kill(services: Services) -> None:
    """End every process at once, as a power cut does."""
    root = psutil.Process(services.process.pid)
    for process in [root, *root.children(recursive=True)]:
        process.kill()
    services.process.wait(timeout=20)


def process_of(services: Services, module: str) -> psutil.Process:
    children = psutil.Process(services.process.pid).children(recursive=True)
    return next(each for each in children if module in each.cmdline())


async def test_a_reload_shows_the_whole_conversation(window: Window) -> None:
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    before = await window.texts()
    await window.page.reload()
    await window.button("Oui, annuler").wait_for()

    assert await window.texts() == before
    await window.button("Oui, annuler").click()
    await window.sees("C’est fait")


async def test_a_second_tab_and_another_device_see_the_same(
    shop: Services, window: Window, open_window: OpenWindow, open_device: OpenDevice
) -> None:
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    url = help_page(shop, "fr", CONTACT)
    tab = await open_window(url, window.page.context)
    phone = await open_window(url, await open_device(viewport={"width": 390, "height": 844}))
    for each in (tab, phone):
        await each.open()
        await each.button("Oui, annuler").wait_for()

    await phone.button("Oui, annuler").click()
    for each in (window, tab, phone):
        await each.sees("C’est fait")
        await expect(each.button("Oui, annuler")).to_have_count(0)
    everything = await phone.texts()
    assert await window.texts() == everything
    assert await tab.texts() == everything


@pytest.mark.outage
async def test_a_message_written_offline_is_kept_and_sent_once(
    shop: Services, window: Window
) -> None:
    await window.says("bonjour")
    await window.sees("Que puis-je faire")
    context = window.page.context
    await go_offline(context)
    await expect(window.panel.get_by_text("Vous êtes hors ligne")).to_be_visible()
    await window.says("annuler rescueassist")
    await expect(window.panel.get_by_text("En attente de connexion")).to_be_visible()
    await context.set_offline(False)

    await window.button("Oui, annuler").wait_for()
    assert said(shop) == ["bonjour", "annuler rescueassist"]
    await expect(window.panel.locator(".pending")).to_have_count(0)


async def go_offline(context: BrowserContext) -> None:
    await context.set_offline(True)
    for page in context.pages:
        # The emulation leaves open sockets alone; a real loss of the network ends them.
        await page.evaluate("() => dispatchEvent(new Event('offline'))")


async def test_what_was_not_acknowledged_is_sent_again_and_counts_once(
    shop: Services, open_device: OpenDevice, open_window: OpenWindow
) -> None:
    """The connection breaks after the server got the message and before it said so."""
    context = await open_device()
    cuts = 0

    def pass_on(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def from_page(message: str | bytes) -> None:
            nonlocal cuts
            server.send(message)
            if "user_uttered" in str(message) and cuts < 2:
                cuts += 1
                deaf.add(socket)

        def from_server(message: str | bytes) -> None:
            if socket not in deaf:
                socket.send(message)
            elif '"C’est fait' in str(message) or "bot_uttered" in str(message):
                deaf.discard(socket)
                context_tasks.append(socket.close())

        socket.on_message(from_page)
        server.on_message(from_server)

    deaf: set[WebSocketRoute] = set()
    context_tasks: list[Any] = []
    await context.route_web_socket("**/socket.io/**", pass_on)
    window = await open_window(help_page(shop, "fr", CONTACT), context)
    await window.open()
    await window.says("annuler rescueassist")
    while not context_tasks:
        await window.page.wait_for_timeout(100)
    await context_tasks.pop()

    await window.button("Oui, annuler").wait_for()
    await expect(window.panel.locator(".pending")).to_have_count(0)
    assert cuts >= 1
    assert said(shop) == ["annuler rescueassist"]
    assert len(await window.texts()) == len(transcript(shop))


@pytest.mark.outage
async def test_a_restart_in_mid_conversation_goes_unnoticed(
    harmed: Services, open_window: OpenWindow
) -> None:
    harmed.reset()
    window = await open_window(help_page(harmed, "fr", CONTACT))
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    harmed.stop()
    await window.button("Oui, annuler").click()
    await expect(window.panel.get_by_text("En attente de connexion")).to_be_visible()
    harmed.start()

    await window.sees("C’est fait")
    await expect(window.panel.locator(".pending")).to_have_count(0)
    assert said(harmed) == ["annuler rescueassist", "Oui, annuler"]


@pytest.mark.outage
async def test_a_crash_in_the_middle_of_a_turn_loses_and_doubles_nothing(
    harmed: Services, open_window: OpenWindow
) -> None:
    harmed.reset()
    window = await open_window(help_page(harmed, "fr", CONTACT))
    await window.open()
    await window.says("bonjour")
    await window.sees("Que puis-je faire")
    os.kill(process_of(harmed, "actions.server").pid, signal.SIGSTOP)
    await window.says("annuler rescueassist")
    await expect(window.panel.locator(".typing")).to_be_visible()
    assert said(harmed) == ["bonjour", "annuler rescueassist"]
    kill(harmed)
    harmed.start()

    await window.button("Oui, annuler").wait_for()
    assert said(harmed) == ["bonjour", "annuler rescueassist"]
    reviews = [each for each in await window.texts() if "Confirmez-vous" in each]
    assert len(reviews) == 1


async def test_a_token_is_renewed_before_it_expires(site: Site, open_window: OpenWindow) -> None:
    site.ttl = 8
    window = await open_window(site.url)
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    while site.tokens_given < 3:
        await window.page.wait_for_timeout(200)

    await window.button("Oui, annuler").click()
    await window.sees("C’est fait")
    assert said(site.services, sid="site") == ["annuler rescueassist", "Oui, annuler"]
    assert await window.panel.get_by_role("status").inner_text() == ""


async def test_a_token_that_expired_unnoticed_is_renewed_for_the_message(
    site: Site, open_window: OpenWindow
) -> None:
    """As after a sleep: the page's timers stood still while the token expired."""
    site.ttl = 3
    window = await open_window(site.url)
    await window.page.evaluate("""() => {
        const original = window.setTimeout;
        window.setTimeout = (run, delay, ...rest) =>
            original(run, delay > 1500 && delay < 3000 ? 10_000_000 : delay, ...rest);
    }""")
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    await window.page.wait_for_timeout(3500)
    await window.button("Oui, annuler").click()

    await window.sees("C’est fait")
    assert said(site.services, sid="site") == ["annuler rescueassist", "Oui, annuler"]
    assert site.tokens_given >= 2


@pytest.mark.outage
async def test_who_signs_out_is_told_and_goes_on_after_signing_in(
    site: Site, open_window: OpenWindow
) -> None:
    site.ttl = 4
    window = await open_window(site.url)
    await window.open()
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    email, site.email = site.email, None
    await expect(window.panel.get_by_text("Votre session a expiré")).to_be_visible()
    await window.button("Oui, annuler").click()
    await expect(window.panel.get_by_text("En attente de connexion")).to_be_visible()
    site.email, site.ttl = email, 600
    await window.button("Réessayer").click()

    await window.sees("C’est fait")
    assert said(site.services, sid="site") == ["annuler rescueassist", "Oui, annuler"]


async def test_what_is_written_before_the_customer_is_known_is_sent(
    site: Site, open_window: OpenWindow
) -> None:
    site.delay = 2
    window = await open_window(site.url)
    await window.open()
    await window.says("annuler rescueassist")
    await expect(window.panel.locator(".pending")).to_be_visible()

    await window.button("Oui, annuler").wait_for()
    assert said(site.services, sid="site") == ["annuler rescueassist"]


@pytest.mark.outage
async def test_an_old_message_that_was_never_sent_waits_for_the_customer(
    shop: Services, window: Window
) -> None:
    """A yes of yesterday must not confirm anything today."""
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").wait_for()
    await go_offline(window.page.context)
    await window.says("oui")
    await expect(window.panel.get_by_text("En attente de connexion")).to_be_visible()
    await window.page.evaluate("""() => {
        for (const name of Object.keys(localStorage)) if (name.includes("outbox")) {
            const kept = JSON.parse(localStorage[name]);
            localStorage[name] = JSON.stringify(kept.map((each) => ({...each, at: 0})));
        }
    }""")
    await window.page.context.set_offline(False)
    await window.page.reload()

    await expect(window.panel.get_by_text("Message non envoyé")).to_be_visible()
    if "oui" not in said(shop):
        await window.button("Supprimer").click()
        await expect(window.panel.get_by_text("Message non envoyé")).to_have_count(0)
    assert said(shop) == ["annuler rescueassist"]
