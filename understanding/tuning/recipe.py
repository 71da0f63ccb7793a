"""How the encoder learns what customers mean.

Cross-entropy over the intents through a linear head, on sentences of which most are misspelt
anew each time; a contrastive term, which draws sentences of one intent together; and an anchor:
the vector of the misspelt sentence stays near the shipped encoder's vector of the clean one, so
that what the encoder knows of both languages is not lost. What is kept is the average of the
weights along the way. Every number here was chosen on held-out training sentences:
docs/understanding.md.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from understanding import fitting, forward
from understanding.encoder import Encoder, pieces_of
from understanding.examples import Example
from understanding.head import Matrix
from understanding.tuning.misspelling import misspelt
from understanding.tuning.network import PIECES, PRESENT, Network, padded


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The settings of a tuning.

    :param misspelt: the share of sentences that are misspelt.
    :param rows: how many pieces, the most frequent ones, get vectors of their own.
    :param fairness: from 0, every sentence counts the same, to 1, every intent does.
    """

    epochs: int = 8
    batch: int = 64
    rate: float = 5e-4
    row_rate: float = 3e-4
    misspelt: float = 0.6
    smoothing: float = 0.05
    contrast: float = 0.2
    anchor: float = 0.3
    scale: float = 16.0
    rows: int = 4500
    fairness: float = 0.5
    warm_up: float = 0.1
    forgetting: float = 0.005
    seed: int = 1


_SIMILARITY = 0.1  # the temperature of the contrastive term
_STEPS_APART = 5  # steps between two weights that are averaged
_HEAD_STRENGTH = 30.0
_HEAD_ITERATIONS = 60
_BLOCK = 20  # batches among which sentences are sorted by length, so that few are filled up


