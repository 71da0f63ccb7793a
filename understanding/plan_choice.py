"""Which of two tiers or cycles a customer wants: the other is what they have or refuse."""

import re
from itertools import pairwise

from understanding.mention import Mention

_CONVERTING = re.compile(
    r"\b(?:conver\w+|trasform\w+|transform\w+|chang\w+|cambi\w+|bascul\w+|pass\w+|"
    r"scambi\w+|echang\w+|"
    r"remplac\w+|sostitu\w+|evolu\w+|quitter|metter\w+|conversion\w*)\b"
)
_INTO = re.compile(
    r"^[^.,;!?]{0,40}?\b(?:en|in|a|au|vers|verso|par|pour|contre|con|al|"
    r"a quello)(?: (?:la|le|il|lo|l'|une?|"
    r"facturation|paiement|niveau|niveau|quell[oa]|formule|echeances|piano))* ?(?:l')?$"
)
_HAD_BEFORE = re.compile(
    r"\b(?:je suis|on est|nous sommes|siamo|sono|da|dal|plan|piano|"
    r"a la place du(?: forfait)?)(?: en| in| a| al)? $"
)
_REFUSED_AFTER = re.compile(
    r"^(?: de \w+)? ?,? ?(?:par erreur|per errore|(?:me|nous|mi|ci) (?:coince|revient|"
    r"coute|costa)|"
    r"revient trop|costa troppo|n'est plus)|^ (?:ma|mais) (?:intendevo|je voulais)"
)
_EITHER = re.compile(r"\b(?:ou|o|oppure)\b")
_TURNED = re.compile(r"\b(?:conver\w+|trasform\w+|transform\w+|chang\w+|cambi\w+)\b")
_OR_RATHER = re.compile(r"\b(?:non piu|plutot (?:que|qu')|au lieu|invece|anziche)[^.,;!?]{0,12}$")
_MOVING_TO = re.compile(
    r"^(?:,| et| e)?[^.;!?]{0,45}?\b(?:repass\w+|remett\w+|metter\w+)[^.;!?]{0,10}$"
)


def wanted(folded: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without those that a neighbour of another value replaces."""
    dropped: set[int] = set()
    for first, second in pairwise(mentions):
        if first.value == second.value:
            continue
        refused = _refused(folded, first, second)
        if refused is not None:
            dropped.add(refused.start)
    return [mention for mention in mentions if mention.start not in dropped]


def _refused(folded: str, first: Mention, second: Mention) -> Mention | None:
    before, after = folded[: first.start], folded[second.end :]
    between = folded[first.end : second.start]
    if _EITHER.search(between):
        return None
    if _OR_RATHER.search(between) or _REFUSED_AFTER.match(after):
        return second
    if _REFUSED_AFTER.match(between) or _MOVING_TO.match(between):
        return first
    converted = _CONVERTING.search(before) or _HAD_BEFORE.search(before) or _TURNED.search(between)
    if converted and _INTO.match(between):
        return first
    return None
