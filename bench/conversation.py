"""What both assistants are asked, turn about, in conversations of the same length."""

import time
from dataclasses import dataclass
from typing import Protocol

from bench.processes import BenchError

FIRST, GREETING, FAQ, REVIEW = "first greeting", "greeting", "FAQ answer", "review"
WRITE = "yes (writes)"
BARE = "bare action"


class Conversation(Protocol):
    """One conversation with an assistant."""

    def ask(self, text: str) -> str:
        """Send a message over REST and give the texts of the replies."""


class Assistant(Protocol):
    """Something that opens conversations."""

    def open(self, name: str) -> Conversation:
        """Open a new conversation."""


@dataclass(frozen=True)
class Step:
    """One message, the kind of turn it makes, and words that prove the reply right."""

    kind: str
    text: str
    reply: str


@dataclass(frozen=True)
class Measured:
    """How long one turn took, from outside."""

    kind: str
    milliseconds: float


# Each yes changes the subscription: the second puts back what the first did.
SCRIPT = (
    Step(FIRST, "bonjour", "assistant automatisé"),
    Step(FAQ, "est-ce que je serai remboursé ?", "remboursement"),
    Step(REVIEW, "annulez RescueAssist", "Confirmez-vous l’annulation"),
    Step(WRITE, "oui", "C’est fait"),
    Step(REVIEW, "retirez l'annulation de RescueAssist", "Confirmez-vous le retrait"),
    Step(WRITE, "oui", "C’est fait"),
    Step(FAQ, "est-ce que je serai remboursé ?", "remboursement"),
    Step(GREETING, "bonjour", "Bonjour"),
)
_BARE = Step(BARE, "bonjour", "Bonjour")


def interleave(bare: Assistant, product: Assistant, *, rounds: int, name: str) -> list[Measured]:
    """Ask both in turn: what else the machine does then falls on both alike."""
    turns = []
    for number in range(rounds):
        theirs, ours = bare.open(f"{name}-{number}"), product.open(f"{name}-{number}")
        for step in SCRIPT:
            turns.append(_take(theirs, _BARE))
            turns.append(_take(ours, step))
    return turns


def _take(conversation: Conversation, step: Step) -> Measured:
    began = time.perf_counter()
    heard = conversation.ask(step.text)
    took = time.perf_counter() - began
    if step.reply not in heard:
        raise BenchError(f"{step.text!r} was answered {heard!r}, without {step.reply!r}")
    return Measured(step.kind, took * 1000)
