"""Keeping near-duplicates together when examples are held out.

Otherwise a sentence is judged by its own copy, and confidence is overrated.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from understanding.head import Matrix

_ALIKE = 0.9  # cosine of sentence vectors; measured: copies with a word more or less
_BLOCK = 1000


def folds(vectors: Matrix, labels: Sequence[str], *, count: int) -> NDArray[np.intp]:
    """The fold, from 0 to `count` - 1, of each example; each fold has its share of every label."""
    families = _families(vectors)
    first: dict[int, int] = {}
    for position, family in enumerate(families):
        first.setdefault(int(family), position)
    by_label = sorted(first, key=lambda family: (labels[first[family]], first[family]))
    fold_of = np.empty(len(first), dtype=np.intp)
    fold_of[by_label] = np.arange(len(by_label)) % count
    return np.asarray(fold_of[families], dtype=np.intp)


def _families(vectors: Matrix) -> NDArray[np.intp]:
    """A number for each example, the same for those alike and for those alike to these."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    rows, columns = [], []
    for start in range(0, len(vectors), _BLOCK):
        row, column = np.nonzero(vectors[start : start + _BLOCK] @ vectors.T > _ALIKE)
        rows.append(row + start)
        columns.append(column)
    row, column = np.concatenate(rows), np.concatenate(columns)
    links = coo_matrix((np.ones(len(row)), (row, column)), shape=(len(vectors),) * 2)
    return np.asarray(connected_components(links, directed=False)[1], dtype=np.intp)
