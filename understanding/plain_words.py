"""Requests in plain words that a classifier of sentences misses: telegram style, mid-task turns.

Each rule needs the verb, or the noun, and what it is about; a question is left alone.
"""

import re
from typing import Any

from understanding.direction import lessens
from understanding.folding import fold
from understanding.undoing import undoes

_MISSED = frozenset({"inform", "nlu_fallback", "out_of_scope", "affirm", "deny", "complain"})
_PLANS = _MISSED | {"change_subscription", "add_subscription", "start_trial"}
_TRIES = re.compile(r"\b(essa[iy]\w*|tester|prova|provar\w*|trial|gratuit\w*|gratis)\b")
_BUYS = re.compile(
    r"\b(achet\w*|command(?:er|ez|e|ons)|souscri\w*|acquist\w*|comprare|compriamo|ordinare|"
    r"prenez|prendre|prendiamo)\b"
)
_NEEDS = re.compile(r"\b(il (me|nous) faut|mi serv\w*|ci serv\w*|j'ai besoin|ho bisogno)\b")
_CHANGES = re.compile(
    r"\b(chang\w*|modifi\w*|corrig\w*|rectifi\w*|remplac\w*|renomm\w*|mettre a jour|mettez a jour|"
    r"cambi\w*|aggiorn\w*|corregg\w*|sostitui\w*|rinomin\w*)\b"
)
_COMPANY = re.compile(r"\b(renomm\w*|rinomin\w*)\b.*\b(societe|entreprise|azienda|ditta)\b")
_ASKS = re.compile(r"\?|\b(ou|dove|comment|come|quand|quando|pourquoi|perche|qui|chi)\b")
_WHEN_RENEWED = re.compile(
    r"\b(quand|quando|quelle date|che data)\b.{0,40}\b(renouvel\w*|rinnov\w*)"
    r"|\b(date de|data di|data del) (renouvellement|rinnovo)\b"
)
_STOPS = re.compile(
    r"^\W*((stop|arretez?|non|no|basta)\W+)*"
    r"(stop|arretez?|annul\w+|laiss\w+|lasci\w+|cancell\w+)"
    r"\W*(tout|tutto|ca|cela|la demande|la commande|l'ordine|la richiesta|tomber|stare|"
    r"perdere)\W*$"
)
_CANCELLATION = re.compile(r"^\W*(la |una |l'|une )?(disdetta|resiliation)\W*$")
_TAKE_BACK = re.compile(r"^\W*(annul+(er|ez|e|a|ate|i|are))\W*( (svp|stp|merci|grazie))?\W*$")
_ASKED_TO_CANCEL = re.compile(
    r"\bdemand\w* (la |l'|ma |une |cette )?(resiliation|annulation)\b"
    r"|\b(chied\w*|chiest\w*) (la |l'|una )?(disdetta|annullamento)\b"
)
_WANTS_TO_KEEP = re.compile(
    r"\b(veux|voudrais|souhaite|prefere)\b.{0,12}\b(le |la |les )?(garder|conserver)\b"
    r"|\b(voglio|vorrei|preferisco)\b.{0,6}\b(tenerl\w|mantenerl\w|conservarl\w)\b"
)

Entity = dict[str, Any]


def reading(
    text: str, intent: str, entities: list[Entity], *, form: str | None, last_done: str | None
) -> str | None:
    """Give the intent that the plain words have, or `None` to leave it as it was classified.

    :param intent: as it was classified.
    :param last_done: the operation carried out last in the conversation.
    """
    folded = fold(text)
    named = {each["entity"] for each in entities}
    if form is not None:
        return _in_a_task(folded, intent, named, form)
    if _CANCELLATION.match(folded):
        return "cancel_subscription"
    if last_done is not None and _TAKE_BACK.match(folded):
        return "undo"
    if intent == "withdraw_cancellation" and _ASKED_TO_CANCEL.search(folded):
        return "cancel_subscription"
    if last_done == "cancel_subscription" and _WANTS_TO_KEEP.search(folded):
        return "undo"
    if _WHEN_RENEWED.search(folded) and intent == "faq":
        return "show_subscriptions"
    if _ASKS.search(folded):
        return None
    return _detail(folded, intent, named) or _plan(folded, intent, entities, named)


def _in_a_task(folded: str, intent: str, named: set[str], form: str) -> str | None:
    stops = _STOPS.match(folded) or undoes(folded)
    if form != "cancel_subscription_form" and stops:
        return "abandon_task"
    tries = _TRIES.search(folded) and "product" not in named
    if form == "add_subscription_form" and tries and intent in _PLANS | {"faq"}:
        return "start_trial"
    if form == "update_billing_contact_form" and intent == "faq" and "contact_field" in named:
        return None if _ASKS.search(folded) else "inform"
    return None


def _detail(folded: str, intent: str, named: set[str]) -> str | None:
    """ "changer le numéro de TVA": a verb of change with the name of a billing detail."""
    if "product" in named or intent not in _MISSED | {"faq", "change_subscription"}:
        return None
    if _COMPANY.search(folded):
        return "update_billing_contact"
    changes = _CHANGES.search(folded) and "contact_field" in named
    return "update_billing_contact" if changes else None


def _plan(folded: str, intent: str, entities: list[Entity], named: set[str]) -> str | None:
    if "product" not in named or intent not in _PLANS:
        return None
    if _TRIES.search(folded) and not lessens(folded):
        return "start_trial"
    more = any(each.get("role") == "by" for each in entities if each["entity"] == "seats")
    if _BUYS.search(folded) and not more:
        return "add_subscription"
    if intent not in _MISSED:
        return None
    if lessens(folded) and "seats" in named:
        return "change_subscription"
    return "add_subscription" if _NEEDS.search(folded) and not more else None
