"""A button is opaque, belongs to its conversation, works once, and yields to newer ones."""

from functools import partial

from store import conversations
from store.conversations import Reply
from store.engine import transaction
from tests.store.acting import at_once, open_conversation
from tests.store.talking import NO, YES, answer, offer, press, receive


def test_a_button_says_nothing_about_what_it_does(database_url: str) -> None:
    conversation = open_conversation(database_url)

    payloads = offer(database_url, conversation, YES, NO)

    assert len(set(payloads)) == 2
    for payload in payloads:
        assert conversations.is_button(payload)
        assert "affirm" not in payload
        assert "prop" not in payload


def test_words_are_not_a_button() -> None:
    assert not conversations.is_button("oui, annuler")


def test_pressing_it_gives_what_it_stands_for(database_url: str) -> None:
    conversation = open_conversation(database_url)
    yes, no = offer(database_url, conversation, YES, NO)

    for payload, button in ((yes, YES), (no, NO)):
        pressed = press(database_url, conversation, payload)
        assert pressed is not None
        assert {"title": pressed.title, "payload": pressed.payload} == button
        assert (pressed.id, pressed.state) == (payload, "offered")


def test_it_works_once(database_url: str) -> None:
    conversation = open_conversation(database_url)
    [yes] = offer(database_url, conversation, YES)
    press(database_url, conversation, yes)

    again = press(database_url, conversation, yes)

    assert again is not None
    assert again.state == "used"


def test_pressed_many_times_at_once_it_works_once(database_url: str) -> None:
    conversation = open_conversation(database_url)
    for _ in range(5):
        [yes] = offer(database_url, conversation, YES)

        pressed = at_once([partial(press, database_url, conversation, yes)] * 12)

        assert sorted(each.state for each in pressed if each) == ["offered"] + ["used"] * 11


def test_newer_buttons_replace_it(database_url: str) -> None:
    conversation = open_conversation(database_url)
    [old] = offer(database_url, conversation, YES)
    [new] = offer(database_url, conversation, YES)

    gone, current = (press(database_url, conversation, each) for each in (old, new))

    assert gone is not None
    assert current is not None
    assert (gone.state, current.state) == ("gone", "offered")


def test_a_reply_without_buttons_leaves_it_there(database_url: str) -> None:  # A73
    conversation = open_conversation(database_url)
    [yes] = offer(database_url, conversation, YES)
    turn = receive(database_url, conversation, "combien ça coûte ?").turn
    answer(database_url, conversation, turn, Reply(text="25 euros.", buttons=[]))

    pressed = press(database_url, conversation, yes)

    assert pressed is not None
    assert pressed.state == "offered"


def test_a_failed_turn_leaves_it_there(database_url: str) -> None:
    conversation = open_conversation(database_url)
    [yes] = offer(database_url, conversation, YES)
    offer(database_url, conversation, NO, state="failed")

    pressed = press(database_url, conversation, yes)

    assert pressed is not None
    assert pressed.state == "offered"


def test_when_the_turn_it_began_fails_it_can_be_pressed_again(database_url: str) -> None:
    conversation = open_conversation(database_url)
    [yes] = offer(database_url, conversation, YES)
    press(database_url, conversation, yes)
    with transaction(database_url) as connection:
        conversations.unpress(connection, yes)

    pressed = press(database_url, conversation, yes)

    assert pressed is not None
    assert pressed.state == "offered"


def test_it_is_nothing_in_another_conversation(database_url: str) -> None:
    here, there = (open_conversation(database_url, sid=sid) for sid in ("here", "there"))
    [yes] = offer(database_url, here, YES)
    offer(database_url, there, YES)

    assert press(database_url, there, yes) is None
    assert press(database_url, here, "btn_never_offered") is None
    pressed = press(database_url, here, yes)
    assert pressed is not None
    assert pressed.state == "offered"
