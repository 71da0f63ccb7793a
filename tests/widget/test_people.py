"""A person takes a live conversation over, writes, and gives it back in the middle of a form."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import expect

from store import conversations, handoff_work, typing_signs
from store.engine import transaction
from tests.services import NOW, Services
from tests.store.test_handoff_work import ANNE
from tests.widget.test_never_lost import transcript
from tests.widget.window import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")

LATER = datetime.fromisoformat(NOW) + timedelta(hours=1)
"""The services' clock has gone on since `NOW`; a sign given at this moment still holds."""


def as_anne(services: Services, step: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
    with transaction(services.database_url) as connection:
        return step(connection, *arguments, ANNE, **more, now=LATER)


async def test_a_form_goes_on_after_a_person_has_spoken(shop: Services, window: Window) -> None:
    await window.says("annuler rescueassist")
    await expect(window.button("Oui, annuler")).to_be_visible()
    conversation = transcript(shop)[0]["conversation_id"]

    handoff = as_anne(shop, handoff_work.take_over, conversation)
    await expect(window.panel.get_by_text("L’assistant n’intervient plus")).to_be_visible()

    with transaction(shop.database_url) as connection:
        typing_signs.show(connection, conversation, "representative", name="Anne", now=LATER)
    await expect(window.panel.get_by_role("status").filter(has_text="Anne écrit…")).to_be_visible()
    as_anne(shop, handoff_work.reply, handoff, "Bonjour, une remise ?", client_id="one")
    await window.sees("Bonjour, une remise ?")
    await expect(window.panel.locator(".message.representative .author")).to_contain_text("Anne")
    await expect(window.panel.get_by_text("Anne écrit…")).to_have_count(0)

    await window.field.press_sequentially("non")
    await _shown_as_writing(shop, conversation)
    await window.field.press("Enter")
    await window.sees("non")
    assert (await window.texts())[-1].startswith("non")

    as_anne(shop, handoff_work.release, handoff)
    await window.sees("L’assistant automatique reprend la conversation.")
    await window.button("Oui, annuler").click()
    await window.sees("C’est fait")
    with transaction(shop.database_url) as connection:
        assert conversations.by_id(connection, conversation).owner == "assistant"


async def _shown_as_writing(services: Services, conversation: str) -> None:
    """Wait until the customer's sign is there for the person who answers."""
    for _ in range(300):
        with transaction(services.database_url) as connection:
            if typing_signs.writing(
                connection, [conversation], "customer", now=datetime.fromisoformat(NOW)
            ):
                return
    raise AssertionError("nobody was shown that the customer writes")
