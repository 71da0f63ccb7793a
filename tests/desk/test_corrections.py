"""Reviewers correct what was understood; admins decide what a model learns."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from settings import Settings
from store import conversations, corrections, desk_audit
from store.engine import reading
from tests.desk.conftest import Client
from tests.desk.corrections.data import TESTED, checkout
from tests.store.reviewing import hold, understood

SAID = "coupez GoToWebinar, ici Krzysztof"
TAUGHT = {
    "sentence": "coupez GoToWebinar",
    "language": "fr",
    "intent": "cancel_subscription",
    "words": ["GoToWebinar", ""],
    "entity": ["product", ""],
    "value": ["GoToWebinar", ""],
    "role": ["", ""],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a few training sentences, which the desk looks at."""
    made = checkout(tmp_path / "checkout")
    monkeypatch.setenv("BILLING_TRAINING_DATA", str(made))
    return made


@pytest.fixture
def address(desk_settings: Settings, folder: Path) -> str:  # noqa: ARG001
    """Where the message of a customer who was misunderstood is corrected."""
    return said(desk_settings.database_url)


def said(url: str, text: str = SAID, sid: str = "tab") -> str:
    heard = understood("complain", 0.44, ("faq/refund", 0.3))
    conversation = hold(url, text, sid=sid, heard=heard)
    with reading(url) as connection:
        turn = conversations.transcript(connection, conversation.id)[0]["turn"]
    return f"/conversations/{conversation.id}/turns/{turn}/correction"


def propose(client: TestClient, address: str, **more: Any) -> str:
    """Propose a correction; give the address of its page."""
    answer = client.post(address, data=TAUGHT | more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def stored(settings: Settings, page: str) -> dict[str, Any]:
    with reading(settings.database_url) as connection:
        return corrections.by_number(connection, int(page.rsplit("/", 1)[1]))


def test_the_form_begins_with_what_was_said_and_understood(
    desk_client: Client, address: str
) -> None:
    text = desk_client("reviewer").get(address).text

    assert SAID in text
    assert "<code>complain</code> 44 %" in text
    assert "“Krzysztof”. Suggestion: “Dupont”" in text


def test_a_proposal_is_stored_and_audited(
    desk_client: Client, desk_settings: Settings, address: str
) -> None:
    page = propose(desk_client("reviewer"), address)

    row = stored(desk_settings, page)
    assert (row["state"], row["sentence"]) == ("proposed", "coupez GoToWebinar")
    assert row["mentions"] == [
        {"entity": "product", "value": "GoToWebinar", "start": 7, "end": 18, "role": None}
    ]
    with reading(desk_settings.database_url) as connection:
        [record, *_] = desk_audit.page(connection)
    assert (record["action"], record["staff_name"]) == ("correction_proposed", "The reviewer")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"sentence": TESTED, "words": ["", ""]}, "part of the tests"),
        ({"words": ["RescueAssist", ""]}, "“RescueAssist” does not stand in the sentence"),
        ({"entity": ["", ""]}, "Choose an entity for “GoToWebinar”"),
        ({"value": ["Zoom", ""]}, "is not one of the entity’s"),
        ({"role": ["by", ""]}, "has no such role"),
        ({"intent": "no_intent"}, "has no examples"),
        ({"language": "en"}, "This language is not learnt"),
        ({"sentence": "[GoToWebinar](x)"}, "cannot be written like this"),
    ],
)
def test_what_cannot_be_learnt_is_not_even_proposed(
    desk_client: Client, address: str, wrong: dict[str, Any], told: str
) -> None:
    answer = desk_client("reviewer").post(address, data=TAUGHT | wrong)

    assert answer.status_code == 422
    assert told in answer.text


def test_what_a_customer_wrote_is_shown_as_words_only(
    desk_client: Client,
    desk_settings: Settings,
    folder: Path,  # noqa: ARG001
) -> None:
    attack = "<script>alert(1)</script> {{ 7 * 7 }}"
    text = desk_client("reviewer").get(said(desk_settings.database_url, attack)).text

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in text


def test_an_agent_can_neither_correct_nor_see_the_inbox(desk_client: Client, address: str) -> None:
    agent = desk_client("agent")

    assert agent.get(address).status_code == 403
    assert agent.post(address, data=TAUGHT).status_code == 403
    assert agent.get("/corrections").status_code == 403