def tune(
    examples: Sequence[Example], recipe: Recipe, tell: Callable[[str], None] = print
) -> Encoder:
    """Learn an encoder from examples."""
    chance = Random(recipe.seed)
    tf.random.set_seed(recipe.seed)
    clean = [pieces_of(one.text) for one in examples]
    labels = sorted({one.intent for one in examples})
    right = np.array([labels.index(one.intent) for one in examples], dtype=np.int32)
    network = Network(_frequent(examples, clean, recipe.rows, chance))
    anchors = network.encode(clean)
    learner = _Learner(network, anchors, right, recipe)
    steps = recipe.epochs * -(-len(examples) // recipe.batch)
    for epoch in range(recipe.epochs):
        pairs = zip(examples, clean, strict=True)
        heard = [_heard(one, pieces, recipe, chance) for one, pieces in pairs]
        losses = [
            learner.step([heard[place] for place in batch], batch, steps)
            for batch in _batches(heard, recipe.batch, chance)
        ]
        tell(f"epoch {epoch + 1} of {recipe.epochs}: loss {np.mean(losses):.3f}")
    return learner.averaged()


def _heard(one: Example, clean: list[int], recipe: Recipe, chance: Random) -> list[int]:
    if chance.random() >= recipe.misspelt:
        return clean
    return pieces_of(misspelt(one.text, one.language, chance))


def _frequent(
    examples: Sequence[Example], clean: Sequence[Sequence[int]], count: int, chance: Random
) -> NDArray[np.intp]:
    """The pieces met in most sentences, clean or misspelt, in ascending order."""
    met: Counter[int] = Counter()
    for one, pieces in zip(examples, clean, strict=True):
        met.update(set(pieces))
        met.update(set(pieces_of(misspelt(one.text, one.language, chance))))
    return np.array(sorted(piece for piece, _ in met.most_common(count)), dtype=np.intp)


def _batches(sentences: Sequence[Sequence[int]], size: int, chance: Random) -> Iterator[list[int]]:
    """The places of sentences of like length, each place once, in a random order."""
    order = list(range(len(sentences)))
    chance.shuffle(order)
    batches = []
    for start in range(0, len(order), size * _BLOCK):
        block = order[start : start + size * _BLOCK]
        block.sort(key=lambda place: len(sentences[place]))
        batches += [block[at : at + size] for at in range(0, len(block), size)]
    chance.shuffle(batches)
    yield from batches


class _Learner:
    """One step after the other, and the average of the weights that they led to."""

    def __init__(
        self, network: Network, anchors: Matrix, right: NDArray[np.int32], recipe: Recipe
    ) -> None:
        self._network, self._anchors, self._right, self._recipe = network, anchors, right, recipe
        start = fitting.fit(
            anchors, right.tolist(), strength=_HEAD_STRENGTH, iterations=_HEAD_ITERATIONS
        )
        places = np.argsort([int(label) for label in start.labels])
        self._weights = tf.Variable(start.weights[:, places] / recipe.scale)
        self._bias = tf.Variable(start.bias[places] / recipe.scale)
        count = np.bincount(right)
        self._worth = tf.constant(((count.mean() / count) ** recipe.fairness).astype(np.float32))
        self._layers = [*network.layers.values(), self._weights, self._bias]
        self._optimizer = tf.keras.optimizers.legacy.Adam(recipe.rate)
        self._row_optimizer = tf.keras.optimizers.legacy.Adam(recipe.row_rate)
        self._average = [value.numpy() for value in self._kept()]
        self._done = 0
        vectors = tf.TensorSpec([None, anchors.shape[1]], tf.float32)
        signature = [PIECES, PRESENT, tf.TensorSpec([None], tf.int32), vectors]
        self._learn = tf.function(self._update, input_signature=signature, autograph=False)

    def step(self, sentences: Sequence[Sequence[int]], places: list[int], steps: int) -> float:
        """Learn from one batch; `steps` is how many there will be in all."""
        self._done += 1
        warm_up = max(1, int(self._recipe.warm_up * steps))
        rising, falling = self._done / warm_up, (steps - self._done) / max(1, steps - warm_up)
        share = max(0.0, min(rising, falling))
        self._optimizer.learning_rate.assign(self._recipe.rate * share)
        self._row_optimizer.learning_rate.assign(self._recipe.row_rate * share)
        pieces, present = padded(sentences)
        loss = self._learn(pieces, present, self._right[places], self._anchors[places])
        if self._done % _STEPS_APART == 0:
            self._remember()
        return float(loss)

    def averaged(self) -> Encoder:
        """The encoder with the averaged weights."""
        *layers, moved = self._average
        rows = self._network.rows
        return Encoder(
            layers=dict(zip(self._network.layers, layers, strict=True)),
            rows=rows,
            row_vectors=forward.piece_vectors(rows) + moved,
        )

    def _kept(self) -> list[tf.Variable]:
        return [*self._network.layers.values(), self._network.moved]

    def _remember(self) -> None:
        met = self._done / _STEPS_APART
        share = max(self._recipe.forgetting, 9 / (10 + met))  # at first, forget the start fast
        for mean, now in zip(self._average, self._kept(), strict=True):
            mean += share * (now.numpy() - mean)

    def _update(
        self, pieces: tf.Tensor, present: tf.Tensor, right: tf.Tensor, anchors: tf.Tensor
    ) -> tf.Tensor:
        with tf.GradientTape() as tape:
            vectors = self._network.vectors(pieces, present)
            loss = (
                self._surprise(vectors, right)
                + self._recipe.contrast * _apart(vectors, right)
                + self._recipe.anchor * tf.reduce_mean(1 - tf.reduce_sum(vectors * anchors, -1))
            )
        gradients = tape.gradient(loss, [*self._layers, self._network.moved])
        *layers, moved = tf.clip_by_global_norm(gradients, 1.0)[0]
        self._optimizer.apply_gradients(zip(layers, self._layers, strict=True))
        dense = tf.convert_to_tensor(moved)
        self._row_optimizer.apply_gradients([(dense, self._network.moved)])
        return loss

    def _surprise(self, vectors: tf.Tensor, right: tf.Tensor) -> tf.Tensor:
        scores = self._recipe.scale * (vectors @ self._weights + self._bias)
        labels = int(self._worth.shape[0])
        smooth = self._recipe.smoothing
        wanted = tf.one_hot(right, labels) * (1 - smooth) + smooth / labels
        worth = tf.gather(self._worth, right)
        surprise = tf.nn.softmax_cross_entropy_with_logits(wanted, scores)
        return tf.reduce_sum(worth * surprise) / tf.reduce_sum(worth)


def _apart(vectors: tf.Tensor, right: tf.Tensor) -> tf.Tensor:
    """How far sentences of one intent are from each other, among all others of the batch."""
    itself = tf.eye(tf.shape(vectors)[0])
    alike = vectors @ tf.transpose(vectors) / _SIMILARITY - 1e9 * itself
    same = tf.cast(right[:, None] == right[None], tf.float32) * (1 - itself)
    known = alike - tf.reduce_logsumexp(alike, axis=1, keepdims=True)
    partners = tf.reduce_sum(same, axis=1)
    has = tf.cast(partners > 0, tf.float32)
    surprise = -tf.reduce_sum(same * known, axis=1) / tf.maximum(partners, 1)
    return tf.reduce_sum(surprise * has) / tf.maximum(tf.reduce_sum(has), 1)
