"""How well intents are told apart, by grouped cross-validation of the training sentences.

Run `python -m understanding.crossval`; `--strength 5 20 60` compares settings.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from understanding import fitting, grouping
from understanding.encoder import encode
from understanding.examples import LANGUAGES, Example, written
from understanding.head import Matrix
from understanding.intent_model import SHAPE, STRENGTH, spelling
from understanding.ngrams import Sketch

_FOLDS = 5
_WORST = 25
_THRESHOLDS = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)


class _Judged:
    """What each example was taken for by a model that had not seen it."""

    def __init__(self, examples: Sequence[Example], taken: list[str], sure: Matrix) -> None:
        self.examples, self.taken, self.sure = examples, taken, sure
        pairs = zip(examples, taken, strict=True)
        self.right = np.array([one.intent == guess for one, guess in pairs])


def main() -> None:
    """Print the accuracy by language, the thresholds, and the worst confusions."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--strength", type=float, nargs="+", default=[STRENGTH])
    examples = written()
    sentences = encode([one.text for one in examples])
    folds = grouping.folds(sentences, [one.intent for one in examples], count=_FOLDS)
    for strength in arguments.parse_args().strength:
        judged = _judge(examples, sentences, folds, strength)
        print(f"strength {strength:g}, {len(examples)} sentences")
        print("\n".join([*_accuracies(judged), *_thresholds(judged), *_confusions(judged)]))


def _judge(
    examples: Sequence[Example], sentences: Matrix, folds: NDArray[np.intp], strength: float
) -> _Judged:
    texts = [spelling(one.text) for one in examples]
    labels = np.array([one.intent for one in examples])
    taken = np.empty(len(examples), dtype=object)
    sure = np.zeros(len(examples), dtype=np.float32)
    for fold in range(_FOLDS):
        test, train = folds == fold, folds != fold
        sketch = Sketch.learn(
            [text for text, kept in zip(texts, train, strict=True) if kept], SHAPE
        )
        vectors = np.hstack([sentences, sketch.vectors(texts)])
        inner = grouping.folds(sentences[train], labels[train].tolist(), count=3) == 0
        head = fitting.fit_calibrated(
            vectors[train], labels[train].tolist(), inner, strength=strength
        )
        probabilities = head.probabilities(vectors[test])
        taken[test] = [head.labels[best] for best in probabilities.argmax(axis=1)]
        sure[test] = probabilities.max(axis=1)
    return _Judged(examples, taken.tolist(), sure)


def _accuracies(judged: _Judged) -> Iterable[str]:
    languages = np.array([one.language for one in judged.examples])
    for language in LANGUAGES:
        spoken = languages == language
        right, sure = judged.right[spoken].mean(), judged.sure[spoken].mean()
        yield f"{language}: {right:.1%} right, {sure:.1%} sure, {spoken.sum()} sentences"


def _thresholds(judged: _Judged) -> Iterable[str]:
    for threshold in _THRESHOLDS:
        refused = judged.sure < threshold
        lost, caught = (refused & judged.right).mean(), (refused & ~judged.right).mean()
        yield f"below {threshold}: {caught:.1%} mistakes caught, {lost:.1%} right ones lost"


def _confusions(judged: _Judged) -> Iterable[str]:
    pairs = zip(judged.examples, judged.taken, strict=True)
    wrong = Counter((one.intent, guess) for one, guess in pairs if one.intent != guess)
    for (intent, guess), times in wrong.most_common(_WORST):
        yield f"{times:4} {intent} taken for {guess}"


if __name__ == "__main__":
    main()