@pytest.mark.parametrize("role", ["agent", "reviewer"])
def test_only_an_admin_publishes(
    desk_client: Client, desk_settings: Settings, address: str, role: str
) -> None:
    page = propose(desk_client("reviewer"), address)
    client = desk_client(role, name="Somebody")

    for where, sent in (
        (f"{page}/decide", {"decision": "accept"}),
        (page, TAUGHT | {"decision": "accept"}),
        ("/corrections/decide", {"decision": "accept", "number": page.rsplit("/", 1)[1]}),
        ("/corrections/written", {}),
    ):
        assert client.post(where, data=sent).status_code == 403
    assert client.get("/corrections/patch.diff").status_code == 403
    assert stored(desk_settings, page)["state"] == "proposed"


def test_an_admin_edits_and_accepts_at_once(
    desk_client: Client, desk_settings: Settings, address: str
) -> None:
    page = propose(desk_client("reviewer"), address)
    edited = TAUGHT | {"sentence": "coupez-moi GoToWebinar", "decision": "accept"}

    assert desk_client("admin").post(page, data=edited).status_code == 303

    row = stored(desk_settings, page)
    assert (row["state"], row["sentence"]) == ("accepted", "coupez-moi GoToWebinar")
    assert row["decided_by"] == "The admin"


def test_a_conflict_is_shown_and_not_accepted(
    desk_client: Client, desk_settings: Settings, address: str
) -> None:
    conflict = {"sentence": "Stop abonnement !", "intent": "complain", "words": ["", ""]}
    page = propose(desk_client("reviewer"), address, **conflict)
    admin = desk_client("admin")

    text = admin.get("/corrections").text
    assert "is learnt under another intent" in text
    assert "stop abonnement" in text
    assert admin.post(f"{page}/decide", data={"decision": "accept"}).status_code == 409
    assert stored(desk_settings, page)["state"] == "proposed"


def test_many_are_accepted_at_once_but_for_those_with_something_against_them(
    desk_client: Client, desk_settings: Settings, address: str
) -> None:
    reviewer = desk_client("reviewer")
    clean = propose(reviewer, address)
    others = [said(desk_settings.database_url, sid=f"tab {each}") for each in range(2)]
    named = propose(reviewer, others[0], sentence=SAID)
    copied = propose(reviewer, others[1], sentence="stop abonnement", words=["", ""])
    pages = (clean, named, copied)

    answer = desk_client("admin").post(
        "/corrections/decide",
        data={"decision": "accept", "number": [page.rsplit("/", 1)[1] for page in pages]},
    )

    assert answer.headers["location"] == "/corrections?left=2"
    states = [stored(desk_settings, page)["state"] for page in pages]
    assert states == ["accepted", "proposed", "proposed"]


def test_a_patch_is_downloaded_and_what_it_brought_is_marked_as_written(
    desk_client: Client, desk_settings: Settings, address: str, folder: Path
) -> None:
    page = propose(desk_client("reviewer"), address)
    admin = desk_client("admin")
    admin.post(f"{page}/decide", data={"decision": "accept"})

    patch = admin.get("/corrections/patch.diff").text
    assert patch.startswith("diff --git a/data/nlu/fr/cancel_subscription.yml b/")
    assert "+    - coupez [GoToWebinar](product)\n" in patch

    admin.post("/corrections/written")
    assert stored(desk_settings, page)["state"] == "accepted"
    file = folder / "fr" / "cancel_subscription.yml"
    file.write_text(file.read_text("utf-8") + "    - coupez [GoToWebinar](product)\n", "utf-8")
    admin.post("/corrections/written")
    assert stored(desk_settings, page)["state"] == "written"


@pytest.mark.parametrize("language", ["fr", "it", "en"])
def test_every_page_is_worded_in_every_language(
    desk_client: Client, address: str, language: str
) -> None:
    page = propose(desk_client("reviewer"), address)
    admin = desk_client("admin", language=language)

    for where in (page, "/corrections", "/corrections?state=accepted"):
        assert admin.get(where).status_code == 200


def test_what_is_not_there_is_not_found(
    desk_client: Client,
    folder: Path,  # noqa: ARG001
) -> None:
    admin = desk_client("admin")

    for where in (
        "/corrections/404",
        "/corrections?state=x",
        "/conversations/conv_x/turns/turn_x/correction",
        "/conversations/conv_x/story.txt",
    ):
        assert admin.get(where).status_code == 404


def test_a_conversation_becomes_a_story(desk_client: Client, desk_settings: Settings) -> None:
    conversation = hold(desk_settings.database_url, "bonjour", heard=understood("greet"))

    answer = desk_client("reviewer").get(
        f"/conversations/{conversation.id}/story.txt", params={"name": "says hello"}
    )

    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.text == (
        "## says hello\nas titulaire@atelier.example\n> bonjour\nTrès bien.\n= nothing changed\n"
    )
