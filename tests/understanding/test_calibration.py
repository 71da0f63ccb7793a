"""How the classifier's confidence is made honest."""

import numpy as np
import pytest

from understanding.calibration import Calibration, calibrate
from understanding.head import Head

HEAD = Head(
    labels=("cancel_subscription", "greet", "out_of_scope"),
    weights=np.eye(3, dtype=np.float32),
    bias=np.zeros(3, dtype=np.float32),
)
CLEAR = np.array([[9, 0, 0]] * 50 + [[0, 9, 0]] * 50 + [[0, 0, 9]] * 10, dtype=np.float32)
LABELS = ["cancel_subscription"] * 50 + ["greet"] * 50 + ["out_of_scope"] * 10


def test_a_temperature_keeps_the_order_and_softens() -> None:
    softer = Calibration(temperature=3.0).applied(HEAD)
    row = np.array([[2, 1, 0]], dtype=np.float32)

    assert softer.probabilities(row).argmax() == HEAD.probabilities(row).argmax()
    assert softer.probabilities(row).max() < HEAD.probabilities(row).max()


def test_out_of_scope_is_lifted() -> None:
    lifted = Calibration(lift=2.0).applied(HEAD)

    assert lifted.scores(np.zeros((1, 3), dtype=np.float32)) == pytest.approx(
        np.array([[0, 0, 2]])
    )


def test_the_lift_turns_hardly_anybody_away() -> None:
    found = calibrate(HEAD, CLEAR, LABELS)
    taken = found.applied(HEAD).scores(CLEAR).argmax(axis=1)

    assert (taken[:100] == 2).mean() <= 0.02


def test_a_head_that_is_often_wrong_is_trusted_less() -> None:
    wrong = [*LABELS[50:100], *LABELS[:50], *LABELS[100:]]

    assert calibrate(HEAD, CLEAR, wrong).temperature > calibrate(HEAD, CLEAR, LABELS).temperature


def test_labels_without_out_of_scope_are_no_error() -> None:
    small = Head(labels=("a", "b"), weights=HEAD.weights[:, :2], bias=HEAD.bias[:2])

    assert Calibration(lift=1.0).applied(small).bias == pytest.approx(small.bias)
