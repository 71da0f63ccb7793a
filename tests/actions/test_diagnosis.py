"""Why somebody cannot: every reason of their own situation, roles and no names (A70)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actions.faq import ActionAnswerQuestion
from tests import databases
from tests.actions.acting import CONTACT, MEMBER, product, titles, tracker, turn, voice
from tests.store.acting import make_corporate, set_role

PEOPLE = ("titulaire@", "facturation@", "Camille", "Royer")


@pytest.fixture
def database_url(tmp_path: Path) -> Iterator[str]:
    with databases.seeded("sqlite", tmp_path) as url:
        yield url


def refused(operation: str, subscription: str | None, *, whole: bool = False) -> dict[str, Any]:
    return {"operation": operation, "subscription": subscription, "wish": None, "whole": whole}


def asks(
    url: str,
    text: str,
    about: dict[str, Any] | None = None,
    *,
    person: str | None = MEMBER,
    entities: list[dict[str, Any]] | None = None,
) -> list[dict[str, Any]]:
    speech, said = voice()
    asked = turn(url, text, "faq/who_can_act", person=person, entities=entities)
    ActionAnswerQuestion().answer(asked, tracker(refused=about), speech)
    return said


def reasons(message: dict[str, Any]) -> list[str]:
    lines: list[str] = message["reasons"].splitlines()
    return lines


# A70, A15
def test_why_after_a_refusal_gives_all_reasons_and_nothing_general(database_url: str) -> None:
    [said] = asks(database_url, "pourquoi ?", refused("cancel_subscription", "sub_atelier_3"))

    assert said["response"] == "utter_diagnosis"
    role, expired = reasons(said)
    assert "le titulaire du compte ou le contact de facturation" in role
    assert "GoToMeeting Pro (mensuel, 3 postes) a expiré" in expired
    assert "19 février 2026" in expired
    assert said["buttons"] == []
    assert not any(name in str(said) for name in PEOPLE)


def test_a_whole_request_is_offered_for_approval_again(database_url: str) -> None:
    about = refused("cancel_subscription", "sub_atelier_1", whole=True)

    [said] = asks(database_url, "et pourquoi je ne peux pas ?", about)

    assert len(reasons(said)) == 1
    assert titles(said) == ["Transmettre pour approbation"]


# E9, A22
def test_who_may_is_offered_what_leads_on(database_url: str) -> None:
    about = refused("change_subscription", "sub_atelier_2")

    [said] = asks(database_url, "pourquoi ?", about, person=CONTACT)

    assert "Annulation en attente" in said["reasons"]
    assert titles(said) == ["Retirer une annulation en attente"]


# A30, A31, A70
def test_a_corporate_account_is_one_reason_more(database_url: str) -> None:
    make_corporate(database_url)
    about = refused("change_subscription", "sub_atelier_2")

    [said] = asks(database_url, "perché?", about)

    role, corporate, pending = reasons(said)
    assert "Votre rôle" in role
    assert "Corporate" in corporate
    assert "Annulation en attente" in pending


# A54, A56
def test_an_invoice_customer_learns_of_the_case(database_url: str) -> None:
    about = refused("update_billing_contact", None)

    [said] = asks(database_url, "pourquoi ?", about, person="user_imprimerie_facturation")

    assert "le titulaire du compte" in reasons(said)[0]
    assert "5 à 7 jours ouvrables" in reasons(said)[1]


# E22: the diagnosis is of now, not of the moment of the refusal.
def test_when_nothing_stands_in_the_way_any_more_it_says_so(database_url: str) -> None:
    set_role(database_url, MEMBER, "billing_contact")

    [said] = asks(database_url, "pourquoi ?", refused("cancel_subscription", "sub_atelier_1"))

    assert said["response"] == "utter_diagnosis_nothing"
    assert titles(said) == ["Annuler un abonnement"]


# A73, A70
def test_a_question_about_a_product_gets_the_article_and_ones_own_situation(
    database_url: str,
) -> None:
    text = "pourquoi je ne peux pas annuler GoToMeeting ?"

    general, own = asks(database_url, text, entities=[product(text, "GoToMeeting")])

    assert general["response"] == "utter_faq/who_can_act"
    assert own["task"] == "annuler un abonnement"
    assert len(reasons(own)) == 2


@pytest.mark.parametrize(
    ("text", "person"),
    [("qui peut annuler ?", MEMBER), ("pourquoi les champs sont grisés ?", None)],
    ids=["nothing-refused", "a-visitor"],
)
def test_the_general_question_keeps_its_general_answer(
    database_url: str, text: str, person: str | None
) -> None:
    [said] = asks(database_url, text, person=person)

    assert said["response"] == "utter_faq/who_can_act"
