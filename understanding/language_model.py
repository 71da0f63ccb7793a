"""What is learnt of languages: character n-grams in, French, Italian or another one out."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from understanding import fitting
from understanding.encoder import normalise
from understanding.head import Head
from understanding.ngrams import Shape, Sketch
from understanding.products import find

OTHER = "other"
_SHAPE = Shape(shortest=1, longest=5, columns=4096, accents=True)
_STRENGTH = 20.0
# Every third example is held back to calibrate; neighbours in a file are not copies here.
_HELD_OUT = 3
_FEW_WORDS = 3
_CLEARLY = 0.95
_NO_LANGUAGE = re.compile(r"\S+@\S+|https?://\S+|\b\w*\d\w*\b")


@dataclass(frozen=True, kw_only=True)
class LanguageModel:
    """A trained detector of `fr`, `it` and `other`."""

    sketch: Sketch
    head: Head

    @classmethod
    def learn(cls, texts: Sequence[str], languages: Sequence[str]) -> "LanguageModel":
        """Learn from texts of at least two languages."""
        worded = [words(text) for text in texts]
        sketch = Sketch.learn(worded, _SHAPE)
        held_out = np.arange(len(worded)) % _HELD_OUT == 0
        head = fitting.fit_calibrated(
            sketch.sparse(worded), languages, held_out, strength=_STRENGTH
        )
        return cls(sketch=sketch, head=head)

    def detect(self, text: str) -> tuple[str, float]:
        """The likeliest language and its probability; `other` and 0 for a text without words."""
        worded = words(text)
        if not any(map(str.isalpha, worded)):
            return OTHER, 0.0
        row = self.head.probabilities(self.sketch.vectors([worded]))[0]
        best, sure = self.head.labels[int(row.argmax())], float(row.max())
        if best != OTHER or sure >= _CLEARLY or len(worded.split()) > _FEW_WORDS:
            return best, sure
        # A few words look foreign soon: of the languages spoken here, the likelier one.
        spoken = [(float(part), name) for part, name in zip(row, self.head.labels, strict=True)]
        likelier, name = max(one for one in spoken if one[1] != OTHER)
        return name, likelier

    def save(self, folder: Path) -> None:
        """Write arrays and labels; nothing that runs when it is read."""
        arrays = {"rarity": self.sketch.rarity, **self.head.arrays()}
        np.savez_compressed(folder / "languages.npz", **arrays)
        (folder / "labels.json").write_text(json.dumps(self.head.labels), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LanguageModel":
        """Read what `save` wrote."""
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        with np.load(folder / "languages.npz", allow_pickle=False) as stored:
            arrays = dict(stored)
        sketch = Sketch(shape=_SHAPE, rarity=arrays["rarity"])
        return cls(sketch=sketch, head=Head.from_arrays(labels, arrays))


def words(text: str) -> str:
    """`text` without what is the same in every language: products, addresses and numbers."""
    composed = normalise(text)
    for named in reversed(find(composed)):
        composed = composed[: named.start] + " " + composed[named.end :]
    return normalise(_NO_LANGUAGE.sub(" ", composed))
