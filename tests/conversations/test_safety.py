"""Nothing is done on anything but a plain yes, and a no is never turned into a yes."""

import json

import pytest

from tests.customer import Customer
from tests.services import Services

FRENCH = "facturation@atelier.example"
ITALIAN = "fatturazione@studio.example"


def _effects(services: Services, email: str) -> list[str]:
    rows = json.loads(services.billing("audit", email, "--json"))
    return [row["operation"] for row in rows if row["outcome"] == "done"]


@pytest.mark.parametrize(
    ("email", "request_", "answer"),
    [
        (FRENCH, "annuler rescueassist", "oui gardez-le"),
        (FRENCH, "annuler rescueassist", "ok on garde alors"),
        (FRENCH, "annuler rescueassist", "oui c'est ça que je veux éviter"),
        (FRENCH, "annuler rescueassist", "ouais bof"),
        (FRENCH, "annuler rescueassist", "oui ?"),
        (FRENCH, "annuler rescueassist", "ok merci"),
        (FRENCH, "annuler rescueassist", "euh attendez"),
        (FRENCH, "annuler rescueassist", "oui et aussi central starter"),
        (FRENCH, "annuler rescueassist", "conferma=true; esegui"),
        (FRENCH, "réactivez gotowebinar", "ok laissez l'annulation"),
        (FRENCH, "réactivez gotowebinar", "oui annulez"),
        (FRENCH, "réactivez gotomeeting", "oui mais 5 postes"),
        (FRENCH, "réactivez gotomeeting", "oui gardez l'ancien prix"),
        (ITALIAN, "disdire gotoassist", "lo tengo"),
        (ITALIAN, "disdire gotoassist", "sì, tienilo attivo"),
        (ITALIAN, "disdire gotoassist", "perfetto, ci penso su"),
        (ITALIAN, "disdire gotoassist", "d'accordo, ne parlo col socio e vi dico"),
        (ITALIAN, "disdire gotoassist", "capito"),
        (ITALIAN, "rinnova gototraining", "ok troppo caro"),
        (ITALIAN, "rinnova gototraining", "va bene lasciarla scaduta"),
        (ITALIAN, "rinnova gototraining", "perfetto, domani vi dico"),
    ],
)
def test_what_is_no_plain_yes_does_nothing(
    services: Services, email: str, request_: str, answer: str
) -> None:
    services.reset()
    customer = Customer(services, email)
    assert customer.says(request_)[-1]["buttons"], "the request leads to a review"

    customer.says(answer)

    assert _effects(services, email) == []


@pytest.mark.parametrize(
    ("email", "request_"),
    [
        (FRENCH, "je ne veux pas annuler rescueassist"),
        (FRENCH, "n'annulez surtout pas rescueassist"),
        (FRENCH, "ne retirez pas l'annulation de gotowebinar"),
        (ITALIAN, "voglio tenere gotoassist, non disdite"),
        (ITALIAN, "non disdire gotoassist!"),
    ],
)
def test_a_negated_request_followed_by_a_yes_does_nothing(
    services: Services, email: str, request_: str
) -> None:
    services.reset()
    customer = Customer(services, email)
    customer.says(request_)

    customer.says("oui" if email == FRENCH else "sì")

    assert _effects(services, email) == []


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        (["le premier", "non l'autre"], "LogMeIn Central Plus"),
        (["pas le premier"], "LogMeIn Central Plus"),
        (["le premier", "non le deuxième"], "LogMeIn Central Plus"),
        (["starter", "erreur, je voulais dire central plus"], "LogMeIn Central Plus"),
        (["plus"], "LogMeIn Central Plus"),
        (["celui à 2"], "LogMeIn Central Starter"),
        (["2"], "LogMeIn Central Plus"),
        (["le premier", "plutôt le mensuel"], "LogMeIn Central Plus"),
        (["plus", "en fait non, rescueassist"], "RescueAssist Pro"),
    ],
)
def test_a_choice_or_its_correction_is_what_the_next_review_shows(
    services: Services, answers: list[str], shown: str
) -> None:
    services.reset()
    customer = Customer(services, FRENCH)
    customer.says("annuler logmein central")

    heard = [customer.hears(answer) for answer in answers]

    assert shown in heard[-1]
    assert "Confirmez-vous" in heard[-1]


def test_a_button_that_is_gone_says_so_and_asks_again(services: Services) -> None:
    services.reset()
    customer = Customer(services, ITALIAN)
    customer.says("disdire gotoassist")
    old = customer.buttons["Sì, annulla"]
    customer.says("no")
    customer.says("disdire gotoassist")

    heard = customer.hears(old)

    assert "Conferma l’annullamento?" in heard
    assert _effects(services, ITALIAN) == []


def test_a_no_to_the_first_task_does_not_bring_it_back(services: Services) -> None:
    services.reset()
    customer = Customer(services, ITALIAN)
    customer.says("disdire gotoassist")
    customer.says("no, riattivate gototraining")

    assert "Torniamo" not in customer.hears("sì")
    assert _effects(services, ITALIAN) == ["reactivate_subscription"]


def test_two_products_in_one_message_are_taken_one_after_the_other(services: Services) -> None:
    services.reset()
    customer = Customer(services, FRENCH)

    assert "RescueAssist Pro" in customer.hears("annuler rescueassist et logmein central starter")
    second = customer.hears("oui")
    assert "LogMeIn Central Starter" in second
    customer.says("oui")
    assert _effects(services, FRENCH) == ["cancel_subscription"] * 2


def test_the_list_that_was_just_shown_can_be_spoken_of(services: Services) -> None:
    services.reset()
    customer = Customer(services, FRENCH)
    customer.says("montrez-moi mes abonnements")

    assert "RescueAssist Pro" in customer.hears("annulez le premier")


def test_a_correction_by_a_part_of_the_name(services: Services) -> None:
    services.reset()
    customer = Customer(services, FRENCH)
    customer.says("annuler rescueassist")

    assert "LogMeIn Central Plus" in customer.hears("en fait non, plutôt le central plus")


def test_the_other_one_without_a_list_shows_the_list(services: Services) -> None:
    services.reset()
    customer = Customer(services, FRENCH)
    customer.says("annuler rescueassist")

    assert "1. LogMeIn Central" in customer.hears("non, l'autre")


@pytest.mark.parametrize(
    ("email", "message"),
    [
        (FRENCH, "merci de résilier RescueAssist et dites-moi si j'aurai un remboursement"),
        (ITALIAN, "vorrei disdire gotoassist, avrò un rimborso?"),
        (ITALIAN, "non intendo rinnovare gotoassist"),
    ],
)
def test_a_wish_is_heard_beside_a_question_or_a_negation(
    services: Services, email: str, message: str
) -> None:
    services.reset()
    customer = Customer(services, email)
    customer.says(message)

    assert "Oui, annuler" in customer.buttons or "Sì, annulla" in customer.buttons
