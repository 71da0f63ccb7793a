"""Character n-grams as short vectors: spellings a sentence encoder is blind to.

Each n-gram is hashed (CRC-32, the same on every machine) to one column and one sign, so that no
vocabulary is kept; what is learnt, how rare each n-gram is, is an array.
"""

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from understanding.folding import fold

_BUCKETS = 1 << 16
_NOTHING = np.zeros(0, dtype=np.intp)
_SMALLEST = 1e-9
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


@dataclass(frozen=True, kw_only=True)
class Shape:
    """Which n-grams are read, and into how many columns (a power of two) they are folded."""

    shortest: int
    longest: int
    columns: int
    accents: bool


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """Texts as unit vectors of their n-grams, rare ones weighing more."""

    shape: Shape
    rarity: NDArray[np.float32]

    @classmethod
    def learn(cls, texts: Sequence[str], shape: Shape) -> "Sketch":
        """Count in how many of `texts` each n-gram appears."""
        seen = np.zeros(_BUCKETS)
        for text in texts:
            seen[list({code % _BUCKETS for code in _codes(text, shape)})] += 1
        rarity = np.log((1 + len(texts)) / (1 + seen)) + 1
        return cls(shape=shape, rarity=rarity.astype(np.float32))

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text, of length one (zero for a text without a letter)."""
        return np.asarray(self.sparse(texts).toarray())

    def sparse(self, texts: Sequence[str]) -> csr_matrix:
        """The same vectors without their zeros, of which most of a large sketch consists."""
        read = [self._read(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in read)])
        columns = np.concatenate([_NOTHING, *(columns for columns, _ in read)])
        weights = np.concatenate([_NOTHING, *(weights for _, weights in read)], dtype=np.float32)
        return csr_matrix((weights, columns, ends), shape=(len(texts), self.shape.columns))

    def _read(self, text: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """The columns of a text's n-grams, some of them perhaps twice, and what they weigh."""
        counts = _codes(text, self.shape)
        codes = np.fromiter(counts, dtype=np.int64, count=len(counts))
        weights = np.array([1 + log(times) for times in counts.values()], dtype=np.float32)
        weights *= self.rarity[codes % _BUCKETS]
        weights *= np.where(codes >> 31, -1, 1) / max(np.linalg.norm(weights), _SMALLEST)
        return (codes >> 16) % self.shape.columns, weights


def _codes(text: str, shape: Shape) -> Counter[int]:
    """The hashed n-grams of each word, a space marking its ends, and how often each occurs."""
    read = text.casefold() if shape.accents else fold(text)
    return Counter(
        zlib.crc32(padded[at : at + size].encode())
        for word in _WORD.findall(read)
        for padded in (f" {word} ",)
        for size in range(shape.shortest, shape.longest + 1)
        for at in range(len(padded) - size + 1)
    )
