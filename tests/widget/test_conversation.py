"""Whole conversations in a real browser, in both languages."""

import json

import pytest
from playwright.async_api import expect

from tests.services import Services
from tests.widget.conftest import OpenWindow
from tests.widget.window import Window, help_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

FRENCH = "facturation@atelier.example"
ITALIAN = "titolare@bottega.example"


def statuses(services: Services, email: str) -> dict[str, list[str]]:
    account = json.loads(services.billing("account", email, "--json"))
    found: dict[str, list[str]] = {}
    for each in account["subscriptions"]:
        found.setdefault(each["product"], []).append(each["status"])
    return found


async def test_a_cancellation_in_french(shop: Services, window: Window) -> None:
    await window.says("annuler rescueassist")
    await window.sees("assistant automatisé")
    await expect(window.panel.get_by_text("À vérifier avant de confirmer")).to_be_visible()
    await window.button("Oui, annuler").click()
    await window.sees("C’est fait")

    await expect(window.panel.get_by_text("Opération effectuée")).to_be_visible()
    await expect(window.button("Oui, annuler")).to_have_count(0)
    assert statuses(shop, FRENCH)["RescueAssist"] == ["pending_cancellation"]


async def test_a_cancellation_in_italian(shop: Services, open_window: OpenWindow) -> None:
    window = await open_window(help_page(shop, "it", ITALIAN), locale="it-IT")
    await window.open()
    await window.says("vorrei disdire gotomeeting")
    await window.sees("assistente automatico")
    await expect(window.panel.get_by_text("Da verificare prima di confermare")).to_be_visible()
    await window.panel.get_by_role("button", name="Sì, ").click()

    await expect(window.panel.get_by_text("Operazione eseguita")).to_be_visible()
    assert "expired" not in statuses(shop, ITALIAN)["GoToMeeting"]


async def test_a_choice_and_a_no(shop: Services, window: Window) -> None:
    await window.says("je voudrais annuler un abonnement")
    await window.panel.get_by_role("button", name="RescueAssist").click()
    await window.button("Ne pas annuler").click()

    await window.sees("Ne pas annuler")
    await expect(window.panel.locator(".bubble .buttons")).to_have_count(0)
    assert statuses(shop, FRENCH)["RescueAssist"] == ["active"]


async def test_the_first_thing_said_can_be_one_of_the_suggestions(window: Window) -> None:
    await expect(window.panel.get_by_text("une intelligence artificielle")).to_be_visible()
    await window.button("Montrez-moi mes abonnements").click()

    await window.sees("RescueAssist Pro")
    await expect(window.panel.get_by_text("Pour commencer")).to_have_count(0)


async def test_a_receipt_is_opened_from_the_chat(shop: Services, open_window: OpenWindow) -> None:
    window = await open_window(help_page(shop, "fr", "titulaire@atelier.example"))
    await window.open()
    await window.says("je voudrais mon dernier reçu")
    document = window.panel.locator("a.document").first
    await expect(document).to_contain_text("Ouvrir le document PDF")

    answer = await window.page.request.get(await document.get_attribute("href") or "")
    assert answer.headers["content-type"] == "application/pdf"
    assert await document.get_attribute("rel") == "noopener noreferrer"


async def test_an_order_shows_its_amounts_in_a_column(window: Window) -> None:
    await window.says("je voudrais acheter GoToTraining pro, 5 postes, mensuel")
    await window.button("Oui, passer la commande").wait_for()

    amounts = await window.panel.locator(".amount").all_inner_texts()
    assert any("Total hors TVA" in each and "545,00" in each for each in amounts)


async def test_the_interface_changes_its_language_and_remembers_it(window: Window) -> None:
    await window.panel.get_by_role("button", name="Italiano").click()

    await expect(window.panel).to_have_attribute("lang", "it")
    await expect(window.panel.get_by_text("Parlare con un rappresentante")).to_be_visible()
    await window.page.reload()
    await expect(
        window.panel.get_by_role("heading", name="Assistenza fatturazione")
    ).to_be_visible()
    await window.panel.get_by_role("button", name="Français").click()
    await expect(window.panel.get_by_text("Parler à un conseiller")).to_be_visible()


