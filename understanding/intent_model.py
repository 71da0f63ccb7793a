"""What is learnt of intents: sentence vectors and n-grams in, a probability an intent out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from understanding import fitting
from understanding.calibration import Calibration
from understanding.encoder import Encoder, encode, normalise
from understanding.head import Head, Matrix
from understanding.ngrams import Shape, Sketch
from understanding.products import mask

# Chosen on held-out training sentences: docs/understanding.md.
SHAPE = Shape(shortest=2, longest=4, columns=2048, accents=False)
STRENGTH = 20.0


@dataclass(frozen=True, kw_only=True)
class IntentModel:
    """A trained classifier over full intents, such as `cancel_subscription` or `faq/refund`."""

    encoder: Encoder
    sketch: Sketch
    head: Head

    @classmethod
    def learn(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        *,
        encoder: Encoder,
        calibration: Calibration,
        strength: float = STRENGTH,
    ) -> "IntentModel":
        """Learn from examples of at least two intents.

        The encoder may have seen these very examples, so that they cannot tell how far the head
        is to be trusted: `calibration` comes from others.
        """
        sketch = Sketch.learn([spelling(text) for text in texts], SHAPE)
        vectors = _read(texts, encoder, sketch)
        head = fitting.fit(vectors, labels, strength=strength)
        return cls(encoder=encoder, sketch=sketch, head=calibration.applied(head))

    def probabilities(self, texts: Sequence[str]) -> Matrix:
        """One row a text, one column for each of `head.labels`."""
        return self.head.probabilities(_read(texts, self.encoder, self.sketch))

    def save(self, folder: Path) -> None:
        """Write arrays and labels; nothing that runs when it is read."""
        arrays = {"rarity": self.sketch.rarity, **self.head.arrays()}
        np.savez_compressed(folder / "intents.npz", **arrays)
        (folder / "labels.json").write_text(json.dumps(self.head.labels), encoding="utf-8")
        self.encoder.save(folder / "encoder.npz")

    @classmethod
    def load(cls, folder: Path) -> "IntentModel":
        """Read what `save` wrote."""
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "intents.npz", allow_pickle=False) as stored:
            arrays = dict(stored)
        return cls(
            encoder=Encoder.load(folder / "encoder.npz"),
            sketch=Sketch(shape=SHAPE, rarity=arrays["rarity"]),
            head=Head.from_arrays(labels, arrays),
        )


def spelling(text: str) -> str:
    """What n-grams are read from."""
    return mask(normalise(text))


def _read(texts: Sequence[str], encoder: Encoder, sketch: Sketch) -> Matrix:
    spellings = sketch.vectors([spelling(text) for text in texts])
    return np.hstack([encode(texts, encoder), spellings])
