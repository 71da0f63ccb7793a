"""What chat windows ask of the server over Socket.IO: history, live messages, tokens, feedback."""

import asyncio
import json
from typing import Any

import pytest
import requests
import socketio

from tests.customer import Customer
from tests.services import Services

CONTACT = "facturation@atelier.example"
SECRET = "a-secret-of-a-window-of-forty-characters"


class Window:
    """A window that shows a conversation: its messages, by number, and whether a reply is due."""

    def __init__(self, services: Services, **auth: str) -> None:
        self.client = socketio.AsyncClient(reconnection=False)
        self.shown: dict[int, dict[str, Any]] = {}
        self.typing: list[bool] = []
        self.expired = asyncio.Event()
        self.owner = "assistant"
        self._url, self._auth = services.url, auth
        self.client.on("messages", self._take)
        self.client.on("typing", lambda each: self.typing.append(each["on"]))
        self.client.on("auth_expired", lambda _: self.expired.set())

    async def __aenter__(self) -> "Window":
        await self.client.connect(self._url, auth=self._auth, transports=["websocket"])
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.disconnect()

    def _take(self, batch: dict[str, Any]) -> None:
        self.owner = batch["owner"]
        self.shown |= {each["number"]: each for each in batch["messages"]}

    async def asks(self, event: str, data: Any) -> Any:
        return await self.client.call(event, data, timeout=30)

    async def reads(self, after: int = 0) -> "Window":
        self._take(await self.asks("history", {"after": after}))
        return self

    async def sees(self, text: str) -> dict[str, Any]:
        for _ in range(300):
            for each in self.shown.values():
                if text in each["text"]:
                    return each
            await asyncio.sleep(0.1)
        raise AssertionError(f"{text!r} is not among {self.shown}")


async def test_windows_of_one_person_see_what_any_of_them_says(services: Services) -> None:
    services.reset()
    token = services.token(CONTACT, sid="two")
    async with Window(services, token=token) as one, Window(services, token=token) as other:
        await one.reads()
        await other.reads()
        await one.asks("user_uttered", {"message": "annuler rescueassist", "message_id": "m1"})
        review = await other.sees("Confirmez-vous")
        mine = await other.sees("annuler rescueassist")

        assert (mine["author"], mine["client_id"]) == ("customer", "m1")
        assert review["language"] == "fr"
        assert review["buttons"][0]["title"] == "Oui, annuler"
        assert other.typing == [True, False]
        assert one.shown == other.shown


async def test_rest_and_windows_are_one_conversation(services: Services) -> None:
    services.reset()
    async with Window(services, token=services.token(CONTACT, sid="mixed")) as window:
        await window.reads()
        customer = Customer(services, CONTACT, sid="mixed")
        await asyncio.to_thread(customer.says, "annuler rescueassist")
        await window.sees("Confirmez-vous")


async def test_history_begins_after_a_number(services: Services) -> None:
    services.reset()
    token = services.token(CONTACT, sid="history")
    async with Window(services, token=token) as window:
        await window.asks("user_uttered", {"message": "annuler rescueassist"})
        await window.reads()
        numbers = sorted(window.shown)
        window.shown.clear()
        await window.reads(after=numbers[0])

        assert sorted(window.shown) == numbers[1:]


@pytest.mark.parametrize("after", ["1", -1, 1.5, True, None, 2**40])
async def test_what_is_no_number_is_refused(services: Services, after: Any) -> None:
    async with Window(services) as window:
        assert "error" in await window.asks("history", {"after": after})


async def test_nobody_sees_the_conversation_of_another(services: Services) -> None:
    services.reset()
    async with (
        Window(services, token=services.token(CONTACT)) as mine,
        Window(services, token=services.token("titulaire@atelier.example")) as other,
        Window(services) as visitor,
    ):
        for each in (mine, other, visitor):
            await each.reads()
        await mine.asks("user_uttered", {"message": "annuler rescueassist"})
        await mine.sees("Confirmez-vous")
        await asyncio.sleep(1.5)

        assert other.shown == {}
        assert visitor.shown == {}


async def test_a_newer_token_goes_on_and_anothers_does_not(services: Services) -> None:
    services.reset()
    async with Window(services, token=services.token(CONTACT, ttl=3)) as window:
        await window.reads()
        foreign = services.token("titulaire@atelier.example")
        assert await window.asks("reauth", {"token": foreign}) == {"error": "other_person"}
        other_session = services.token(CONTACT, sid="other")
        assert await window.asks("reauth", {"token": other_session}) == {"error": "other_person"}
        assert await window.asks("reauth", {"token": "nonsense"}) == {"error": "bad_token"}
        assert await window.asks("reauth", None) == {"error": "bad_token"}
        assert await window.asks("reauth", {"token": services.token(CONTACT)}) == {"ok": True}
        await asyncio.sleep(3.5)

        assert await window.asks("user_uttered", {"message": "bonjour"}) == {"ok": True}
        await window.sees("Que puis-je faire")


