"""The Socket.IO side of the channel, with a real client."""

import asyncio
from typing import Any

import pytest
import socketio

from tests.services import Services

CONTACT = "facturation@atelier.example"


class Window:
    """A chat window: what it received, and how it writes."""

    def __init__(self, services: Services, token: str | None) -> None:
        self.client = socketio.AsyncClient(reconnection=False)
        self.heard: list[dict[str, Any]] = []
        self.session: dict[str, Any] = {}
        self._services, self._token = services, token
        self.client.on("bot_uttered", self.heard.append)
        self.client.on("session_confirm", self.session.update)

    async def __aenter__(self) -> "Window":
        auth = {} if self._token is None else {"token": self._token}
        await self.client.connect(self._services.url, auth=auth, transports=["websocket"])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.disconnect()

    async def says(self, text: str, **more: Any) -> list[dict[str, Any]]:
        before = len(self.heard)
        self.acknowledged = await self.client.call(
            "user_uttered", {"message": text, **more}, timeout=30
        )
        await asyncio.sleep(0.1)  # events follow the acknowledgement at once
        return self.heard[before:]


async def test_a_whole_cancellation(services: Services) -> None:
    services.reset()
    async with Window(services, services.token(CONTACT)) as window:
        await window.client.emit("session_request", {"session_id": "somebody-else"})
        review = await window.says("annuler rescueassist")
        yes = review[-1]["quick_replies"][0]
        done = await window.says(yes["payload"])

    assert window.session["session_id"] != "somebody-else"
    assert "assistant automatisé" in review[0]["text"]
    assert yes["title"] == "Oui, annuler"
    assert review[-1]["buttons"][0]["payload"] == yes["payload"]
    assert "C’est fait" in done[0]["text"]
    assert window.acknowledged == {"ok": True}


async def test_the_conversation_goes_on_after_a_reconnection(services: Services) -> None:
    services.reset()
    async with Window(services, services.token(CONTACT)) as window:
        await window.says("annuler rescueassist")
    async with Window(services, services.token(CONTACT)) as window:
        assert "C’est fait" in (await window.says("oui"))[0]["text"]


@pytest.mark.parametrize("token", ["nonsense", "a.b.c"])
async def test_a_bad_token_is_refused_at_the_door(services: Services, token: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        await Window(services, token).__aenter__()


async def test_a_token_that_expires_during_the_connection_stops_counting(
    services: Services,
) -> None:
    services.reset()
    async with Window(services, services.token(CONTACT, ttl=2)) as window:
        await window.says("annuler rescueassist")
        await asyncio.sleep(2.5)

        assert await window.says("oui") == []
        assert window.acknowledged == {"error": "auth_expired"}


async def test_a_visitor_gets_answers_to_questions(services: Services) -> None:
    async with Window(services, None) as window:
        heard = await window.says("est-ce que l'abonnement se renouvelle tout seul ?")
        refused = await window.says("annulez mon abonnement")

    assert "se renouvelle automatiquement" in heard[-1]["text"]
    assert "Connectez-vous" in refused[-1]["text"]


@pytest.mark.parametrize("data", [None, "bonjour", {"text": "bonjour"}, {"message": 1}])
async def test_what_is_no_message_is_acknowledged_as_such(services: Services, data: Any) -> None:
    async with Window(services, None) as window:
        answer = await window.client.call("user_uttered", data, timeout=10)

    assert "error" in answer
