"""What two models make of the same messages, side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from bench.understanding.heard import Heard
from understanding.certainty import Accepted, weigh

MOST_SHOWN = 200
"""Messages that a report lists of each kind; it counts them all."""

Asked = Mapping[str, Any]
"""A message: its text, its language, and the intent that is known to be right, or `None`."""


def past(asked: Sequence[Asked], old: Sequence[Heard], new: Sequence[Heard]) -> dict[str, Any]:
    """Report what changes on past messages: intents, what is named, and falls into doubt."""
    triples = list(zip(asked, old, new, strict=True))
    return {
        "asked": len(triples),
        "intents": _listed(each for each in triples if each[1].intent != each[2].intent),
        "entities": _listed(
            each for each in triples if sorted(each[1].named) != sorted(each[2].named)
        ),
        "into_doubt": _listed(each for each in triples if is_sure(each[1]) > is_sure(each[2])),
        "out_of_doubt": _listed(each for each in triples if is_sure(each[2]) > is_sure(each[1])),
    }


def known(asked: Sequence[Asked], old: Sequence[Heard], new: Sequence[Heard]) -> dict[str, Any]:
    """Report what breaks and what mends on messages whose meaning people have said."""
    triples = list(zip(asked, old, new, strict=True))
    right = [
        (one["intent"] == was.intent, one["intent"] == now.intent) for one, was, now in triples
    ]
    told = list(zip(triples, right, strict=True))
    return {
        "asked": len(triples),
        "right_before": sum(before for before, _ in right),
        "right_after": sum(after for _, after in right),
        "broken": _listed(each for each, (before, after) in told if before and not after),
        "mended": _listed(each for each, (before, after) in told if after and not before),
        "still_wrong": _listed(each for each, (before, after) in told if not (before or after)),
    }


def is_sure(heard: Heard) -> bool:
    """Whether the assistant would act on it, rather than ask which is meant, or give up."""
    return isinstance(weigh(heard.ranking), Accepted)


def _listed(triples: Any) -> dict[str, Any]:
    found = [
        {
            "text": one["text"],
            "language": one.get("language"),
            "meant": one.get("intent"),
            "old": _made_of(was),
            "new": _made_of(now),
        }
        for one, was, now in triples
    ]
    return {"count": len(found), "messages": found[:MOST_SHOWN]}


def _made_of(heard: Heard) -> dict[str, Any]:
    return {
        "intent": heard.intent,
        "sure": round(heard.sure, 3),
        "named": [list(each) for each in sorted(heard.named)],
        "accepted": is_sure(heard),
    }
