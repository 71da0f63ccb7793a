"""What the inbox and the dossier of a hand-off are read from."""

import json
from datetime import timedelta
from functools import partial

from store import dossier, handoff_work, inbox, trackers
from store.engine import reading
from tests.databases import NOW
from tests.store.acting import ACTIVE, CANCEL, CONTACT, HOLDER, open_conversation, propose
from tests.store.test_handoff_work import ANNE, do, known
from tests.store.test_handoffs import hand_off
from tests.store.tracking import drop_events, record_events


def listed(url: str) -> list[str]:
    with reading(url) as connection:
        return [each.id for each in inbox.open_entries(connection)]


def test_open_hand_offs_are_listed_with_who_and_since_when(database_url: str) -> None:
    later, earlier = (
        hand_off(database_url, open_conversation(database_url, sid=sid).id, minutes=minutes)
        for sid, minutes in (("one", 5), ("two", 1))
    )
    do(database_url, handoff_work.claim, later, ANNE)

    assert listed(database_url) == [earlier, later]
    with reading(database_url) as connection:
        entry = inbox.entry(connection, later)
    assert entry is not None
    assert (entry.account_name, entry.person_email, entry.claimed_name) == (
        "Atelier Lumière",
        "titulaire@atelier.example",
        "Anne",
    )
    assert entry.opened_at == NOW + timedelta(minutes=5)


def test_what_has_ended_is_listed_apart(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)
    do(database_url, handoff_work.close, handoff, ANNE)

    assert listed(database_url) == []
    with reading(database_url) as connection:
        [ended] = inbox.ended_entries(connection)
    assert (ended.id, ended.status, ended.ended_at) == (handoff, "closed", NOW)


def test_notes_are_read_in_their_order(database_url: str) -> None:
    handoff = hand_off(database_url, open_conversation(database_url).id)
    for text in ("Premier", "Second"):
        do(database_url, handoff_work.note, handoff, ANNE, text)

    with reading(database_url) as connection:
        assert [each.text for each in inbox.notes(connection, handoff)] == ["Premier", "Second"]


def test_the_dossier_tells_what_was_about_to_be_done(database_url: str) -> None:
    conversation = known(database_url)
    propose(database_url, CANCEL, ACTIVE, conversation=conversation.id, person=CONTACT)

    with reading(database_url) as connection:
        read = partial(dossier.read, connection, now=NOW)
        now, elsewhere = read(CONTACT, conversation.id), read(HOLDER, "conv_other")

    assert now.proposal is not None
    assert now.proposal.operation == "cancel_subscription"
    assert {each.id for each in now.subscriptions} >= {ACTIVE}
    assert now.person.account.name == now.contact.company == "Atelier Lumière"
    assert now.earlier == []
    assert elsewhere.proposal is None


def test_slots_are_those_of_the_session_that_goes_on(database_url: str) -> None:
    def slot(name: str, value: object) -> tuple[str, str]:
        return "slot", json.dumps({"name": name, "value": value})

    record_events(
        database_url,
        "conv_slots",
        [
            slot("task", {"operation": "old"}),
            ("session_started", json.dumps({})),
            slot("language", "it"),
            slot("task", {"operation": "cancel_subscription"}),
            slot("confirmed", True),
            slot("confirmed", None),
            ("slot", None),
        ],
    )

    slots = trackers.slots_of(database_url, "conv_slots")

    assert slots["task"] == {"operation": "cancel_subscription"}
    assert slots["language"] == "it"
    assert "confirmed" not in slots
    assert trackers.slots_of(database_url, "conv_nobody") == {}
    drop_events(database_url)
    assert trackers.slots_of(database_url, "conv_slots") == {}
