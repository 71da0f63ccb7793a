"""What a new model is asked: what customers said, and what people say it meant."""

from store import conversations, corrections, past_messages, reviews
from store.conversations import Conversation
from store.corrections import Taught
from store.engine import reading, transaction
from store.past_messages import Past
from tests.databases import NOW
from tests.store.reviewing import hold, understood


def said(url: str, most: int = 10) -> list[str]:
    with reading(url) as connection:
        return [each.text for each in past_messages.said(connection, most=most)]


def known(url: str) -> dict[str, str | None]:
    with reading(url) as connection:
        return {each.text: each.intent for each in past_messages.known(connection, most=10)}


def review(url: str, conversation: Conversation) -> None:
    with transaction(url) as connection:
        reviews.mark_reviewed(connection, conversation.id, by="Ada", now=NOW)


def correct(url: str, conversation: Conversation, taught: Taught, deed: bool = True) -> None:
    with transaction(url) as connection:
        turn = conversations.transcript(connection, conversation.id)[0]["turn"]
        number = corrections.propose(connection, conversation.id, turn, taught, by="Ada", now=NOW)
        if deed:
            corrections.accept(connection, number, by="Grace", now=NOW)


def test_messages_are_given_once_each_newest_first(database_url: str) -> None:
    hold(database_url, "bonjour", "annuler", "bonjour", "reçu de mars")

    assert said(database_url) == ["reçu de mars", "bonjour", "annuler"]
    assert said(database_url, most=2) == ["reçu de mars", "bonjour"]


def test_buttons_and_failed_turns_ask_nothing_of_a_model(database_url: str) -> None:
    hold(database_url, "Oui, annuler", heard={"intent": {"name": "affirm"}})
    hold(database_url, "annuler", state="failed", sid="other")

    assert said(database_url) == []


def test_what_was_reviewed_and_left_is_known_to_be_right(database_url: str) -> None:
    review(database_url, hold(database_url, "annuler", heard=understood("faq/refund")))
    hold(database_url, "résilier", heard=understood("complain"), sid="not reviewed")

    assert known(database_url) == {"annuler": "faq/refund"}


def test_what_was_corrected_is_known_by_the_correction(database_url: str) -> None:
    taught = Taught(sentence="annuler tout", intent="cancel_subscription", language="fr")
    conversation = hold(database_url, "annuler tout, Jean", heard=understood("complain"))
    review(database_url, conversation)
    correct(database_url, conversation, taught)

    assert known(database_url) == {"annuler tout": "cancel_subscription"}
    with reading(database_url) as connection:
        [one] = past_messages.known(connection, most=10)
    assert one == Past(text="annuler tout", language="fr", intent="cancel_subscription")


def test_what_is_only_proposed_is_not_known_either_way(database_url: str) -> None:
    taught = Taught(sentence="annuler", intent="cancel_subscription", language="fr")
    conversation = hold(database_url, "annuler", heard=understood("complain"))
    review(database_url, conversation)
    correct(database_url, conversation, taught, deed=False)

    assert known(database_url) == {}


def test_what_the_moment_gave_another_meaning_is_no_measure_of_a_model(
    database_url: str,
) -> None:
    reread = understood("abandon_task") | {
        "intent_ranking": [{"name": "cancel_subscription", "confidence": 0.9}]
    }
    review(database_url, hold(database_url, "annuler", heard=reread))

    assert known(database_url) == {}
