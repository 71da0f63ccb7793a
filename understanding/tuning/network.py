"""The encoder of `understanding/forward.py` as a network that can learn."""

from collections.abc import Sequence

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from understanding import forward
from understanding.head import Matrix

_CHUNK = 256


class Network:
    """Weights that learn: every layer, and the vectors of the pieces in `rows`."""

    def __init__(self, rows: NDArray[np.intp]) -> None:
        everything = np.arange(len(forward.package().table))
        self._shipped = tf.constant(forward.piece_vectors(everything))
        place = np.zeros(len(everything), dtype=np.int32)
        place[rows] = np.arange(1, len(rows) + 1)
        self._place = tf.constant(place)
        self.rows = rows
        self.moved = tf.Variable(tf.zeros([len(rows), forward.DIMENSIONS]))
        """How far the vector of each piece in `rows` is from the shipped one."""
        shipped = forward.shipped_layers()
        self.layers = {name: tf.Variable(value) for name, value in shipped.items()}
        self._small = float(forward.package().eps)
        self._run = tf.function(self.vectors, input_signature=[PIECES, PRESENT], autograph=False)

    def vectors(self, pieces: tf.Tensor, present: tf.Tensor) -> tf.Tensor:
        """One unit vector a row of `pieces`, whose rows are filled up to the same length.

        :param present: 1 where there is a piece, 0 where the row is filled up.
        """
        layers = self.layers
        moved = tf.concat([tf.zeros([1, forward.DIMENSIONS]), self.moved], axis=0)
        read = tf.gather(self._shipped, pieces) + tf.gather(moved, tf.gather(self._place, pieces))
        hidden = self._normal(
            read @ layers["proj_W"] + layers["proj_b"], layers["proj_gain"], layers["proj_shift"]
        )
        seen = present[:, :, None]
        features = [read]
        for branch, (size, left) in enumerate(forward.CONVOLUTIONS):
            part = hidden[:, :, branch * forward.WIDTH : (branch + 1) * forward.WIDTH]
            for layer in ("1", "2"):
                weights, bias = layers[f"w{layer}_{branch}"], layers[f"b{layer}_{branch}"]
                around = _around(part * seen, size, left)
                part += tf.nn.relu(around @ weights + bias)
            features.append(part)
        whole = self._normal(tf.concat(features, axis=-1), layers["gain"], layers["shift"]) * seen
        length = tf.reduce_sum(present, axis=1, keepdims=True)
        total = tf.reduce_sum(whole, axis=1) @ layers["sum_W"] + length * layers["sum_b"]
        return self._feed_forward(total * tf.math.rsqrt(length))

    def encode(self, sentences: Sequence[Sequence[int]]) -> Matrix:
        """The vectors of sentences of any length, in order."""
        order = sorted(range(len(sentences)), key=lambda place: len(sentences[place]))
        out = np.zeros((len(sentences), forward.DIMENSIONS), dtype=np.float32)
        for start in range(0, len(order), _CHUNK):
            places = order[start : start + _CHUNK]
            out[places] = self._run(*padded([sentences[place] for place in places])).numpy()
        return out

    def _normal(self, values: tf.Tensor, gain: tf.Tensor, shift: tf.Tensor) -> tf.Tensor:
        centred = values - tf.reduce_mean(values, axis=-1, keepdims=True)
        spread = tf.reduce_mean(centred * centred, axis=-1, keepdims=True)
        return centred * tf.math.rsqrt(spread + self._small) * gain + shift

    def _feed_forward(self, total: tf.Tensor) -> tf.Tensor:
        layers = self.layers
        first = tf.nn.relu(total @ layers["d0"])
        second = tf.nn.relu(total @ layers["p1"] + first @ layers["d1"])
        third = tf.nn.relu(second @ layers["d2"])
        last = tf.tanh(second @ layers["p3"] + third @ layers["d3"])
        length = tf.reduce_sum(last * last, axis=-1, keepdims=True)
        return last * tf.math.rsqrt(tf.maximum(length, self._small))


PIECES = tf.TensorSpec([None, None], tf.int32)
PRESENT = tf.TensorSpec([None, None], tf.float32)


def padded(sentences: Sequence[Sequence[int]]) -> tuple[NDArray[np.int32], Matrix]:
    """Sentences as rows of the same length, and where each has a piece."""
    longest = max(map(len, sentences))
    pieces = np.zeros((len(sentences), longest), dtype=np.int32)
    present = np.zeros((len(sentences), longest), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        pieces[row, : len(sentence)] = sentence
        present[row, : len(sentence)] = 1
    return pieces, present


def _around(values: tf.Tensor, size: int, left: int) -> tf.Tensor:
    """Beside each place the `size` values around it, zero beyond the sentence."""
    count = tf.shape(values)[1]
    wide = tf.pad(values, [[0, 0], [left, size - 1 - left], [0, 0]])
    return tf.concat([wide[:, place : place + count] for place in range(size)], axis=-1)