async def test_a_person_takes_over_and_gives_back(shop: Services, window: Window) -> None:
    await window.button("Parler à un conseiller").click()
    await window.sees("Je transmets votre demande")
    await expect(window.panel.get_by_text("L’assistant n’intervient plus")).to_be_visible()

    [handoff] = json.loads(shop.billing("handoffs", "--json"))
    shop.billing("handoffs", "say", handoff["id"], "Bonjour, je regarde votre dossier.")
    await window.sees("Bonjour, je regarde votre dossier.")
    said = window.panel.locator(".message.representative")
    await expect(said.locator(".author")).to_have_text("Conseiller")

    await window.says("merci beaucoup")
    await window.sees("merci beaucoup")
    await expect(window.panel.locator(".message.assistant").last).to_contain_text("transmets")

    shop.billing("handoffs", "release", handoff["id"])
    await expect(window.button("Parler à un conseiller")).to_be_visible()
    await window.says("montrez-moi mes abonnements")
    await window.sees("RescueAssist Pro")


async def test_a_corporate_representative_is_named(
    shop: Services, open_window: OpenWindow
) -> None:
    window = await open_window(help_page(shop, "fr", "facturation@groupe.example"))
    await window.open()
    await window.says("résiliez gotowebinar")
    await expect(window.panel.get_by_text("L’assistant n’intervient plus")).to_be_visible()
    [handoff] = json.loads(shop.billing("handoffs", "--json"))
    shop.billing("handoffs", "say", handoff["id"], "Bonjour.")

    author = window.panel.locator(".message.representative .author")
    await expect(author).to_contain_text("Service Grands Comptes")


async def test_feedback_is_stored_and_is_no_message(shop: Services, window: Window) -> None:
    await window.says("annuler rescueassist")
    await window.button("Oui, annuler").click()
    await window.button("Pas utile").click()
    await expect(window.panel.get_by_text("votre avis est enregistré")).to_be_focused()
    await window.panel.get_by_label("Un commentaire (facultatif)").fill("Trop de questions.")
    before = await window.texts()
    await window.button("Envoyer le commentaire").click()
    await expect(window.button("Envoyer le commentaire")).to_have_count(0)

    [given] = json.loads(shop.billing("feedback", "--json"))
    assert (given["operation"], given["helpful"]) == ("cancel_subscription", False)
    assert given["words"] == "Trop de questions."
    assert await window.texts() == before
    await window.page.reload()
    await expect(window.panel.get_by_text("votre avis est enregistré")).to_be_visible()


async def test_nobody_signed_in_gets_answers_and_finds_them_again(
    shop: Services, open_window: OpenWindow
) -> None:
    window = await open_window(f"{shop.url}/?lang=fr&as=visitor")
    await window.open()
    await window.says("est-ce que l'abonnement se renouvelle tout seul ?")
    await window.sees("se renouvelle automatiquement")

    await window.page.reload()
    await window.sees("se renouvelle automatiquement")
    assert await window.page.context.cookies() == []


async def test_messages_are_text_and_never_html(shop: Services, window: Window) -> None:
    await window.button("Parler à un conseiller").click()
    await window.sees("Je transmets")
    [handoff] = json.loads(shop.billing("handoffs", "--json"))
    evil = (
        '<img src=x onerror="alert(1)"> <a href="javascript:alert(1)">clic</a> https://exemple.fr'
    )
    shop.billing("handoffs", "say", handoff["id"], evil)
    await window.sees("<img src=x")

    said = window.panel.locator(".message.representative .bubble")
    await expect(said.locator("img")).to_have_count(0)
    links = [await each.get_attribute("href") for each in await said.locator("a").all()]
    assert links == ["https://exemple.fr"]
