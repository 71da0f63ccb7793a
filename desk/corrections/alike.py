"""What stands against learning a sentence: copies, contradictions, tests, broken form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from desk.corrections.sentences import Known, Learnt, bare, digest

_SAME_BUT_A_LETTER = 95  # of 100, as `understanding.data_check` refuses across intents
_ENOUGH_TO_COMPARE = 5  # words; shorter ones are alike without being copies
_SHOWN_ALIKE = 80
_MOST_SHOWN = 5
LONGEST = 400
"""Characters; a longer one is a letter, not an example."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was found on a sentence.

    :param refusals: why it cannot be learnt, as names of labels: `form`, `intent`, `tested`,
        `copy` or `conflict`. A test sentence itself is never told.
    :param copies: the same words under the same intent.
    :param conflicts: the same or nearly the same words under another intent.
    :param near: the most alike others, whatever their intent, with their likeness up to 100.
    """

    refusals: tuple[str, ...]
    copies: tuple[Known, ...]
    conflicts: tuple[Known, ...]
    near: tuple[tuple[Known, int], ...]


def look(asked: Known, learnt: Learnt, *, waiting: Sequence[Known] = ()) -> Findings:
    """Compare a sentence with all that is learnt.

    :param waiting: other sentences that are accepted and will be learnt with it.
    """
    others = [one for one in (*learnt.sentences, *waiting) if one.language == asked.language]
    copies = [one for one in others if one.bare == asked.bare and one.intent == asked.intent]
    alike = _alike(asked, others)
    conflicts = [
        one
        for one, likeness in alike
        if one.intent != asked.intent and _clash(asked, one, likeness)
    ]
    refusals = {
        "form": not _is_in_form(asked.text),
        "intent": asked.intent not in learnt.intents(asked.language),
        "tested": digest(asked.text) in learnt.tested,
        "copy": bool(copies),
        "conflict": bool(conflicts),
    }
    return Findings(
        refusals=tuple(name for name, holds in refusals.items() if holds),
        copies=tuple(copies),
        conflicts=tuple(conflicts),
        near=tuple(
            (one, likeness)
            for one, likeness in alike
            if one not in copies and one not in conflicts
        )[:_MOST_SHOWN],
    )


def _alike(asked: Known, others: Sequence[Known]) -> list[tuple[Known, int]]:
    found: Iterable[tuple[str, float, int]] = process.extract(
        asked.bare,
        [one.bare for one in others],
        scorer=fuzz.ratio,
        score_cutoff=_SHOWN_ALIKE,
        limit=None,
    )
    return [(others[place], round(likeness)) for _, likeness, place in found]


def _clash(asked: Known, other: Known, likeness: int) -> bool:
    if other.bare == asked.bare:
        return True
    words = min(len(asked.text.split()), len(other.text.split()))
    return likeness >= _SAME_BUT_A_LETTER and words >= _ENOUGH_TO_COMPARE


def tidy(typed: str) -> str:
    """Give a sentence on one line, without what cannot be written in a file."""
    printable = "".join(each if each.isprintable() else " " for each in typed)
    return " ".join(printable.split())


def _is_in_form(text: str) -> bool:
    """Whether a sentence reads back as it was written: no marks, no command, not a letter."""
    says_something = any(map(str.isalnum, bare(text)))
    clean = not set("[]").intersection(text) and not text.startswith(("/", "- "))
    return says_something and clean and len(text) <= LONGEST and text == tidy(text)
