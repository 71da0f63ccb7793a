"""The figures by which understanding is judged."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bench.understanding.heard import Heard, Hearing
from bench.understanding.sentences import Asked, TestSet
from understanding.calibration import OUT_OF_SCOPE
from understanding.certainty import Accepted, NotUnderstood, weigh
from understanding.guesses import TASKS
from understanding.language_model import words

_BINS = 15
_FEW_WORDS = 3
_WORST = 10
_SINGLE = ("product", "seats")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All shares are from 0 to 1; `seconds` are the median and the 95th percentile of a parse."""

    accuracy: float
    macro_f1: float
    top_2: float
    out_of_scope_recall: float
    false_rejection: float
    calibration_error: float
    foreign_tasks: float
    both_requests: float
    language: float
    language_in_few_words: float
    entities: dict[str, float]
    styles: dict[str, float]
    confusions: list[tuple[str, str, int]]
    seconds: tuple[float, float]


def measure(tests: TestSet, hearing: Hearing) -> Figures:
    """Compare what was heard with what was meant."""
    pairs = list(zip(tests.asked, hearing.asked, strict=True))
    right = [one.intent == heard.intent for one, heard in pairs]
    told = [(one, ok) for (one, _), ok in zip(pairs, right, strict=True)]
    within = [pair for pair in pairs if pair[0].intent != OUT_OF_SCOPE]
    outside = [pair for pair in pairs if pair[0].intent == OUT_OF_SCOPE]
    worded = [pair for pair in within if any(map(str.isalpha, words(pair[0].text)))]
    few = [pair for pair in worded if len(pair[0].text.split()) <= _FEW_WORDS]
    seconds = [heard.seconds for heard in hearing.asked]
    return Figures(
        accuracy=_share(right),
        macro_f1=_macro_f1(pairs),
        top_2=_share(
            one.intent in [name for name, _ in heard.ranking[:2]] for one, heard in pairs
        ),
        out_of_scope_recall=_share(is_rejected(heard) for _, heard in outside),
        false_rejection=_share(is_rejected(heard) for _, heard in within),
        calibration_error=_calibration_error([heard.sure for _, heard in pairs], right),
        foreign_tasks=_share(begins_a_task(heard) for heard in hearing.foreign),
        both_requests=_share(
            {heard.intent, *heard.also} >= set(wanted)
            for (_, wanted), heard in zip(tests.pairs, hearing.pairs, strict=True)
        ),
        language=_share(heard.language == tests.language for _, heard in worded),
        language_in_few_words=_share(heard.language == tests.language for _, heard in few),
        entities=_entities(pairs),
        styles={
            style: _share(ok for one, ok in told if one.style == style)
            for style in sorted({one.style for one in tests.asked})
        },
        confusions=[
            (*names, count)
            for names, count in Counter(
                (one.intent, heard.intent) for one, heard in pairs if one.intent != heard.intent
            ).most_common(_WORST)
        ],
        seconds=(float(np.quantile(seconds, 0.5)), float(np.quantile(seconds, 0.95))),
    )


def is_rejected(heard: Heard) -> bool:
    """Whether the customer is told that this is not understood, or out of scope."""
    return heard.intent == OUT_OF_SCOPE or isinstance(weigh(heard.ranking), NotUnderstood)


def begins_a_task(heard: Heard) -> bool:
    """Whether a task would begin."""
    return heard.intent in TASKS and isinstance(weigh(heard.ranking), Accepted)


Pairs = Sequence[tuple[Asked, Heard]]


def _share(values: Iterable[bool]) -> float:
    counted = list(values)
    return sum(counted) / len(counted) if counted else 0.0


def _macro_f1(pairs: Pairs) -> float:
    names = {one.intent for one, _ in pairs}
    return float(
        np.mean(
            [
                _f1(
                    both=sum(one.intent == heard.intent == name for one, heard in pairs),
                    meant=sum(one.intent == name for one, _ in pairs),
                    found=sum(heard.intent == name for _, heard in pairs),
                )
                for name in names
            ]
        )
    )


def _f1(*, both: int, meant: int, found: int) -> float:
    return 2 * both / (meant + found) if meant + found else 1.0


def _calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """The mean distance between how sure and how right, over bins of equal width."""
    sureness, hits = np.array(sure), np.array(right, dtype=float)
    places = np.minimum((sureness * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(sureness[places == place].sum() - hits[places == place].sum())
            for place in range(_BINS)
        )
        / len(sureness)
    )


def _entities(pairs: Pairs) -> dict[str, float]:
    """F1 of each entity, and of all but products and seats together as `others`."""
    counts: dict[str, Counter[str]] = {}
    for one, heard in pairs:
        meant, found = Counter(one.named), Counter(heard.named)
        for kind, some in (("both", meant & found), ("meant", meant), ("found", found)):
            for (entity, _, _), times in some.items():
                counts.setdefault(entity, Counter())[kind] += times
    others = [count for entity, count in counts.items() if entity not in _SINGLE]
    counts["others"] = sum(others, Counter())
    return {
        entity: _f1(both=count["both"], meant=count["meant"], found=count["found"])
        for entity, count in sorted(counts.items())
    }
