"""Which request a message makes, and which other one it makes as well.

A whole message and each of its clauses have been classified; what they say is weighed here.
Inventing a request is worse than missing one: the customer can always say it again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from understanding.clauses import Break, is_answer
from understanding.guesses import SURE, Guess, Said

_CLEAR = 0.9
_FEW_WORDS = 4
_ENOUGH_WORDS = 3

# They answer the assistant, whatever is asked after them.
ANSWERS = frozenset({"affirm", "deny", "abandon_task"})
# They may hide the request they come with.
COURTESIES = frozenset({"greet", "goodbye", "thank", "complain", "ask_capabilities", *ANSWERS})

# "annulez-le", "lo annulli": about what the assistant has just proposed, not a new request.
_ABOUT_IT = re.compile(r"-l(?:e|a|es)\b|\bl['’]|\b(?:lo|la|li|le)\b|\w[aei]l[oaie]\b", re.I)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """`main` is the clause that speaks for the message, None when the whole of it does."""

    main: Said | None = None
    also: tuple[Said, ...] = ()


def weigh(whole: Guess, said: Sequence[Said]) -> Heard:
    """Decide which clauses speak for the message, given what the whole of it was taken for."""
    if len(said) < 2:
        return Heard()
    if _answers(said[0]):
        return _after_answer(whole, said[0], said[1:])
    return _side_by_side(whole, said)


def _answers(opening: Said) -> bool:
    if opening.guess.confidence < SURE:
        return False
    if opening.guess.intent == "inform":
        return opening.clause.words <= _FEW_WORDS
    return opening.guess.intent in ANSWERS and is_answer(opening.clause.text)


def _after_answer(whole: Guess, answer: Said, rest: Sequence[Said]) -> Heard:
    """A yes followed by "et est-ce que je serai remboursé ?" is a yes, and a question besides."""
    told = answer.guess.intent == "inform"
    further = _distinct(
        [one for one in rest if one.asks and (_aside(one) if told else _new(whole, one))]
    )
    if told and not further:
        return _side_by_side(whole, [answer, *rest])
    stays = whole.intent == answer.guess.intent or whole.intent == "inform"
    return Heard(main=None if stays else answer, also=further)


def _aside(one: Said) -> bool:
    return one.guess.is_question and one.clause.after is Break.SENTENCE


def _new(whole: Guess, one: Said) -> bool:
    if one.clause.words <= _FEW_WORDS and _ABOUT_IT.search(one.clause.text):
        return False
    if one.guess.is_question or one.clause.after is not Break.COMMA:
        return True
    return one.clause.words >= _ENOUGH_WORDS and whole.intent == one.guess.intent


def _side_by_side(whole: Guess, said: Sequence[Said]) -> Heard:
    asked = _distinct([one for one in said if one.asks])
    if len(asked) >= 2 and all(_stands(whole, one) for one in asked[1:]):
        main = next((one for one in asked if one.guess.is_task), asked[0])
        return Heard(main=main, also=tuple(one for one in asked if one is not main))
    if asked and whole.intent in COURTESIES:
        return Heard(main=asked[0])
    return Heard()


def _stands(whole: Guess, one: Said) -> bool:
    """Whether a clause is its own request.

    After a comma only a question can be, and only if the whole does not make one clear request.
    """
    if one.clause.after is not Break.COMMA:
        return True
    return one.clause.text.endswith("?") and whole.confidence < _CLEAR


def _distinct(said: Sequence[Said]) -> tuple[Said, ...]:
    """The first clause of each intent."""
    first: dict[str, Said] = {}
    for one in said:
        first.setdefault(one.guess.intent, one)
    return tuple(first.values())
