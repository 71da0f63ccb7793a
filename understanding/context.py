"""Reading an intent in the light of the moment: what the assistant asked, if anything.

"annulla", "annuler" alone and "ciao" depend on the moment; a yes to a review must be plain;
"je ne veux pas annuler" is not a wish to cancel.
"""

import re
from typing import Any

from subscriptions.roles import Operation
from understanding import verbs
from understanding.asking_why import asks_for_approval, asks_why
from understanding.assent import NO, YES, assent
from understanding.doubts import doubted
from understanding.plain_words import reading
from understanding.positions import position
from understanding.undoing import undoes

_I = re.IGNORECASE
_CANCEL_VERB = r"(annul|r[ée]sili|arr[êe]t|stop|supprim|d[ée]sabonn|disd|cancell|interromp)"
_UNDO_VERB = r"(retir|enlev|toglie|tolga|rimuov|togliete)"
_WISH = r"(veux|voudrais|souhaite|d[ée]sire|faut|dois|vais|voulons|souhaitons|compte)"
_VOLERE = r"(voglio|vorrei|vogliamo|intendo|desidero|dovete|deve|bisogna)"
_NEGATED = re.compile(
    rf"\b(n['’]|ne\s+)(\w+\s+)?{_CANCEL_VERB}\w*\s+(surtout\s+)?(pas|jamais)\b"
    rf"|\b(n['’]|ne\s+){_UNDO_VERB}\w*\s+(surtout\s+)?(pas|jamais)\b"
    rf"|\bne\s+{_WISH}\s+(surtout\s+)?pas\s+(l['’])?(\w+\s+)?{_CANCEL_VERB}"
    rf"|\bne\s+(surtout\s+)?pas\s+({_CANCEL_VERB}|{_UNDO_VERB})"
    rf"|\bnon\s+({_VOLERE}\s+)?({_CANCEL_VERB}|{_UNDO_VERB})",
    _I,
)
_NO_LONGER_CANCELS = re.compile(
    rf"\bne\s+{_WISH}\s+plus\s+(\w+\s+)?{_CANCEL_VERB}|\bnon\s+{_VOLERE}\s+più\s+{_CANCEL_VERB}",
    _I,
)
_CANCELS_A_CANCELLATION = re.compile(
    r"\b(annul|retir|supprim|enlev|lev|cancell|rimuov|tog[lg]|elimin|ritir|revoc)\w*\s+"
    r"(l['’]|la |ma |cette |votre |mia |la mia |questa |quella )?\s*(demande d['’])?"
    r"(annulation|r[ée]siliation|disdetta|annullamento|cancellazione)",
    _I,
)
_ENDS_A_TRIAL = re.compile(
    rf"\b({_CANCEL_VERB}|chiud|term[iu]n|met\w* fin)\w*.{{0,40}}\b(essais?|prova|trial)\b", _I
)
_REACTIVATES = re.compile(r"\b(r[ée]activ|riattiv)|\b(renouvelez|renouvelle|rinnov[ai])", _I)
_DOES_NOT_RENEW = re.compile(
    r"\bne\s+\w+\s+(pas|plus)\s+(le\s+|la\s+)?renouvel|\b(non|nn)\s+(\w+\s+)?(pi[uù]\s+)?rinnov",
    _I,
)
_KEEPS_IT = re.compile(
    r"\b(je|on|nous)\s+(le|la|les)?\s?(garde|gardons|conserve)\w*|\b(lo|la)\s+ten(go|iamo|ere)\b|\btenerl[oa]\b",
    _I,
)
_ASKS_TO_CANCEL = re.compile(
    rf"\b(merci de|veux|voudrais|souhaite|voulons|souhaitons|vorrei|voglio|vogliamo)\s+(l['’])?"
    rf"{_CANCEL_VERB}"
    r"|\b(annulez|r[ée]siliez|annulla|annullate|disdici|disdite|disdico)\b"
    r"|^\W*(annuler|r[ée]silier|disdire)\b",
    _I,
)
_ASKS_TO_ADD = re.compile(
    r"\b(veux|voudrais|souhaite|aimerais|d[ée]sire|voulons|souhaitons|aimerions|voudrions)\s+"
    r"(\w+\s+)?(ajouter|acheter|souscrire|commander)\b"
    r"|\b(vorrei|voglio|vogliamo|vorremmo|desidero|desideriamo)\s+(\w+\s+)?"
    r"(aggiungere|acquistare|comprare|ordinare|sottoscrivere)\b",
    _I,
)
_ASKS_HOW = re.compile(r"\b(comment|come|o[ùu]|dove|savoir|sapere|[ée]tapes|passaggi)\b", _I)
_HYPOTHETICAL = re.compile(
    rf"\b(si|se|comment|come|quand|quando|puis-je|posso|peut-on)\b[^,.?!;]{{0,25}}{_CANCEL_VERB}",
    _I,
)
_CANCEL_ALONE = re.compile(
    r"^\W*(annul(er|e|ez)|annulla(re|te)?|annulli)"
    r"( svp| stp| s['’]il vous pla[iî]t| per favore| grazie| merci)?\W*$",
    _I,
)
_CIAO = re.compile(r"^\W*ciao\W*$", _I)
_WAITS = re.compile(
    r"^\W*(euh|heu|mm+|ok|oui|sì|si|non?|alors|allora|ma|mais|\W)*\s*"
    r"(attend\w*|aspett\w*|un (instant|moment|attimo|momento|secondo)|une (seconde|minute)|"
    r"(deux|2|5|cinq) min\w*|je reviens|torno subito|patient\w*)",
    _I,
)
_SURE_OF_A_HANDOFF = 0.65
_ANSWERS_TO_NOTHING = frozenset({"affirm", "inform", "abandon_task", "nlu_fallback"})
_MAY_NOT_RENEW = _ANSWERS_TO_NOTHING | {"deny", "reactivate_subscription"}
_NOT_A_REQUEST = frozenset({"affirm", "deny", "thank", "greet", "complain", "inform"})
_SIDE_REQUESTS = frozenset({"faq", "talk_to_representative", "change_language", "abandon_task"})
_BILLING_DETAILS = {"contact_field", "address", "phone", "email", "vat_number", "company"}
_PLAN_OF_A_PRODUCT = {"product", "seats"}
_TASKS = frozenset(operation.value for operation in Operation)
_NOT_WAITING = (_SIDE_REQUESTS | _TASKS) - {"abandon_task"}


