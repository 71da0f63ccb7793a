"""Learning a head from labelled vectors, and how far its confidence can be trusted."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from understanding.head import Head, Matrix, Vectors, softmax

# Later iterations only fit the noise: accuracy on held-out sentences is level from here on.
ITERATIONS = 50
_FURTHER = 25
_NEVER = 1e-30
_TEMPERATURES = np.geomspace(0.2, 5.0, 60)


def fit(
    vectors: Vectors,
    labels: Sequence[str],
    *,
    strength: float,
    iterations: int = ITERATIONS,
    start: Head | None = None,
) -> Head:
    """Multinomial logistic regression; every label counts the same, however many examples it has.

    It is scikit-learn's own, in single precision, which that of Rasa's pins cannot do: half the
    time, and the same decisions.

    :param strength: how little the weights are held back (scikit-learn's C).
    :param start: a head of the same labels from which to go on.
    """
    known, right = np.unique(np.asarray(labels), return_inverse=True)
    balance = (len(right) / len(known) / np.bincount(right))[right].astype(np.float32)
    rows = np.arange(len(right))

    def loss(scores: Matrix) -> tuple[float, Matrix]:
        chances = softmax(scores)
        surprise = -np.log(np.maximum(chances[rows, right], _NEVER)) @ balance
        chances[rows, right] -= 1
        chances *= balance[:, None]
        return float(surprise), chances

    names = tuple(str(label) for label in known)
    return _least(loss, vectors, names, strength=strength, iterations=iterations, start=start)


def fit_each(
    vectors: Vectors, labels: tuple[str, ...], present: NDArray[np.bool_], *, strength: float
) -> Head:
    """Logistic regression of each label for itself, where an example may have several.

    :param present: one row an example, one column a label.
    """
    right = present.astype(np.float32)

    def loss(scores: Matrix) -> tuple[float, Matrix]:
        surprise = np.logaddexp(0, scores) - right * scores
        return float(surprise.sum()), expit(scores) - right

    return _least(loss, vectors, labels, strength=strength, iterations=ITERATIONS)


def _least(
    loss: Callable[[Matrix], tuple[float, Matrix]],
    vectors: Vectors,
    labels: tuple[str, ...],
    *,
    strength: float,
    iterations: int,
    start: Head | None = None,
) -> Head:
    """The head whose scores lose the least, its weights held back.

    :param loss: of scores, with its slope.
    """
    begun = np.zeros((vectors.shape[1] + 1, len(labels)))
    if start is not None:
        begun[:] = np.vstack([start.bias, start.weights])

    def held_back(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(begun.shape)  # the bias first
        single = weights.astype(np.float32)
        lost, scores_slope = loss(np.asarray(vectors @ single[1:] + single[0]))
        slope = np.vstack([scores_slope.sum(axis=0), vectors.T @ scores_slope]).astype(np.float64)
        slope[1:] += weights[1:] / strength
        return lost + float((weights[1:] ** 2).sum() / strength / 2), slope.ravel()

    options = {"maxiter": iterations}
    found = minimize(held_back, begun.ravel(), jac=True, method="L-BFGS-B", options=options)
    weights = found.x.reshape(begun.shape).astype(np.float32)
    return Head(labels=labels, weights=np.ascontiguousarray(weights[1:]), bias=weights[0])


def temperature(head: Head, vectors: Vectors, labels: Sequence[str]) -> float:
    """The temperature at which examples that `head` has not seen are the least surprising."""
    right = [head.labels.index(label) for label in labels]
    scores, rows = head.scores(vectors), np.arange(len(right))

    def surprise(degree: float) -> float:
        likelihood = softmax(scores / np.float32(degree))[rows, right]
        return float(-np.log(np.maximum(likelihood, 1e-6)).mean())

    return float(min(_TEMPERATURES, key=surprise))


def fit_calibrated(
    vectors: Vectors, labels: Sequence[str], held_out: NDArray[np.bool_], *, strength: float
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
