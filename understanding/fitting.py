"""Learning a head from labelled vectors, and how far its confidence can be trusted."""

import warnings
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from understanding.head import Head, Matrix, softmax

# Later iterations only fit the noise: accuracy on held-out sentences is level from here on.
ITERATIONS = 50
_FURTHER = 25
_TEMPERATURES = np.geomspace(0.2, 5.0, 60)


def fit(
    vectors: Matrix,
    labels: Sequence[str],
    *,
    strength: float,
    iterations: int = ITERATIONS,
    start: Head | None = None,
) -> Head:
    """Multinomial logistic regression; every label counts the same, however many examples it has.

    `strength` is how little the weights are held back (scikit-learn's C); `start` is a head of
    the same labels from which to go on.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    learner = LogisticRegression(
        C=strength, class_weight="balanced", max_iter=iterations, warm_start=True
    )
    if start is not None and len(start.labels) > 2:
        learner.coef_, learner.intercept_ = start.weights.T, start.bias
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        learner.fit(vectors.astype(np.float64), np.asarray(labels))
    weights, bias = learner.coef_.T, learner.intercept_
    if len(learner.classes_) == 2:  # scikit-learn then keeps one column only, for the second
        weights = np.hstack([np.zeros_like(weights), weights])
        bias = np.concatenate([np.zeros_like(bias), bias])
    return Head(
        labels=tuple(str(label) for label in learner.classes_),
        weights=np.ascontiguousarray(weights, dtype=np.float32),
        bias=bias.astype(np.float32),
    )


def temperature(head: Head, vectors: Matrix, labels: Sequence[str]) -> float:
    """The temperature at which examples that `head` has not seen are the least surprising."""
    right = [head.labels.index(label) for label in labels]
    scores, rows = head.scores(vectors), np.arange(len(right))

    def surprise(degree: float) -> float:
        likelihood = softmax(scores / np.float32(degree))[rows, right]
        return float(-np.log(np.maximum(likelihood, 1e-6)).mean())

    return float(min(_TEMPERATURES, key=surprise))


def fit_calibrated(
    vectors: Matrix, labels: Sequence[str], held_out: NDArray[np.bool_], *, strength: float
) -> Head:
    """A head learnt from everything; `held_out` examples are kept back once, to calibrate it.

    One part held out is enough for one number; the final fit goes on from there.
    """
    known = np.asarray(labels)
    if set(known[~held_out]) != set(labels):  # too few examples for a part of them to do
        return fit(vectors, labels, strength=strength)
    rehearsal = fit(vectors[~held_out], known[~held_out].tolist(), strength=strength)
    degree = temperature(rehearsal, vectors[held_out], known[held_out].tolist())
    head = fit(vectors, labels, strength=strength, iterations=_FURTHER, start=rehearsal)
    return replace(head, temperature=degree)
