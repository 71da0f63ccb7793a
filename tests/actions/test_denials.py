"""What is said and remembered of a refused request, and when it can be sent for approval."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from actions.add_subscription import ValidateAddSubscriptionForm
from actions.cancel_subscription import ValidateCancelSubscriptionForm
from actions.change_subscription import ValidateChangeSubscriptionForm
from actions.request_approval import ActionRequestApproval
from actions.task_form import TaskForm
from actions.update_billing_contact import ValidateUpdateBillingContactForm
from store import approvals, outbox, schema
from store.engine import transaction
from tests import databases
from tests.actions.acting import CONTACT, MEMBER, product, slots, titles, tracker, turn, voice
from tests.store.acting import audited, make_corporate, rows_of

WHY, SEND = "Savoir pourquoi", "Transmettre pour approbation"
SEATS = {"entity": "seats", "value": 8, "role": "to"}


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    with databases.seeded("sqlite", tmp_path) as url:
        yield url


def refuse(
    url: str, form: TaskForm, text: str, *entities: dict[str, Any], person: str = MEMBER
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Ask for a task that is refused; give what is said and what the slots hold then."""
    speech, said = voice()
    asked = turn(url, text, form.operation.value, person=person, entities=list(entities))
    return said, slots(form.answer(asked, tracker(), speech))


def send(url: str, refused: dict[str, Any] | None, person: str = MEMBER) -> list[dict[str, Any]]:
    speech, said = voice()
    pressed = turn(url, "/request_approval", "request_approval", person=person)
    ActionRequestApproval().answer(pressed, tracker(refused=refused), speech)
    return said


def cancel(url: str, name: str = "RescueAssist", person: str = MEMBER) -> Any:
    text = f"annulez {name}"
    form = ValidateCancelSubscriptionForm()
    return refuse(url, form, text, product(text, name), person=person)


# A70
def test_a_whole_request_can_be_sent_for_approval(database_url: str) -> None:
    said, held = cancel(database_url)

    assert [each["response"] for each in said] == [
        "utter_refused_holder_or_contact",
        "utter_refused_can_request",
    ]
    assert titles(said[-1]) == [SEND, WHY]
    assert said[-1]["request"] == "• RescueAssist Pro (mensuel, 5 postes)"
    assert held["refused"] == {
        "operation": "cancel_subscription",
        "subscription": "sub_atelier_1",
        "wish": None,
        "whole": True,
    }
    assert held["task"] is None
    assert audited(database_url, "outcome", "reason") == [("refused", "role")]


# A70, E17
def test_of_an_unclear_request_the_missing_part_is_named(database_url: str) -> None:
    said, held = cancel(database_url, "LogMeIn Central")  # there are two

    assert said[-1]["response"] == "utter_refused_say_details"
    assert said[-1]["details"] == "l’abonnement concerné"
    assert titles(said[-1]) == [WHY]
    assert not held["refused"]["whole"]


# A15: nobody could do it, so there is nothing to approve.
def test_what_nobody_could_do_is_only_explained(database_url: str) -> None:
    said, held = cancel(database_url, "GoToMeeting")

    assert [each["response"] for each in said] == ["utter_refused_holder_or_contact"]
    assert titles(said[-1]) == [WHY]
    assert held["refused"]["subscription"] == "sub_atelier_3"
    assert not held["refused"]["whole"]


# A30, A31, A70
def test_a_member_of_a_corporate_account_sends_nothing(database_url: str) -> None:
    make_corporate(database_url)

    said, _ = cancel(database_url)

    assert titles(said[-1]) == [WHY]


# A30, A31
def test_a_corporate_hand_off_is_remembered_too(database_url: str) -> None:
    make_corporate(database_url)

    said, held = cancel(database_url, person=CONTACT)

    assert [each["response"] for each in said] == ["utter_handoff_corporate"]
    assert held["refused"]["operation"] == "cancel_subscription"


# A47, E8
def test_a_change_is_prepared_with_what_is_to_change(database_url: str) -> None:
    text = "passez RescueAssist à 8 postes"
    form = ValidateChangeSubscriptionForm()

    said, held = refuse(database_url, form, text, product(text, "RescueAssist"), SEATS)

    assert held["refused"]["wish"] == {"seats": 8}
    assert said[-1]["request"].splitlines() == [
        "• Abonnement actuel\u00a0: RescueAssist Pro (mensuel, 5 postes)",
        "• Nouvel abonnement\u00a0: RescueAssist Pro (mensuel, 8 postes)",
    ]


# A41
def test_an_order_is_prepared_once_it_says_everything(database_url: str) -> None:
    text = "ajoutez GoToTraining"
    form, named = ValidateAddSubscriptionForm(), product(text, "GoToTraining")
    rest = [
        {"entity": "tier", "value": "pro"},
        {"entity": "seats", "value": 2, "role": "to"},
        {"entity": "billing_cycle", "value": "annual"},
    ]

    part, _ = refuse(database_url, form, text, named)
    whole, held = refuse(database_url, form, text, named, *rest)

    assert part[-1]["response"] == "utter_refused_say_details"
    assert whole[-1]["request"] == "• GoToTraining Pro (annuel, 2 postes)"
    assert held["refused"]["whole"]


# A52, A70: who may not see the details learns nothing of them here.
def test_who_asks_reads_back_only_their_own_words(database_url: str) -> None:
    text = "changez le téléphone : +33 4 72 00 99 88"
    said, held = refuse(
        database_url,
        ValidateUpdateBillingContactForm(),
        text,
        {"entity": "contact_field", "value": "phone", "start": 11, "end": 20},
        {"entity": "phone", "value": "+33 4 72 00 99 88", "start": 23, "end": 40},
        person=CONTACT,
    )

    assert said[0]["response"] == "utter_refused_holder"
    assert said[-1]["request"].startswith("• Téléphone\u00a0: +33")
    assert "11 22" not in str(said)
    assert held["refused"]["whole"]


def test_the_button_sends_it_and_tells_the_role(database_url: str) -> None:  # A70
    _, held = cancel(database_url)

    [sent] = send(database_url, held["refused"])
    [again] = send(database_url, held["refused"])

    assert sent["response"] == "utter_request_approval_sent"
    assert (sent["who"], sent["last_day"]) == ("le contact de facturation", "17 mars 2026")
    assert again["response"] == "utter_request_approval_already_sent"
    with transaction(database_url) as connection:
        assert [each["to"] for each in outbox.emails(connection)] == [
            "facturation@atelier.example"
        ]
    [row] = rows_of(database_url, schema.approval)
    assert (row["conversation_id"], row["requested_by"]) == ("conv_one", MEMBER)
    assert row["expires_at"] - row["requested_at"] > approvals.VALID_FOR


def test_the_button_says_what_has_become_impossible(database_url: str) -> None:  # E22
    _, held = cancel(database_url)
    with transaction(database_url) as connection:
        table = schema.subscription
        connection.execute(update(table).where(table.c.id == "sub_atelier_1").values(renews=False))

    assert send(database_url, held["refused"])[0]["response"] == (
        "utter_request_approval_not_possible"
    )
    assert send(database_url, None)[0]["response"] == "utter_request_approval_nothing"
    assert send(database_url, held["refused"], CONTACT)[0]["response"] == (
        "utter_request_approval_not_needed"
    )
