"""Which requests a message makes, when it may make several: one probability each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from understanding import fitting
from understanding.guesses import is_request
from understanding.head import Head, Matrix


@dataclass(frozen=True, kw_only=True)
class Several:
    """Learnt from messages with one request and with two; its labels are the requests."""

    head: Head

    @classmethod
    def learn(
        cls, vectors: Matrix, intents: Sequence[frozenset[str]], *, strength: float
    ) -> "Several":
        """Learn from one row a message, with the full intents that it makes."""
        labels = tuple(sorted({one for made in intents for one in made if is_request(one)}))
        if not labels:  # nothing is asked in any example
            return cls(head=Head.of_nothing(vectors.shape[1]))
        present = np.array([[label in made for label in labels] for made in intents])
        return cls(head=fitting.fit_each(vectors, labels, present, strength=strength))

    def probabilities(self, vectors: Matrix) -> Matrix:
        """One row a message, one column for each of `head.labels`; rows do not sum to one."""
        return np.asarray(expit(self.head.scores(vectors)))
