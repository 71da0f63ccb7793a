"""`python -m understanding.label_check`: sentences whose label looks wrong, to be read by hand.

Each is judged by a model that has not seen it nor one like it; cleanlab picks those whose label
is the least probable, given how often the model errs on that label anyway.
"""

import argparse

import numpy as np
from numpy.typing import NDArray

from understanding import fitting, grouping
from understanding.encoder import encode
from understanding.examples import LANGUAGES, Example, written
from understanding.head import Matrix, softmax
from understanding.intent_model import SHAPE, STRENGTH, spelling
from understanding.ngrams import Sketch

_FOLDS = 5


def main() -> None:
    """Print a table: sentence, its label, what it was taken for, and how surely."""
    options = argparse.ArgumentParser(prog="python -m understanding.label_check")
    options.add_argument("--language", choices=LANGUAGES, help="only this one")
    language = options.parse_args().language
    examples = written()
    labels = np.unique([one.intent for one in examples])
    probabilities = _judged(examples)
    for place in _suspicious(examples, labels, probabilities):
        one, row = examples[place], probabilities[place]
        if language in (None, one.language):
            taken = labels[row.argmax()]
            print(f"{one.text}\t{one.intent}\t{taken}\t{row.max():.2f}")


def _judged(examples: list[Example]) -> Matrix:
    """The probabilities of each example's labels, by a head that has not seen it.

    The tuned encoder has learnt every label by heart, the wrong ones too: it is left out.
    """
    texts, labels = [one.text for one in examples], np.array([one.intent for one in examples])
    sentences = encode(texts)
    spellings = [spelling(text) for text in texts]
    vectors = np.hstack([sentences, Sketch.learn(spellings, SHAPE).vectors(spellings)])
    folds = grouping.folds(sentences, labels.tolist(), count=_FOLDS)
    judged = np.zeros((len(texts), len(set(labels))), dtype=np.float32)
    for fold in range(_FOLDS):
        rest = folds != fold
        head = fitting.fit(vectors[rest], labels[rest].tolist(), strength=STRENGTH)
        judged[~rest] = softmax(head.scores(vectors[~rest]))
    return judged


def _suspicious(examples: list[Example], labels: NDArray[np.str_], judged: Matrix) -> list[int]:
    from cleanlab.filter import find_label_issues

    known = np.searchsorted(labels, [one.intent for one in examples])
    found = find_label_issues(known, judged, return_indices_ranked_by="self_confidence", n_jobs=1)
    return [int(place) for place in found]


if __name__ == "__main__":
    main()
