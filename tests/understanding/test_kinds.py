"""The words by which a status is pointed at, as the articles and as customers say it."""

import pytest

from subscriptions.model import Status
from understanding.kinds import kind


# A8.6, A10: one status, whatever it is called.
@pytest.mark.parametrize(
    "text",
    [
        "celui qui est en annulation en attente",
        "l'abonnement en attente d'annulation",
        "celui en attente",
        "quella con l'annullamento in sospeso",
        "la sottoscrizione in sospeso",
    ],
)
def test_every_wording_of_a_pending_cancellation_is_one_status(text: str) -> None:
    assert kind(text) is Status.PENDING_CANCELLATION


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("mon essai", Status.TRIALING),
        ("la prova gratuita", Status.TRIALING),
        ("celui qui a expiré", Status.EXPIRED),
        ("quella scaduta", Status.EXPIRED),
    ],
)
def test_other_statuses_have_words_too(text: str, status: Status) -> None:
    assert kind(text) is status


def test_other_words_point_at_no_status() -> None:
    assert kind("GoToMeeting pro annuel") is None
