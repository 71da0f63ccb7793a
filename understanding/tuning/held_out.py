"""What each part of the classifier is worth, on a fifth of the sentences that it has not seen.

Sentences alike stay together, so that none is judged by its own copy.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from understanding import fitting, grouping
from understanding.calibration import Calibration, calibrate
from understanding.encoder import Encoder, encode
from understanding.examples import Example
from understanding.head import Head, Matrix
from understanding.intent_model import SHAPE, STRENGTH, spelling
from understanding.ngrams import Sketch
from understanding.tuning.misspelling import misspelt
from understanding.tuning.recipe import Recipe, tune

_FOLDS = 5
_SEED = 7
Tell = Callable[[str], None]


def measure(
    examples: Sequence[Example], recipe: Recipe, tell: Tell = print
) -> tuple[Calibration, list[str]]:
    """Tune without a fifth of the examples; give the calibration and what each part is worth."""
    kept, judged = split(examples)
    encoder = tune(kept, recipe, tell)
    return compare(kept, judged, encoder)


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Four fifths to learn from, and one to judge by."""
    folds = grouping.folds(
        encode([one.text for one in examples]), [one.intent for one in examples], count=_FOLDS
    )
    pairs = list(zip(examples, folds, strict=True))
    return [one for one, fold in pairs if fold], [one for one, fold in pairs if not fold]


def compare(
    kept: Sequence[Example], judged: Sequence[Example], encoder: Encoder
) -> tuple[Calibration, list[str]]:
    """Fit a head on each choice of features; the last is the one in use, and is calibrated."""
    chance = Random(_SEED)
    hurried = [replace(one, text=misspelt(one.text, one.language, chance)) for one in judged]
    sketch = Sketch.learn([spelling(one.text) for one in kept], SHAPE)
    parts = [_parts(some, encoder, sketch) for some in (kept, judged, hurried)]
    labels, right = [one.intent for one in kept], [one.intent for one in judged]
    choices = (
        ("shipped",),
        ("shipped", "n-grams"),
        ("tuned",),
        ("tuned", "shipped", "n-grams"),
        ("tuned", "n-grams"),
    )
    table = [f"{'':26}{'as written':>12}{'misspelt':>12}   (recall, mean of intents)"]
    for chosen in choices:
        learnt, clean, noisy = (np.hstack([part[name] for name in chosen]) for part in parts)
        head = fitting.fit(learnt, labels, strength=STRENGTH)
        recalls = (_recall(head, clean, right), _recall(head, noisy, right))
        table.append(f"{' + '.join(chosen):26}{recalls[0]:12.1%}{recalls[1]:12.1%}")
    calibration = calibrate(head, np.vstack([clean, noisy]), right + right)
    table.append(f"temperature {calibration.temperature:.2f}, lift {calibration.lift:.1f}")
    return calibration, table


def _parts(examples: Sequence[Example], encoder: Encoder, sketch: Sketch) -> dict[str, Matrix]:
    texts = [one.text for one in examples]
    return {
        "shipped": encode(texts),
        "tuned": encode(texts, encoder),
        "n-grams": sketch.vectors([spelling(text) for text in texts]),
    }


def _recall(head: Head, vectors: Matrix, right: Sequence[str]) -> float:
    """The share that is taken for what it is, each intent counting the same."""
    taken = np.array(head.labels)[head.scores(vectors).argmax(axis=1)]
    wanted: NDArray[np.str_] = np.array(right)
    each = [(taken[wanted == label] == label).mean() for label in sorted(set(right))]
    return float(np.mean(each))
