"""Requests in telegram style, and turns in the middle of a task, by their plain words."""

from typing import Any

import pytest

from understanding.finder import find_mentions
from understanding.plain_words import reading


def _read(
    text: str, intent: str, *, form: str | None = None, last_done: str | None = None
) -> str | None:
    entities: list[dict[str, Any]] = [
        {"entity": one.entity, "value": one.value, "role": one.role, "start": one.start}
        for one in find_mentions(text)
    ]
    return reading(text, intent, entities, form=form, last_done=last_done)


# A8.11, A41, A50
@pytest.mark.parametrize(
    ("text", "classified", "meant"),
    [
        ("essai GoToTraining starter 4 licences", "inform", "start_trial"),
        ("prova Rescue plus 5 utenti", "change_subscription", "start_trial"),
        ("acquistare Rescue pro 6 licenze annuale", "change_subscription", "add_subscription"),
        ("il nous faut GoToMeeting starter", "inform", "add_subscription"),
        ("mi serve LogMeIn Pro mensile", "nlu_fallback", "add_subscription"),
        ("merci de baisser Rescue à 4 licences", "nlu_fallback", "change_subscription"),
        ("mettre à jour notre TVA intracommunautaire", "out_of_scope", "update_billing_contact"),
        ("cambiare la partita IVA", "faq", "update_billing_contact"),
        ("renommer notre entreprise", "nlu_fallback", "update_billing_contact"),
        ("j'ai demandé la résiliation de Rescue", "withdraw_cancellation", "cancel_subscription"),
        ("a quando si rinnova Rescue, quando", "faq", "show_subscriptions"),
    ],
)
def test_a_request_told_by_its_words(text: str, classified: str, meant: str) -> None:
    assert _read(text, classified) == meant


@pytest.mark.parametrize(
    ("text", "classified"),
    [
        ("où saisir la TVA ?", "faq"),
        ("comment changer l'adresse e-mail ?", "faq"),
        ("ajoutez 3 licences à Rescue", "change_subscription"),
        ("annuler Rescue", "cancel_subscription"),
        ("bonjour", "greet"),
        ("GoToMeeting", "inform"),
    ],
)
def test_everything_else_is_left_to_the_classifier(text: str, classified: str) -> None:
    assert _read(text, classified) is None


# A18
@pytest.mark.parametrize("text", ["en fait je veux la garder", "anzi vorrei tenerlo"])
def test_keeping_what_was_just_cancelled_takes_it_back(text: str) -> None:
    assert _read(text, "deny", last_done="cancel_subscription") == "undo"
    assert _read(text, "deny", last_done="add_subscription") is None


# A41
def test_trying_in_the_middle_of_buying_is_a_trial() -> None:
    text = "on peut d'abord tester gratuitement ?"

    assert _read(text, "nlu_fallback", form="add_subscription_form") == "start_trial"


@pytest.mark.parametrize("text", ["stop, annule tout", "annulez ça", "annulli tutto"])
def test_stopping_everything_leaves_the_task(text: str) -> None:
    assert _read(text, "cancel_subscription", form="add_subscription_form") == "abandon_task"
    assert _read(text, "cancel_subscription", form="cancel_subscription_form") is None


def test_a_bare_cancel_takes_back_what_was_just_done() -> None:
    assert _read("annulla grazie", "cancel_subscription", last_done="start_trial") == "undo"
    assert _read("annulla grazie", "cancel_subscription") is None


def test_the_noun_alone_asks_to_cancel() -> None:
    assert _read("Disdetta!", "withdraw_cancellation") == "cancel_subscription"
    assert _read("la résiliation", "inform") == "cancel_subscription"
