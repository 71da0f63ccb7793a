"""What the language detector learns from: our sentences, and a list in other languages."""

from collections.abc import Sequence
from pathlib import Path

from understanding.examples import LANGUAGES, Example
from understanding.language_model import OTHER, LanguageModel

_OTHER_LANGUAGES = Path(__file__).with_name("other_languages.txt")
# Among these, customers also write in languages that the folder does not announce.
_MIXED = "out_of_scope"
_CLEARLY = 0.9
_SOME = 6  # every sixth sentence is enough to sort by
_LONG, _FEW = 5, 3  # of sentences of five words and more, every third is enough


def learn(examples: Sequence[Example]) -> LanguageModel:
    """A detector learnt from examples and the list of other languages.

    :raises ValueError: if one of the two languages has no example.
    """
    if {example.language for example in examples} != set(LANGUAGES):
        raise ValueError("examples of both languages are needed")
    foreign = [(text, OTHER) for text in _other_languages()]
    clear = [(one.text, one.language) for one in examples if one.intent != _MIXED]
    mixed = [(one.text, one.language) for one in examples if one.intent == _MIXED]
    if not mixed:
        return _learn(clear + foreign)
    sorter = _learn(clear[::_SOME] + foreign)
    sorted_out = [(text, _sort(sorter, text, announced)) for text, announced in mixed]
    short = [one for one in clear if len(one[0].split()) < _LONG]
    long = [one for one in clear if len(one[0].split()) >= _LONG]
    return _learn(short + long[::_FEW] + foreign + sorted_out)


def _learn(labelled: list[tuple[str, str]]) -> LanguageModel:
    texts, languages = zip(*labelled, strict=True)
    return LanguageModel.learn(texts, languages)


def _sort(sorter: LanguageModel, text: str, announced: str) -> str:
    """The announced language, unless the text is clearly in another."""
    detected, confidence = sorter.detect(text)
    return OTHER if detected == OTHER and confidence >= _CLEARLY else announced


def _other_languages() -> list[str]:
    return _OTHER_LANGUAGES.read_text(encoding="utf-8").splitlines()
