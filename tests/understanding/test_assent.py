"""What counts as a yes to a review: only what is nothing else."""

import pytest

from understanding.assent import NO, YES, assent

CANCEL, WITHDRAW, RENEW = (
    "cancel_subscription",
    "withdraw_cancellation",
    "reactivate_subscription",
)


@pytest.mark.parametrize(
    "text",
    [
        "oui", "Oui !", "ok", "ouais", "oui oui", "d'accord", "oui, annulez", "oui annuler",
        "c'est bon", "allez-y", "vas-y", "oui svp", "oui merci", "je confirme", "c'est parti",
        "oui, je confirme l'annulation", "oui résiliez RescueAssist", "tout à fait", "👍",
        "sì", "si", "sì grazie", "sì, annulla", "confermo", "va bene", "certo", "proceda pure",
        "sì, disdica l'abbonamento", "esatto", "ok va bene, sì", "sì confermo l'annullamento",
        "procedi", "d'accordo", "certamente", "oui pour GoToWebinar pro annuel",
    ],
)  # fmt: skip
def test_a_plain_yes(text: str) -> None:
    assert assent(text, CANCEL) == YES


@pytest.mark.parametrize(
    "text",
    [
        "oui mais attendez", "oui ?", "ok?", "oui non", "ouais bof", "mouais", "oui j'hésite",
        "ok merci", "d'accord merci pour l'info", "ok je vois", "ok compris", "oui plus tard",
        "oui et aussi central", "ouais nan", "oui c'est ça que je veux éviter",
        "sì ma aspetti", "sì però dopo", "va bene grazie", "ok capito", "sì o no non so",
        "oui mais seulement dans deux mois", "forse sì", "peut-être", "", "...", "48 euros",
    ],
)  # fmt: skip
def test_what_is_asked_again(text: str) -> None:
    assert assent(text, CANCEL) is None


@pytest.mark.parametrize(
    "text",
    [
        "non", "nan", "non merci", "surtout pas", "oui gardez-le", "ok je le garde",
        "oui laissez le actif", "ok on garde alors", "👎", "no", "no grazie", "lo tengo",
        "ok lo lasci attivo", "mai", "no, meglio di no",
    ],
)  # fmt: skip
def test_a_no(text: str) -> None:
    assert assent(text, CANCEL) == NO


@pytest.mark.parametrize(
    ("operation", "text"),
    [
        (WITHDRAW, "oui annulez"),
        (WITHDRAW, "oui je veux bien l'annuler"),
        (WITHDRAW, "ok laissez l'annulation comme ça"),
        (WITHDRAW, "sì, disdici"),
        (RENEW, "oui gardez l'ancien prix"),
        (RENEW, "oui mais en annuel à 5"),
        (CANCEL, "oui, renouvelez"),
    ],
)
def test_a_yes_to_something_else_is_asked_again(operation: str, text: str) -> None:
    assert assent(text, operation) is None


@pytest.mark.parametrize(
    ("operation", "text"),
    [
        (WITHDRAW, "oui, retirer l'annulation"),
        (WITHDRAW, "sì, rimuovi l'annullamento"),
        (RENEW, "oui, renouveler"),
        (RENEW, "sì, rinnova"),
    ],
)
def test_a_yes_in_the_words_of_the_task(operation: str, text: str) -> None:
    assert assent(text, operation) == YES
