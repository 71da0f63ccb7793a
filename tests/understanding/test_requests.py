"""Which of the things a message says is what it asks."""

import pytest

from understanding.clauses import clauses
from understanding.guesses import Guess, Said
from understanding.requests import Heard, weigh


def said(*pairs: tuple[str, str]) -> tuple[str, list[Said]]:
    """A message put together from clauses, each with what it is surely taken for."""
    message = "".join(text for text, _ in pairs)
    guesses = [Guess(intent=intent, confidence=0.95) for _, intent in pairs]
    parts = clauses(message)
    assert len(parts) == len(pairs)
    both = zip(parts, guesses, strict=True)
    return message, [Said(clause=part, guess=guess) for part, guess in both]


def names(heard: Heard) -> tuple[str | None, list[str]]:
    main = heard.main.guess.intent if heard.main else None
    return main, [one.guess.intent for one in heard.also]


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("je veux annuler", ["je veux annuler"]),
        ("nom et adresse du contact", ["nom et adresse du contact"]),
        ("l'adresse, le téléphone et le nom", ["l'adresse, le téléphone et le nom"]),
        ("Siamo la Rossi S.p.A. di Milano", ["Siamo la Rossi S.p.A.", "di Milano"]),
        ("oui, et quand est-ce effectif ?", ["oui", "quand est-ce effectif ?"]),
        (
            "sì, confermo. Mi manda anche la ricevuta?",
            ["sì, confermo.", "Mi manda anche la ricevuta?"],
        ),
        (
            "vorrei disdire tutto e poi avere un rimborso",
            ["vorrei disdire tutto", "avere un rimborso"],
        ),
        ("", []),
        ("?!", []),
    ],
)
def test_a_message_falls_into_clauses(message, parts):
    found = clauses(message)

    assert [clause.text for clause in found] == parts
    assert [message[clause.start : clause.end] for clause in found] == parts


@pytest.mark.parametrize(
    ("whole", "pairs", "main", "also"),
    [
        pytest.param(
            "faq/refund",
            [
                ("je veux être remboursé et ", "faq/refund"),
                ("annuler mon abonnement", "cancel_subscription"),
            ],
            "cancel_subscription",
            ["faq/refund"],
            id="a task comes before a question",
        ),
        pytest.param(
            "get_receipt",
            [
                ("vorrei la ricevuta e ", "get_receipt"),
                ("disdire il mio piano", "cancel_subscription"),
            ],
            "get_receipt",
            ["cancel_subscription"],
            id="of two tasks the first",
        ),
        pytest.param(
            "greet",
            [("bonjour à tous, ", "greet"), ("je voudrais annuler", "cancel_subscription")],
            "cancel_subscription",
            [],
            id="a greeting hides no request",
        ),
        pytest.param(
            "complain",
            [("È una vergogna. ", "complain"), ("Vorrei disdire tutto", "cancel_subscription")],
            "cancel_subscription",
            [],
            id="nor does a complaint",
        ),
        pytest.param(
            "affirm",
            [("oui, ", "affirm"), ("annulez-le", "cancel_subscription")],
            None,
            [],
            id="yes, do it, is a yes",
        ),
        pytest.param(
            "withdraw_cancellation",
            [("non, ", "deny"), ("ne l'annulez pas", "withdraw_cancellation")],
            "deny",
            [],
            id="no, do not, is a no",
        ),
        pytest.param(
            "faq/refund",
            [("oui, et ", "affirm"), ("est-ce que je serai remboursé ?", "faq/refund")],
            "affirm",
            ["faq/refund"],
            id="a question after a yes comes besides",
        ),
        pytest.param(
            "faq/refund",
            [
                ("J'ai été prélevé hier. ", "show_billing_history"),
                ("Je veux un remboursement", "faq/refund"),
            ],
            None,
            [],
            id="telling why is not asking",
        ),
        pytest.param(
            "cancel_subscription",
            [
                ("je veux annuler, ", "cancel_subscription"),
                ("il me faut la facture", "get_receipt"),
            ],
            None,
            [],
            id="a comma alone does not set requests apart",
        ),
    ],
)
def test_the_request_of_a_message(whole, pairs, main, also):
    _, clauses_said = said(*pairs)

    heard = weigh(Guess(intent=whole, confidence=0.7), clauses_said)

    assert names(heard) == (main, also)


def test_an_unsure_clause_asks_nothing():
    part, other = clauses("je veux annuler et recevoir une facture")
    doubtful = Guess(intent="get_receipt", confidence=0.5)
    sure = Guess(intent="cancel_subscription", confidence=0.9)

    heard = weigh(sure, [Said(clause=part, guess=sure), Said(clause=other, guess=doubtful)])

    assert heard == Heard()
