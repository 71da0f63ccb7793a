"""What a piece of a message was taken for, and whether that makes it a request."""

from dataclasses import dataclass

from understanding.asking import asks
from understanding.clauses import Clause

SURE = 0.6
_SAYS_SOMETHING = 2  # words

TASKS = frozenset(
    {
        "cancel_subscription",
        "withdraw_cancellation",
        "reactivate_subscription",
        "add_subscription",
        "start_trial",
        "change_subscription",
        "update_billing_contact",
        "show_billing_contact",
        "show_subscriptions",
        "show_billing_history",
        "get_receipt",
        "talk_to_representative",
    }
)
QUESTION = "faq/"


def is_request(intent: str) -> bool:
    """Whether a full intent asks for something to be done or answered."""
    return intent in TASKS or intent.startswith(QUESTION)


@dataclass(frozen=True, kw_only=True)
class Guess:
    """The likeliest full intent of a text, and its probability."""

    intent: str
    confidence: float

    @property
    def is_task(self) -> bool:
        return self.intent in TASKS

    @property
    def is_question(self) -> bool:
        return self.intent.startswith(QUESTION)

    @property
    def is_request(self) -> bool:
        return is_request(self.intent) and self.confidence >= SURE


@dataclass(frozen=True, kw_only=True)
class Said:
    """A clause and what it was taken for."""

    clause: Clause
    guess: Guess

    @property
    def asks(self) -> bool:
        """Whether it makes a request by itself, and not only tells why one is made."""
        return (
            self.guess.is_request
            and self.clause.words >= _SAYS_SOMETHING
            and asks(self.clause.text)
        )