async def test_a_window_whose_token_has_expired_hears_nothing_more(services: Services) -> None:
    services.reset()
    async with Window(services, token=services.token(CONTACT, ttl=2)) as window:
        await window.reads()
        await asyncio.wait_for(window.expired.wait(), timeout=30)
        await asyncio.to_thread(Customer(services, CONTACT, sid="").says, "bonjour")
        await asyncio.sleep(1.5)

        assert window.shown == {}
        assert await window.asks("history", {"after": 0}) == {"error": "auth_expired"}
        assert await window.asks("feedback", {}) == {"error": "auth_expired"}


async def test_a_visitor_is_known_by_the_secret_of_their_window(services: Services) -> None:
    async with Window(services, visitor=SECRET) as window:
        await window.asks("user_uttered", {"message": "bonjour"})
    async with Window(services, visitor=SECRET) as again, Window(services) as other:
        await again.reads()
        await other.reads()
        await again.sees("bonjour")

        assert other.shown == {}


@pytest.mark.parametrize("guessable", ["", "short", "x" * 200, "a b" * 20])
async def test_a_secret_that_could_be_guessed_is_none(services: Services, guessable: str) -> None:
    async with Window(services, visitor=guessable) as window:
        await window.asks("user_uttered", {"message": "bonjour"})
    async with Window(services, visitor=guessable) as again:
        await again.reads()

        assert again.shown == {}


async def test_a_representative_is_heard_in_every_window(services: Services) -> None:
    services.reset()
    token = services.token(CONTACT, sid="person")
    async with Window(services, token=token) as one, Window(services, token=token) as other:
        await one.reads()
        await other.reads()
        await one.asks("user_uttered", {"message": "je veux parler à un conseiller"})
        [handoff] = json.loads(services.billing("handoffs", "--json"))
        await asyncio.to_thread(
            services.billing, "handoffs", "say", handoff["id"], "Bonjour, c’est Camille."
        )
        for window in (one, other):
            said = await window.sees("c’est Camille")
            assert said["author"] == "representative"
            assert window.owner == "human"
        await asyncio.to_thread(services.billing, "handoffs", "release", handoff["id"])
        for _ in range(100):
            if one.owner == "assistant":
                break
            await asyncio.sleep(0.1)
        assert one.owner == "assistant"


async def test_feedback_is_about_a_finished_task_and_masks_cards(services: Services) -> None:
    services.reset()
    async with Window(services, token=services.token(CONTACT, sid="feedback")) as window:
        await window.reads()
        await window.asks("user_uttered", {"message": "annuler rescueassist"})
        asked = await window.sees("Confirmez-vous")
        about_nothing = {"turn": asked["turn"], "helpful": True}
        assert "error" in await window.asks("feedback", about_nothing)
        await window.asks("user_uttered", {"message": "oui"})
        done = await window.sees("C’est fait")
        assert done["finished"] == "cancel_subscription"
        words = "ma carte 4242 4242 4242 4242 marche"
        opinion = {"turn": done["turn"], "helpful": True, "words": words}
        assert await window.asks("feedback", opinion) == {"ok": True}

    [stored] = json.loads(services.billing("feedback", "--json"))
    assert stored["helpful"] is True
    assert "4242 4242" not in stored["words"]


@pytest.mark.parametrize(
    "data",
    [
        None,
        "good",
        {"turn": 1, "helpful": True},
        {"turn": "turn_x", "helpful": True},
        {"turn": "turn_" + "0" * 32, "helpful": "yes"},
        {"turn": "turn_" + "0" * 32, "helpful": True, "words": 1},
        {"turn": "turn_" + "0" * 32, "helpful": True},
    ],
)
async def test_what_is_no_feedback_is_acknowledged_as_such(services: Services, data: Any) -> None:
    async with Window(services) as window:
        assert "error" in await window.asks("feedback", data)


def test_no_page_signs_anybody_in_unless_it_is_a_demo(services: Services) -> None:
    page = requests.get(services.url, timeout=10)
    token = requests.get(f"{services.url}/demo/token?as={CONTACT}", timeout=10)

    assert token.status_code == 404
    assert 'data-token-endpoint=""' in page.text
    assert "atelier" not in page.text


def test_the_page_speaks_the_browsers_language(services: Services) -> None:
    for accepted, language in (("it-IT,it;q=0.9", "it"), ("de,fr;q=0.5", "fr"), ("de", "fr")):
        page = requests.get(services.url, headers={"Accept-Language": accepted}, timeout=10)
        assert f'<html lang="{language}">' in page.text
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]


def test_files_are_compressed_and_kept(services: Services) -> None:
    launcher = requests.get(f"{services.url}/widget.js", timeout=10)
    again = requests.get(
        f"{services.url}/widget.js",
        headers={"If-None-Match": launcher.headers["etag"]},
        timeout=10,
    )
    missing = requests.get(f"{services.url}/widget/..%2fpackage.json", timeout=10)

    assert launcher.headers["content-encoding"] == "gzip"
    assert launcher.headers["access-control-allow-origin"] == "*"
    assert again.status_code == 304
    assert missing.status_code == 404