def in_context(
    parsed: dict[str, Any],
    *,
    asked: str | None,
    form: str | None,
    first: bool,
    last_done: str | None = None,
    refused: bool = False,
) -> dict[str, Any]:
    """Give the parse of a message with its intent as the moment makes it.

    :param asked: the slot that the running form asked for: `subscription` or `confirmed`.
    :param form: the running form, such as `cancel_subscription_form`.
    :param first: whether this opens the conversation.
    :param last_done: the operation carried out last in this conversation.
    :param refused: whether the last request was refused, so that "why?" is about that.
    """
    text = str(parsed.get("text") or "")
    parsed = doubted(parsed)
    if _CIAO.match(text):
        return _as(parsed, "greet" if first else "goodbye")
    about_before = _about_what_was_done(text, free=form is None, refused=refused)
    if about_before is not None:
        return _asked(parsed, about_before)
    parsed = _plainly(parsed, text, form, last_done)
    if form is None:
        parsed = _request_first(_told_by_verbs(parsed, text))
    elif _CANCEL_ALONE.match(text):
        return _as(parsed, "abandon_task")
    elif _WAITS.match(text) and _name(parsed) not in _NOT_WAITING:
        return _as(parsed, "nlu_fallback")
    if form == "update_billing_contact_form" and _adds_a_detail(parsed):
        parsed = _as(parsed, "inform")
    if asked == "confirmed":
        return _answer_to_review(parsed, text, str(form).removesuffix("_form"))
    if form is None:
        parsed = _request_with_question(_spoken_request(parsed, text), text)
    return _doubted_handoff(_wish(parsed, text))


def _plainly(
    parsed: dict[str, Any], text: str, form: str | None, last_done: str | None
) -> dict[str, Any]:
    """Give the parse with the intent that its plain words have."""
    if text.startswith("/"):
        return parsed
    entities = parsed.get("entities") or []
    heard = reading(text, str(_name(parsed)), entities, form=form, last_done=last_done)
    return parsed if heard is None else _as(parsed, heard)


def _about_what_was_done(text: str, *, free: bool, refused: bool) -> str | None:
    """Give the full intent of words that only mean something after what came before."""
    if refused and asks_why(text):
        return "faq/who_can_act"
    if refused and asks_for_approval(text):
        return "request_approval"
    return "undo" if free and undoes(text) else None


def _request_with_question(parsed: dict[str, Any], text: str) -> dict[str, Any]:
    """Hear the wish to cancel beside a question: "annulez X, et serai-je remboursé ?"."""
    name = _name(parsed)
    asked_how = parsed["intent"].get("full_retrieval_intent_name") == "faq/how_to_add"
    if asked_how and _ASKS_TO_ADD.search(text) and not _ASKS_HOW.search(text):
        return _as(parsed, "add_subscription")
    if name not in ("faq", "show_subscriptions") or not _ASKS_TO_CANCEL.search(text):
        return parsed
    if _HYPOTHETICAL.search(text) or _NEGATED.search(text):
        return parsed
    asked = parsed["intent"].get("full_retrieval_intent_name")
    question = {"intent": asked, "confidence": 1.0, "start": len(text), "end": len(text)}
    also = [question] if asked else []
    return {**_as(parsed, "cancel_subscription"), "also": also}


