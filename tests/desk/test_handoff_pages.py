"""The inbox and the page of a hand-off, as colleagues see and use them."""

import pytest

from store import (
    accounts,
    conversations,
    handoff_schema,
    handoff_work,
    operations,
    schema,
    staff_schema,
)
from store.engine import transaction
from subscriptions.roles import HandoffRequired, Operation
from tests.databases import NOW
from tests.desk.conftest import Client
from tests.store.acting import (
    ACTIVE,
    CANCEL,
    CONTACT,
    context,
    open_conversation,
    propose,
    rows_of,
)
from tests.store.talking import receive
from tests.store.test_handoff_work import ANNE, do, known, row
from tests.store.test_handoffs import hand_off


@pytest.fixture
def handoff(database_url: str) -> str:
    return hand_off(database_url, known(database_url).id)


def deeds(url: str) -> list[str]:
    """Give what colleagues did with hand-offs, as the desk's audit tells it."""
    return [each["action"] for each in rows_of(url, staff_schema.desk_audit)]


def id_of(url: str, name: str) -> str:
    rows = rows_of(url, staff_schema.staff)
    return next(str(each["id"]) for each in rows if each["name"] == name)


def said(url: str) -> list[str]:
    return [each["text"] for each in rows_of(url, schema.message)]


@pytest.mark.parametrize("language", ["fr", "it", "en"])
def test_the_inbox_and_a_hand_off_are_shown_in_each_language(
    desk_client: Client, database_url: str, handoff: str, language: str
) -> None:
    propose(database_url, CANCEL, ACTIVE, conversation=known(database_url).id, person=CONTACT)
    do(database_url, handoff_work.note, handoff, ANNE, "Rappeler demain.")
    client = desk_client("agent", language=language)

    inbox, one = client.get("/inbox"), client.get(f"/handoffs/{handoff}")

    assert "Atelier Lumière" in inbox.text
    for expected in ("titulaire@atelier.example", "RescueAssist", "Rappeler demain."):
        assert expected in one.text


def test_claiming_shows_it_as_mine_and_as_a_colleagues_to_others(
    desk_client: Client, database_url: str, handoff: str
) -> None:
    anna, bruno = desk_client(name="Anna"), desk_client(name="Bruno")

    assert anna.post(f"/handoffs/{handoff}/claim").status_code == 303
    refused = bruno.post(f"/handoffs/{handoff}/claim")

    assert refused.status_code == 409
    assert "Anna" in refused.text
    assert row(database_url, handoff)["claimed_name"] == "Anna"
    assert deeds(database_url) == ["handoff_claimed"]


def test_a_reply_reaches_the_conversation_once(
    desk_client: Client, database_url: str, handoff: str
) -> None:
    client = desk_client("agent")
    for _ in range(2):
        client.post(f"/handoffs/{handoff}/reply", data={"text": "Bonjour.", "client_id": "one"})

    assert said(database_url) == ["Bonjour."]
    assert "Bonjour." in client.get(f"/handoffs/{handoff}/transcript").text


def test_a_reply_after_the_release_is_refused_and_kept_in_the_form(
    desk_client: Client, database_url: str, handoff: str
) -> None:
    client = desk_client("agent")
    client.post(f"/handoffs/{handoff}/release")

    refused = client.post(
        f"/handoffs/{handoff}/reply", data={"text": "Encore un mot.", "client_id": "one"}
    )

    assert refused.status_code == 409
    assert "Encore un mot.</textarea>" in refused.text
    assert said(database_url) == []


def test_what_a_customer_writes_is_text_and_never_html(
    desk_client: Client, database_url: str, handoff: str
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    receive(database_url, known(database_url), evil)
    do(database_url, handoff_work.note, handoff, ANNE, evil)

    shown = desk_client("agent").get(f"/handoffs/{handoff}").text

    assert evil not in shown
    assert shown.count("&lt;img src=x") == 2


def test_a_note_is_not_said_to_the_customer(
    desk_client: Client, database_url: str, handoff: str
) -> None:
    desk_client("agent").post(f"/handoffs/{handoff}/note", data={"text": "Client pressé."})

    [noted] = rows_of(database_url, handoff_schema.handoff_note)
    assert noted["text"] == "Client pressé."
    assert said(database_url) == []


def test_nothing_is_sent_when_nothing_was_written(
    desk_client: Client, database_url: str, handoff: str
) -> None:
    client = desk_client("agent")
    for step in ("reply", "note"):
        empty = client.post(f"/handoffs/{handoff}/{step}", data={"text": " ", "client_id": "one"})
        assert empty.status_code == 409

    assert said(database_url) == []


def test_a_transfer_goes_to_a_colleague_or_back_to_the_pool(
    desk_client: Client, database_url: str, handoff: str
) -> None:
    anna, bruno = desk_client(name="Anna"), desk_client(name="Bruno")
    assert anna.post(f"/handoffs/{handoff}/transfer", data={"to": "staff:no"}).status_code == 409

    anna.post(
        f"/handoffs/{handoff}/transfer", data={"to": f"staff:{id_of(database_url, 'Bruno')}"}
    )
    assert row(database_url, handoff)["claimed_name"] == "Bruno"

    bruno.post(f"/handoffs/{handoff}/transfer", data={"to": "pool"})
    assert row(database_url, handoff)["claimed_by"] is None


def test_a_live_conversation_is_taken_over_and_opens(
    desk_client: Client, database_url: str
) -> None:
    conversation = known(database_url)

    opened = desk_client("agent").post(f"/conversations/{conversation.id}/take-over")

    assert opened.headers["location"].startswith("/handoffs/")
    with transaction(database_url) as connection:
        assert conversations.by_id(connection, conversation.id).owner == "human"


def test_the_sign_of_writing_is_shown_by_who_holds_it_alone(
    desk_client: Client, database_url: str, handoff: str
) -> None:
    anna, bruno = desk_client(name="Anna"), desk_client(name="Bruno")
    anna.post(f"/handoffs/{handoff}/claim")

    bruno.post(f"/handoffs/{handoff}/typing")
    assert rows_of(database_url, handoff_schema.typing) == []
    anna.post(f"/handoffs/{handoff}/typing")
    [sign] = rows_of(database_url, handoff_schema.typing)
    assert (sign["author"], sign["name"]) == ("representative", "Anna")


def test_what_there_is_not_is_not_found(desk_client: Client) -> None:
    client = desk_client("agent")

    assert client.get("/handoffs/handoff_none").status_code == 404
    assert client.get("/handoffs/handoff_none/transcript").status_code == 404
    assert client.post("/handoffs/handoff_none/claim").status_code == 404


def test_a_corporate_request_reaches_its_teams_inbox(
    desk_client: Client, database_url: str
) -> None:
    with transaction(database_url) as connection:
        person = accounts.person_by_email(connection, "facturation@groupe.example")
        conversation = conversations.of_subject(
            connection, f"person:{person.id}", "", language="fr", now=NOW
        )
        verdict = operations.begin(
            connection, person.id, context(conversation.id), Operation.CANCEL_SUBSCRIPTION
        )
    assert isinstance(verdict, HandoffRequired)

    team = desk_client(name="Bruno", teams=(str(person.account.representative),))

    assert "Groupe Delorme" in team.get("/inbox").text
    assert "Groupe Delorme" not in desk_client(name="Anna").get("/inbox").text
    assert "Groupe Delorme" in desk_client("admin").get("/inbox").text


def test_a_conversation_without_a_word_is_shown(desk_client: Client, database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)

    assert desk_client("agent").get(f"/handoffs/{handoff}").status_code == 200
    assert row(database_url, handoff)["opened_at"] == NOW
