"""Requests told by their verbs: "annulez RescueAssist et réactivez GoToMeeting".

Two requests in one sentence blur each other for a classifier. Where each has a verb of its
own with a product after it, the verbs tell them apart.
"""

import re
from typing import Any

from understanding.folding import fold

Entity = dict[str, Any]

_VERBS = {
    "withdraw_cancellation": r"(retir|enlev|lev|rimuov|tog[lg]|revoc|revoqu)\w*\s+"
    r"(l'|la |lo )?(annulation|resiliation|annullamento|disdetta)",
    "reactivate_subscription": r"reactiv\w*|riattiv\w*|renouvel\w*|rinnov\w*",
    "cancel_subscription": r"annul\w*|resili\w*|disdi\w*|cancell\w*|arret\w*|stopp\w*|"
    r"interromp\w*",
    "add_subscription": r"ajout\w*|achet\w*|command\w*|souscri\w*|aggiung\w*|acquist\w*|"
    r"compr(?:o|are|ate|i|iamo)|ordin\w*",
    "start_trial": r"essa[iy]\w*|test(?:er|ez|o|are|iamo)|prov(?:a|o|are|iamo|ate)",
    "change_subscription": r"augment\w*|aument\w*|passez|passiamo|modifi\w*",
}
_VERB = re.compile("|".join(rf"(?P<{name}>\b(?:{pattern})\b)" for name, pattern in _VERBS.items()))
_UNCLEAR = re.compile(r"\b(ne|n'|non|si|se|pas|sans|senza|puis-je|posso|comment|come)\b|\?")


def requests(text: str, entities: list[Entity]) -> list[dict[str, Any]]:
    """Give the requests of a message, each with a verb and a product; none if fewer than two."""
    folded = fold(text)
    if _UNCLEAR.search(folded):
        return []
    found = list(_VERB.finditer(folded))
    if len(found) < 2:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    told = []
    for match, end in zip(found, ends, strict=True):
        inside = [each for each in entities if match.start() <= each.get("start", -1) < end]
        intent = _meant(str(match.lastgroup), inside)
        if intent is None:
            return []
        where = {"start": match.start(), "end": end}
        told.append({"intent": intent, "confidence": 1.0, **where})
    return told if len({each["intent"] for each in told}) > 1 else []


def _meant(intent: str, named: list[Entity]) -> str | None:
    """Give what a verb asks for, given what is named after it; `None` without a product.

    "ajoutez 2 postes à X" changes what is held.
    """
    products = [each["start"] for each in named if each["entity"] == "product"]
    if not products:
        return None
    more = [
        each["start"] for each in named if each["entity"] == "seats" and each.get("role") == "by"
    ]
    adds_seats = intent == "add_subscription" and more and more[0] < products[0]
    return "change_subscription" if adds_seats else intent
