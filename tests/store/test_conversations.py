"""What was said is stored before it is answered, and a message sent twice is answered once."""

from functools import partial

from sqlalchemy.exc import IntegrityError

from store import conversations, schema
from store.conversations import Reply
from store.engine import transaction
from tests.store.acting import CONTACT, HOLDER, at_once, open_conversation, rows_of
from tests.store.talking import NO, YES, answer, receive, transcript

HELLO = Reply(text="Bonjour, je suis un assistant automatique.", buttons=[])


def test_a_person_finds_their_conversation_again(database_url: str) -> None:
    opened = open_conversation(database_url, HOLDER, "tab")

    assert open_conversation(database_url, HOLDER, "tab") == opened
    assert (opened.owner, opened.language) == ("assistant", "fr")


def test_people_and_sessions_have_conversations_of_their_own(database_url: str) -> None:
    opened = {
        open_conversation(database_url, person, sid).id
        for person in (HOLDER, CONTACT)
        for sid in ("tab", "phone")
    }

    assert len(opened) == 4


def test_a_conversation_opened_many_times_at_once_is_one(database_url: str) -> None:
    opened = at_once([partial(open_conversation, database_url)] * 16)

    assert len({each.id for each in opened}) == 1
    assert len(rows_of(database_url, schema.conversation)) == 1


def test_the_language_is_remembered(database_url: str) -> None:
    opened = open_conversation(database_url)
    with transaction(database_url) as connection:
        conversations.set_language(connection, opened.id, "it")

    assert open_conversation(database_url).language == "it"


def test_a_message_is_stored_before_it_is_answered(database_url: str) -> None:
    conversation = open_conversation(database_url)

    received = receive(database_url, conversation, "je veux résilier")

    assert received.state == "received"
    assert transcript(database_url, conversation) == [("customer", "je veux résilier", "received")]


def test_the_transcript_tells_what_was_said_and_understood(database_url: str) -> None:
    conversation = open_conversation(database_url)
    turn = receive(database_url, conversation, "résilier").turn
    understood = {"intent": "cancel_subscription"}
    answer(database_url, conversation, turn, HELLO, understood=understood)
    receive(database_url, conversation, "oui")

    assert transcript(database_url, conversation) == [
        ("customer", "résilier", "answered"),
        ("assistant", HELLO.text, "answered"),
        ("customer", "oui", "received"),
    ]
    with transaction(database_url) as connection:
        first = conversations.transcript(connection, conversation.id)[0]
        last = conversations.last_customer_text(connection, conversation.id)
    assert first["understood"] == understood
    assert last == "oui"


def test_who_said_nothing_has_no_last_words(database_url: str) -> None:
    conversation = open_conversation(database_url)

    with transaction(database_url) as connection:
        assert conversations.last_customer_text(connection, conversation.id) == ""


def test_a_message_sent_again_gets_the_replies_of_the_first_time(database_url: str) -> None:
    conversation = open_conversation(database_url)
    first = receive(database_url, conversation, client_id="m1")
    more = Reply(text="Autre chose ?", buttons=[YES, NO], custom={"kind": "hint"})
    said = answer(database_url, conversation, first.turn, HELLO, more)

    again = receive(database_url, conversation, client_id="m1")

    assert (again.turn, again.state) == (first.turn, "answered")
    with transaction(database_url) as connection:
        assert conversations.replies_of(connection, again.turn) == said
    assert len(transcript(database_url, conversation)) == 3


def test_a_message_that_was_never_answered_still_has_to_be(database_url: str) -> None:
    conversation = open_conversation(database_url)
    first = receive(database_url, conversation, client_id="m1")

    assert receive(database_url, conversation, client_id="m1") == first
    assert len(transcript(database_url, conversation)) == 1


def test_a_message_that_arrives_twice_at_once_is_stored_once(database_url: str) -> None:
    conversation = open_conversation(database_url)

    def arrive() -> str | None:
        try:
            return receive(database_url, conversation, client_id="m1").turn
        except IntegrityError:  # the twin of another instance, which answers it
            return None

    turns = at_once([arrive] * 8)

    assert len(set(turns) - {None}) == 1
    assert len(transcript(database_url, conversation)) == 1


def test_a_failed_turn_may_be_sent_again(database_url: str) -> None:
    conversation = open_conversation(database_url)
    first = receive(database_url, conversation, client_id="m1")
    sorry = Reply(text="Un problème technique est survenu.", buttons=[])
    answer(database_url, conversation, first.turn, sorry, state="failed")

    again = receive(database_url, conversation, client_id="m1")

    assert (again.turn, again.state) == (first.turn, "received")
    answer(database_url, conversation, again.turn, HELLO)
    assert transcript(database_url, conversation) == [
        ("customer", "bonjour", "answered"),
        ("assistant", HELLO.text, "answered"),
    ]


def test_what_people_keep_is_not_answered_again(database_url: str) -> None:
    conversation = open_conversation(database_url)
    first = receive(database_url, conversation, client_id="m1")
    answer(database_url, conversation, first.turn, state="kept")

    assert receive(database_url, conversation, client_id="m1").state == "kept"
    with transaction(database_url) as connection:
        assert conversations.replies_of(connection, first.turn) == []


def test_messages_without_a_client_id_are_all_new(database_url: str) -> None:
    conversation = open_conversation(database_url)

    turns = {receive(database_url, conversation).turn for _ in range(3)}

    assert len(turns) == 3


def test_clients_of_other_conversations_may_use_the_same_ids(database_url: str) -> None:
    here, there = (open_conversation(database_url, sid=sid) for sid in ("here", "there"))

    turns = {receive(database_url, each, client_id="m1").turn for each in (here, there)}

    assert len(turns) == 2
