"""What the pages of corrections show beside the form."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from desk.corrections import alike, entities, marks, personal
from desk.corrections.form import EMPTY_ROWS, Row, Sent
from desk.corrections.patch import known
from desk.corrections.sentences import Known, Learnt
from store.conversation_facts import heard
from store.corrections import Taught

Problem = tuple[str, str]
"""The name of a label of `corrections.problem`, and the words it is about."""

_BEFORE_A_PROPOSAL = ("form", "intent", "tested")
"""Copies and conflicts are for the admin to see and decide; these can never be right."""


def form(
    taught: Taught, rows: Sequence[Row], learnt: Learnt, about: Collection[str]
) -> dict[str, Any]:
    """Give the values of the form's template."""
    asked = Known(text=taught.sentence, intent=taught.intent, language=taught.language)
    return {
        "taught": taught,
        "rows": [*rows, *[Row()] * EMPTY_ROWS],
        "intents": sorted({*learnt.intents("fr"), *learnt.intents("it")}),
        "entities": entities.values(),
        "roles": entities.ROLES,
        "findings": alike.look(asked, learnt),
        "personal": in_sentence(asked, learnt, about),
    }


def refusals(sent: Sent, learnt: Learnt) -> tuple[Problem, ...]:
    """Give why a form cannot be stored at all."""
    taught = sent.taught
    asked = Known(text=taught.sentence, intent=taught.intent, language=taught.language)
    never = alike.look(asked, learnt).refusals
    found = [(name, taught.sentence) for name in never if name in _BEFORE_A_PROPOSAL]
    return (*sent.problems, *found)


def listed(
    row: Mapping[str, Any],
    learnt: Learnt,
    waiting: Sequence[Mapping[str, Any]],
    about: Collection[str],
) -> dict[str, Any]:
    """Give a correction with what was found on it.

    :param waiting: the others that are accepted, or wait to be.
    """
    others = [known(each) for each in waiting if each["number"] != row["number"]]
    asked = known(row)
    return {
        **row,
        "marked": marks.marked(row["sentence"], row["mentions"]),
        "guess": heard(row["understood"]),
        "findings": alike.look(asked, learnt, waiting=others),
        "personal": in_sentence(asked, learnt, about),
    }


def is_clean(shown: Mapping[str, Any]) -> bool:
    """Whether nothing stands against a correction, so that it may be accepted among many."""
    return not shown["findings"].refusals and not shown["personal"]


def in_sentence(asked: Known, learnt: Learnt, about: Collection[str]) -> list[personal.Found]:
    """Give what looks personal in a sentence."""
    if asked.language not in ("fr", "it"):
        return []
    vocabulary = learnt.vocabulary(asked.language)
    return personal.look(asked.text, asked.language, vocabulary=vocabulary, about=about)
