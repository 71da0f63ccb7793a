"""Which tier a customer means."""

import re

from understanding.mention import Mention, outside
from understanding.plan_choice import wanted
from understanding.small_words import CHOOSING, CORRECTING, POLITE, only_small_words
from understanding.tier_words import (
    BEFORE_TIER,
    BESIDE_TIER,
    CHANGING,
    COMPARES,
    EITHER_TIER,
    EN_OR_DE,
    ENDS_NAME,
    EVERYDAY_PLUS,
    GOING_UP,
    ITALIAN_LEVEL,
    MAYBE_PLUS,
    NAMED_LEVEL,
    NOT_A_TIER,
    OF_THE_MAKER,
    OTHER_BRAND,
    PLUS_FIRST,
    SEATS_AFTER,
    TIER,
    TIERED,
    TOWARDS_PLUS,
    TOWARDS_PRO,
    WORK_THINGS,
)

_ANSWER = POLITE | CORRECTING | CHOOSING | {"mensile", "annuale", "mensuel", "annuel"}


def find_tiers(text: str, folded: str, products: list[Mention]) -> list[Mention]:
    """The tiers named; "plus" and "pro" only where no everyday meaning fits."""
    found = [
        Mention(
            entity="tier",
            value=match.group() if match.group() in ("pro", "plus") else "starter",
            start=match.start(),
            end=match.end(),
        )
        for match in TIER.finditer(folded)
        if outside(products, *match.span()) and _is_tier(text, folded, match, products)
    ]
    return wanted(folded, found)


def _is_tier(text: str, folded: str, match: re.Match[str], products: list[Mention]) -> bool:
    word, before, after = match.group(), folded[: match.start()], folded[match.end() :]
    if word not in ("pro", "plus"):
        return True
    if NOT_A_TIER.match(after):
        return False
    if word == "pro" and _is_the_other_product(after, products):
        return False
    if word == "plus" and EN_OR_DE.search(before) and not BEFORE_TIER.match(after):
        return _is_gone_up_to(before, after)
    if _is_bare(folded) or NAMED_LEVEL.search(before):
        return word == "pro" or _names_a_level(text, match, before, after)
    if _is_beside_tier(word, before, after):
        return True
    follows = any(folded[product.end : match.start()] in (" ", ", ") for product in products)
    if follows and text[match.start()].isupper() and not text.isupper():
        return True
    if _stands_out(text, match) and not WORK_THINGS.search(before):
        return True
    if word == "plus":
        return _is_plus(before, after, follows=follows)
    return follows or bool(TOWARDS_PRO.search(before)) or (not before and _ends(after))


def _is_plus(before: str, after: str, *, follows: bool) -> bool:
    """Whether "plus" in small letters, beside no other tier, is one."""
    if follows:
        return _ends(after) or SEATS_AFTER.match(after) is not None
    if TOWARDS_PLUS.search(before):
        return _ends(after)
    if not before.strip():
        return PLUS_FIRST.match(after) is not None
    return bool(MAYBE_PLUS.search(before) and CHANGING.search(before) and _ends(after))


def _is_gone_up_to(before: str, after: str) -> bool:
    """Whether "en plus" is a level: "passez-nous en plus", "en pro ou en plus"."""
    going_up = GOING_UP.search(before) or EITHER_TIER.search(before)
    return going_up is not None and _ends(after)


def _names_a_level(text: str, match: re.Match[str], before: str, after: str) -> bool:
    """Whether "plus" after "formule" is its name: Italian has no such adverb."""
    return bool(_ends(after) or ITALIAN_LEVEL.search(before) or _stands_out(text, match))


def _is_beside_tier(word: str, before: str, after: str) -> bool:
    if BESIDE_TIER.search(before) and (word == "pro" or not COMPARES.match(after)):
        return True
    return BEFORE_TIER.match(after) is not None


def _is_the_other_product(after: str, products: list[Mention]) -> bool:
    """Beside LogMeIn Central, and in "Pro di LogMeIn", the word names LogMeIn Pro."""
    if OF_THE_MAKER.match(after):
        return True
    named = {product.value for product in products}
    return "LogMeIn Central" in named and not named & TIERED


def _ends(after: str) -> bool:
    return ENDS_NAME.match(after) is not None


def _is_bare(folded: str) -> bool:
    if EVERYDAY_PLUS.search(folded):
        return False
    spans = [found.span() for found in TIER.finditer(folded)]
    return only_small_words(folded, spans, _ANSWER)


def _stands_out(text: str, match: re.Match[str]) -> bool:
    """Capitalised in the middle of a sentence that is not all in capitals."""
    before = text[: match.start()]
    if text.isupper() or not text[match.start() : match.end()].istitle():
        return False
    if OTHER_BRAND.search(before) and not NAMED_LEVEL.search(before.lower()):
        return False
    before = before.rstrip()
    return bool(before) and before[-1] not in ".!?\n:"
