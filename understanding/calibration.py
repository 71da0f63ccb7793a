"""How far the intent classifier's confidence is to be trusted, and when nothing fits.

Learnt on sentences that neither the encoder nor the head had seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from understanding import fitting
from understanding.head import Head, Matrix

OUT_OF_SCOPE = "out_of_scope"
_FALSE_REJECTIONS = 0.03  # of the sentences that are about subscriptions
_LIFTS = np.arange(-2.0, 4.01, 0.1)


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """What is done to the scores of a head before they become probabilities.

    :param temperature: they are divided by it.
    :param lift: added to the score of `out_of_scope` beforehand.
    """

    temperature: float = 1.0
    lift: float = 0.0

    def applied(self, head: Head) -> Head:
        """The head whose probabilities are calibrated."""
        bias = head.bias.copy()
        if OUT_OF_SCOPE in head.labels:
            bias[head.labels.index(OUT_OF_SCOPE)] += self.lift
        return replace(head, bias=bias, temperature=self.temperature)


def calibrate(head: Head, vectors: Matrix, labels: Sequence[str]) -> Calibration:
    """Learn from examples that `head` has not seen.

    The lift is the largest with which hardly a sentence about subscriptions is turned away.
    """
    lift = max(
        (one for one in _LIFTS if _turned_away(head, vectors, labels, one) <= _FALSE_REJECTIONS),
        default=float(_LIFTS[0]),
    )
    lifted = Calibration(lift=float(lift)).applied(head)
    degree = fitting.temperature(lifted, vectors, labels)
    return Calibration(temperature=degree, lift=float(lift))


def _turned_away(head: Head, vectors: Matrix, labels: Sequence[str], lift: float) -> float:
    """The share of sentences about subscriptions that are taken for something else."""
    best = Calibration(lift=float(lift)).applied(head).scores(vectors).argmax(axis=1)
    taken = np.array(head.labels)[best]
    concerned = np.array([label != OUT_OF_SCOPE for label in labels])
    return float((taken[concerned] == OUT_OF_SCOPE).mean())
