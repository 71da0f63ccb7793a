"""`python -m understanding.data_check`: what is wrong with the training sentences.

Part of `make check`. Every finding names the sentences; nothing is corrected by itself.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np
import yaml
from rapidfuzz import fuzz, process

from understanding.examples import LANGUAGES, Example, as_file, file_of, written
from understanding.folding import compose, fold
from understanding.guesses import TASKS
from understanding.language_examples import learn
from understanding.language_model import OTHER, LanguageModel

TESTS = Path("tests/understanding")
_LEAST_TASK, _LEAST = 150, 80
_OUT_OF_SCOPE, _LEAST_OUT_OF_SCOPE = "out_of_scope", 1200
_ALIKE = 95  # of 100 letters
_ENOUGH_TO_COMPARE = 5  # words; shorter ones are alike without being copies
_CLEARLY = 0.97
_A_SENTENCE = 6
_WORD = re.compile(r"\w+")


def main() -> int:
    """Print every finding; give the exit code."""
    examples = written()
    findings = [
        *_out_of_form(examples),
        *_twice(examples),
        *_nearly_twice(examples),
        *_leaked(examples),
        *_too_few(examples),
        *_in_the_wrong_folder(examples),
    ]
    for finding in findings:
        print(finding, file=sys.stderr)
    if not findings:
        print(f"{len(examples)} training sentences are in order")
    return 1 if findings else 0


def bare(text: str) -> str:
    """What is left of a text without case, accents and marks."""
    return " ".join(_WORD.findall(fold(compose(text)))) or text


def _out_of_form(examples: Sequence[Example]) -> Iterator[str]:
    """A file that a machine would write otherwise makes every later change unreadable."""
    for (language, intent), some in groupby(examples, key=lambda one: (one.language, one.intent)):
        path = file_of(intent, language)
        if path.read_text(encoding="utf-8") != as_file(intent, some):
            yield f"{path}: not in the form in which `understanding.examples` writes it"


def _twice(examples: Sequence[Example]) -> Iterator[str]:
    for language in LANGUAGES:
        first: dict[str, Example] = {}
        for one in _of(examples, language):
            before = first.setdefault(bare(one.text), one)
            if before is not one:
                yield f"twice, {language}: {one.text!r} ({before.intent}, {one.intent})"


def _nearly_twice(examples: Sequence[Example]) -> Iterator[str]:
    """Sentences of different intents that differ by a letter or two: one of them is wrong."""
    for language in LANGUAGES:
        some = _long_enough(_of(examples, language))
        texts = [bare(one.text) for one in some]
        alike = process.cdist(
            texts, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE, dtype=np.uint8, workers=-1
        )
        for left, right in zip(*np.nonzero(np.triu(alike, k=1)), strict=True):
            if some[left].intent != some[right].intent:
                pair = f"{some[left].text!r} ({some[left].intent})"
                yield f"nearly the same: {pair}, {some[right].text!r} ({some[right].intent})"


def _leaked(examples: Sequence[Example]) -> Iterator[str]:
    for language in LANGUAGES:
        learnt = {bare(one.text) for one in _of(examples, language)}
        tests = yaml.safe_load((TESTS / f"{language}.yml").read_text(encoding="utf-8"))
        asked = [one["text"] for one in (*tests["sentences"], *tests["two_requests"])]
        for text in (*asked, *tests["foreign"]):
            if bare(text) in learnt:
                yield f"learnt and tested, {language}: {text!r}"


def _too_few(examples: Sequence[Example]) -> Iterator[str]:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for one in examples:
        counts[one.language, one.intent] += 1
    for (language, intent), count in counts.items():
        least = _LEAST_TASK if intent in TASKS else _LEAST
        least = _LEAST_OUT_OF_SCOPE if intent == _OUT_OF_SCOPE else least
        if count < least:
            yield f"{language}: {count} sentences of {intent}, of at least {least}"


def _in_the_wrong_folder(examples: Sequence[Example]) -> Iterator[str]:
    """Sentences clearly in the other language, by a detector that has not learnt from them."""
    for part in (0, 1):
        rest = [one for place, one in enumerate(examples) if place % 2 != part]
        detector: LanguageModel = learn(rest)
        for place, one in enumerate(examples):
            if place % 2 != part or one.intent == _OUT_OF_SCOPE:
                continue
            if len(one.text.split()) < _A_SENTENCE:
                continue
            language, sure = detector.detect(one.text)
            if language not in (one.language, OTHER) and sure >= _CLEARLY:
                yield f"in the folder of {one.language}, but {language}: {one.text!r}"


def _of(examples: Iterable[Example], language: str) -> list[Example]:
    return [one for one in examples if one.language == language]


def _long_enough(examples: Iterable[Example]) -> list[Example]:
    return [one for one in examples if len(one.text.split()) >= _ENOUGH_TO_COMPARE]


if __name__ == "__main__":
    sys.exit(main())
