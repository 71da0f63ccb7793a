"""A linear softmax over vectors, with a temperature that makes its probabilities honest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Matrix = NDArray[np.float32]
Vectors: TypeAlias = Matrix | csr_matrix
"""One row a text."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What was learnt of `labels`: one column of weights each."""

    labels: tuple[str, ...]
    weights: Matrix
    bias: Matrix
    temperature: float = 1.0

    def scores(self, vectors: Vectors) -> Matrix:
        """One row a vector, one column a label, before any temperature."""
        return np.asarray(vectors @ self.weights + self.bias, dtype=np.float32)

    def probabilities(self, vectors: Vectors) -> Matrix:
        """The same as probabilities; each row sums to one."""
        return softmax(self.scores(vectors) / self.temperature)

    def arrays(self) -> dict[str, Matrix]:
        """What has to be stored to have this head again, its labels apart."""
        return {
            "weights": self.weights,
            "bias": self.bias,
            "temperature": np.array([self.temperature], dtype=np.float32),
        }

    @classmethod
    def of_nothing(cls, dimensions: int) -> "Head":
        """The head that knows no label."""
        return cls(
            labels=(),
            weights=np.zeros((dimensions, 0), dtype=np.float32),
            bias=np.zeros(0, dtype=np.float32),
        )

    @classmethod
    def from_arrays(cls, labels: list[str], arrays: Mapping[str, Matrix]) -> "Head":
        """The head that `arrays` were taken from."""
        return cls(
            labels=tuple(labels),
            weights=arrays["weights"],
            bias=arrays["bias"],
            temperature=float(arrays["temperature"][0]),
        )


def softmax(scores: Matrix) -> Matrix:
    """Probabilities of rows of scores."""
    exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True), dtype=np.float32)
