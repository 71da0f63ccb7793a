"""People at the desk and customers in the chat window, both live, in Chromium."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import pytest
from playwright.async_api import Page, expect

from desk.forms import SESSION_COOKIE
from store import staff, staff_sessions
from store.engine import transaction
from tests.services import NOW, Services
from tests.widget.conftest import OpenDevice, OpenWindow
from tests.widget.test_never_lost import transcript
from tests.widget.window import Window, help_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

OpenDesk = Callable[..., Awaitable[Page]]


@pytest.fixture
def open_desk(shop: Services, open_device: OpenDevice) -> OpenDesk:
    """Open the desk as somebody who has signed in."""

    async def open_one(name: str, path: str = "/inbox", teams: tuple[str, ...] = ()) -> Page:
        context = await open_device()
        token = signed_in(shop, name, teams)
        await context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": shop.desk_url}])
        page = await context.new_page()
        await page.goto(f"{shop.desk_url}{path}")
        return page

    return open_one


def signed_in(services: Services, name: str, teams: tuple[str, ...]) -> str:
    """Give the token of a new session of a colleague, who is added if need be."""
    email = f"{name.lower()}@desk.example"
    with transaction(services.database_url) as connection:
        try:
            person = staff.by_email(connection, email)
        except staff.UnknownStaffError:
            person = staff.add(connection, email=email, name=name, role="agent", teams=teams)
        token: str = staff_sessions.begin(connection, person.id, now=datetime.fromisoformat(NOW))
    return token


async def take_over(page: Page, conversation: str) -> None:
    """Take a conversation over, and come to its page."""
    await page.goto(f"{page.url.rpartition('/')[0]}/conversations/{conversation}")
    await page.get_by_role("button", name="Prendre la conversation").click()
    await page.wait_for_url("**/handoffs/*")


async def test_a_form_goes_on_where_it_stood_after_a_person_has_spoken(  # F13
    shop: Services, window: Window, open_desk: OpenDesk
) -> None:
    await window.says("annuler rescueassist")
    await expect(window.button("Oui, annuler")).to_be_visible()
    desk = await open_desk("Anne")
    await take_over(desk, transcript(shop)[0]["conversation_id"])
    said = desk.get_by_role("log")
    await expect(said).to_contain_text("annuler rescueassist")
    await expect(window.panel.get_by_text("L’assistant n’intervient plus")).to_be_visible()

    reply = desk.get_by_label("Votre réponse au client")
    await reply.press_sequentially("Bonjour, une question ?")
    await expect(window.panel.get_by_text("Anne écrit…")).to_be_visible()
    await desk.reload()
    await expect(reply).to_have_value("Bonjour, une question ?")
    await reply.press("Control+Enter")
    await window.sees("Bonjour, une question ?")
    await expect(window.panel.locator(".message.representative .author")).to_contain_text("Anne")
    await expect(window.panel.get_by_text("Anne écrit…")).to_have_count(0)
    await expect(reply).to_have_value("")

    await window.field.press_sequentially("non, ")
    await expect(desk.get_by_text("Le client écrit…")).to_be_visible()
    await window.says("non, aucune")
    await expect(said).to_contain_text("non, aucune")
    await expect(desk.get_by_text("Le client écrit…")).to_have_count(0)
    assert (await window.texts())[-1] == "non, aucune"

    await desk.get_by_label("Nouvelle note").fill("Rien à signaler.")
    await desk.get_by_role("button", name="Ajouter la note").click()
    await expect(desk.get_by_text("Rien à signaler.")).to_be_visible()

    await desk.get_by_role("button", name="Rendre à l’assistant").click()
    await window.sees("L’assistant automatique reprend la conversation.")
    await expect(said).to_contain_text("reprend la conversation")
    await window.button("Oui, annuler").click()
    await window.sees("C’est fait")
    assert "Rien à signaler." not in "".join(await window.texts())
    assert "RescueAssist" in shop.billing("audit", "facturation@atelier.example")


async def test_of_two_who_claim_at_once_one_wins_and_the_other_learns_who(
    window: Window, open_desk: OpenDesk
) -> None:
    await window.says("je veux parler à un conseiller")
    await window.sees("Je transmets votre demande")
    desks = [await open_desk("Anne"), await open_desk("Bruno")]
    for each in desks:
        await each.get_by_role("link", name="Atelier Lumière").click()
        await each.wait_for_url("**/handoffs/*")

    await asyncio.gather(
        *(each.get_by_role("button", name="Prendre la demande").click() for each in desks)
    )

    for each in desks:
        await expect(each.get_by_text("Prise par").first).to_be_visible()
    [told] = [each for each in desks if await each.get_by_role("alert").count()]
    winner = "Bruno" if told is desks[0] else "Anne"
    await expect(told.get_by_role("alert")).to_contain_text(f"est prise par {winner}")


async def test_a_corporate_request_appears_in_the_inbox_of_its_team(
    shop: Services, open_window: OpenWindow, open_desk: OpenDesk
) -> None:
    team = "Service Grands Comptes - équipe Delorme"
    desk = await open_desk("Chloé", teams=(team,))
    other = await open_desk("Anne")
    await expect(desk.get_by_role("link", name="Groupe Delorme")).to_have_count(0)

    window = await open_window(help_page(shop, "fr", "facturation@groupe.example"))
    await window.open()
    await window.says("résiliez gotowebinar")

    row = desk.get_by_role("region", name="Mon équipe").get_by_role("row")
    await expect(row.filter(has_text="Groupe Delorme")).to_contain_text(team)
    await expect(desk).to_have_title("(1) À traiter · Espace conseillers")
    await other.reload()
    await expect(other.get_by_role("heading", name="À traiter")).to_be_visible()
    await expect(other.get_by_role("link", name="Groupe Delorme")).to_have_count(0)