def _spoken_request(parsed: dict[str, Any], text: str) -> dict[str, Any]:
    """Hear the verb of a task in what would else be a bare answer to no question."""
    if text.startswith("/"):
        return parsed
    if _DOES_NOT_RENEW.search(text) and _name(parsed) in _MAY_NOT_RENEW:
        return _as(parsed, "cancel_subscription")
    if _KEEPS_IT.search(text) and _name(parsed) in _ANSWERS_TO_NOTHING | {"deny"}:
        return _as(parsed, "withdraw_cancellation")
    points = _name(parsed) == "out_of_scope" and position(text) is not None
    if _name(parsed) not in _ANSWERS_TO_NOTHING and not points:
        return parsed
    if re.search(rf"\b(l['’])?{_CANCEL_VERB}", text, _I):
        return _as(parsed, "cancel_subscription")
    if _REACTIVATES.search(text):
        return _as(parsed, "reactivate_subscription")
    if _name(parsed) == "inform" and _named(parsed) >= _PLAN_OF_A_PRODUCT:
        return _as(parsed, "change_subscription")
    return parsed


def _wish(parsed: dict[str, Any], text: str) -> dict[str, Any]:
    """Undo what a negation, or a cancelled cancellation, turns round."""
    name = _name(parsed)
    if name in ("cancel_subscription", "withdraw_cancellation"):
        if _NO_LONGER_CANCELS.search(text):
            return _as(parsed, "withdraw_cancellation")
        if _NEGATED.search(text):
            return _as(parsed, "deny")
        if _CANCELS_A_CANCELLATION.search(text):
            return _as(parsed, "withdraw_cancellation")
    if name == "add_subscription" and _has_more_seats(parsed):
        return _as(parsed, "change_subscription")
    if name == "start_trial" and _ENDS_A_TRIAL.search(text):
        return _as(parsed, "cancel_subscription")
    return parsed


def _named(parsed: dict[str, Any]) -> set[str]:
    return {each["entity"] for each in parsed.get("entities") or []}


def _adds_a_detail(parsed: dict[str, Any]) -> bool:
    """Tell whether "ajoutez aussi l'adresse" means a billing detail, not a product."""
    named = _named(parsed)
    about_plans = _name(parsed) in ("add_subscription", "change_subscription")
    return about_plans and "product" not in named and bool(named & _BILLING_DETAILS)


def _has_more_seats(parsed: dict[str, Any]) -> bool:
    """Tell whether so many seats *more* are asked for, of something they have.

    "ajoutez 5 postes à GoToWebinar" is that; "ajoutez GoToWebinar, 5 postes" is an order.
    """
    placed = {each["entity"]: each for each in reversed(parsed.get("entities") or [])}
    seats, product = placed.get("seats"), placed.get("product")
    if seats is None or seats.get("role") != "by":
        return False
    return product is None or bool(seats.get("start", 0) < product.get("start", 0))


def _doubted_handoff(parsed: dict[str, Any]) -> dict[str, Any]:
    """A hand-off silences the assistant: it is not begun on a doubt."""
    confidence = float((parsed.get("intent") or {}).get("confidence") or 0.0)
    unsure = _name(parsed) == "talk_to_representative" and confidence < _SURE_OF_A_HANDOFF
    return _as(parsed, "nlu_fallback") if unsure else parsed


def _answer_to_review(parsed: dict[str, Any], text: str, operation: str) -> dict[str, Any]:
    verdict = assent(text, operation)
    questions = [each for each in parsed.get("also") or [] if each["intent"].startswith("faq/")]
    if verdict == YES:
        return _as(parsed, "affirm")
    if questions and _name(parsed) == "affirm":
        plain = _is_plain_before(text, questions, operation)
        return parsed if plain else _promoted(parsed, questions[0])
    parsed = _doubted_handoff(_wish(parsed, text))
    if verdict == NO and operation == "cancel_subscription" and _REACTIVATES.search(text):
        return _as(parsed, "reactivate_subscription")
    other_requests = _SIDE_REQUESTS | _TASKS - {operation}
    if verdict == NO and _name(parsed) not in other_requests:
        return _as(parsed, "deny")
    return _as(parsed, "nlu_fallback") if _name(parsed) == "affirm" else parsed


def _is_plain_before(text: str, questions: list[dict[str, Any]], operation: str) -> bool:
    """Tell whether what stands before the question is a plain yes: "oui, et est-ce que...?"."""
    before = text[: questions[0]["start"]]
    return assent(before, operation) == YES


def _told_by_verbs(parsed: dict[str, Any], text: str) -> dict[str, Any]:
    """Let the verbs tell two requests apart, each with its own product."""
    if text.startswith("/"):
        return parsed
    heard = verbs.requests(text, parsed.get("entities") or [])
    return {**_as(parsed, heard[0]["intent"]), "also": heard[1:]} if heard else parsed


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


def _asked(parsed: dict[str, Any], full: str) -> dict[str, Any]:
    """Give the message the intent whose full name is given."""
    name = full.split("/")[0]
    if name == full:
        return _as(parsed, name)
    intent = {"name": name, "full_retrieval_intent_name": full, "confidence": 1.0}
    return {**parsed, "intent": intent}


def _name(parsed: dict[str, Any]) -> Any:
    return (parsed.get("intent") or {}).get("name")


def _as(parsed: dict[str, Any], intent: str) -> dict[str, Any]:
    if _name(parsed) == intent:
        return parsed
    return {**parsed, "intent": {"name": intent, "confidence": 1.0}}
