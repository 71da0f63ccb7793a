"""Sentences as vectors: a multilingual sentence encoder, as it ships and as tuned to this product.

The shipped one knows the languages; the tuned one knows what customers of subscriptions mean as
well, and is what the classifier reads.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from understanding import forward
from understanding.head import Matrix
from understanding.products import mask

FILE = Path(__file__).with_name("encoder.npz")
"""The tuned weights, in half precision; `make encoder` writes them."""

_MOST_PIECES = 160  # of a message; what comes after says nothing new, and costs time
_AT_ONCE = 384  # pieces: enough to read each weight seldom, few enough to stay in the cache
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`\uff07", "'"))
_MASK = "[••••]"
_SPACES = re.compile(r"\s+")
_MOVED = "row_vectors"


@dataclass(frozen=True, kw_only=True)
class Encoder:
    """Weights of the network, and the vectors of those pieces that differ from the shipped ones.

    :param rows: the numbers of these pieces, ascending.
    """

    layers: forward.Layers
    rows: NDArray[np.intp]
    row_vectors: Matrix

    @classmethod
    def load(cls, path: Path = FILE) -> "Encoder":
        """Read what `save` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name].astype(np.float32) for name in stored.files}
        rows = arrays.pop("rows").astype(np.intp)
        return cls(row_vectors=arrays.pop(_MOVED), rows=rows, layers=arrays)

    def save(self, path: Path) -> None:
        """Write the weights in half precision; reading them back changes nothing measurable."""
        halves = {name: value.astype(np.float16) for name, value in self.layers.items()}
        halves[_MOVED] = self.row_vectors.astype(np.float16)
        np.savez_compressed(path, rows=self.rows.astype(np.int32), **halves)

    def piece_vectors(self, pieces: NDArray[np.intp], shipped: Matrix) -> Matrix:
        """The vector of each piece, where it is not the shipped one."""
        if not len(self.rows):
            return shipped
        place = np.minimum(np.searchsorted(self.rows, pieces), len(self.rows) - 1)
        own = self.rows[place] == pieces
        return np.where(own[:, None], self.row_vectors[place], shipped)


def normalise(text: str) -> str:
    """`text` in composed Unicode, with straight apostrophes and single spaces.

    What the channel masked (`[••••]`) was a number: it says nothing of what is wanted.
    """
    composed = unicodedata.normalize("NFC", text.replace(_MASK, " ")).translate(_APOSTROPHES)
    return _SPACES.sub(" ", composed).strip()


def pieces_of(text: str) -> list[int]:
    """The pieces of a text as the encoders read them.

    Products are masked first: which one is named says nothing about what is wanted of it.
    """
    pieces = forward.tokenize(mask(normalise(text)))
    return pieces if len(pieces) <= _MOST_PIECES else pieces[:_MOST_PIECES]


@lru_cache(maxsize=1)
def shipped() -> Encoder:
    """The encoder as its package ships it."""
    none = np.zeros((0, forward.DIMENSIONS), dtype=np.float32)
    return Encoder(
        layers=forward.shipped_layers(), rows=np.zeros(0, dtype=np.intp), row_vectors=none
    )


def encode(texts: Sequence[str], encoder: Encoder | None = None) -> Matrix:
    """One unit vector a text, in order; by the shipped encoder, if no other is given."""
    used = encoder or shipped()
    batches = list(_batches([pieces_of(text) for text in texts]))
    if len(batches) == 1:
        return _vectors(batches[0], used)
    with threadpool_limits(1), ThreadPoolExecutor(os.cpu_count()) as pool:
        read = list(pool.map(lambda batch: _vectors(batch, used), batches))
    return np.vstack([np.zeros((0, forward.DIMENSIONS), dtype=np.float32), *read])


def _vectors(sentences: list[list[int]], encoder: Encoder) -> Matrix:
    pieces = np.concatenate([np.asarray(one, dtype=np.intp) for one in sentences])
    vectors = encoder.piece_vectors(pieces, forward.piece_vectors(pieces))
    return forward.sentence_vectors(vectors, [len(one) for one in sentences], encoder.layers)


def _batches(sentences: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    """Some sentences at a time."""
    waiting, pieces = list[list[int]](), 0
    for sentence in sentences:
        if waiting and pieces + len(sentence) > _AT_ONCE:
            yield waiting
            waiting, pieces = [], 0
        waiting.append(sentence)
        pieces += len(sentence)
    if waiting:
        yield waiting
