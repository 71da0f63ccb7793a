"""People take a conversation over in the middle of a form, and the assistant goes on with it."""

import time
from datetime import datetime
from typing import Any

from store import conversations, handoff_work, handoffs, windows
from store.engine import transaction
from tests.customer import Customer
from tests.services import NOW, Services
from tests.store.test_handoff_work import ANNE

CONTACT = "facturation@atelier.example"
BACK = {"fr": "L’assistant automatique reprend", "it": "L’assistente automatico riprende"}


def as_anne(services: Services, step: Any, *arguments: Any, **more: Any) -> Any:
    """Let a colleague take a step, as the desk does."""
    with transaction(services.database_url) as connection:
        return step(connection, *arguments, ANNE, **more, now=datetime.fromisoformat(NOW))


def messages(services: Services, conversation: str) -> list[dict[str, Any]]:
    with transaction(services.database_url) as connection:
        return windows.messages_since(connection, conversation, 0)


def after(services: Services, conversation: str, text: str) -> list[dict[str, Any]]:
    """Wait until something is said, and give everything from there on."""
    for _ in range(300):
        said = messages(services, conversation)
        found = [place for place, each in enumerate(said) if text in each["text"]]
        if found:
            return said[found[-1] :]
        time.sleep(0.1)
    raise AssertionError(f"{text!r} was not said in {said}")


def conversation_of(customer: Customer, text: str) -> str:
    """Say something, and give the conversation it was said in."""
    [*_, last] = customer.says(text)
    return str(last["recipient_id"])


def test_a_form_goes_on_where_it_stood_to_its_end(services: Services) -> None:  # F13
    services.reset()
    customer = Customer(services, CONTACT, sid="home")
    conversation = conversation_of(customer, "annuler rescueassist")
    old = customer.buttons["Oui, annuler"]
    handoff = as_anne(services, handoff_work.take_over, conversation)

    assert customer.says("une question d’abord") == []
    assert customer.says(old) == []
    kept = messages(services, conversation)[-1]
    assert (kept["text"], kept["state"]) == ("Oui, annuler", "kept")

    as_anne(services, handoff_work.release, handoff)
    said = after(services, conversation, BACK["fr"])
    assert [each["author"] for each in said] == ["assistant"] * len(said)
    [question] = [each for each in said if each.get("buttons")]
    assert "Confirmez-vous" in question["text"]
    fresh = question["buttons"][0]
    assert fresh["title"] == "Oui, annuler"
    assert fresh["payload"] != old

    assert "C’est fait" in "".join(each["text"] for each in customer.says(fresh["payload"]))


def test_who_writes_at_once_after_a_release_is_answered_after_the_return(
    services: Services,
) -> None:
    services.reset()
    customer = Customer(services, CONTACT, sid="at-once")
    conversation = conversation_of(customer, "annuler rescueassist")
    handoff = as_anne(services, handoff_work.take_over, conversation)
    as_anne(services, handoff_work.release, handoff)

    assert "C’est fait" in customer.hears("oui")

    said = [each["text"] for each in messages(services, conversation)]
    assert sum(BACK["fr"] in each for each in said) == 1
    assert said.index(BACK["fr"] + " la conversation.") < said.index("oui")


def test_a_task_put_away_for_the_person_who_was_asked_for_is_taken_up_again(
    services: Services,
) -> None:
    services.reset()
    customer = Customer(services, CONTACT, sid="asked")
    conversation = conversation_of(customer, "annuler rescueassist")
    customer.says("je veux parler à un conseiller")
    [handoff] = open_ones(services, conversation)
    as_anne(services, handoff_work.release, handoff)

    said = after(services, conversation, BACK["fr"])

    assert "Revenons à votre demande" in said[1]["text"]
    assert said[-1]["buttons"][0]["title"] == "Oui, annuler"


def test_with_nothing_open_the_assistant_offers_help(services: Services) -> None:
    services.reset()
    customer = Customer(services, "fatturazione@studio.example", sid="nothing")
    conversation = conversation_of(customer, "vorrei parlare con un rappresentante")
    [handoff] = open_ones(services, conversation)
    as_anne(services, handoff_work.release, handoff)

    said = after(services, conversation, BACK["it"])

    assert said[-1]["text"] == "Che cosa desidera fare?"
    assert len(said[-1]["buttons"]) == 4


def test_a_closed_case_leaves_nothing_open(services: Services) -> None:
    services.reset()
    customer = Customer(services, CONTACT, sid="closed")
    conversation = conversation_of(customer, "annuler rescueassist")
    handoff = as_anne(services, handoff_work.take_over, conversation)
    as_anne(services, handoff_work.close, handoff)

    [said] = after(services, conversation, "ont terminé le traitement")

    assert "buttons" not in said
    assert "C’est fait" not in customer.hears("oui")


def test_taken_over_again_at_once_the_assistant_keeps_silent(services: Services) -> None:  # F13
    services.reset()
    customer = Customer(services, CONTACT, sid="again")
    conversation = conversation_of(customer, "annuler rescueassist")
    for _ in range(3):
        handoff = as_anne(services, handoff_work.take_over, conversation)
        as_anne(services, handoff_work.release, handoff)
    last = as_anne(services, handoff_work.take_over, conversation)
    said = len(messages(services, conversation))
    assert customer.says("allô ?") == []
    assert len(messages(services, conversation)) == said + 1

    as_anne(services, handoff_work.release, last)
    after(services, conversation, BACK["fr"])


def open_ones(services: Services, conversation: str) -> list[str]:
    with transaction(services.database_url) as connection:
        assert conversations.by_id(connection, conversation).owner == "human"
        listed = handoffs.open_handoffs(connection)
    return [each["id"] for each in listed if each["conversation"] == conversation]
