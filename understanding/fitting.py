"""Learning a head from labelled vectors, and how far its confidence can be trusted."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from understanding.head import Head, Vectors, softmax

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
    begun = np.zeros((vectors.shape[1] + 1, len(known)))
    if start is not None:
        begun[:] = np.vstack([start.bias, start.weights])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """How wrong these weights (the bias first) are, and the slope there."""
        weights = flat.reshape(begun.shape)
        single = weights.astype(np.float32)
        chances = softmax(np.asarray(vectors @ single[1:] + single[0]))
        surprise = -np.log(np.maximum(chances[rows, right], _NEVER)) @ balance
        chances[rows, right] -= 1
        chances *= balance[:, None]
        slope = np.vstack([chances.sum(axis=0), vectors.T @ chances]).astype(np.float64)
        slope[1:] += weights[1:] / strength
        held_back = (weights[1:] ** 2).sum() / strength / 2
        return float(surprise + held_back), slope.ravel()

    options = {"maxiter": iterations}
    found = minimize(loss, begun.ravel(), jac=True, method="L-BFGS-B", options=options)
    weights = found.x.reshape(begun.shape).astype(np.float32)
    names = tuple(str(label) for label in known)
    return Head(labels=names, weights=np.ascontiguousarray(weights[1:]), bias=weights[0])


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
