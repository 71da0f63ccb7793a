"""A message read with a trained model: what it asks, and what else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from understanding import parting
from understanding.clauses import clauses
from understanding.guesses import QUESTION, Guess, Said
from understanding.head import Head, Matrix
from understanding.intent_model import IntentModel
from understanding.requests import weigh


@dataclass(frozen=True, kw_only=True)
class Understood:
    """Full intents with their probabilities, likeliest first, and the further requests."""

    ranking: Sequence[tuple[str, float]] = ()
    also: list[dict[str, Any]] = field(default_factory=list)

    def questions(self) -> list[tuple[str, float]]:
        """The ranking for an answer; a question asked besides a yes is the one to answer."""
        main = self.ranking[0][0] if self.ranking else ""
        asked = [one for one in self.also if one["intent"].startswith(QUESTION)]
        if main.startswith(QUESTION) or not asked:
            return list(self.ranking)
        first = asked[0]["intent"]
        others = [(name, sure) for name, sure in self.ranking if name != first]
        return [(first, asked[0]["confidence"]), *others]


def listen(model: IntentModel, text: str) -> Understood:
    """Understand one message that is not empty."""
    parts = clauses(text)
    asked = [text] + [part.text for part in parts if len(parts) > 1]
    vectors = model.read(asked)
    rows = model.head.probabilities(vectors)
    whole, *guesses = (_guess(model, row) for row in rows)
    said = [Said(clause=part, guess=guess) for part, guess in zip(parts, guesses, strict=False)]
    heard = weigh(whole, said)
    two = None if heard.also else _parted(model, text, vectors[:1])
    if two is not None:
        return two
    row = rows[0] if heard.main is None else rows[1 + said.index(heard.main)]
    return Understood(ranking=_ranking(model, row), also=[_entry(one) for one in heard.also])


def _parted(model: IntentModel, text: str, vector: Matrix) -> Understood | None:
    """Two requests that only halves of the message show, a task before a question."""
    whole = _named(model.several.head, model.several.probabilities(vector)[0])
    ways = parting.ways(text) if parting.candidates(whole) else []
    if not ways:
        return None
    rows = model.probabilities([half.text for way in ways for half in way])
    chances = [_named(model.head, row) for row in rows]
    halves = list(zip(chances[::2], chances[1::2], strict=True))
    two = parting.parted(ways, halves, whole)
    if two is None:
        return None
    main = next((one for one in two if one.guess.is_task), two[0])
    place = [half for way in ways for half in way].index(main.clause)
    others = [_entry(one) for one in two if one is not main]
    return Understood(ranking=_ranking(model, rows[place]), also=others)


def _named(head: Head, row: Matrix) -> dict[str, float]:
    return dict(zip(head.labels, row.tolist(), strict=True))


def _guess(model: IntentModel, row: Matrix) -> Guess:
    best = int(row.argmax())
    return Guess(intent=model.head.labels[best], confidence=float(row[best]))


def _ranking(model: IntentModel, row: Matrix) -> list[tuple[str, float]]:
    return [(model.head.labels[place], float(row[place])) for place in (-row).argsort()]


def _entry(one: Said) -> dict[str, Any]:
    return {
        "intent": one.guess.intent,
        "confidence": one.guess.confidence,
        "start": one.clause.start,
        "end": one.clause.end,
    }
