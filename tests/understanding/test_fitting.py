"""Learning: the head is scikit-learn's logistic regression, from dense and from sparse vectors."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from understanding import fitting
from understanding.head import Matrix

LABELS = ["cancel", "renew", "thank"] * 40 + ["thank"] * 40


def vectors() -> Matrix:
    """Points in five dimensions, around a centre of their label's."""
    chance = np.random.default_rng(7)
    centres = {label: chance.normal(size=5) for label in sorted(set(LABELS))}
    return np.array([centres[label] + chance.normal(size=5) for label in LABELS], dtype=np.float32)


def test_probabilities_are_those_of_scikit_learn() -> None:
    theirs = LogisticRegression(C=2.0, class_weight="balanced", max_iter=500)
    theirs.fit(vectors().astype(np.float64), LABELS)

    ours = fitting.fit(vectors(), LABELS, strength=2.0, iterations=500)

    assert ours.labels == tuple(theirs.classes_)
    assert ours.probabilities(vectors()) == pytest.approx(
        theirs.predict_proba(vectors()), abs=2e-3
    )


def test_sparse_vectors_teach_the_same() -> None:
    dense = fitting.fit(vectors(), LABELS, strength=2.0, iterations=500)
    sparse = fitting.fit(csr_matrix(vectors()), LABELS, strength=2.0, iterations=500)

    assert sparse.probabilities(vectors()) == pytest.approx(
        dense.probabilities(vectors()), abs=2e-3
    )


def test_two_labels_have_a_column_each() -> None:
    labels = [label if label == "thank" else "other" for label in LABELS]

    head = fitting.fit(vectors(), labels, strength=2.0)

    assert head.weights.shape == (5, 2)
    assert head.probabilities(vectors()).sum(axis=1) == pytest.approx(1)


def test_what_an_example_has_several_of_is_learnt_each_for_itself() -> None:
    present = np.array([[label != "thank", label != "cancel"] for label in LABELS])

    head = fitting.fit_each(vectors(), ("acts", "goes on"), present, strength=2.0)

    for column, label in enumerate(head.labels):
        alone = LogisticRegression(C=2.0, max_iter=500).fit(vectors(), present[:, column])
        ours = 1 / (1 + np.exp(-head.scores(vectors())[:, column]))
        assert ours == pytest.approx(alone.predict_proba(vectors())[:, 1], abs=5e-3), label
