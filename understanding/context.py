"""Reading an intent in the light of the moment: what the assistant asked, if anything.

"annulla", "annuler" alone and "ciao" depend on the moment. A yes to a review is taken for
one only when nothing in it hesitates: the worst mistake is to do what was not confirmed.
"""

import re
from typing import Any

_YES = re.compile(
    r"^\W*(oui|ouais|ouep|d['’ ]?accord|ok|okay|s[ìí]|certo|certamente|va bene|confermo|"
    r"je confirme|exact|exactement|tout à fait|esatto|volontiers|procéd|proced|"
    r"si(?=\W*$|\s*[,!.]|"
    r"\s+(confermo|certo|grazie|annull|disd|va bene|proced|ok|esatto|s[iì]\b)))",
    re.IGNORECASE,
)
_NO = re.compile(r"^\W*(non|nan|no|nono|nope|surtout pas|jamais)\b", re.IGNORECASE)
_HESITATES = re.compile(
    r"\b(mais|attend\w*|aspett\w*|però|pero|ma|peut[- ]être|forse|sauf|pas encore|"
    r"non ancora|plus tard|più tardi|piu tardi|pas maintenant|non ora|non adesso|"
    r"pas tout de suite|anzi|plutôt|plutot|piuttosto|si je|se io|avant|prima)\b",
    re.IGNORECASE,
)
_NEGATES = re.compile(r"\b(pas|non|ne|no|jamais|mai|rien|niente|nulla)\b|\bn['’]", re.IGNORECASE)
_CANCEL_ALONE = re.compile(
    r"^\W*(annul(er|e|ez)|annulla(re|te)?|annulli)"
    r"( svp| stp| s['’]il vous pla[iî]t| per favore| grazie| merci)?\W*$",
    re.IGNORECASE,
)
_CANCELS_A_CANCELLATION = re.compile(
    r"\b(annul|retir|supprim|enlev|lev|cancell|rimuov|tog[lg]|elimin|ritir|revoc)\w*\s+"
    r"(l['’]|la |ma |cette |votre |mia |la mia |questa |quella )?\s*(demande d['’])?"
    r"(annulation|r[ée]siliation|disdetta|annullamento|cancellazione)",
    re.IGNORECASE,
)
_ENDS_A_TRIAL = re.compile(
    r"\b(annul|r[ée]sili|arr[êe]t|stop|disd|cancell|interromp|chiud|term[iu]n|met\w* fin)\w*"
    r".{0,40}\b(essais?|prova|trial)\b",
    re.IGNORECASE,
)
_CIAO = re.compile(r"^\W*ciao\W*$", re.IGNORECASE)
_SURE = 0.7
_FOREIGN = 0.8
_A_SENTENCE = 3
_NOT_A_REQUEST = frozenset({"affirm", "deny", "thank", "greet", "complain", "inform"})
_UNSURE_ABOUT = frozenset({"inform", "nlu_fallback", "out_of_scope", "thank", "complain", "greet"})


def in_context(
    parsed: dict[str, Any], *, asked: str | None, form: str | None, first: bool
) -> dict[str, Any]:
    """Give the parse of a message with its intent as the moment makes it.

    :param asked: the slot that the running form asked for: `subscription` or `confirmed`.
    :param form: the running form, such as `cancel_subscription_form`.
    :param first: whether this opens the conversation.
    """
    text = str(parsed.get("text") or "")
    if _is_in_another_language(parsed, text):
        return _as(parsed, "out_of_scope")
    if form is None:
        parsed = _request_first(parsed)
    if _CANCELS_A_CANCELLATION.search(text) and _name(parsed) == "cancel_subscription":
        return _as(parsed, "withdraw_cancellation")
    if _ENDS_A_TRIAL.search(text) and _name(parsed) == "start_trial":
        return _as(parsed, "cancel_subscription")
    if form is not None and _CANCEL_ALONE.match(text):
        return _as(parsed, "abandon_task")
    if _CIAO.match(text):
        return _as(parsed, "greet" if first else "goodbye")
    if asked == "confirmed":
        return _answer_to_review(parsed, text, str(form).removesuffix("_form"))
    return parsed


def _is_in_another_language(parsed: dict[str, Any], text: str) -> bool:
    found = parsed.get("language") or {}
    foreign = found.get("name") == "other" and found.get("confidence", 0.0) >= _FOREIGN
    wants_another = _name(parsed) == "change_language"
    return foreign and len(text.split()) >= _A_SENTENCE and not wants_another


def _request_first(parsed: dict[str, Any]) -> dict[str, Any]:
    """Let a request that came with a yes, a no or thanks be the intent: nothing was asked."""
    also = parsed.get("also") or []
    return _promoted(parsed, also[0]) if also and _name(parsed) in _NOT_A_REQUEST else parsed


def _promoted(parsed: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    """Make a further request of the message its intent."""
    full = request["intent"]
    intent = {"name": full.split("/")[0], "confidence": request["confidence"]}
    if "/" in full:
        intent["full_retrieval_intent_name"] = full
    rest = [each for each in parsed["also"] if each is not request]
    return {**parsed, "intent": intent, "also": rest}


def _answer_to_review(parsed: dict[str, Any], text: str, operation: str) -> dict[str, Any]:
    intent = parsed.get("intent") or {}
    name, confidence = intent.get("name"), float(intent.get("confidence") or 0.0)
    begins_with_yes = bool(_YES.match(text))
    hesitates = bool(_HESITATES.search(text))
    if begins_with_yes and not hesitates and name in _UNSURE_ABOUT | {operation}:
        return _as(parsed, "affirm")
    if name == "affirm":
        clear = begins_with_yes or (confidence >= _SURE and not _NEGATES.search(text))
        return parsed if clear and not hesitates else _doubted(parsed)
    if _NO.match(text) and name in ("nlu_fallback", "out_of_scope", "complain", operation):
        return _as(parsed, "deny")
    return parsed


def _doubted(parsed: dict[str, Any]) -> dict[str, Any]:
    """A yes with a "but" is no yes: the question in it is answered, or it is asked again."""
    questions = [each for each in parsed.get("also") or [] if each["intent"].startswith("faq/")]
    return _promoted(parsed, questions[0]) if questions else _as(parsed, "nlu_fallback")


def _name(parsed: dict[str, Any]) -> Any:
    return (parsed.get("intent") or {}).get("name")


def _as(parsed: dict[str, Any], intent: str) -> dict[str, Any]:
    if _name(parsed) == intent:
        return parsed
    return {**parsed, "intent": {"name": intent, "confidence": 1.0}}
