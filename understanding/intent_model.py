"""What is learnt of intents: sentence vectors and n-grams in, a probability an intent out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understanding import fitting
from understanding.calibration import Calibration
from understanding.clauses import pieces
from understanding.encoder import Encoder, encode, normalise
from understanding.examples import Example
from understanding.head import Head, Matrix
from understanding.ngrams import Shape, Sketch
from understanding.pairs import pairs
from understanding.products import mask
from understanding.several import Several

# Chosen on held-out training sentences: docs/understanding.md.
SHAPE = Shape(shortest=2, longest=4, columns=2048, accents=False)
STRENGTH = 20.0
_PAIRS = 6000


@dataclass(frozen=True, kw_only=True)
class IntentModel:
    """A trained classifier over full intents, such as `cancel_subscription` or `faq/refund`.

    `several` tells which of them a message makes when it may make two.
    """

    encoder: Encoder
    sketch: Sketch
    head: Head
    several: Several

    @classmethod
    def learn(
        cls,
        examples: Sequence[Example],
        *,
        encoder: Encoder,
        calibration: Calibration,
        strength: float = STRENGTH,
    ) -> "IntentModel":
        """Learn from examples of at least two intents.

        The encoder may have seen these very examples, so that they cannot tell how far the head
        is to be trusted: `calibration` comes from others.
        """
        texts = [one.text for one in examples]
        sketch = Sketch.learn([spelling(text) for text in texts], SHAPE)
        vectors = _read(texts, encoder, sketch)
        head = fitting.fit(vectors, [one.intent for one in examples], strength=strength)
        together = pairs(examples, _PAIRS)
        single = [place for place, text in enumerate(texts) if len(pieces(text)) > 1]
        several = Several.learn(
            np.vstack([vectors[single], _read([one.text for one in together], encoder, sketch)]),
            [frozenset({examples[place].intent}) for place in single]
            + [one.intents for one in together],
            strength=strength,
        )
        head = calibration.applied(head)
        return cls(encoder=encoder, sketch=sketch, head=head, several=several)

    def read(self, texts: Sequence[str]) -> Matrix:
        """One vector a text, which `head` and `several` can judge."""
        return _read(texts, self.encoder, self.sketch)

    def probabilities(self, texts: Sequence[str]) -> Matrix:
        """One row a text, one column for each of `head.labels`."""
        return self.head.probabilities(self.read(texts))

    def save(self, folder: Path) -> None:
        """Write arrays and labels; nothing that runs when it is read."""
        _save(folder / "intents", self.head, rarity=self.sketch.rarity)
        _save(folder / "several", self.several.head)
        self.encoder.save(folder / "encoder.npz")

    @classmethod
    def load(cls, folder: Path) -> "IntentModel":
        """Read what `save` wrote."""
        head, arrays = _load(folder / "intents")
        several, _ = _load(folder / "several")
        return cls(
            encoder=Encoder.load(folder / "encoder.npz"),
            sketch=Sketch(shape=SHAPE, rarity=arrays["rarity"]),
            head=head,
            several=Several(head=several),
        )


def spelling(text: str) -> str:
    """What n-grams are read from."""
    return mask(normalise(text))


def _read(texts: Sequence[str], encoder: Encoder, sketch: Sketch) -> Matrix:
    spellings = sketch.vectors([spelling(text) for text in texts])
    return np.hstack([encode(texts, encoder), spellings])


def _save(path: Path, head: Head, **more: NDArray[np.float32]) -> None:
    np.savez_compressed(path.with_suffix(".npz"), **head.arrays(), **more)
    path.with_suffix(".json").write_text(json.dumps(head.labels), encoding="utf-8")


def _load(path: Path) -> tuple[Head, dict[str, NDArray[np.float32]]]:
    labels = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    with np.load(path.with_suffix(".npz"), allow_pickle=False) as stored:
        arrays = dict(stored)
    return Head.from_arrays(labels, arrays), arrays
