"""What is learnt of intents: sentence vectors and n-grams in, a probability an intent out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from understanding import fitting, grouping
from understanding.encoder import encode, normalise
from understanding.head import Head, Matrix
from understanding.ngrams import Shape, Sketch
from understanding.products import mask

# Cross-validated (python -m understanding.crossval): five points above sentence vectors alone.
SHAPE = Shape(shortest=2, longest=4, columns=2048, accents=False)
STRENGTH = 20.0
_FOLDS = 3


@dataclass(frozen=True, kw_only=True)
class IntentModel:
    """A trained classifier over full intents, such as `cancel_subscription` or `faq/refund`."""

    sketch: Sketch
    head: Head

    @classmethod
    def learn(
        cls, texts: Sequence[str], labels: Sequence[str], *, strength: float = STRENGTH
    ) -> "IntentModel":
        """Learn from examples of at least two intents."""
        sentences, spellings = encode(texts), [spelling(text) for text in texts]
        sketch = Sketch.learn(spellings, SHAPE)
        vectors = np.hstack([sentences, sketch.vectors(spellings)])
        held_out = grouping.folds(sentences, labels, count=_FOLDS) == 0
        head = fitting.fit_calibrated(vectors, labels, held_out, strength=strength)
        return cls(sketch=sketch, head=head)

    def probabilities(self, texts: Sequence[str]) -> Matrix:
        """One row a text, one column for each of `head.labels`."""
        return self.head.probabilities(self.vectors(texts))

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """What the head reads of each text."""
        spellings = self.sketch.vectors([spelling(text) for text in texts])
        return np.hstack([encode(texts), spellings])

    def save(self, folder: Path) -> None:
        """Write arrays and labels; nothing that runs when it is read."""
        arrays = {"rarity": self.sketch.rarity, **self.head.arrays()}
        np.savez_compressed(folder / "intents.npz", **arrays)
        (folder / "labels.json").write_text(json.dumps(self.head.labels), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "IntentModel":
        """Read what `save` wrote."""
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "intents.npz", allow_pickle=False) as stored:
            arrays = dict(stored)
        sketch = Sketch(shape=SHAPE, rarity=arrays["rarity"])
        return cls(sketch=sketch, head=Head.from_arrays(labels, arrays))


def spelling(text: str) -> str:
    """What n-grams are read from."""
    return mask(normalise(text))
